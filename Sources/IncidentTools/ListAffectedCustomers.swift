public import AccessControl
public import Incidents
public import Values

/// Lists the customers that notice an incident.
public struct ListAffectedCustomers: IncidentTool {
  /// Of which incident, and which of them.
  public struct Arguments: Sendable {
    let incident: String
    let segment: Segment
  }

  /// How many are listed by name; all are counted.
  private static let listed = 50

  /// The tool's name on the wire.
  public static let name = "list_affected_customers"
  /// Looking changes nothing.
  public static let effect = ToolDescription.Effect.read
  /// What it accepts.
  public static let parameters: [ToolParameter] = [
    .incident,
    .choice("segment", of: Segment.self, summary: "which customers, all unless said"),
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
      segment: values.text("segment").flatMap(Segment.init(rawValue:)) ?? .all
    )
  }

  /// Counts the customers and lists the first of them.
  ///
  /// - Throws: `ToolFailure` where the incident is unknown.
  public func run(
    _ arguments: Arguments,
    under authorization: borrowing Authorization<Self>,
    on world: inout World
  ) throws(ToolFailure) -> JSONValue {
    let incident = try world.find(incident: arguments.incident)
    let affected = incident.affectedCustomers == 0 ? [] : world.customers(in: arguments.segment)
    return [
      "by_segment": SegmentCounts(of: incident, in: world).json,
      "count": .integer(affected.count),
      "customers": .array(
        affected.prefix(Self.listed).map {
          [
            "id": .string($0.id), "name": .string($0.name), "plan": .string($0.plan),
            "segment": .string($0.segment.rawValue),
          ]
        }
      ),
      "incident_id": .string(incident.id),
      "listed": .integer(min(affected.count, Self.listed)),
      "segment": .string(arguments.segment.rawValue),
    ]
  }
}
