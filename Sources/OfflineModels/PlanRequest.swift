public import Values

/// A call the planner proposes, or one that the history contains.
public struct PlannedCall: Sendable, Equatable {
  /// The tool's name.
  public let tool: String
  /// The arguments by name.
  public let arguments: [String: JSONValue]

  /// Creates a call.
  public init(tool: String, arguments: [String: JSONValue] = [:]) {
    self.tool = tool
    self.arguments = arguments
  }
}

/// Something that was said earlier in the conversation, with the calls that were made then.
public struct PlanTurn: Sendable {
  /// Who spoke.
  public enum Speaker: Sendable {
    /// The person.
    case user
    /// The model.
    case assistant
  }

  /// Who spoke.
  public let speaker: Speaker
  /// What was said.
  public let text: String
  /// The calls made in this turn.
  public let calls: [PlannedCall]

  /// Creates a turn.
  public init(speaker: Speaker, text: String, calls: [PlannedCall] = []) {
    self.speaker = speaker
    self.text = text
    self.calls = calls
  }
}

/// One thing a person said, with what the planner may use to understand it.
public struct PlanRequest: Sendable {
  /// What the person said.
  public let text: String
  /// The person's role; it never changes what is proposed.
  public let role: String
  /// The incident in context.
  public let incident: String?
  /// What was said before, oldest first.
  public let history: [PlanTurn]

  /// Creates a request.
  public init(text: String, role: String, incident: String? = nil, history: [PlanTurn] = []) {
    self.text = text
    self.role = role
    self.incident = incident
    self.history = history
  }
}
