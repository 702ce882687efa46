import Documents
import Agent
import AccessControl
import Exercises
import IncidentTools
import Incidents
import Values

extension REPLSession {
  /// Writes the first screen: what this is, and who one can be.
  func welcome() {
    Layout.$current.withValue(layout) { showWelcome() }
  }

  private func showWelcome() {
    let note = options.modelNote.isEmpty ? "" : " (\(options.modelNote))"
    let version = options.version.isEmpty ? "" : " \(options.version)"
    show([
      "tabletop\(version) - rehearse incidents with one agent and several departments",
      Screen.spread("model: \(SafeText.line(model.name + note))", ":model to change", to: 79), "",
    ])
    guard session == nil else { return greet() }
    show(roleLines(marking: nil) + [""])
    let open = incidentsForEveryone()
    if let first = open.first {
      show([
        DisplayWidth.cut(
          "\(Screen.count(open.count, "open incident")): \(first.id) \(first.title)"
            + " (\(first.severity))",
          to: Screen.width
        )
      ])
    }
    show([
      "Choose 1-\(policy.matrix.roles.count).   :help lists commands   :tour is a 2-minute walk   Ctrl-D leaves",
      "",
    ])
  }

  /// Writes a role's card: who one is, the incident at hand, and what one might say.
  func greet() {
    guard let session else { return }
    let role = session.role
    let tools = policy.gate.tools(allowedTo: role).count
    show([
      style.role(role.name, at: position(of: role))
        + " - you are \(session.user), \(tools) of \(policy.tools.count) tools"
    ])
    if let heading = focus(as: session) {
      show([Screen.spread("\(heading.id)  \(heading.title)", heading.severity, to: 78)])
      show(impactLines(heading, as: session))
    }
    offerStarters()
    show([""])
  }

  /// Returns the prompt, in which two bytes 1 enclose what takes no room on the screen.
  func prompt() -> String {
    guard let session else { return "role? " }
    let invisible = { (text: String) in "\u{1}\(text)\u{1}" }
    let role = session.role
    let heading = focus(as: session)
    let colored = style.role(role.name, at: position(of: role))
      .split(separator: role.name, omittingEmptySubsequences: false).map(String.init)
    var name = role.name
    if colored.count == 2, style.isColored {
      name = invisible(colored[0]) + name + invisible(colored[1])
    }
    let values = promptValues(heading, session)
    return template.rendered { $0 == .role ? name : values($0) }
  }

  /// Returns what the names in the prompt stand for, in at most two fifths of the line.
  ///
  /// Where there is no room the session's name goes first, then the severity, then `INC-`.
  private func promptValues(
    _ heading: IncidentHeading?,
    _ session: Session
  ) -> (PromptTemplate.Value) -> String {
    let id = heading.map { Self.ascii($0.id) } ?? "no incident"
    let short = id.hasPrefix("INC-") ? String(id.dropFirst(4)) : id
    let status = heading.map { Self.ascii($0.severity) } ?? ""
    let name = journal?.isNamed == true ? journal?.name ?? "" : ""
    let mark = recording == nil ? "" : "REC"
    let model = Self.ascii(model.name)
    let forms = [(id, status, name), (id, status, ""), (id, "", ""), (short, "", "")].map { form in
      { (value: PromptTemplate.Value) -> String in
        switch value {
        case .role: session.role.name
        case .user: Self.ascii(session.user)
        case .incident: form.0
        case .status: form.1
        case .session: form.2
        case .model: model
        case .rec: mark
        }
      }
    }
    let budget = (width ?? Screen.width) * 2 / 5
    return forms.first { template.rendered($0).utf8.count <= budget } ?? forms[forms.count - 1]
  }

  private func impactLines(_ heading: IncidentHeading, as session: Session) -> [String] {
    var lines = Screen.card([("systems", list(heading.systems))])
    let groups: [(FieldGroup, String)] = [
      (.customerImpact, "customers"), (.costImpact, "cost"), (.businessImpact, "impact"),
    ]
    let gap = Layout.current.hasColumns ? "  " : ": "
    let cells = groups.map { group, label -> String in
      label + gap + (Self.brief(group, in: heading.members) ?? whoSees(group))
    }
    guard Layout.current.hasColumns else { return lines + cells }
    lines.append(
      "  " + DisplayWidth.padded(cells[0], to: 29) + DisplayWidth.padded(cells[1], to: 27)
        + cells[2]
    )
    return lines.map { Screen.cut($0) }
  }

  private func whoSees(_ group: FieldGroup) -> String {
    guard let permission = policy.fields.permission(for: group) else { return "hidden" }
    let roles = policy.matrix.roles.filter { policy.matrix.holds($0, permission) }
    return "hidden (\(roles.isEmpty ? "no role" : list(roles.map(\.name))))"
  }

  private static func brief(_ group: FieldGroup, in members: [String: JSONValue]) -> String? {
    guard let value = members[group.rawValue] else { return nil }
    switch group {
    case .costImpact: return value["direct_cost"]?.double.map(Screen.money)
    case .customerImpact: return value["affected_customers"]?.int.map { "\($0) affected" }
    case .businessImpact:
      return value["revenue_at_risk"]?.double.map { Screen.money($0) + " at risk" }
    case .technicalDetails: return nil
    }
  }

  /// Returns text in which everything but printable ASCII is a question mark.
  ///
  /// libedit ends the process over a prompt that it can't decode.
  static func ascii(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { (0x20..<0x7F).contains($0.value) ? $0 : "?" }
      )
    )
  }
}
