import AccessControl
import Documents
public import Exercises
public import Incidents
import Values

/// Says where and in whose step an expectation failed, and what was done there.
struct FailureReport {
  private let scenario: ScenarioCase
  private let step: StepResult
  private let source: SourceFile

  init(_ scenario: ScenarioCase, _ step: StepResult, in source: SourceFile? = nil) {
    self.scenario = scenario
    self.step = step
    self.source = source ?? scenario.file.source
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
      file: source,
      span: expectation.span,
      message: failure.message,
      why: failure.why,
      help: failure.help,
      notes: [context] + calls(evidence) + ["to repeat: \(command)"]
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
        let changes = trace.changes.prefix(3).map(\.text).joined(separator: ", ")
        return "call \(trace.number): \(trace.line(scenario.definition.policy))"
          + (changes.isEmpty ? "" : "  \(changes)")
      }
  }

  /// The command that plays just this case.
  private var command: String {
    let path = scenario.file.source.path
    switch scenario.body {
    case .cell:
      return "tabletop run \(ShellWord.quoted("\(path):\(scenario.line)"))"
        + " -k \(ShellWord.quoted(scenario.id))"
    case .story:
      return "tabletop run \(ShellWord.quoted(path))"
        + (scenario.params.isEmpty ? "" : " -k \(ShellWord.quoted(scenario.id))")
    }
  }
}

extension CallTrace {
  /// The call on one line, and what became of it.
  public func line(_ policy: Policy) -> String {
    let text = ToolCallLine.text(
      tool: call.tool,
      arguments: call.arguments,
      order: policy.tool(call.tool)?.parameters.map(\.name) ?? []
    )
    return "\(text)  \(call.outcome.word)"
  }
}

extension WorldChange {
  /// The change as "path old -> new".
  public var text: String {
    "\(path) \(old.map { JSONWriter.text($0) } ?? "-") -> \(new.map { JSONWriter.text($0) } ?? "-")"
  }
}
