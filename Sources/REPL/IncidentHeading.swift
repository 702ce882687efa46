import Documents
import AccessControl
import Exercises
import IncidentTools
import Incidents
import Values

/// What a role may see of an incident, as the gate returned it.
struct IncidentHeading {
  /// Everything that came back.
  let members: [String: JSONValue]

  /// The id.
  var id: String { text("id") }
  /// What it is.
  var title: String { text("title") }
  /// How bad it is.
  var severity: String { text("severity") }
  /// How soon it must be worked on.
  var priority: String { text("priority") }
  /// How far the work has come.
  var status: String { text("status") }
  /// The affected systems.
  var systems: [String] { texts("affected_systems") }

  /// Whether somebody still works on it.
  var isActive: Bool {
    IncidentStatus(rawValue: status).map { $0 != .resolved && $0 != .closed } ?? true
  }

  /// Returns a member that is text.
  func text(_ name: String) -> String { SafeText.line(members[name]?.text ?? "") }

  /// Returns a member that is a list of texts.
  func texts(_ name: String) -> [String] {
    (members[name]?.elements ?? []).compactMap { $0.text.map(SafeText.line) }
  }
}

extension REPLSession {
  /// Asks the gate what a session may see of an incident; the question leaves no trace.
  ///
  /// The prompt, greetings and lists are made from this. What a person asks for by `:incident` is
  /// a call, and recorded.
  func peek(_ incident: String, as session: Session) -> IncidentHeading? {
    var copy = snapshot.exercise
    copy.keep(in: nil, after: 0)
    let arguments: ToolArguments = .values(["incident_id": .string(incident)])
    guard
      case .ok(let result) = copy.call(ViewIncidentDetails.name, arguments, as: session)
        .call.outcome
    else { return nil }
    return result.members.map(IncidentHeading.init)
  }

  /// Returns the incident in focus, where the session may see it.
  func focus(as session: Session) -> IncidentHeading? {
    snapshot.exercise.incident.flatMap { peek($0, as: session) }
  }

  /// Returns the incidents that a session may see.
  func incidents(as session: Session) -> [IncidentHeading] {
    snapshot.exercise.world.incidents.compactMap { peek($0.id, as: session) }
  }

  /// Returns the open incidents that every role may see.
  func incidentsForEveryone() -> [IncidentHeading] {
    let sessions = policy.matrix.roles.compactMap { Self.session($0, user: nil, policy) }
    return snapshot.exercise.world.incidents.compactMap { incident in
      let views = sessions.map { peek(incident.id, as: $0) }
      guard !views.contains(where: { $0 == nil }), let view = views.first else { return nil }
      return view?.isActive == true ? view : nil
    }
  }
}
