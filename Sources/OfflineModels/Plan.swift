/// A question for arguments that a tool requires and nobody gave.
public struct Clarification: Sendable, Equatable {
  /// The tool the person wants.
  public let tool: String
  /// The missing parameters, in the tool's order.
  public let missing: [String]

  /// Creates a question.
  public init(tool: String, missing: [String]) {
    self.tool = tool
    self.missing = missing
  }
}

/// What the planner makes of a request: calls, questions, or neither.
public struct Plan: Sendable, Equatable {
  /// What kind of thing was said where nothing is to be called.
  public enum Topic: Sendable, Equatable {
    /// A greeting.
    case greeting
    /// Thanks.
    case thanks
    /// A question about who may do what.
    case permissions
    /// A question about the tools.
    case tools
    /// A question about the meaning of a word.
    case vocabulary(String)
    /// Something supposed, not asked for.
    case hypothetical
    /// Something declined, forbidden or taken back.
    case refusal
    /// An account of what was done.
    case report
    /// Anything else.
    case other
  }

  /// The calls proposed, in the order of the text.
  public var calls: [PlannedCall]
  /// The questions to ask, in the order of the text.
  public var clarifications: [Clarification]
  /// What kind of non-call it was; nil where something is called or asked.
  public var topic: Topic?

  /// The tool that a question about permissions is about.
  public var subject: String?

  /// Creates a plan.
  public init(
    calls: [PlannedCall] = [],
    clarifications: [Clarification] = [],
    topic: Topic? = nil,
    subject: String? = nil
  ) {
    self.subject = subject
    self.calls = calls
    self.clarifications = clarifications
    self.topic = topic
  }
}
