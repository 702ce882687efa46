public import AccessControl
public import Incidents
public import Values

/// Approves spending for an incident.
public struct ApproveEmergencySpending: IncidentTool {
  /// How much, for which incident and what for.
  public struct Arguments: Sendable {
    let incident: String
    let amount: Double
    let justification: String
  }

  /// The tool's name on the wire.
  public static let name = "approve_emergency_spending"
  /// It adds to the ledger.
  public static let effect = ToolDescription.Effect.write
  /// What it accepts.
  public static let parameters: [ToolParameter] = [
    .incident,
    ToolParameter(
      "amount",
      .number(atLeast: nil, above: 0),
      isRequired: true,
      summary: "how much, in USD"
    ),
    ToolParameter("justification", .text, isRequired: true, summary: "what for"),
  ]

  /// What the tool is called, requires and accepts.
  public let description: ToolDescription

  /// Creates the tool for a world's policy.
  public init(description: ToolDescription, fields: FieldPolicy) { self.description = description }

  /// Reads the arguments.
  ///
  /// - Throws: `ToolFailure` where one is missing.
  public func arguments(from values: ArgumentValues) throws(ToolFailure) -> Arguments {
    Arguments(
      incident: try values.requiredText("incident_id"),
      amount: try values.requiredNumber("amount"),
      justification: try values.requiredText("justification")
    )
  }

  /// Enters the approval in the ledger.
  ///
  /// - Throws: `ToolFailure` where the incident is unknown or closed, or the sum too large.
  public func run(
    _ arguments: Arguments,
    under authorization: borrowing Authorization<Self>,
    on world: inout World
  ) throws(ToolFailure) -> JSONValue {
    let session = authorization.attribution.session
    let incident = try world.find(incident: arguments.incident)
    let approval = try world.perform { world throws(WorldError) in
      let approval = try world.approve(
        arguments.amount,
        for: incident.id,
        justification: arguments.justification,
        by: session.user
      )
      try world.note("emergency spending approved", by: session.role.name, in: incident.id)
      return approval
    }
    return [
      "amount": .number(approval.amount),
      "approval_id": .string(approval.id),
      "approved_spending": .number(try world.find(incident: incident.id).approvedSpending),
      "incident_id": .string(incident.id),
      "justification": .string(approval.justification),
    ]
  }
}
