import Documents
import Scenarios

/// The run as JUnit XML, in the dialect that Jenkins and GitLab read: a suite a file, a case a case.
///
/// Source: the Jenkins xUnit schema, junit-10.xsd.
public struct JUnitReporter: Reporter {
  private let header: RunHeader
  private var file: String?
  private var counts = RunSummary()
  private var seconds = 0.0
  /// The cases of the current file; a suite says its numbers first.
  private var cases = ""

  /// Creates a reporter.
  public init(header: RunHeader) { self.header = header }

  /// The numbers of the whole run stand before everything.
  public var opensLast: Bool { true }

  /// Keeps the case until its file is over, and returns the suite before it.
  public mutating func add(_ report: CaseReport) -> String {
    let done = report.file == file ? "" : closeSuite()
    file = report.file
    counts.add(report)
    seconds += report.seconds ?? 0
    cases += Self.text(of: report)
    return done
  }

  /// Returns the last suite, and what stands round all of them.
  public mutating func finish(_ end: RunEnd) -> ReportEnding {
    let summary = end.summary
    var closing = closeSuite()
    if let reason = end.incomplete {
      closing += "  <!-- incomplete: \(Self.comment(reason)) -->\n"
    }
    return ReportEnding(
      opening: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tabletop\""
        + Self.attributes(summary, end.seconds) + ">\n",
      closing: closing + "</testsuites>\n"
    )
  }

  private mutating func closeSuite() -> String {
    guard let file else { return "" }
    var text = "  <testsuite name=\"\(XMLText.escaped(Self.className(file)))\""
    text += Self.attributes(counts, seconds) + ">\n    <properties>\n"
    for (key, value) in [
      ("audit_head", counts.auditHead), ("model", header.model), ("policy", header.policy),
      ("seed", String(header.seed)),
    ] {
      text += "      <property name=\"\(key)\" value=\"\(XMLText.escaped(value))\"/>\n"
    }
    text += "    </properties>\n" + cases + "  </testsuite>\n"
    self.file = nil
    counts = RunSummary()
    seconds = 0
    cases = ""
    return text
  }

  private static func attributes(_ summary: RunSummary, _ seconds: Double?) -> String {
    " tests=\"\(summary.cases)\" failures=\"\(summary.failed)\" errors=\"\(summary.errors)\""
      + " skipped=\"\(summary.skipped)\" time=\"\(time(seconds))\""
  }

  private static func time(_ seconds: Double?) -> String {
    guard let seconds, seconds.isFinite, seconds > 0, seconds < 1e9 else { return "0" }
    let micros = Int((seconds * 1e6).rounded())
    let digits = String(micros % 1_000_000)
    return "\(micros / 1_000_000)." + String(repeating: "0", count: 6 - digits.count) + digits
  }

  private static func text(of report: CaseReport) -> String {
    let opening =
      "    <testcase name=\"\(XMLText.escaped(report.name))\""
      + " classname=\"\(XMLText.escaped(className(report.file)))\""
      + " file=\"\(XMLText.escaped(report.file))\" line=\"\(report.line)\""
      + " time=\"\(time(report.seconds))\""
    if report.outcome == .skipped || report.outcome == .todo {
      let reason =
        (report.outcome == .todo ? "todo: " : "") + (report.reason ?? "every step is left out")
      return opening + "><skipped message=\"\(XMLText.escaped(reason))\"/></testcase>\n"
    }
    guard !report.problems.isEmpty else { return opening + "/>\n" }
    var text = opening + ">\n"
    for problem in report.problems {
      let kind = problem.severity == .failed ? "failure" : "error"
      let element = report.outcome == .flaky ? "flakyFailure" : kind
      text +=
        "      <\(element) type=\"\(XMLText.escaped(problem.code))\""
        + " message=\"\(XMLText.escaped(problem.message))\">"
        + XMLText.escaped(report.text(of: problem)) + "</\(element)>\n"
    }
    return text + "    </testcase>\n"
  }

  private static func className(_ path: String) -> String {
    let ending = ScenarioFinder.ending
    let stem = path.hasSuffix(ending) ? String(path.dropLast(ending.count)) : path
    return stem.split(separator: "/").filter { $0 != "." && $0 != ".." }.joined(separator: ".")
  }

  /// Text in a comment, where two hyphens may not stand together.
  private static func comment(_ text: String) -> String {
    XMLText.escaped(SafeText.line(text)).split(separator: "-").joined(separator: " ")
  }
}
