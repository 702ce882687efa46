public import AccessControl
public import Incidents
public import Values

/// Opens an incident.
public struct CreateIncident: IncidentTool {
  /// What is known at the start.
  public struct Arguments: Sendable {
    let title: String
    let description: String?
    let affectedSystems: [String]
    let priority: Priority
  }

  /// The tool's name on the wire.
  public static let name = "create_incident"
  /// It adds an incident.
  public static let effect = ToolDescription.Effect.write
  /// What it accepts.
  public static let parameters: [ToolParameter] = [
    ToolParameter("title", .text, isRequired: true, summary: "what is wrong, in a few words"),
    ToolParameter("description", .text, summary: "what is known"),
    ToolParameter(
      "affected_systems",
      .list(.reference("service")),
      summary: "the services that are part of it"
    ),
    .choice("priority", of: Priority.self, summary: "how soon, P3 unless said"),
  ]

  /// What the tool is called, requires and accepts.
  public let description: ToolDescription

  /// Creates the tool for a world's policy.
  public init(description: ToolDescription, fields: FieldPolicy) { self.description = description }

  /// Reads the arguments.
  ///
  /// - Throws: `ToolFailure` where the title is missing.
  public func arguments(from values: ArgumentValues) throws(ToolFailure) -> Arguments {
    Arguments(
      title: try values.requiredText("title"),
      description: values.text("description"),
      affectedSystems: values.texts("affected_systems"),
      priority: values.text("priority").flatMap(Priority.init(rawValue:)) ?? .p3
    )
  }

  /// Opens the incident and returns its id.
  ///
  /// - Throws: `ToolFailure` where a system is unknown.
  public func run(
    _ arguments: Arguments,
    under authorization: borrowing Authorization<Self>,
    on world: inout World
  ) throws(ToolFailure) -> JSONValue {
    let role = authorization.attribution.session.role.name
    let incident = try world.perform { world throws(WorldError) in
      let incident = try world.openIncident(
        title: arguments.title,
        summary: arguments.description ?? "",
        affectedSystems: arguments.affectedSystems,
        priority: arguments.priority,
        department: role
      )
      try world.note("opened", by: role, in: incident.id)
      return incident
    }
    return [
      "affected_systems": .array(incident.affectedSystems.map { .string($0) }),
      "incident_id": .string(incident.id),
      "priority": .string(incident.priority.rawValue),
      "severity": .string(incident.severity.rawValue),
      "status": .string(incident.status.rawValue),
      "title": .string(incident.title),
    ]
  }
}
