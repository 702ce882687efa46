public import Values

/// Something the facilitator brings into an exercise.
public enum Inject: Sendable, Hashable {
  /// A line appears in a service's log.
  case log(service: String, LogLine)
  /// Something goes wrong with a service.
  indirect case fault(service: String, Fault)
  /// Something wrong with a service goes away; without a name, everything.
  case clearFault(service: String, name: String?)
  /// A metric takes a value.
  case metric(service: String, name: String, value: Double)
  /// An incident is opened with these facts, or the one with this id changes.
  case incident(id: String?, [String: JSONValue])
  /// A customer comes to the world, or the one with its id changes.
  indirect case customer(Customer)
  /// Somebody outside says something; the world stays as it is.
  case message(from: String, text: String)
}

extension World {
  /// Delivers an inject.
  ///
  /// - Throws: `WorldError` where it names a service or a fault that doesn't exist.
  public mutating func deliver(_ inject: Inject) throws(WorldError) {
    switch inject {
    case .log(let service, let line):
      let index = try require(service: service)
      log(line.level, line.message, by: services[index].name)
    case .fault(let service, let fault):
      try begin(fault, at: try require(service: service))
    case .clearFault(let service, let name):
      try clearFaults(at: try require(service: service), named: name)
    case .metric(let service, let name, let value):
      services[try require(service: service)].setMetrics[name] = value
    case .incident(let id, let facts): try take(incident: id, facts)
    case .customer(let customer): take(customer)
    case .message: break
    }
  }

  private mutating func begin(_ fault: Fault, at index: Int) throws(WorldError) {
    let name = services[index].name
    guard !services[index].faults.contains(where: { $0.name == fault.name }) else {
      throw WorldError("\(name) already has the fault `\(fault.name)`")
    }
    for effect in fault.effects { _ = try require(service: effect.service) }
    var fault = fault
    if case .time(let span) = fault.remedy { fault.endsAt = clock.advanced(by: span.seconds) }
    services[index].faults.append(fault)
    for line in fault.logs { log(line.level, line.message, by: name) }
    if fault.logs.isEmpty { log(.error, fault.cause, by: name) }
  }

  private mutating func clearFaults(at index: Int, named name: String?) throws(WorldError) {
    let service = services[index]
    let cleared = service.faults.filter { name == nil || $0.name == name }
    guard !cleared.isEmpty else {
      let names = service.faults.map(\.name)
      throw WorldError(
        "\(service.name) has no fault" + (name.map { " `\($0)`" } ?? "")
          + (names.isEmpty ? "" : ", it has " + names.joined(separator: ", "))
      )
    }
    for fault in cleared { clear(fault, at: index) }
  }
}
