public import AccessControl
public import Incidents
public import Values

/// Gives an incident more of a resource.
public struct AllocateResources: IncidentTool {
  /// How much of what, for which incident.
  public struct Arguments: Sendable {
    let incident: String
    let resource: Resource
    let quantity: Int
  }

  /// The tool's name on the wire.
  public static let name = "allocate_resources"
  /// It changes the incident, and in time its services.
  public static let effect = ToolDescription.Effect.write
  /// What it accepts.
  public static let parameters: [ToolParameter] = [
    .incident,
    .choice("resource", of: Resource.self, isRequired: true, summary: "what is allocated"),
    ToolParameter(
      "quantity",
      .integer(1...1_000_000_000),
      isRequired: true,
      summary: "how much: nodes, GB, Mbit/s or people"
    ),
  ]

  /// What the tool is called, requires and accepts.
  public let description: ToolDescription

  /// Creates the tool for a world's policy.
  public init(description: ToolDescription, fields: FieldPolicy) { self.description = description }

  /// Reads the arguments.
  ///
  /// - Throws: `ToolFailure` where one is missing.
  public func arguments(from values: ArgumentValues) throws(ToolFailure) -> Arguments {
    guard let resource = Resource(rawValue: try values.requiredText("resource")) else {
      throw ToolFailure("`resource` is none of compute, storage, bandwidth, staff")
    }
    return Arguments(
      incident: try values.requiredText("incident_id"),
      resource: resource,
      quantity: try values.requiredInteger("quantity")
    )
  }

  /// Allocates the resource.
  ///
  /// - Throws: `ToolFailure` where the incident is unknown or closed.
  public func run(
    _ arguments: Arguments,
    under authorization: borrowing Authorization<Self>,
    on world: inout World
  ) throws(ToolFailure) -> JSONValue {
    let role = authorization.attribution.session.role.name
    let incident = try world.find(incident: arguments.incident)
    let total = try world.perform { world throws(WorldError) in
      let total = try world.allocate(
        arguments.quantity,
        of: arguments.resource,
        to: incident.id
      )
      try world.note("\(arguments.resource.rawValue) allocated", by: role, in: incident.id)
      return total
    }
    return [
      "allocated": .integer(total),
      "incident_id": .string(incident.id),
      "quantity": .integer(arguments.quantity),
      "resource": .string(arguments.resource.rawValue),
    ]
  }
}
