public import Values

/// Everything an exercise is about: a value that tools read and change.
///
/// What changes it are the operations below and the facilitator's injects; time moves only by
/// `advance(to:)`. Equal worlds went through equal histories.
public struct World: Sendable, Hashable {
  /// The time now.
  public internal(set) var clock: Timestamp
  /// The services, in the order of the world's file.
  public internal(set) var services: [Service]
  /// The incidents, oldest first.
  public internal(set) var incidents: [Incident]
  /// The customers, by id.
  public internal(set) var customers: [Customer]
  /// The messages to customers, oldest first.
  public internal(set) var outbox: [CustomerNotice] = []
  /// The approved spending, oldest first.
  public internal(set) var approvals: [Approval] = []
  /// The services' logs, oldest first.
  public internal(set) var logs: [LogEntry]
  /// What customers may claim.
  public let terms: ServiceLevelTerms
  /// How much one person may approve; nil where there is no limit.
  public let spendingLimit: SpendingLimit?

  /// Creates a world.
  public init(
    clock: Timestamp,
    services: [Service],
    incidents: [Incident] = [],
    customers: [Customer] = [],
    logs: [LogEntry] = [],
    terms: ServiceLevelTerms = ServiceLevelTerms(),
    spendingLimit: SpendingLimit? = nil
  ) {
    self.clock = clock
    self.services = services.map { $0.begun(at: clock) }
    self.incidents = incidents
    self.customers = customers
    self.logs = logs
    self.terms = terms
    self.spendingLimit = spendingLimit
  }
}

extension World {
  /// Returns the service that a person means by a name or an alias.
  public func service(named text: String) -> Service? {
    serviceIndex(text).map { services[$0] }
  }

  /// Returns the incident with this id, ASCII case aside.
  public func incident(_ id: String) -> Incident? {
    incidentIndex(id).map { incidents[$0] }
  }

  /// Returns the customer that a person means by an id or a name.
  public func customer(named text: String) -> Customer? {
    customers.first { ASCIIText.isEqual($0.id, text) }
      ?? customers.first { ASCIIText.isEqual($0.name, text) }
  }

  /// Returns the customers of a segment; every customer notices an incident of this world.
  public func customers(in segment: Segment) -> [Customer] {
    segment == .all ? customers : customers.filter { $0.segment == segment }
  }

  /// Returns how many customers are in a segment.
  public func customerCount(in segment: Segment) -> Int {
    guard segment != .all else { return customers.count }
    return customers.indices.count { customers[$0].segment == segment }
  }

  /// Returns a service's health: its own, and what the services it leans on do to it.
  public func health(of service: Service) -> Health {
    var health = ownHealth(of: service)
    // By index: a copy of every service and fault would cost more than the question.
    for other in services.indices {
      for fault in services[other].faults.indices {
        for effect in services[other].faults[fault].effects
        where effect.service == service.name {
          health = max(health, effect.health)
        }
      }
    }
    let isCutOff = service.dependsOn.contains { name in
      // A restart doesn't bring anything back before it is done.
      let needed = services.indices.first { services[$0].name == name }
      return needed.map { index in
        let faults = services[index].faults.indices
        return faults.contains { services[index].faults[$0].health == .majorOutage }
      } ?? false
    }
    return isCutOff ? max(health, .partialOutage) : health
  }

  private func ownHealth(of service: Service) -> Health {
    if service.restartedAt != nil { return .underMaintenance }
    return service.faults.map(\.health).max() ?? .operational
  }

  func serviceIndex(_ text: String) -> Int? {
    services.indices.first { ASCIIText.isEqual(services[$0].name, text) }
      ?? services.firstIndex { $0.isNamed(text) }
  }

  func incidentIndex(_ id: String) -> Int? {
    incidents.indices.first { ASCIIText.isEqual(incidents[$0].id, id) }
  }

  mutating func log(_ level: LogLevel, _ message: String, by service: String) {
    logs.append(
      LogEntry(at: clock, service: service, line: LogLine(level: level, message: message))
    )
  }
}
