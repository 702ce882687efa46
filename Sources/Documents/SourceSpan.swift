/// A place in a file as people count it.
public struct SourcePosition: Sendable, Hashable, Comparable {
  // Half the size for what every value of every file carries.
  private let storedLine: Int32
  private let storedColumn: Int32

  /// The line, from 1.
  public var line: Int { Int(storedLine) }
  /// The column in Unicode scalars, from 1.
  public var column: Int { Int(storedColumn) }

  /// Creates a position; numbers below 1 become 1.
  public init(line: Int, column: Int) {
    storedLine = max(1, Int32(clamping: line))
    storedColumn = max(1, Int32(clamping: column))
  }

  /// Whether one position stands before another.
  public static func < (lhs: SourcePosition, rhs: SourcePosition) -> Bool {
    (lhs.line, lhs.column) < (rhs.line, rhs.column)
  }
}

/// A stretch of one line.
public struct SourceSpan: Sendable, Hashable {
  /// Where it begins.
  public let start: SourcePosition
  private let storedLength: Int32

  /// How many Unicode scalars it takes on its first line, at least 1.
  public var length: Int { Int(storedLength) }

  /// Creates a span; a length below 1 becomes 1.
  public init(start: SourcePosition, length: Int) {
    self.start = start
    storedLength = max(1, Int32(clamping: length))
  }
}
