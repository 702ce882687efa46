import Documents
import Exercises
public import Scenarios

/// The run as JUnit XML, in the dialect that Jenkins and GitLab read: a suite a file, a case a case.
///
/// Source: the Jenkins xUnit schema, junit-10.xsd.
public struct JUnitReporter: Reporter {
  private struct FileSuite {
    let file: String
    var cases: [CaseResult] = []
  }

  private let header: RunHeader
  private var suites: [FileSuite] = []

  /// Creates a reporter.
  public init(header: RunHeader) { self.header = header }

  /// Keeps the case; a suite says its numbers first.
  public mutating func add(_ result: CaseResult) -> String {
    let file = result.scenario.file.source.path
    if suites.last?.file != file { suites.append(FileSuite(file: file)) }
    suites[suites.count - 1].cases.append(result)
    return ""
  }

  /// Returns the whole document.
  public mutating func finish(_ summary: RunSummary) -> String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text +=
      "<testsuites name=\"tabletop\" tests=\"\(summary.cases)\" failures=\"\(summary.failed)\""
      + " errors=\"\(summary.errors)\" skipped=\"\(summary.skipped)\">\n"
    for suite in suites { text += Self.text(of: suite, header) }
    return text + "</testsuites>\n"
  }

  private static func text(of suite: FileSuite, _ header: RunHeader) -> String {
    var summary = RunSummary()
    for result in suite.cases { summary.add(result) }
    let name = className(suite.file)
    var text =
      "  <testsuite name=\"\(escaped(name))\" tests=\"\(summary.cases)\""
      + " failures=\"\(summary.failed)\" errors=\"\(summary.errors)\""
      + " skipped=\"\(summary.skipped)\" time=\"0\">\n"
    text += "    <properties>\n"
    for (key, value) in [
      ("model", header.model), ("policy", header.policy), ("seed", String(header.seed)),
    ] {
      text += "      <property name=\"\(key)\" value=\"\(escaped(value))\"/>\n"
    }
    text += "    </properties>\n"
    for result in suite.cases { text += Self.text(of: result, className: name) }
    return text + "  </testsuite>\n"
  }

  private static func text(of result: CaseResult, className: String) -> String {
    let scenario = result.scenario
    let opening =
      "    <testcase name=\"\(escaped(scenario.name))\" classname=\"\(escaped(className))\""
      + " file=\"\(escaped(scenario.file.source.path))\" line=\"\(scenario.line)\" time=\"0\""
    if result.outcome == .skipped || result.outcome == .todo {
      let reason = scenario.skip ?? scenario.todo.map { "todo: \($0)" } ?? "every step is left out"
      return opening + "><skipped message=\"\(escaped(reason))\"/></testcase>\n"
    }
    guard !result.problems.isEmpty else { return opening + "/>\n" }
    var text = opening + ">\n"
    for problem in result.problems {
      let element = problem.severity == .failed ? "failure" : "error"
      text +=
        "      <\(element) type=\"\(problem.code)\" message=\"\(escaped(problem.message))\">"
        + escaped(problem.rendered()) + "</\(element)>\n"
    }
    return text + "    </testcase>\n"
  }

  private static func className(_ path: String) -> String {
    let ending = ScenarioFinder.ending
    let stem = path.hasSuffix(ending) ? String(path.dropLast(ending.count)) : path
    return stem.split(separator: "/").filter { $0 != "." && $0 != ".." }.joined(separator: ".")
  }

  /// Escapes text for XML 1.0, and replaces what it can't hold.
  static func escaped(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "\n": output += "&#10;"
      case "\t": output += "&#9;"
      default: output.unicodeScalars.append(isAllowed(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return output
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: scalar.value != 0x7F
    default: false
    }
  }
}
