import Documents
import Scenarios

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
  private let notes: [String]
  private let showsAuditHead: Bool
  private var problems: [String] = []
  private var hidden = 0
  private let width = 52
  /// How many failures are shown in full.
  private let mostProblems = 1_000

  /// Creates a reporter; the notes, and the head of the record of calls where it is wanted, stand
  /// before the closing line.
  public init(
    style: Style,
    detail: Detail = .normal,
    notes: [String] = [],
    showsAuditHead: Bool = false
  ) {
    self.style = style
    self.detail = detail
    self.notes = notes
    self.showsAuditHead = showsAuditHead
  }

  /// Returns the case's line.
  public mutating func add(_ report: CaseReport) -> String {
    for problem in report.problems where report.outcome != .todo {
      if problems.count < mostProblems {
        problems.append(report.placedText(of: problem))
      } else {
        hidden += 1
      }
    }
    guard detail != .quiet || report.outcome.isBad else { return "" }
    var text = line(of: report) + "\n"
    if let trials = report.trials { text += "      \(Self.text(of: trials))\n" }
    for note in report.notes { text += "      \(LogText.line(note))\n" }
    if detail == .verbose {
      for step in report.steps { text += lines(of: step) }
    }
    return text
  }

  /// Returns the failures in full, and the closing line.
  public mutating func finish(_ end: RunEnd) -> ReportEnding {
    var text = ""
    for problem in problems { text += "\n" + LogText.block(problem) + "\n" }
    if hidden > 0 { text += "\nand \(hidden) more, which the other reports have\n" }
    for finding in end.findings { text += "\n" + finding }
    if !text.isEmpty { text += "\n" }
    let summary = end.summary
    if summary.flaky > 0 { text += "\(summary.flaky) flaky: passed often enough, not always\n" }
    for note in notes { text += LogText.line(note) + "\n" }
    if let line = summary.usageLine { text += line + "\n" }
    if showsAuditHead { text += "audit head \(summary.auditHead)\n" }
    if let reason = end.incomplete { text += "incomplete: \(LogText.line(reason))\n" }
    if let line = summary.undecidedLine { text += line + "\n" }
    return ReportEnding(closing: text + summary.closingLine + "\n")
  }

  private func line(of report: CaseReport) -> String {
    let word =
      switch report.outcome {
      case .passed: style.success("ok   ")
      case .failed: style.failure("FAIL ")
      case .error: style.failure("ERROR")
      case .skipped: style.dim("skip ")
      case .todo: style.dim("todo ")
      case .flaky: style.failure("flaky")
      }
    let id = LogText.line(report.id)
    if report.outcome == .skipped || report.outcome == .todo {
      return "\(word) \(id)  \(style.dim(LogText.line(report.reason ?? "every step is left out")))"
    }
    let padding = String(repeating: " ", count: max(1, width - id.unicodeScalars.count))
    let figures = report.figures
    return "\(word) \(id)\(padding)"
      + style.dim("\(count(figures.steps, "step"))  \(count(figures.calls, "call"))")
  }

  /// The figures of a case that was played several times.
  static func text(of trials: TrialResult) -> String {
    let chances = [1, 2, 3, 5, 10].filter { $0 <= trials.runs }.map {
      "pass^\($0) \(percent(trials.chance(ofPassing: $0)))"
    }
    return "\(trials.passed) of \(trials.runs) passed, \(trials.needed) needed; "
      + chances.joined(separator: ", ")
      + "; at least \(percent(trials.lowerBound)) with 95 % confidence"
  }

  private static func percent(_ share: Double) -> String {
    "\(Int((min(max(share, 0), 1) * 100).rounded(.down))) %"
  }

  private func lines(of step: StepReport) -> String {
    let name = step.id ?? "step \(max(step.index, step.index &+ 1))"
    let actor = step.participant.map { ", as \($0)" } ?? ""
    let left = step.skip.map { "  skipped: \($0)" } ?? step.todo.map { "  todo: \($0)" } ?? ""
    var text =
      "      \(LogText.line(name)): \(step.verb)\(LogText.line(actor))\(LogText.line(left))\n"
    if step.verb == "say", let said = step.said { text += "        \"\(LogText.line(said))\"\n" }
    for inject in step.injects { text += "        \(LogText.line(inject))\n" }
    for call in step.calls {
      let number = call.id.split(separator: "-").last.map(String.init) ?? call.id
      text += "        \(number)  \(LogText.line(call.line))\n"
      for change in call.changes { text += "           \(LogText.line(change.text))\n" }
    }
    for note in step.notes { text += "        \(LogText.line(note))\n" }
    for line in step.text.split(separator: "\n") {
      text += "        > \(LogText.line(String(line)))\n"
    }
    for result in step.expectations {
      text +=
        "        \(result.failure == nil ? "held  " : "FAILED") "
        + "\(result.kind) (line \(result.span.start.line))\n"
    }
    return text
  }

  private func count(_ number: Int, _ word: String) -> String {
    let digits = String(number)
    return String(repeating: " ", count: max(0, 3 - digits.count)) + digits + " "
      + (number == 1 ? word + " " : word + "s")
  }
}
