public import Values

/// A request, made by a model, a person or a scenario, to run a tool.
public struct ToolCall: Sendable, Hashable {
  /// The identifier that ties the outcome to the request.
  public let id: String
  /// The tool's name as the caller wrote it; it may name no tool at all.
  public let tool: String
  /// The arguments as the caller gave them.
  public let arguments: ToolArguments

  /// Creates a call.
  public init(id: String, tool: String, arguments: ToolArguments) {
    self.id = id
    self.tool = tool
    self.arguments = arguments
  }
}

/// Arguments before the gate has looked at them.
public enum ToolArguments: Sendable, Hashable {
  /// JSON text, as models send it.
  case text(String)
  /// Values that were read already.
  case values([String: JSONValue])

  /// The largest JSON text that is read, in bytes.
  public static let maximumBytes = 65_536
}

/// Who did what, and when: attached to every outcome, whatever became of the call.
public struct Attribution: Sendable, Hashable {
  /// The session on whose behalf the tool was called.
  ///
  /// It never comes from arguments.
  public let session: Session
  /// The call's identifier.
  public let callID: String
  /// When the gate decided.
  public let at: Timestamp

  /// Creates an attribution.
  public init(session: Session, callID: String, at: Timestamp) {
    self.session = session
    self.callID = callID
    self.at = at
  }

  /// The attribution as the members that every result carries.
  public var members: KeyValuePairs<String, JSONValue> {
    [
      "at": .string(at.description),
      "call_id": .string(callID),
      "performed_by": ["role": .string(session.role.name), "user": .string(session.user)],
    ]
  }
}
