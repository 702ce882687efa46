import AccessControl
import Documents
import Exercises
import PolicyAnalysis
public import Scenarios

/// A line a case, the failures in full at the end, and the closing line alone.
public struct ConsoleReporter: Reporter {
  /// How much is shown.
  public enum Detail: Sendable {
    /// Only what is wrong.
    case quiet
    /// A line a case.
    case normal
    /// Every call of every step.
    case verbose
  }

  private let style: Style
  private let detail: Detail
  private var problems: [Diagnostic] = []
  private let width = 58

  /// Creates a reporter.
  public init(style: Style, detail: Detail = .normal) {
    self.style = style
    self.detail = detail
  }

  /// Returns the case's line.
  public mutating func add(_ result: CaseResult) -> String {
    if result.outcome != .todo { problems += result.problems }
    guard detail != .quiet || result.outcome == .failed || result.outcome == .error else {
      return ""
    }
    var text = line(of: result) + "\n"
    if detail == .verbose {
      for step in result.steps { text += lines(of: step, result.scenario.definition.policy) }
    }
    return text
  }

  /// Returns the failures in full, and the closing line.
  public mutating func finish(_ summary: RunSummary) -> String {
    var text = ""
    for problem in problems { text += "\n" + SafeText.block(problem.rendered()) + "\n" }
    if summary.showsCoverage, let coverage = summary.coverage { text += "\n" + coverage.table }
    if let grants = summary.leastPrivilege { text += "\n" + grants.text }
    if !text.isEmpty { text += "\n" }
    if let line = summary.undecidedLine { text += line + "\n" }
    return text + summary.closingLine + "\n"
  }

  private func line(of result: CaseResult) -> String {
    let word =
      switch result.outcome {
      case .passed: style.success("ok   ")
      case .failed: style.failure("FAIL ")
      case .error: style.failure("ERROR")
      case .skipped: style.dim("skip ")
      case .todo: style.dim("todo ")
      }
    let id = SafeText.line(result.scenario.id)
    if result.outcome == .skipped || result.outcome == .todo {
      let reason = result.scenario.skip ?? result.scenario.todo ?? "every step is left out"
      return "\(word) \(id)  \(style.dim(SafeText.line(reason)))"
    }
    let padding = String(repeating: " ", count: max(1, width - id.unicodeScalars.count))
    let calls = result.steps.reduce(0) { $0 + $1.calls.count }
    return "\(word) \(id)\(padding)"
      + style.dim("\(count(result.steps.count, "step"))  \(count(calls, "call"))")
  }

  private func lines(of step: StepResult, _ policy: Policy) -> String {
    let name = step.id ?? "step \(step.index + 1)"
    let actor = step.actor.map { ", as \($0.name)" } ?? ""
    let left = step.skip.map { "  skipped: \($0)" } ?? step.todo.map { "  todo: \($0)" } ?? ""
    var text =
      "      \(SafeText.line(name)): \(step.verb)\(SafeText.line(actor))\(SafeText.line(left))\n"
    if let said = step.said { text += "        \"\(SafeText.line(said))\"\n" }
    for inject in step.injects { text += "        \(SafeText.line(inject.sentence))\n" }
    for trace in step.calls {
      text += "        \(trace.number)  \(SafeText.line(trace.line(policy)))\n"
      for change in trace.changes { text += "           \(SafeText.line(change.text))\n" }
    }
    for note in step.notes { text += "        \(SafeText.line(note))\n" }
    for line in step.text.split(separator: "\n") {
      text += "        > \(SafeText.line(String(line)))\n"
    }
    for result in step.expectations {
      text +=
        "        \(result.failure == nil ? "held  " : "FAILED") "
        + "\(result.expectation.word) (line \(result.expectation.span.start.line))\n"
    }
    return text
  }

  private func count(_ number: Int, _ word: String) -> String {
    let digits = String(number)
    return String(repeating: " ", count: max(0, 3 - digits.count)) + digits + " "
      + (number == 1 ? word + " " : word + "s")
  }
}
