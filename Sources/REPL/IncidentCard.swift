import Documents
import Exercises
import IncidentTools
import Values

/// Writes an incident as the gate returned it: what is visible first, what is hidden after it.
struct IncidentCard {
  /// The incident.
  let heading: IncidentHeading
  /// Names what is hidden.
  let disclosure: Disclosure
  /// The time now.
  let now: Timestamp

  /// Returns the card's lines.
  func lines() -> [String] {
    var rows: [(label: String, value: String)] = [
      ("priority", heading.priority),
      ("departments", Self.names(heading.texts("departments"))),
      ("systems", Self.names(heading.systems)),
    ]
    var hidden: [(label: String, value: String)] = []
    for group in Self.order {
      let label = group.rawValue.replacing("_", with: " ")
      if let value = heading.members[group.rawValue] {
        rows.append((label, Self.text(group, value)))
      } else {
        let permission = disclosure.policy.fields.permission(for: group)
        hidden.append((label, disclosure.hidden(permission.map { [$0] } ?? [])))
      }
    }
    return [title] + Screen.card(rows + hidden)
  }

  private static let order: [FieldGroup] = [
    .businessImpact, .technicalDetails, .costImpact, .customerImpact,
  ]

  private var title: String {
    var right = "\(heading.severity)   \(heading.status)"
    if let opened = Timestamp(heading.text("opened")) {
      let minutes = max(0, now.seconds - opened.seconds) / 60
      right += " " + (minutes == 0 ? "0m" : TimeSpan(seconds: minutes * 60).description)
    }
    return Screen.spread("\(heading.id)  \(heading.title)", right, to: Screen.width)
  }

  private static func text(_ group: FieldGroup, _ value: JSONValue) -> String {
    let parts =
      switch group {
      case .technicalDetails: technical(value)
      case .businessImpact: business(value)
      case .costImpact: cost(value)
      case .customerImpact: customers(value)
      }
    let known = parts.filter { !$0.isEmpty }
    return known.isEmpty ? "nothing known" : SafeText.line(known.joined(separator: "; "))
  }

  private static func names(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.joined(separator: ", ")
  }

  private static func technical(_ value: JSONValue) -> [String] {
    let systems = (value["systems"]?.elements ?? []).map { system in
      let faults = (system["faults"]?.elements ?? []).compactMap(\.text)
      return "\(system["name"]?.text ?? "") \(system["health"]?.text ?? "")"
        + (faults.isEmpty ? "" : " (\(faults.joined(separator: ", ")))")
    }
    return [value["summary"]?.text ?? ""] + systems
  }

  private static func business(_ value: JSONValue) -> [String] {
    let allocated = (value["allocated"]?.members ?? [:]).sorted { $0.key < $1.key }
      .map { "\($0.key) \($0.value.int ?? 0)" }
    return [
      value["summary"]?.text ?? "",
      value["affected_customers"]?.int.map { "\($0) customers affected" } ?? "",
      value["revenue_at_risk"]?.double.map { "\(Screen.money($0)) at risk" } ?? "",
      allocated.isEmpty ? "" : "allocated " + allocated.joined(separator: ", "),
    ]
  }

  private static func cost(_ value: JSONValue) -> [String] {
    [
      value["direct_cost"]?.double.map { "\(Screen.money($0)) direct" } ?? "",
      value["potential_sla_penalty"]?.double.map { "SLA penalty up to \(Screen.money($0))" } ?? "",
      value["approved_spending"]?.double.map { "\(Screen.money($0)) approved" } ?? "",
    ]
  }

  private static func customers(_ value: JSONValue) -> [String] {
    let segments = (value["by_segment"]?.members ?? [:]).sorted { $0.key < $1.key }
      .map { "\($0.value.int ?? 0) \($0.key)" }
    return [
      value["affected_customers"]?.int.map { "\($0) affected" } ?? "",
      segments.joined(separator: ", "),
      value["notices"]?.int.map { Screen.count($0, "notice") + " sent" } ?? "",
    ]
  }
}
