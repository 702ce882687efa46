public import AccessControl
public import Incidents
public import Values

/// Records what an incident means for the business, and how far the work has come.
public struct UpdateBusinessImpact: IncidentTool {
  /// What to record; what is nil stays as it is.
  public struct Arguments: Sendable {
    let incident: String
    let affectedCustomers: Int?
    let revenueAtRisk: Double?
    let status: IncidentStatus?
    let summary: String?
  }

  /// The tool's name on the wire.
  public static let name = "update_business_impact"
  /// It changes the incident.
  public static let effect = ToolDescription.Effect.write
  /// What it accepts.
  public static let parameters: [ToolParameter] = [
    .incident,
    ToolParameter(
      "affected_customers",
      .integer(0...1_000_000_000),
      summary: "how many customers notice it"
    ),
    ToolParameter(
      "revenue_at_risk",
      .number(atLeast: 0, above: nil),
      summary: "revenue that may be lost, in USD"
    ),
    .choice("status", of: IncidentStatus.self, summary: "how far the work has come"),
    ToolParameter("summary", .text, summary: "what it means for the business"),
  ]

  /// What the tool is called, requires and accepts.
  public let description: ToolDescription

  /// Creates the tool for a world's policy.
  public init(description: ToolDescription, fields: FieldPolicy) { self.description = description }

  /// Reads the arguments.
  ///
  /// - Throws: `ToolFailure` where the incident or everything to record is missing.
  public func arguments(from values: ArgumentValues) throws(ToolFailure) -> Arguments {
    let arguments = Arguments(
      incident: try values.requiredText("incident_id"),
      affectedCustomers: values.integer("affected_customers"),
      revenueAtRisk: values.number("revenue_at_risk"),
      status: values.text("status").flatMap(IncidentStatus.init(rawValue:)),
      summary: values.text("summary")
    )
    guard
      arguments.affectedCustomers != nil || arguments.revenueAtRisk != nil
        || arguments.status != nil || arguments.summary != nil
    else {
      throw ToolFailure(
        "nothing to record: give affected_customers, revenue_at_risk, status or summary"
      )
    }
    return arguments
  }

  /// Records it, all or nothing.
  ///
  /// - Throws: `ToolFailure` where the incident is unknown or its status can't move that way.
  public func run(
    _ arguments: Arguments,
    under authorization: borrowing Authorization<Self>,
    on world: inout World
  ) throws(ToolFailure) -> JSONValue {
    let role = authorization.attribution.session.role.name
    let before = try world.find(incident: arguments.incident)
    try world.perform { world throws(WorldError) in
      if arguments.affectedCustomers != nil || arguments.revenueAtRisk != nil
        || arguments.summary != nil
      {
        try world.setBusinessImpact(
          of: before.id,
          affectedCustomers: arguments.affectedCustomers,
          revenueAtRisk: arguments.revenueAtRisk,
          summary: arguments.summary
        )
        try world.note("business impact updated", by: role, in: before.id)
      }
      if let status = arguments.status {
        try world.setStatus(status, of: before.id, hasSummary: arguments.summary != nil)
        try world.note("status is \(status.rawValue)", by: role, in: before.id)
      }
    }
    let after = try world.find(incident: before.id)
    return [
      "affected_customers": .integer(after.affectedCustomers),
      "incident_id": .string(after.id),
      "previous_status": .string(before.status.rawValue),
      "revenue_at_risk": .number(after.revenueAtRisk),
      "status": .string(after.status.rawValue),
      "summary": .string(after.businessSummary),
    ]
  }
}
