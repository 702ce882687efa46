public import Values

/// One fact that differs between two worlds.
public struct WorldChange: Sendable, Hashable {
  /// Which fact.
  public let path: WorldPath
  /// What it was; nil where it did not exist.
  public let old: JSONValue?
  /// What it is; nil where it is gone.
  public let new: JSONValue?
}

extension World {
  /// Returns the facts that differ from an earlier world, in the order of paths; the clock aside.
  ///
  /// What both worlds share is told apart by identity, so an unchanged world costs nothing.
  public func changes(since old: World) -> [WorldChange] {
    var found = FoundChanges()
    if incidents != old.incidents { addIncidents(since: old, to: &found) }
    if services != old.services { addServices(since: old, to: &found) }
    if outbox != old.outbox { addOutbox(since: old, to: &found) }
    if approvals != old.approvals {
      for field in ["count", "total"] {
        found.note(["approvals", field], old.approvalFact(field), approvalFact(field))
      }
    }
    return found.all
  }

  private func addIncidents(since old: World, to found: inout FoundChanges) {
    for index in incidents.indices {
      // Most stand where they stood, as they were.
      if index < old.incidents.count, old.incidents[index] == incidents[index] { continue }
      let id = incidents[index].id
      if let before = old.incident(id) {
        found.note(id, before, incidents[index])
      } else {
        found.note(id, nil, incidents[index])
      }
    }
    found.note(["incidents", "count"], .integer(old.incidents.count), .integer(incidents.count))
    for index in old.incidents.indices {
      let id = old.incidents[index].id
      if index < incidents.count, incidents[index].id == id { continue }
      if incident(id) == nil { found.note(id, old.incidents[index], nil) }
    }
  }

  private func addServices(since old: World, to found: inout FoundChanges) {
    let changed = services.indices.filter { index in
      index >= old.services.count || services[index] != old.services[index]
    }
    let reaches = changed.map { reach(of: $0, since: old) }
    for index in services.indices where reaches.contains(where: { services[index].isIn($0) }) {
      found.note(services[index], in: self, old.serviceLike(services[index], at: index), old)
    }
    for (index, before) in old.services.enumerated() {
      if index < services.count, services[index] == before { continue }
      guard let now = serviceLike(before, at: index), !now.hasMetrics(of: before) else { continue }
      let metrics = now.metrics
      for (name, value) in before.metrics.sorted(by: { $0.key < $1.key })
      where metrics[name] == nil {
        found.note(["services", before.name, "metrics", name], .number(value), nil)
      }
    }
  }

  /// Returns which services' state may depend on one that differs from the old world's.
  private func reach(of changed: Int, since old: World) -> Reach {
    let service = services[changed]
    // Where services don't stand in the same order, each may be anything.
    guard changed < old.services.count, old.services[changed].name == service.name else {
      return Reach(of: service.name, affected: nil)
    }
    return Reach(of: service.name, affected: service.affected + old.services[changed].affected)
  }

  /// Returns the service of another world's service's name, which mostly stands in its place.
  private func serviceLike(_ other: Service, at index: Int) -> Service? {
    if index < services.count, services[index].name == other.name { return services[index] }
    return service(named: other.name)
  }

  private func addOutbox(since old: World, to found: inout FoundChanges) {
    for index in 0..<max(outbox.count, old.outbox.count) {
      let before = index < old.outbox.count ? old.outbox[index] : nil
      let after = index < outbox.count ? outbox[index] : nil
      guard before != after else { continue }
      for field in WorldPath.noticeFields {
        found.note(
          ["outbox", String(index), field],
          before?.value(of: field),
          after?.value(of: field)
        )
      }
    }
    found.note(["outbox", "count"], .integer(old.outbox.count), .integer(outbox.count))
  }
}

/// Collects the facts that differ.
private struct FoundChanges {
  private(set) var all: [WorldChange] = []

  /// Notes a fact that differs; only then is its path made.
  mutating func note(
    _ path: @autoclosure () -> [String],
    _ old: JSONValue?,
    _ new: JSONValue?
  ) {
    guard old != new else { return }
    all.append(WorldChange(path: WorldPath(parts: path()), old: old, new: new))
  }

  /// Notes what differs in an incident.
  mutating func note(_ id: String, _ old: Incident, _ new: Incident) {
    for fact in IncidentFact.allCases where !fact.isQuiet && !old.agrees(with: new, in: fact) {
      note(["incidents", id, fact.rawValue], old.value(of: fact), new.value(of: fact))
    }
    if old.allocated != new.allocated { noteAllocation(id, old, new) }
  }

  /// Notes an incident that only one of the worlds has.
  mutating func note(_ id: String, _ old: Incident?, _ new: Incident?) {
    for fact in IncidentFact.allCases where !fact.isQuiet {
      note(["incidents", id, fact.rawValue], old?.value(of: fact), new?.value(of: fact))
    }
    if old?.allocated != new?.allocated { noteAllocation(id, old, new) }
  }

  private mutating func noteAllocation(_ id: String, _ old: Incident?, _ new: Incident?) {
    for resource in Resource.allCases {
      note(
        ["incidents", id, "allocated", resource.rawValue],
        old?.allocation(of: resource),
        new?.allocation(of: resource)
      )
    }
  }

  /// Notes what differs in a service; its health may differ even where it itself is the same.
  mutating func note(_ service: Service, in world: World, _ other: Service?, _ otherWorld: World) {
    let name = service.name
    let health = world.health(of: service)
    let before = other.map { otherWorld.health(of: $0) }
    if health != before {
      note(["services", name, "health"], before?.fact, health.fact)
    }
    guard service != other else { return }
    note(["services", name, "restarts"], other?.restartsFact, service.restartsFact)
    note(["services", name, "faults"], other?.faultsFact, service.faultsFact)
    let metrics = service.metrics
    let otherMetrics = other?.metrics ?? [:]
    for (metric, value) in metrics.sorted(by: { $0.key < $1.key })
    where otherMetrics[metric] != value {
      note(
        ["services", name, "metrics", metric],
        otherMetrics[metric].map { .number($0) },
        .number(value)
      )
    }
  }
}

/// Which services' state may depend on one of them.
private struct Reach {
  /// Its name.
  let of: String
  /// The services that its faults have an effect on; nil where it may be any.
  let affected: [String]?
}

extension Service {
  /// The services that faults of this one have an effect on.
  fileprivate var affected: [String] { faults.flatMap { $0.effects.map(\.service) } }

  /// Whether this service's state may depend on that one.
  fileprivate func isIn(_ reach: Reach) -> Bool {
    guard let affected = reach.affected else { return true }
    return name == reach.of || dependsOn.contains(reach.of) || affected.contains(name)
  }
}

extension Health {
  fileprivate var fact: JSONValue { .string(rawValue) }
}
