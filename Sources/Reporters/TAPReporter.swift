import Documents
import Scenarios

/// The run in the Test Anything Protocol: a test a case, its steps as subtests.
///
/// Source: the TAP 14 specification.
public struct TAPReporter: Reporter {
  private let header: RunHeader
  private var number = 0

  /// Creates a reporter.
  public init(header: RunHeader) { self.header = header }

  /// Returns version and plan: the cases are known.
  public mutating func begin() -> String {
    "TAP version 14\n1..\(header.planned)\n"
  }

  /// Returns the case's line after those of its steps.
  public mutating func add(_ report: CaseReport) -> String {
    number += 1
    var text = ""
    if !report.steps.isEmpty {
      text += "# Subtest: \(LogText.line(report.id))\n"
      for (index, step) in report.steps.enumerated() {
        text += Self.text(of: step, in: report, number: index + 1)
      }
      text += "    1..\(report.steps.count)\n"
    }
    return text + Self.line(of: report, number: number)
  }

  /// Returns the head of the record, and why cases are missing.
  public mutating func finish(_ end: RunEnd) -> ReportEnding {
    var text = "# audit head \(end.summary.auditHead)\n# \(end.summary.closingLine)\n"
    if let reason = end.incomplete { text += "Bail out! \(LogText.line(reason))\n" }
    return ReportEnding(closing: text)
  }

  private static func line(of report: CaseReport, number: Int) -> String {
    let result = report.outcome.isBad || report.outcome == .todo ? "not ok" : "ok"
    var text = "\(result) \(number) - \(escaped(report.id))"
    switch report.outcome {
    case .skipped: text += " # SKIP \(escaped(report.reason ?? "every step is left out"))"
    case .todo: text += " # TODO \(escaped(report.reason ?? ""))"
    case .flaky: text += " (flaky)"
    case .passed, .failed, .error: break
    }
    text += "\n"
    for note in report.notes { text += "  # \(LogText.line(note))\n" }
    if let trials = report.trials {
      text += "  ---\n  trials: \(quoted(ConsoleReporter.text(of: trials)))\n  ...\n"
    }
    return text
  }

  private static func text(of step: StepReport, in report: CaseReport, number: Int) -> String {
    let problems =
      step.expectations.compactMap(\.failure) + (step.error.map { [$0] } ?? [])
    let name = step.id ?? "step \(max(step.index, step.index &+ 1))"
    let actor = step.participant.map { " as \($0)" } ?? ""
    var text =
      "    \(problems.isEmpty ? "ok" : "not ok") \(number) - "
      + escaped("\(name): \(step.verb)\(actor)") + "\n"
    guard !problems.isEmpty else { return text }
    text += "      ---\n      problems:\n"
    for problem in problems {
      text += "        - message: \(quoted(problem.message))\n"
      text += "          code: \(quoted(problem.code))\n"
      text += "          severity: \(problem.severity == .failed ? "fail" : "error")\n"
      text += "          at:\n            file: \(quoted(report.file(of: problem)))\n"
      text += "            line: \(problem.span.start.line)\n"
      text += "            column: \(problem.span.start.column)\n"
      text += "          text: \(quoted(report.text(of: problem)))\n"
    }
    return text + "      ...\n"
  }

  /// A description: number signs and backslashes mean something in TAP.
  private static func escaped(_ text: String) -> String {
    var output = String.UnicodeScalarView()
    for scalar in LogText.line(text).unicodeScalars {
      if scalar == "#" || scalar == "\\" { output.append("\\") }
      output.append(scalar)
    }
    return String(output)
  }

  /// A double-quoted scalar of YAML, with everything that could be misread as an escape.
  static func quoted(_ text: String) -> String {
    var output = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\t": output += "\\t"
      case "\r": output += "\\r"
      default:
        if SafeText.isUnsafe(scalar) || scalar == "#" || scalar.value == 0xFFFD {
          output += escape(scalar)
        } else {
          output.unicodeScalars.append(scalar)
        }
      }
    }
    return output + "\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let width = scalar.value > 0xFFFF ? 8 : 4
    let padding = String(repeating: "0", count: max(0, width - digits.count))
    return (width == 8 ? "\\U" : "\\u") + padding + digits
  }
}
