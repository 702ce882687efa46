import Documents
import AccessControl
import Exercises
import IncidentTools
import Incidents
import Values

extension REPLSession {
  /// Lists the incidents that the role may see.
  func listIncidents() -> LineResult {
    guard let session else { return noRole }
    let headings = incidents(as: session)
    guard !headings.isEmpty else {
      show(["No incidents that \(session.role) may see."])
      return .done
    }
    let rows = headings.map { heading in
      [
        heading.id == snapshot.exercise.incident ? "*" : " ", heading.id, heading.severity,
        heading.priority, heading.status, heading.title,
      ]
    }
    show(Screen.table(rows, indent: 0).map { Screen.cut($0) })
    return .done
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
    guard let id = argument.isEmpty ? snapshot.exercise.incident : argument else {
      return .nothing("No incident in focus. :incidents lists them, :incident ID takes one.")
    }
    guard let heading = visible.first(where: { ASCIIText.isEqual($0.id, id) }) else {
      return unknownIncident(id, among: visible)
    }
    let rows = (heading.members["timeline"]?.elements ?? []).map { entry in
      [
        Timestamp(entry["at"]?.text ?? "")?.timeOfDay ?? "",
        SafeText.line(entry["by"]?.text ?? ""),
        SafeText.line(entry["heading"]?.text ?? ""),
      ]
    }
    show(rows.isEmpty ? ["Nothing happened to \(heading.id) yet."] : Screen.table(rows))
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
