import Documents
import AccessControl
import Exercises
import IncidentTools
import Incidents
import Values

extension REPLSession {
  /// Lists the incidents that the role may see.
  func listIncidents(_ arguments: String) -> LineResult {
    guard let session else { return noRole }
    guard let headings = incidents(arguments, as: session) else {
      let words = IncidentStatus.allCases.map(\.rawValue)
      return .usage("A status is one of \(list(words)): :incidents [--all] [--status STATUS]")
    }
    let others = incidents(as: session).count - headings.count
    let hint = others == 0 ? [] : ["\(Screen.count(others, "other incident")); :incidents --all"]
    guard !headings.isEmpty else {
      show(["No such incidents that \(session.role) may see."] + hint)
      return .done
    }
    let rows = headings.map { heading in
      [
        heading.id == snapshot.exercise.incident ? "*" : " ", heading.id, heading.severity,
        heading.priority, heading.status, heading.title,
      ]
    }
    show(Screen.table(rows, indent: 0).map { Screen.cut($0) } + hint)
    return .done
  }

  /// Returns the incidents that these words choose: the open ones, those of a status, or all; nil
  /// where the words make no sense.
  func incidents(_ arguments: String, as session: Session) -> [IncidentHeading]? {
    let words = arguments.split(whereSeparator: \.isWhitespace).map(String.init)
    let all = incidents(as: session)
    switch (words.first, words.count) {
    case (nil, _): return all.filter(\.isActive)
    case ("--all", 1): return all
    case ("--status", 2):
      guard let status = IncidentStatus(rawValue: words[1].lowercased()) else { return nil }
      return all.filter { $0.status == status.rawValue }
    default: return nil
    }
  }

  /// Returns the entries of a timeline since a time; nil where the time makes no sense.
  func entries(of heading: IncidentHeading, since text: String?) -> [JSONValue]? {
    let entries = heading.members["timeline"]?.elements ?? []
    guard let text else { return entries }
    let now = snapshot.exercise.world.clock
    var since = Timestamp(text) ?? TimeSpan(text).map { now.advanced(by: -$0.seconds) }
    if since == nil {
      let time = text.utf8.count == 5 ? text + ":00" : text
      since = Timestamp("\(now.description.prefix(11))\(time)Z")
    }
    guard let since else { return nil }
    return entries.filter { Timestamp($0["at"]?.text ?? "").map { $0 >= since } ?? true }
  }

  /// Returns the incident and the time that the words of `:timeline` name.
  static func timelineWords(_ arguments: String) -> (id: String?, since: String?)? {
    var words = arguments.split(whereSeparator: \.isWhitespace).map(String.init)
    var since: String?
    if let flag = words.firstIndex(of: "--since") {
      guard words.indices.contains(flag + 1) else { return nil }
      since = words[flag + 1]
      words.removeSubrange(flag...flag + 1)
    }
    return words.count <= 1 ? (words.first, since) : nil
  }

  /// Focuses an incident and shows its card; the gate is asked as for any call.
  func showIncident(_ argument: String) -> LineResult {
    guard let session else { return noRole }
    let visible = incidents(as: session)
    if !argument.isEmpty, !visible.isEmpty,
      !visible.contains(where: { ASCIIText.isEqual($0.id, argument) })
    {
      return unknownIncident(argument, among: visible)
    }
    guard let id = argument.isEmpty ? snapshot.exercise.incident : argument else {
      return .nothing("No incident in focus. :incidents lists them, :incident ID takes one.")
    }
    // A look, and no part of the story that a recording tells.
    let trace = snapshot.exercise.call(
      ViewIncidentDetails.name,
      .values(["incident_id": .string(id)]),
      as: session
    )
    var events = EventWriter(self, session)
    events.handle(.call(trace))
    let disclosure = Disclosure(policy: policy, role: session.role)
    show(CallScreen(disclosure: disclosure, style: style).block(trace))
    guard case .ok(let result) = trace.call.outcome, let members = result.members else {
      return .done
    }
    let heading = IncidentHeading(members: members)
    snapshot.exercise.incident = members["id"]?.text
    let clock = snapshot.exercise.world.clock
    show(IncidentCard(heading: heading, disclosure: disclosure, now: clock).lines())
    return .done
  }

  /// Shows what happened to an incident.
  func showTimeline(_ argument: String) -> LineResult {
    guard let session else { return noRole }
    let visible = incidents(as: session)
    guard let (named, since) = Self.timelineWords(argument) else {
      return .usage("One incident, and maybe a time: :timeline [ID] [--since 15m|14:30]")
    }
    guard let id = named ?? snapshot.exercise.incident else {
      return .nothing("No incident in focus. :incidents lists them, :incident ID takes one.")
    }
    guard let heading = visible.first(where: { ASCIIText.isEqual($0.id, id) }) else {
      return unknownIncident(id, among: visible)
    }
    guard let entries = entries(of: heading, since: since) else {
      return .usage("`\(SafeText.line(since ?? ""))` is no time: --since 15m, 14:30 or a date.")
    }
    let rows = entries.map { entry in
      [
        Timestamp(entry["at"]?.text ?? "")?.timeOfDay ?? "",
        SafeText.line(entry["by"]?.text ?? ""),
        SafeText.line(entry["heading"]?.text ?? ""),
      ]
    }
    show(
      rows.isEmpty
        ? ["Nothing happened to \(heading.id) \(since == nil ? "yet" : "since then")."]
        : Screen.table(rows)
    )
    return .done
  }

  /// Returns what words can become, with the incidents that the role may see.
  func completion() -> Completion {
    let ids = session.map { incidents(as: $0).map(\.id) } ?? []
    return Completion(policy: policy, world: snapshot.exercise.world, incidents: ids)
  }

  private func unknownIncident(_ id: String, among visible: [IncidentHeading]) -> LineResult {
    let ids = visible.map(\.id)
    let near = NearMatch.suggestions(for: id, among: ids)
    let hint = near.isEmpty ? "" : " Did you mean \(list(near, " or "))?"
    let open = visible.filter(\.isActive).map(\.id)
    let shown = DisplayWidth.cut(SafeText.line(id), to: 40)
    return .usage(
      "No incident \(shown).\(hint) \(Screen.count(open.count, "open incident")): \(list(open))."
    )
  }
}
