import AccessControl
import Documents
import Exercises
import Incidents
import Values

extension ScenarioReader {
  /// Reads an incident that is opened, or with an `id` one that changes.
  mutating func incidentInject(_ node: YAMLNode) -> Inject? {
    let reader = mapping(node, "`incident`", ["id"] + IncidentDetails.keys)
    guard reader.isMapping else { return nil }
    if !reader.has("id") { reader.require("title", &diagnostics) }
    var facts: [String: JSONValue] = [:]
    for key in IncidentDetails.keys {
      guard let node = reader.node(key),
        let value = value(of: WorldPath("incidents.INC.\(key)"), node, key)
      else { continue }
      if key == "affected_systems" {
        checkReference(value, .list(.reference("service")), node.span, isCall: false)
      }
      facts[key] = value
    }
    guard let idNode = reader.node("id") else { return .incident(id: nil, facts) }
    guard let id = text(idNode, "id") else { return nil }
    guard isKnownIncident(id) else {
      checkReference(.string(id), .reference("incident"), idNode.span, isCall: false)
      return nil
    }
    if facts.isEmpty { report("TT010", node.span, "this changes nothing of \(id)") }
    return .incident(id: id, facts)
  }

  /// Reads a customer that comes to the world, or with an `id` one that changes.
  mutating func customerInject(_ node: YAMLNode) -> Inject? {
    let reader = mapping(node, "`customer`", ScenarioKeys.customer)
    guard reader.isMapping else { return nil }
    let id = reader.text("id", &diagnostics)
    let old = id.flatMap { definition.world.customer(named: $0) }
    if old == nil { for key in ["name", "segment"] { reader.require(key, &diagnostics) } }
    let segments = Segment.allCases.filter { $0 != .all }.map(\.rawValue)
    let segment = reader.choice("segment", of: segments, &diagnostics)
      .flatMap(Segment.init(rawValue:))
    let fee = reader.number("monthly_fee", &diagnostics)
    if let fee, !(0...World.maximumMoney).contains(fee), let span = reader.node("monthly_fee")?.span
    {
      report("TT012", span, "`monthly_fee` must be an amount in USD from 0 to 1000000000000")
    }
    guard let name = reader.text("name", &diagnostics) ?? old?.name,
      let segment = segment ?? old?.segment
    else { return nil }
    return .customer(
      Customer(
        id: id ?? "",
        name: name,
        segment: segment,
        plan: reader.text("plan", &diagnostics) ?? old?.plan ?? "",
        monthlyFee: fee ?? old?.monthlyFee ?? 0,
        contractUntil: reader.text("contract_until", &diagnostics) ?? old?.contractUntil ?? "",
        contact: reader.text("contact", &diagnostics) ?? old?.contact ?? "",
        email: reader.text("email", &diagnostics) ?? old?.email ?? ""
      )
    )
  }
}
