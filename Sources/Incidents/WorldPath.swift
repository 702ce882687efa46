public import Values

/// The name of one fact of a world, such as `incidents.INC-001.priority`.
///
/// Paths are split at dots; names between them may hold spaces.
public struct WorldPath: Sendable, Hashable, CustomStringConvertible {
  /// The parts between the dots.
  public let parts: [String]

  /// Creates a path from text.
  public init(_ text: String) {
    var text = text
    parts = text.withUTF8 { bytes in
      bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// Creates a path from parts that hold no dots.
  init(parts: [String]) { self.parts = parts }

  /// The path as text.
  public var description: String { parts.joined(separator: ".") }

  /// The facts of every incident, besides `allocated.RESOURCE`.
  public static let incidentFields = IncidentFact.allCases.filter { !$0.isQuiet }.map(\.rawValue)
  /// Facts of every incident that no list of changes shows: only a facilitator changes them.
  public static let quietIncidentFields = IncidentFact.allCases.filter(\.isQuiet).map(\.rawValue)
  /// The facts of every service, besides `metrics.NAME`.
  public static let serviceFields = ["health", "restarts", "faults"]
  /// The facts of every notice.
  public static let noticeFields = ["incident", "segment", "channel", "recipients", "message"]
}

/// Why a path names nothing in a world.
public struct WorldPathError: Error, Sendable, Equatable {
  /// The reason, in one sentence, lower case and without a full stop.
  public let description: String
  /// What may have been meant.
  public let suggestion: String?
}

extension World {
  /// Returns the value of a fact; nil where the path is sound but the thing doesn't exist now.
  ///
  /// - Throws: `WorldPathError` where no world could have such a fact.
  public func value(at path: WorldPath) throws(WorldPathError) -> JSONValue? {
    let rest = Array(path.parts.dropFirst())
    switch path.parts.first {
    case "clock" where rest.isEmpty: return .string(clock.description)
    case "incidents": return try incidentValue(rest)
    case "services": return try serviceValue(rest)
    case "outbox": return try outboxValue(rest)
    case "approvals": return try approvalValue(rest)
    default:
      throw Self.unknown(
        path.parts.first ?? "",
        [
          "clock", "incidents", "services", "outbox",
          "approvals", "audit",
        ]
      )
    }
  }

  private func incidentValue(_ parts: [String]) throws(WorldPathError) -> JSONValue? {
    if parts.count == 1, parts[0] == "count" { return .integer(incidents.count) }
    guard parts.count >= 2 else { throw Self.unknown(parts.last ?? "", ["ID.FIELD", "count"]) }
    let incident = incident(parts[0])
    if parts.count == 3, parts[1] == "allocated" {
      guard let resource = Resource(rawValue: parts[2]) else {
        throw Self.unknown(parts[2], Resource.allCases.map(\.rawValue))
      }
      return incident?.allocation(of: resource)
    }
    guard parts.count == 2, let fact = IncidentFact(rawValue: parts[1]) else {
      let fields = WorldPath.incidentFields + WorldPath.quietIncidentFields
      throw Self.unknown(parts[1], fields + ["allocated.RESOURCE"])
    }
    return incident?.value(of: fact)
  }

  private func serviceValue(_ parts: [String]) throws(WorldPathError) -> JSONValue? {
    guard parts.count >= 2 else { throw Self.unknown(parts.last ?? "", ["NAME.FIELD"]) }
    guard let service = service(named: parts[0]) else {
      throw Self.unknown(parts[0], services.map(\.name))
    }
    if parts.count == 3, parts[1] == "metrics" {
      return service.metrics[parts[2]].map { .number($0) }
    }
    guard parts.count == 2 else { throw Self.unknown(parts[1], ["metrics.NAME"]) }
    switch parts[1] {
    case "health": return .string(health(of: service).rawValue)
    case "restarts": return service.restartsFact
    case "faults": return service.faultsFact
    default: throw Self.unknown(parts[1], WorldPath.serviceFields + ["metrics.NAME"])
    }
  }

  private func outboxValue(_ parts: [String]) throws(WorldPathError) -> JSONValue? {
    if parts.count == 1, parts[0] == "count" { return .integer(outbox.count) }
    guard parts.count == 2 else { throw Self.unknown(parts.last ?? "", ["count", "N.FIELD"]) }
    let notice: CustomerNotice?
    if let index = Int(parts[0]), index >= 0 {
      notice = index < outbox.count ? outbox[index] : nil
    } else if parts[0].hasPrefix("NTF-") {
      notice = outbox.first { $0.id == parts[0] }
    } else {
      throw Self.unknown(parts[0], ["count", "0"])
    }
    guard WorldPath.noticeFields.contains(parts[1]) else {
      throw Self.unknown(parts[1], WorldPath.noticeFields)
    }
    return notice?.value(of: parts[1])
  }

  private func approvalValue(_ parts: [String]) throws(WorldPathError) -> JSONValue? {
    if parts.count == 1, let fact = approvalFact(parts[0]) { return fact }
    throw Self.unknown(parts.last ?? "", ["count", "total"])
  }

  /// Returns a fact of the ledger as a whole.
  func approvalFact(_ field: String) -> JSONValue? {
    switch field {
    case "count": .integer(approvals.count)
    case "total": .number(approvals.reduce(0) { $0 + $1.amount })
    default: nil
    }
  }

  private static func unknown(_ name: String, _ names: [String]) -> WorldPathError {
    WorldPathError(
      description: "a world has no fact `\(name)` here",
      suggestion: NearMatch.question(for: name, among: names)
        ?? "valid here: " + names.joined(separator: ", ")
    )
  }
}

extension Incident {
  func allocation(of resource: Resource) -> JSONValue { .integer(allocated[resource] ?? 0) }

  /// Whether a fact is the same in two incidents.
  func agrees(with other: Incident, in fact: IncidentFact) -> Bool {
    switch fact {
    case .title: title == other.title
    case .summary: summary == other.summary
    case .severity: severity == other.severity
    case .priority: priority == other.priority
    case .status: status == other.status
    case .affectedSystems: affectedSystems == other.affectedSystems
    case .affectedCustomers: affectedCustomers == other.affectedCustomers
    case .revenueAtRisk: revenueAtRisk == other.revenueAtRisk
    case .directCost: directCost == other.directCost
    case .slaPenalty: slaPenalty == other.slaPenalty
    case .approvedSpending: approvedSpending == other.approvedSpending
    case .costPerHour: costPerHour == other.costPerHour
    }
  }

  func value(of fact: IncidentFact) -> JSONValue {
    switch fact {
    case .title: .string(title)
    case .summary: .string(summary)
    case .severity: .string(severity.rawValue)
    case .priority: .string(priority.rawValue)
    case .status: .string(status.rawValue)
    case .affectedSystems: .array(affectedSystems.map { .string($0) })
    case .affectedCustomers: .integer(affectedCustomers)
    case .revenueAtRisk: .number(revenueAtRisk)
    case .directCost: .number(directCost)
    case .slaPenalty: .number(slaPenalty)
    case .approvedSpending: .number(approvedSpending)
    case .costPerHour: .number(costPerHour)
    }
  }
}

/// A fact of an incident, as paths name it, in the order in which changes are told.
enum IncidentFact: String, CaseIterable {
  case title, severity, priority, status
  case affectedSystems = "affected_systems"
  case affectedCustomers = "affected_customers"
  case revenueAtRisk = "revenue_at_risk"
  case directCost = "direct_cost"
  case slaPenalty = "sla_penalty"
  case approvedSpending = "approved_spending"
  case summary
  case costPerHour = "cost_per_hour"

  /// Whether only a facilitator changes it, so that no list of changes shows it.
  var isQuiet: Bool { self == .summary || self == .costPerHour }
}

extension Service {
  var restartsFact: JSONValue { .integer(restarts) }
  var faultsFact: JSONValue { .array(faults.map { .string($0.name) }) }
}

extension CustomerNotice {
  func value(of field: String) -> JSONValue? {
    switch field {
    case "incident": .string(incident)
    case "segment": .string(segment.rawValue)
    case "channel": .string(channel.rawValue)
    case "recipients": .integer(recipients)
    case "message": .string(message)
    default: nil
    }
  }
}
