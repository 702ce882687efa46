public import AccessControl
public import Agent
public import Incidents
public import Values

/// Which calls a person is asked about before they run.
public enum ApprovalMode: String, Sendable, CaseIterable {
  /// What the policy allows needs no further consent.
  case auto
  /// Every call of a tool that has a form of consent.
  case ask
}

/// A question to a person, whether a call may run.
///
/// It is only asked for calls that the policy allows and whose arguments are right.
public struct ApprovalQuestion: Sendable {
  /// The call's number in the exercise, from 1.
  public let number: Int
  /// The tool.
  public let tool: ToolDescription
  /// The arguments with which it would run.
  public let arguments: [String: JSONValue]
  /// On whose behalf.
  public let session: Session
  /// Who proposed it.
  public let proposer: CallTrace.Proposer
  /// Why a person is asked.
  public let reason: Consent.Reason
  /// Computes the facts that it would change, as the world is now; none where it would fail.
  public let effects: @Sendable () -> [WorldChange]

  /// Creates a question.
  public init(
    number: Int,
    tool: ToolDescription,
    arguments: [String: JSONValue],
    session: Session,
    proposer: CallTrace.Proposer,
    reason: Consent.Reason,
    effects: @escaping @Sendable () -> [WorldChange] = { [] }
  ) {
    self.number = number
    self.tool = tool
    self.arguments = arguments
    self.session = session
    self.proposer = proposer
    self.reason = reason
    self.effects = effects
  }
}

/// A person's answer to the question whether a call may run.
public enum ApprovalAnswer: Sendable, Equatable {
  /// It may.
  case approved
  /// It may with these arguments instead, which the gate looks at anew.
  case edited(ToolArguments)
  /// It may not; the reason is for the model and the record.
  case declined(reason: String)
}

/// Someone who can be asked whether calls may run.
public protocol Approver {
  /// Answers a question; the exercise waits for it.
  func answer(_ question: ApprovalQuestion) async -> ApprovalAnswer

  /// Says whether a turn that has used up what it may ask for gets as much again.
  func letsGoOn(after pause: TurnPause) async -> Bool
}

extension Approver {
  /// Lets no turn go on: its limits end it.
  public func letsGoOn(after pause: TurnPause) async -> Bool { false }
}

/// Declines every call that it is asked about: for where no person can be asked.
public struct AbsentApprover: Approver, Sendable {
  /// Creates an approver.
  public init() {}

  /// Declines.
  public func answer(_ question: ApprovalQuestion) async -> ApprovalAnswer {
    .declined(
      reason: "\(question.tool.name) needs a person's approval, and nobody was there to ask"
    )
  }
}
