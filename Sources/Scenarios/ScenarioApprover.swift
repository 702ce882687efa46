import AccessControl
import Exercises

/// Answers questions whether calls may run, as a step says.
struct ScenarioApprover: Approver, Sendable {
  /// The tools whose calls it approves.
  let approved: [String]
  /// The tools whose calls it declines.
  let declined: [String]
  /// Whether it approves what the step doesn't name, and what nobody else's words may have led to.
  let approvesOthers: Bool

  func answer(_ question: ApprovalQuestion) async -> ApprovalAnswer {
    let tool = question.tool.name
    if declined.contains(tool) {
      return .declined(reason: "\(question.session.user) declined \(tool)")
    }
    if approved.contains(tool) { return .approved }
    switch question.reason {
    case .always where approvesOthers: return .approved
    case .always:
      return .declined(reason: "\(tool) needs a person's approval, and the scenario gives none")
    case .untrustedContent:
      return .declined(
        reason: "the model has read what others wrote, and no `approve` of the step names \(tool)"
      )
    }
  }
}
