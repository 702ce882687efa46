public import AccessControl
public import Incidents
public import Values

/// Says how soon an incident must be worked on.
public struct UpdatePriority: IncidentTool {
  /// Which incident, and its priority.
  public struct Arguments: Sendable {
    let incident: String
    let priority: Priority
    let reason: String?
  }

  /// The tool's name on the wire.
  public static let name = "update_priority"
  /// It changes the incident.
  public static let effect = ToolDescription.Effect.write
  /// What it accepts.
  public static let parameters: [ToolParameter] = [
    .incident,
    .choice("priority", of: Priority.self, isRequired: true, summary: "how soon"),
    ToolParameter("reason", .text, summary: "why"),
  ]

  /// What the tool is called, requires and accepts.
  public let description: ToolDescription

  /// Creates the tool for a world's policy.
  public init(description: ToolDescription, fields: FieldPolicy) { self.description = description }

  /// Reads the arguments.
  ///
  /// - Throws: `ToolFailure` where one is missing.
  public func arguments(from values: ArgumentValues) throws(ToolFailure) -> Arguments {
    guard let priority = Priority(rawValue: try values.requiredText("priority")) else {
      throw ToolFailure("`priority` is none of P1, P2, P3, P4")
    }
    return Arguments(
      incident: try values.requiredText("incident_id"),
      priority: priority,
      reason: values.text("reason")
    )
  }

  /// Sets the priority.
  ///
  /// - Throws: `ToolFailure` where the incident is unknown or closed.
  public func run(
    _ arguments: Arguments,
    under authorization: borrowing Authorization<Self>,
    on world: inout World
  ) throws(ToolFailure) -> JSONValue {
    let role = authorization.attribution.session.role.name
    let incident = try world.find(incident: arguments.incident)
    let old = try world.perform { world throws(WorldError) in
      let old = try world.setPriority(arguments.priority, of: incident.id)
      try world.note("priority is \(arguments.priority.rawValue)", by: role, in: incident.id)
      return old
    }
    var result: [String: JSONValue] = [
      "incident_id": .string(incident.id),
      "previous_priority": .string(old.rawValue),
      "priority": .string(arguments.priority.rawValue),
    ]
    if let reason = arguments.reason { result["reason"] = .string(reason) }
    return .object(result)
  }
}
