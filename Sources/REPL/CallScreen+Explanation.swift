import Documents
import AccessControl
import Agent
import Exercises
import Values

extension CallScreen {
  /// Returns the whole reason of a decision.
  func explanation(of trace: CallTrace, turn: REPLSession.Turn?) -> [String] {
    let call = trace.call
    let session = call.attribution.session
    let when = (turn.map { "turn \($0.number), " } ?? "") + call.attribution.at.timeOfDay
    var rows = [
      (label: "asked by", value: "\(session.user) as \(session.role), \(when)")
    ]
    if let tool = disclosure.policy.tool(call.tool) {
      rows.append((label: "needs", value: names(tool.requires)))
      let held = disclosure.policy.matrix.permissions.filter {
        disclosure.policy.matrix.holds(session.role, $0)
      }
      rows.append((label: "\(session.role) has", value: names(held)))
    }
    if let denial = trace.denial {
      rows += denied(denial, trace, turn)
    } else {
      rows.append((label: "outcome", value: outcome(trace)))
    }
    return [line(trace)] + Screen.card(rows)
  }

  private func denied(
    _ denial: Denial,
    _ trace: CallTrace,
    _ turn: REPLSession.Turn?
  ) -> [(label: String, value: String)] {
    let holders =
      denial.heldBy.isEmpty ? "no role" : denial.heldBy.map(\.name).joined(separator: ", ")
    var rows = [
      (label: "lacks", value: names(denial.missing)),
      (label: "held by", value: holders),
      (label: "rule", value: "permission matrix (:matrix)"),
      (label: "effect", value: "none - the tool did not run; nothing was changed"),
    ]
    if trace.proposer == .model {
      rows.append((label: "told model", value: "\"\(denial.sentence) Do not retry.\""))
    }
    if let holder = denial.heldBy.first, disclosure.missing(toRead: trace.call).isEmpty {
      rows.append((label: "try", value: Self.handover(to: holder, turn?.text, trace.call)))
    }
    return rows
  }

  /// Returns the command that has another role do what was asked for: in the same words, or by
  /// the call itself where those are many.
  static func handover(to role: Role, _ text: String?, _ call: PerformedCall) -> String {
    let line = ToolCallLine.text(tool: call.tool, arguments: call.arguments, order: [])
    let words = [text ?? line, line].first {
      $0.utf8.count <= 40 && !$0.unicodeScalars.contains("\n")
    }
    return ":as \(role.name.lowercased()) " + SafeText.line(words ?? "...")
  }

  private func outcome(_ trace: CallTrace) -> String {
    let missing = disclosure.missing(toRead: trace.call)
    let reason = { (text: String) in
      missing.isEmpty ? SafeText.line(text) : disclosure.hidden(missing)
    }
    switch trace.call.outcome {
    case .ok: return "allowed; the tool ran"
    case .denied(let denial): return denial.sentence
    case .declined(let text): return "declined: \(reason(text))"
    case .invalid(let text): return "invalid: \(reason(text)); the tool did not run"
    case .failed(let text): return "allowed; the tool ran and failed: \(reason(text))"
    }
  }

  private func names(_ permissions: [Permission]) -> String {
    permissions.isEmpty ? "nothing" : permissions.map(\.name).joined(separator: ", ")
  }
}
