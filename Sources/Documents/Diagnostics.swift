/// Problems in the order they were found.
public struct Diagnostics: Error, Sendable {
  /// The most problems that ``add(_:)`` keeps; more help nobody.
  public static let limit = 1_000

  /// The problems that were kept.
  public var all: [Diagnostic]

  /// How many problems were left out because ``limit`` was reached.
  public private(set) var omitted = 0

  /// Whether nothing was found.
  public var isEmpty: Bool { all.isEmpty }

  /// Creates a collection of these problems.
  public init(_ all: [Diagnostic] = []) {
    self.all = all
  }

  /// Adds one problem.
  public mutating func add(_ diagnostic: Diagnostic) {
    guard all.count < Self.limit else {
      omitted += 1
      return
    }
    all.append(diagnostic)
  }

  /// Adds the problems of another collection.
  public mutating func add(contentsOf other: Diagnostics) {
    for diagnostic in other.all { add(diagnostic) }
    omitted += other.omitted
  }

  /// Returns the problems by path, line and column; those of one place keep their order.
  public func sorted() -> [Diagnostic] {
    all.enumerated().sorted { first, second in
      let (one, other) = (first.element, second.element)
      if one.path != other.path { return one.path < other.path }
      if one.span.start != other.span.start { return one.span.start < other.span.start }
      return first.offset < second.offset
    }.map(\.element)
  }
}
