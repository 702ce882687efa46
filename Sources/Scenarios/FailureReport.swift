import AccessControl
import Documents
import Exercises
import Incidents
import Values

/// Says where and in whose step an expectation failed, and what was done there.
struct FailureReport {
  private let scenario: ScenarioCase
  private let step: StepResult

  init(_ scenario: ScenarioCase, _ step: StepResult) {
    self.scenario = scenario
    self.step = step
  }

  /// Returns a failure with its place, the step, the calls in it and how to repeat the case.
  func diagnostic(
    of failure: Failure,
    _ expectation: Expectation,
    _ evidence: Evidence
  ) -> Diagnostic {
    Diagnostic(
      severity: .failed,
      code: failure.code,
      file: scenario.file.source,
      span: expectation.span,
      message: failure.message,
      why: failure.why,
      help: failure.help,
      notes: [context] + calls(evidence)
    )
  }

  private var context: String {
    var words = [scenario.id, "step \(step.id ?? String(step.index + 1))"]
    if let actor = step.actor {
      words.append("as \(actor.session.user) (\(actor.session.role))")
    }
    return words.joined(separator: ", ")
  }

  private func calls(_ evidence: Evidence) -> [String] {
    guard !evidence.calls.isEmpty else {
      return ["calls: none" + (evidence.text.isEmpty ? ", and the agent said nothing" : "")]
    }
    let more = evidence.calls.count > 20 ? ["and \(evidence.calls.count - 20) earlier calls"] : []
    return more
      + evidence.calls.suffix(20).map { trace in
        let order = scenario.definition.policy.tool(trace.call.tool)?.parameters.map(\.name) ?? []
        let line = ToolCallLine.text(
          tool: trace.call.tool,
          arguments: trace.call.arguments,
          order: order
        )
        let changes = trace.changes.prefix(3).map(\.text).joined(separator: ", ")
        return "call \(trace.number): \(line)  \(trace.call.outcome.word)"
          + (changes.isEmpty ? "" : "  \(changes)")
      }
  }
}

extension WorldChange {
  /// The change as "path old -> new".
  var text: String {
    "\(path) \(old.map { JSONWriter.text($0) } ?? "-") -> \(new.map { JSONWriter.text($0) } ?? "-")"
  }
}
