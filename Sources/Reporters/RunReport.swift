import Scenarios
public import Values

/// A run as read from a JSON report.
public struct RunReport: Sendable, Equatable {
  /// What it says of the run as a whole.
  public let header: RunHeader
  /// The cases, in their order.
  public var cases: [CaseReport]
  /// Why cases are missing; nil where none are.
  public let incomplete: String?
  /// How long it took, where the report says so.
  public let seconds: Double?
  /// What it proved of the policy, where the report says so.
  public let coverage: JSONValue?
  /// Which grants the cases need, where the report says so.
  public let leastPrivilege: JSONValue?

  init(
    header: RunHeader,
    cases: [CaseReport],
    incomplete: String?,
    seconds: Double?,
    coverage: JSONValue?,
    leastPrivilege: JSONValue?
  ) {
    self.header = header
    self.cases = cases
    self.incomplete = incomplete
    self.seconds = seconds
    self.coverage = coverage
    self.leastPrivilege = leastPrivilege
  }

  /// How the run ended.
  public var end: RunEnd {
    var summary = RunSummary()
    for report in cases { summary.add(report) }
    var end = RunEnd(summary, incomplete: incomplete, seconds: seconds, coverage: coverage)
    end.leastPrivilege = leastPrivilege
    return end
  }

  /// Reads the text of a JSON report.
  ///
  /// - Throws: `ReportError` where it isn't one.
  public init(_ bytes: [UInt8]) throws(ReportError) {
    let json: JSONValue
    do throws(JSONSyntaxError) {
      json = try JSONReader.read(bytes)
    } catch {
      throw ReportError("not JSON: \(error)")
    }
    guard json["tool"]?.text == "tabletop", let cases = json["cases"]?.elements else {
      throw ReportError("not a report of tabletop run -r json")
    }
    guard json["version"]?.int == 1 else {
      throw ReportError("a report of another version than 1")
    }
    header = RunHeader(
      toolVersion: json["tool_version"]?.text ?? "",
      model: json["model"]?.text ?? "",
      policy: json["policy"]?.text ?? "",
      seed: json["seed"]?.int ?? 0,
      planned: cases.count
    )
    var read: [CaseReport] = []
    for element in cases { read.append(try CaseReport(json: element)) }
    self.cases = read
    incomplete = json["incomplete"]?.text
    seconds = json["timing"]?["seconds"]?.double
    coverage = json["coverage"]
    leastPrivilege = json["least_privilege"]
  }
}
