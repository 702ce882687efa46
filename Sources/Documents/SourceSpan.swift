/// A place in a file as people count it.
public struct SourcePosition: Sendable, Hashable, Comparable {
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int

  /// Creates a position; numbers below 1 become 1.
  public init(line: Int, column: Int) {
    self.line = max(1, line)
    self.column = max(1, column)
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
  /// How many Unicode scalars it takes on its first line, at least 1.
  public let length: Int

  /// Creates a span; a length below 1 becomes 1.
  public init(start: SourcePosition, length: Int) {
    self.start = start
    self.length = max(1, length)
  }
}
