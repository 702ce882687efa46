public import Values

/// Why the world does not allow an operation.
public struct WorldError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The reason, in one sentence, lower case and without a full stop.
  public let description: String

  /// Creates an error.
  public init(_ reason: String) { description = reason }
}

extension World {
  /// Takes a service down and brings it up after its restart time, counted on the clock.
  ///
  /// Connections drop at once. Faults that a restart cures are gone when it is up again; the
  /// others show their symptoms anew.
  ///
  /// - Throws: `WorldError` where there is no such service or it is restarting already.
  public mutating func restart(_ name: String) throws(WorldError) {
    let index = try require(service: name)
    let service = services[index]
    guard service.restartedAt == nil else {
      throw WorldError("\(service.name) is restarting already")
    }
    services[index].restartedAt = clock.advanced(by: service.restartTime.seconds)
    services[index].restarts += 1
    log(.warn, "restart requested, connections dropped", by: service.name)
  }

  /// Sets an incident's priority and returns the one it had.
  ///
  /// - Throws: `WorldError` where there is no such incident or it is closed.
  public mutating func setPriority(
    _ priority: Priority,
    of id: String
  ) throws(WorldError) -> Priority {
    let index = try requireActive(incident: id)
    let old = incidents[index].priority
    incidents[index].priority = priority
    return old
  }

  /// Moves an incident to another status.
  ///
  /// - Throws: `WorldError` where the move is not allowed, or an open incident is resolved
  ///   without a summary of why.
  public mutating func setStatus(
    _ status: IncidentStatus,
    of id: String,
    hasSummary: Bool
  ) throws(WorldError) {
    let index = try require(incident: id)
    let old = incidents[index].status
    guard status != old else { return }
    guard old.successors.contains(status) else {
      let next = old.successors.map(\.rawValue).joined(separator: ", ")
      throw WorldError(
        "\(incidents[index].id) is \(old.rawValue) and can't become \(status.rawValue)"
          + (next.isEmpty ? ": closed is final" : ", only \(next)")
      )
    }
    if old == .open, status == .resolved, !hasSummary {
      throw WorldError("an open incident is resolved only with a summary of why")
    }
    incidents[index].status = status
  }

  /// Records what an incident means for the business; what is nil stays as it is.
  ///
  /// - Throws: `WorldError` where there is no such incident or it is closed.
  public mutating func setBusinessImpact(
    of id: String,
    affectedCustomers: Int?,
    revenueAtRisk: Double?,
    summary: String?
  ) throws(WorldError) {
    let index = try requireActive(incident: id)
    if let affectedCustomers { incidents[index].affectedCustomers = affectedCustomers }
    if let revenueAtRisk { incidents[index].revenueAtRisk = revenueAtRisk }
    if let summary { incidents[index].businessSummary = summary }
  }

  /// Allocates a resource and returns how much of it the incident now has.
  ///
  /// Faults of the incident's services that this much of the resource cures end after the time
  /// it takes to bring it in.
  ///
  /// - Throws: `WorldError` where there is no such incident, it is closed, or the sum is too large.
  public mutating func allocate(
    _ quantity: Int,
    of resource: Resource,
    to id: String
  ) throws(WorldError) -> Int {
    let index = try requireActive(incident: id)
    let (total, overflow) = (incidents[index].allocated[resource] ?? 0)
      .addingReportingOverflow(quantity)
    guard !overflow else { throw WorldError("more \(resource.rawValue) than can be counted") }
    incidents[index].allocated[resource] = total
    for name in incidents[index].affectedSystems {
      if let service = serviceIndex(name) { endFaults(at: service, curedBy: resource, total) }
    }
    return total
  }

  /// How long it takes until an allocated resource carries load.
  public static let provisioningTime = TimeSpan(seconds: 300)

  private mutating func endFaults(at index: Int, curedBy resource: Resource, _ total: Int) {
    for position in services[index].faults.indices {
      if case .capacity(resource, let needed) = services[index].faults[position].remedy,
        total >= needed, services[index].faults[position].endsAt == nil
      {
        services[index].faults[position].endsAt = clock.advanced(
          by: Self.provisioningTime.seconds
        )
        log(.info, "new \(resource.rawValue) is being brought in", by: services[index].name)
      }
    }
  }

