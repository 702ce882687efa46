import Values

/// What a facilitator can say of an incident.
public enum IncidentDetails {
  /// The facts, by the names that paths use.
  public static let keys = [
    "title", "summary", "severity", "priority", "status", "affected_systems", "affected_customers",
    "revenue_at_risk", "direct_cost", "sla_penalty", "cost_per_hour",
  ]
}

extension World {
  /// Opens an incident that a facilitator brings in, or changes one, and returns its id.
  ///
  /// - Throws: `WorldError` where there is no such incident, or a fact doesn't fit.
  @discardableResult
  mutating func take(
    incident id: String?,
    _ facts: [String: JSONValue]
  ) throws(WorldError) -> String {
    let name: String
    if let id {
      name = incidents[try require(incident: id)].id
    } else {
      let priority = facts["priority"]?.text.flatMap(Priority.init(rawValue:)) ?? .p3
      name = try openIncident(
        title: facts["title"]?.text ?? "",
        summary: facts["summary"]?.text ?? "",
        affectedSystems: [],
        priority: priority,
        department: "FACILITATOR"
      ).id
    }
    for (key, value) in facts.sorted(by: { $0.key < $1.key }) {
      try set(WorldPath("incidents.\(name).\(key)"), to: value)
    }
    let heading = id == nil ? "opened" : "changed by the facilitator"
    try note(heading, by: "FACILITATOR", in: name)
    return name
  }

  /// Takes in a customer, or changes the one with this id; without an id it gets the next one.
  mutating func take(_ customer: Customer) {
    if let index = customers.firstIndex(where: { ASCIIText.isEqual($0.id, customer.id) }) {
      customers[index] = customer
      return
    }
    let last = customers.compactMap { Int($0.id.drop { !$0.isNumber }) }.max() ?? 0
    let digits = String(last + 1)
    let id = "CUST-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    customers.append(
      Customer(
        id: customer.id.isEmpty ? id : customer.id,
        name: customer.name,
        segment: customer.segment,
        plan: customer.plan,
        monthlyFee: customer.monthlyFee,
        contractUntil: customer.contractUntil,
        contact: customer.contact,
        email: customer.email
      )
    )
  }
}
