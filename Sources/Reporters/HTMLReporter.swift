import Scenarios

/// A page for people.
public struct HTMLReporter: Reporter {
  private let header: RunHeader
  /// Creates a reporter.
  public init(header: RunHeader) { self.header = header }
  /// Keeps the case.
  public mutating func add(_ report: CaseReport) -> String { "" }
  /// Returns the page.
  public mutating func finish(_ end: RunEnd) -> ReportEnding { ReportEnding(closing: "") }
}