  /// Opens an incident and returns it.
  ///
  /// - Throws: `WorldError` where a system is unknown.
  public mutating func openIncident(
    title: String,
    summary: String,
    affectedSystems: [String],
    priority: Priority,
    department: String
  ) throws(WorldError) -> Incident {
    var systems: [String] = []
    for system in affectedSystems {
      let name = services[try require(service: system)].name
      if !systems.contains(name) { systems.append(name) }
    }
    let incident = Incident(
      id: "INC-" + padded(nextIncidentNumber, to: 3),
      title: title,
      summary: summary,
      severity: priority.severity,
      priority: priority,
      departments: [department],
      opened: clock,
      affectedSystems: systems,
      affectedCustomers: systems.isEmpty ? 0 : customers.count
    )
    incidents.append(incident)
    return incident
  }

  /// Approves spending for an incident and returns the entry of the ledger.
  ///
  /// - Throws: `WorldError` where there is no such incident, it is closed, or the sum is too large
  ///   or above what the person may approve.
  public mutating func approve(
    _ amount: Double,
    for id: String,
    justification: String,
    by user: String
  ) throws(WorldError) -> Approval {
    let index = try requireActive(incident: id)
    let total = incidents[index].approvedSpending + amount
    guard amount > 0, total <= Self.maximumMoney else {
      throw WorldError("an amount above 0 and, in sum, of at most 1000000000000 USD")
    }
    try spendingLimit?.check(amount, by: user, at: clock, after: approvals)
    incidents[index].approvedSpending = total
    let approval = Approval(
      id: "APR-" + padded(approvals.count + 1, to: 4),
      incident: incidents[index].id,
      amount: amount,
      justification: justification,
      by: user,
      at: clock
    )
    approvals.append(approval)
    return approval
  }

  /// The largest sum of money in USD; up to here sums of cents stay exact enough to print.
  public static let maximumMoney = 1_000_000_000_000.0

  /// Sends a message to customers and returns it as it went out.
  ///
  /// - Throws: `WorldError` where there is no such incident or nobody is in the segment.
  public mutating func notify(
    _ segment: Segment,
    of id: String,
    by channel: Channel,
    message: String
  ) throws(WorldError) -> CustomerNotice {
    let index = try require(incident: id)
    let recipients = incidents[index].affectedCustomers == 0 ? 0 : customerCount(in: segment)
    guard recipients > 0 else {
      throw WorldError("\(incidents[index].id) affects no customer of segment \(segment.rawValue)")
    }
    let notice = CustomerNotice(
      id: "NTF-" + padded(outbox.count + 1, to: 4),
      incident: incidents[index].id,
      segment: segment,
      channel: channel,
      recipients: recipients,
      message: message,
      at: clock
    )
    outbox.append(notice)
    return notice
  }

  /// Adds a line to an incident's timeline.
  ///
  /// - Throws: `WorldError` where there is no such incident.
  public mutating func note(_ heading: String, by role: String, in id: String) throws(WorldError) {
    let index = try require(incident: id)
    incidents[index].timeline.append(TimelineEntry(at: clock, by: role, heading: heading))
  }

  private var nextIncidentNumber: Int {
    (incidents.compactMap { Int($0.id.drop { !$0.isNumber }) }.max() ?? 0) + 1
  }

  private func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension World {
  /// Returns the index of a service.
  ///
  /// - Throws: `WorldError` with a near match.
  func require(service name: String) throws(WorldError) -> Int {
    if let index = serviceIndex(name) { return index }
    throw WorldError(
      Self.unknown("service", name, among: services.flatMap { [$0.name] + $0.aliases })
    )
  }

  func require(incident id: String) throws(WorldError) -> Int {
    if let index = incidentIndex(id) { return index }
    throw WorldError(Self.unknown("incident", id, among: incidents.map(\.id)))
  }

  private func requireActive(incident id: String) throws(WorldError) -> Int {
    let index = try require(incident: id)
    guard incidents[index].status != .closed else {
      throw WorldError("\(incidents[index].id) is closed")
    }
    return index
  }

  /// Returns the sentence for a name that the world doesn't know, with a near match.
  public static func unknown(_ kind: String, _ name: String, among names: [String]) -> String {
    let question = NearMatch.question(for: name, among: names)
    return "there is no \(kind) `\(name)`" + (question.map { ", \($0)" } ?? "")
  }
}
