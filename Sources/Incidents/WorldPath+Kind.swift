public import Values

/// What values a fact of a world has.
public enum FactKind: Sendable, Hashable {
  /// Text.
  case text
  /// One of these words.
  case choice([String])
  /// A whole number.
  case integer
  /// A number.
  case number
  /// A list of texts.
  case texts
  /// A point in time.
  case time
}

extension WorldPath {
  /// What values the fact has; nil where no world has such a fact.
  public var kind: FactKind? {
    let rest = parts.dropFirst()
    switch parts.first {
    case "clock": return rest.isEmpty ? .time : nil
    case "incidents": return incidentKind(Array(rest))
    case "services": return serviceKind(Array(rest))
    case "outbox": return outboxKind(Array(rest))
    case "approvals": return rest == ["count"] ? .integer : rest == ["total"] ? .number : nil
    case "audit": return rest == ["count"] || rest == ["denied"] ? .integer : nil
    default: return nil
    }
  }

  private func incidentKind(_ parts: [String]) -> FactKind? {
    if parts == ["count"] { return .integer }
    if parts.count == 3, parts[1] == "allocated" {
      return Resource(rawValue: parts[2]) == nil ? nil : .integer
    }
    guard parts.count == 2 else { return nil }
    switch parts[1] {
    case "title", "summary": return .text
    case "severity": return .choice(Severity.allCases.map(\.rawValue))
    case "priority": return .choice(Priority.allCases.map(\.rawValue))
    case "status": return .choice(IncidentStatus.allCases.map(\.rawValue))
    case "affected_systems": return .texts
    case "affected_customers": return .integer
    case "revenue_at_risk", "direct_cost", "sla_penalty", "approved_spending", "cost_per_hour":
      return .number
    default: return nil
    }
  }

  private func serviceKind(_ parts: [String]) -> FactKind? {
    if parts.count == 3, parts[1] == "metrics" { return .number }
    guard parts.count == 2 else { return nil }
    switch parts[1] {
    case "health": return .choice(Health.allCases.map(\.rawValue))
    case "restarts": return .integer
    case "faults": return .texts
    default: return nil
    }
  }

  private func outboxKind(_ parts: [String]) -> FactKind? {
    if parts == ["count"] { return .integer }
    guard parts.count == 2 else { return nil }
    switch parts[1] {
    case "incident", "message": return .text
    case "segment": return .choice(Segment.allCases.map(\.rawValue))
    case "channel": return .choice(Channel.allCases.map(\.rawValue))
    case "recipients": return .integer
    default: return nil
    }
  }
}

extension World {
  /// Sets a fact before an exercise begins.
  ///
  /// A service's health is set by giving it a fault named `given`, which a restart cures.
  ///
  /// - Throws: `WorldError` where the fact is derived from others, or the value doesn't fit it.
  public mutating func set(_ path: WorldPath, to value: JSONValue) throws(WorldError) {
    let parts = path.parts
    guard parts.count >= 3, parts[0] == "incidents" || parts[0] == "services" else {
      throw WorldError("`\(path)` can't be set, only facts of incidents and services")
    }
    if parts[0] == "services" {
      try setService(Array(parts.dropFirst(2)), at: try require(service: parts[1]), to: value)
    } else {
      let index = try require(incident: parts[1])
      guard set(Array(parts.dropFirst(2)), of: &incidents[index], to: value) else {
        throw WorldError("`\(path)` can't be \(JSONWriter.text(value))")
      }
    }
  }

  private mutating func setService(
    _ parts: [String],
    at index: Int,
    to value: JSONValue
  ) throws(WorldError) {
    switch (parts.first, parts.count) {
    case ("health", 1):
      guard let health = value.text.flatMap(Health.init(rawValue:)) else {
        throw WorldError("`\(value.text ?? "")` is no health")
      }
      services[index].faults = []
      guard health != .operational else { return }
      services[index].faults = [
        Fault(name: "given", cause: "the scenario says so", health: health, remedy: .restart)
      ]
    case ("restarts", 1): services[index].restarts = max(0, value.int ?? 0)
    case ("metrics", 2): services[index].setMetrics[parts[1]] = value.double
    default:
      throw WorldError("`services.NAME.\(parts.joined(separator: "."))` can't be set")
    }
  }

  private func set(_ parts: [String], of incident: inout Incident, to value: JSONValue) -> Bool {
    if parts.count == 2, parts[0] == "allocated" {
      guard let resource = Resource(rawValue: parts[1]), let quantity = value.int, quantity >= 0
      else { return false }
      incident.allocated[resource] = quantity
      return true
    }
    guard parts.count == 1 else { return false }
    return setText(parts[0], of: &incident, to: value)
      || setNumber(parts[0], of: &incident, to: value)
  }

  private func setText(_ field: String, of incident: inout Incident, to value: JSONValue) -> Bool {
    if field == "affected_systems", let names = value.elements?.compactMap(\.text) {
      incident.affectedSystems = names.compactMap { service(named: $0)?.name }
      return incident.affectedSystems.count == names.count
    }
    guard let text = value.text else { return false }
    switch field {
    case "title": incident.title = text
    case "summary": incident.summary = text
    case "severity":
      guard let severity = Severity(rawValue: text) else { return false }
      incident.severity = severity
    case "priority":
      guard let priority = Priority(rawValue: text) else { return false }
      incident.priority = priority
    case "status":
      guard let status = IncidentStatus(rawValue: text) else { return false }
      incident.status = status
    default: return false
    }
    return true
  }

  private func setNumber(
    _ field: String,
    of incident: inout Incident,
    to value: JSONValue
  ) -> Bool {
    guard let number = value.double, number >= 0, number <= Self.maximumMoney else { return false }
    switch field {
    case "affected_customers":
      guard let count = value.int else { return false }
      incident.affectedCustomers = count
    case "revenue_at_risk": incident.revenueAtRisk = number
    case "direct_cost": incident.directCost = number
    case "sla_penalty": incident.slaPenalty = number
    case "approved_spending": incident.approvedSpending = number
    case "cost_per_hour": incident.costPerHour = number
    default: return false
    }
    return true
  }
}
