import Scenarios
import Values

/// The whole run as one JSON object, keys sorted, a case a line; equal runs give equal bytes.
///
/// The shape is version 1 of the report that DESIGN calls `-r json`.
public struct JSONReporter: Reporter {
  private let header: RunHeader
  private var isFirst = true

  /// Creates a reporter.
  public init(header: RunHeader) { self.header = header }

  /// The head of the record stands before the cases.
  public var opensLast: Bool { true }

  /// Returns the case's object on a line of its own.
  public mutating func add(_ report: CaseReport) -> String {
    defer { isFirst = false }
    return (isFirst ? "" : ",\n") + report.jsonText
  }

  /// Returns what stands round the cases.
  public mutating func finish(_ end: RunEnd) -> ReportEnding {
    var rest: [String: JSONValue] = [
      "model": .string(header.model), "policy": .string(header.policy),
      "seed": .integer(header.seed), "summary": end.summary.json, "tool": "tabletop",
      "tool_version": .string(header.toolVersion), "version": 1,
    ]
    if let coverage = end.coverage { rest["coverage"] = coverage }
    if let grants = end.leastPrivilege { rest["least_privilege"] = grants }
    if let reason = end.incomplete { rest["incomplete"] = .string(reason) }
    if let seconds = end.seconds { rest["timing"] = ["seconds": .number(seconds)] }
    return ReportEnding(
      opening: "{\"audit_head\":\"\(end.summary.auditHead)\",\"cases\":[\n",
      closing: (isFirst ? "" : "\n") + "]," + JSONWriter.text(.object(rest)).dropFirst() + "\n"
    )
  }
}
