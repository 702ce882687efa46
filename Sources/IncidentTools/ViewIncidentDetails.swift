public import AccessControl
public import Incidents
public import Values

/// Shows an incident with the fields that the session may see; the others are absent.
public struct ViewIncidentDetails: IncidentTool {
  /// Which incident.
  public struct Arguments: Sendable {
    let incident: String
  }

  /// The tool's name on the wire.
  public static let name = "view_incident_details"
  /// Looking changes nothing.
  public static let effect = ToolDescription.Effect.read
  /// What it accepts.
  public static let parameters: [ToolParameter] = [.incident]

  /// What the tool is called, requires and accepts.
  public let description: ToolDescription
  private let fields: FieldPolicy

  /// Creates the tool for a world's policy.
  public init(description: ToolDescription, fields: FieldPolicy) {
    self.description = description
    self.fields = fields
  }

  /// Reads the arguments.
  ///
  /// - Throws: `ToolFailure` where the incident is missing.
  public func arguments(from values: ArgumentValues) throws(ToolFailure) -> Arguments {
    Arguments(incident: try values.requiredText("incident_id"))
  }

  /// Returns the common fields and each group that the session's permissions open.
  ///
  /// - Throws: `ToolFailure` where the incident is unknown.
  public func run(
    _ arguments: Arguments,
    under authorization: borrowing Authorization<Self>,
    on world: inout World
  ) throws(ToolFailure) -> JSONValue {
    let incident = try world.find(incident: arguments.incident)
    var members = Self.common(incident)
    for group in FieldGroup.allCases {
      guard let permission = fields.permission(for: group), authorization.permits(permission)
      else { continue }
      members[group.rawValue] = Self.value(of: group, incident, world)
    }
    return .object(members)
  }

  private static func common(_ incident: Incident) -> [String: JSONValue] {
    [
      "affected_systems": .array(incident.affectedSystems.map { .string($0) }),
      "departments": .array(incident.departments.map { .string($0) }),
      "id": .string(incident.id),
      "opened": .string(incident.opened.description),
      "priority": .string(incident.priority.rawValue),
      "severity": .string(incident.severity.rawValue),
      "status": .string(incident.status.rawValue),
      "timeline": .array(
        incident.timeline.map {
          [
            "at": .string($0.at.description), "by": .string($0.by),
            "heading": .string($0.heading),
          ]
        }
      ),
      "title": .string(incident.title),
    ]
  }

  private static func value(
    of group: FieldGroup,
    _ incident: Incident,
    _ world: World
  ) -> JSONValue {
    switch group {
    case .technicalDetails: technicalDetails(incident, world)
    case .businessImpact: businessImpact(incident)
    case .costImpact: CostImpact(of: incident).json
    case .customerImpact: customerImpact(incident, world)
    }
  }

  private static func technicalDetails(_ incident: Incident, _ world: World) -> JSONValue {
    let systems = incident.affectedSystems.compactMap { world.service(named: $0) }
    return [
      "summary": .string(incident.summary),
      "systems": .array(
        systems.map { service in
          [
            "faults": .array(service.faults.map { .string($0.name) }),
            "health": .string(world.health(of: service).rawValue),
            "metrics": .object(service.metrics.mapValues { .number($0) }),
            "name": .string(service.name),
            "restarts": .integer(service.restarts),
          ]
        }
      ),
    ]
  }

  private static func businessImpact(_ incident: Incident) -> JSONValue {
    [
      "affected_customers": .integer(incident.affectedCustomers),
      "allocated": .object(
        Dictionary(
          incident.allocated.map { ($0.key.rawValue, .integer($0.value)) },
          uniquingKeysWith: { first, _ in first }
        )
      ),
      "revenue_at_risk": .number(incident.revenueAtRisk),
      "summary": .string(incident.businessSummary),
    ]
  }

  private static func customerImpact(_ incident: Incident, _ world: World) -> JSONValue {
    let notices = world.outbox.filter { $0.incident == incident.id }
    var members: [String: JSONValue] = [
      "affected_customers": .integer(incident.affectedCustomers),
      "by_segment": SegmentCounts(of: incident, in: world).json,
      "notices": .integer(notices.count),
    ]
    if let last = notices.last { members["last_notice_at"] = .string(last.at.description) }
    return .object(members)
  }
}

/// How many customers of each segment notice an incident.
struct SegmentCounts {
  let json: JSONValue

  init(of incident: Incident, in world: World) {
    let segments: [Segment] = [.enterprise, .smb, .free]
    let counts = segments.map { segment in
      incident.affectedCustomers == 0 ? 0 : world.customerCount(in: segment)
    }
    json = .object(
      Dictionary(
        zip(segments, counts).map { ($0.rawValue, .integer($1)) },
        uniquingKeysWith: { first, _ in first }
      )
    )
  }
}

/// What an incident has cost: direct cost and what may be claimed, side by side, never summed.
struct CostImpact {
  let json: JSONValue

  init(of incident: Incident) {
    json = [
      "approved_spending": .number(incident.approvedSpending),
      "direct_cost": .number(incident.directCost),
      "potential_sla_penalty": .number(incident.slaPenalty),
    ]
  }
}
