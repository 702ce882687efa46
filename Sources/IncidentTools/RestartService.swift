public import AccessControl
public import Incidents
public import Values

/// Restarts one service.
public struct RestartService: IncidentTool {
  /// Which service, and why.
  public struct Arguments: Sendable {
    let service: String
    let reason: String?
  }

  /// The tool's name on the wire.
  public static let name = "restart_service"
  /// A restart changes the service.
  public static let effect = ToolDescription.Effect.write
  /// What it accepts.
  public static let parameters: [ToolParameter] = [
    ToolParameter(
      "service",
      .reference("service"),
      isRequired: true,
      summary: "the service to restart"
    ),
    ToolParameter("reason", .text, summary: "why"),
  ]

  /// What the tool is called, requires and accepts.
  public let description: ToolDescription

  /// Creates the tool for a world's policy.
  public init(description: ToolDescription, fields: FieldPolicy) { self.description = description }

  /// Reads the arguments.
  ///
  /// - Throws: `ToolFailure` where the service is missing.
  public func arguments(from values: ArgumentValues) throws(ToolFailure) -> Arguments {
    Arguments(service: try values.requiredText("service"), reason: values.text("reason"))
  }

  /// Takes the service down and says when it is up again.
  ///
  /// - Throws: `ToolFailure` where the service is unknown or restarting already.
  public func run(
    _ arguments: Arguments,
    under authorization: borrowing Authorization<Self>,
    on world: inout World
  ) throws(ToolFailure) -> JSONValue {
    let before = try world.find(service: arguments.service)
    let healthBefore = world.health(of: before)
    try world.perform { world throws(WorldError) in try world.restart(before.name) }
    let after = try world.find(service: before.name)
    let role = authorization.attribution.session.role.name
    let open = world.incidents.filter {
      $0.status != .closed && $0.affectedSystems.contains(before.name)
    }
    for incident in open {
      try world.perform { world throws(WorldError) in
        try world.note("\(before.name) restarted", by: role, in: incident.id)
      }
    }
    var result: [String: JSONValue] = [
      "health": .string(world.health(of: after).rawValue),
      "health_before": .string(healthBefore.rawValue),
      "restarts": .integer(after.restarts),
      "service": .string(after.name),
    ]
    if let done = after.restartedAt { result["up_at"] = .string(done.description) }
    if let reason = arguments.reason { result["reason"] = .string(reason) }
    return .object(result)
  }
}
