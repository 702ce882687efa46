/// How a person consents to a call before it runs: part of a tool's description.
public enum ConsentForm: Sendable, Hashable {
  /// A yes or a no.
  case confirm
  /// The value of this parameter, typed again; nothing shorter counts as a yes.
  case typed(parameter: String)
}

/// What became of the question whether a call may run, where a person was asked.
public struct Consent: Sendable, Hashable {
  /// Why a person was asked.
  public enum Reason: String, Sendable {
    /// The exercise asks before every call of such a tool.
    case always
    /// The model has read tool output or messages that somebody else may have written.
    case untrustedContent = "untrusted_content"
  }

  /// What the person answered.
  public enum Answer: String, Sendable {
    /// The call ran as it was proposed.
    case approved
    /// The call ran with arguments that the person changed.
    case edited
    /// The call did not run.
    case declined
  }

  /// Why a person was asked.
  public let reason: Reason
  /// What they answered.
  public let answer: Answer

  /// Creates a record of a question and its answer.
  public init(reason: Reason, answer: Answer) {
    self.reason = reason
    self.answer = answer
  }
}
