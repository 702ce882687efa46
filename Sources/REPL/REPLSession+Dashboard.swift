import AccessControl
import Documents
import Exercises
import IncidentTools
import Incidents
import Values

extension REPLSession {
  /// Shows what matters to the role: one part for each group of fields that it may see.
  func showDashboard() -> LineResult {
    guard let session else { return noRole }
    let headings = incidents(as: session).filter(\.isActive)
    let groups = FieldGroup.allCases.filter { group in
      policy.fields.permission(for: group).map { policy.matrix.holds(session.role, $0) } ?? false
    }
    for group in groups {
      show([style.strong(Self.question(of: group))])
      let rows = headings.flatMap { self.rows(of: group, $0) }
      show(rows.isEmpty ? ["  no open incident"] : Screen.table(rows).map(Self.cut))
    }
    show(sidebar(headings))
    show(waiting(for: session.role))
    let starters = policy.profile(of: session.role)?.starters.prefix(2) ?? []
    let hints = starters.enumerated().map { index, starter in
      ":try \(index + 1) \(DisplayWidth.cut(SafeText.line(starter.text), to: 26))"
    }
    if !hints.isEmpty {
      show([Self.cut("  next     " + hints.joined(separator: "   "))])
    }
    return .done
  }

  private static func cut(_ line: String) -> String { Screen.cut(line) }

  private static func question(of group: FieldGroup) -> String {
    switch group {
    case .technicalDetails: "What is broken?"
    case .businessImpact: "What matters most, and who is on it?"
    case .costImpact: "What does it cost, and what is approved?"
    case .customerImpact: "Who is affected, and what have we told them?"
    }
  }

  private func rows(of group: FieldGroup, _ heading: IncidentHeading) -> [[String]] {
    guard let value = heading.members[group.rawValue] else { return [] }
    let money = { (name: String) in Screen.money(value[name]?.double ?? 0) }
    switch group {
    case .technicalDetails:
      return (value["systems"]?.elements ?? []).map { system in
        let faults = (system["faults"]?.elements ?? []).compactMap(\.text)
        return [
          SafeText.line(system["name"]?.text ?? ""),
          SafeText.line(system["health"]?.text ?? "").replacing("_", with: " "),
          faults.isEmpty ? "-" : SafeText.line(faults.joined(separator: ", ")),
          "restarts \(system["restarts"]?.int ?? 0)",
        ]
      }
    case .businessImpact:
      let allocated = (value["allocated"]?.members ?? [:]).sorted { $0.key < $1.key }
        .map { "\($0.value.int ?? 0) \($0.key)" }
      return [
        [
          heading.id, "priority \(heading.priority)",
          "\(value["affected_customers"]?.int ?? 0) customers",
          "\(money("revenue_at_risk")) at risk",
          "allocated " + list(allocated),
        ]
      ]
    case .costImpact:
      return [
        [
          heading.id, "direct \(money("direct_cost"))",
          "SLA penalty up to \(money("potential_sla_penalty"))",
          "approved \(money("approved_spending"))",
        ]
      ]
    case .customerImpact:
      let last = Timestamp(value["last_notice_at"]?.text ?? "")?.timeOfDay ?? "never"
      return [
        [
          heading.id, "\(value["affected_customers"]?.int ?? 0) customers affected",
          "notices \(value["notices"]?.int ?? 0)", "last notice \(last)",
        ]
      ]
    }
  }

  /// Returns the list of open incidents that stood beside every page.
  private func sidebar(_ headings: [IncidentHeading]) -> [String] {
    let now = snapshot.exercise.world.clock
    let rows = headings.map { heading in
      let last = heading.members["timeline"]?.elements?.last
      let since =
        Timestamp(last?["at"]?.text ?? heading.text("opened"))
        .map { max(0, now.seconds - $0.seconds) / 60 * 60 } ?? 0
      let age = since == 0 ? "now" : "\(TimeSpan(seconds: since)) ago"
      return [
        heading.id == snapshot.exercise.incident ? "*" : " ", heading.id, heading.severity,
        heading.priority, heading.status, "last entry \(age)", heading.title,
      ]
    }
    return [style.strong(Screen.count(headings.count, "open incident"))]
      + Screen.table(rows, indent: 2).map(Self.cut)
  }

  /// Returns what other departments asked for in vain that this role may do, and nobody did.
  func wishes(for role: Role) -> [(tool: String, by: Role, call: Int)] {
    var open: [(tool: String, by: Role, call: Int)] = []
    for trace in snapshot.exercise.calls {
      if let denial = trace.denial, denial.heldBy.contains(role) {
        open.append((trace.call.tool, denial.role, trace.number))
      } else if case .ok = trace.call.outcome {
        open.removeAll { $0.tool == trace.call.tool }
      }
    }
    return open
  }

  private func waiting(for role: Role) -> [String] {
    let open = wishes(for: role)
    guard !open.isEmpty else { return ["  waiting  nothing that other departments asked for"] }
    return open.map {
      "  waiting  \(SafeText.line($0.tool)), asked for by \($0.by) in call \($0.call)"
    }
  }
}
