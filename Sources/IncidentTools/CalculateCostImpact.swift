public import AccessControl
public import Incidents
public import Values

/// Says what an incident costs, and what it will have cost after some hours.
///
/// - Projected direct cost = the incident's cost an hour × hours.
/// - Projected SLA credits = Σ over the customers of monthly fee × the credit of the tier that
///   the month's uptime falls into; uptime = 1 − (earlier minutes + hours × 60) ÷ minutes a month.
///
/// The two are never summed: one is spent, the other may be claimed.
public struct CalculateCostImpact: IncidentTool {
  /// Of which incident, after how long.
  public struct Arguments: Sendable {
    let incident: String
    let hours: Double?
  }

  /// The tool's name on the wire.
  public static let name = "calculate_cost_impact"
  /// Looking changes nothing.
  public static let effect = ToolDescription.Effect.read
  /// What it accepts.
  public static let parameters: [ToolParameter] = [
    .incident,
    ToolParameter(
      "hours",
      .number(atLeast: 0, above: nil),
      summary: "after how many hours, since it was opened until now unless said"
    ),
  ]

  /// What the tool is called, requires and accepts.
  public let description: ToolDescription

  /// Creates the tool for a world's policy.
  public init(description: ToolDescription, fields: FieldPolicy) { self.description = description }

  /// Reads the arguments.
  ///
  /// - Throws: `ToolFailure` where the incident is missing.
  public func arguments(from values: ArgumentValues) throws(ToolFailure) -> Arguments {
    Arguments(
      incident: try values.requiredText("incident_id"),
      hours: values.number("hours")
    )
  }

  /// Computes the figures by the formulae above.
  ///
  /// - Throws: `ToolFailure` where the incident is unknown.
  public func run(
    _ arguments: Arguments,
    under authorization: borrowing Authorization<Self>,
    on world: inout World
  ) throws(ToolFailure) -> JSONValue {
    let incident = try world.find(incident: arguments.incident)
    let elapsed = Double(world.clock.seconds - incident.opened.seconds) / 3_600
    let hours = min(arguments.hours ?? max(0, elapsed), 87_600)
    let uptime = world.terms.uptime(afterHours: hours)
    let credit = world.terms.credit(atUptime: uptime)
    let fees =
      incident.affectedCustomers == 0
      ? 0 : world.customers.reduce(0) { $0 + $1.monthlyFee }
    return [
      "approved_spending": .number(incident.approvedSpending),
      "cost_per_hour": .number(incident.costPerHour),
      "direct_cost": .number(incident.directCost),
      "hours": .number(Self.rounded(hours)),
      "incident_id": .string(incident.id),
      "potential_sla_penalty": .number(incident.slaPenalty),
      "projected_direct_cost": .number(Self.rounded(incident.costPerHour * hours)),
      "projected_sla_credits": .number(Self.rounded(fees * credit / 100)),
      "sla_credit_percent": .number(credit),
      "uptime_percent": .number(Self.rounded(uptime)),
    ]
  }

  /// Rounds to hundredths: cents, and hundredths of a per cent.
  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
