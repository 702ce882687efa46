import AccessControl
import Agent
import Documents
import Exercises
import IncidentTools
import Incidents
import Journal
import Values

/// What commands about roles, tools and the session know, for programs.
extension REPLSession {
  /// The roles, or after a switch who acts now.
  func roleJSON(_ arguments: String) -> JSONValue? {
    guard arguments.isEmpty else { return identityJSON }
    return .array(
      policy.matrix.roles.map { role in
        [
          "current": .bool(role == session?.role), "name": .string(role.name),
          "summary": .string(policy.profile(of: role)?.summary ?? ""),
        ]
      }
    )
  }

  /// The incident in focus, as far as the role may see it.
  var incidentJSON: JSONValue? {
    session.flatMap { focus(as: $0) }.map { .object($0.members) }
  }

  var dashboardJSON: JSONValue? {
    guard let session else { return nil }
    return [
      "incidents": .array(incidents(as: session).filter(\.isActive).map { .object($0.members) }),
      "role": .string(session.role.name),
      "starters": .array(
        (policy.profile(of: session.role)?.starters ?? []).map { .string($0.text) }
      ),
      "waiting": .array(
        wishes(for: session.role).map {
          [
            "asked_by": .string($0.by.name), "call": .integer($0.call), "tool": .string($0.tool),
          ]
        }
      ),
    ]
  }

  func toolJSON(_ name: String) -> JSONValue? {
    guard let tool = policy.tool(name) else { return nil }
    let roles = policy.matrix.roles.filter {
      policy.gate.decide(tool: tool.name, as: $0) == .allowed
    }
    return [
      "asks": .bool(tool.consent != nil), "changes": .bool(tool.effect == .write),
      "examples": .array(tool.examples.map { .string($0) }), "name": .string(tool.name),
      "parameters": .array(
        tool.parameters.map { parameter in
          [
            "name": .string(parameter.name), "required": .bool(parameter.isRequired),
            "summary": .string(parameter.summary), "type": .string(parameter.kind.phrase),
          ]
        }
      ),
      "requires": .array(tool.requires.map { .string($0.name) }),
      "roles": .array(roles.map { .string($0.name) }), "summary": .string(tool.summary),
    ]
  }

  func canJSON(_ arguments: String) -> JSONValue? {
    let words = arguments.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let name = words.first, let tool = policy.tool(name),
      let role = words.count == 2 ? policy.matrix.role(named: words[1]) : session?.role,
      let decision = policy.gate.decide(tool: name, as: role)
    else { return nil }
    var members: [String: JSONValue] = [
      "allowed": true, "requires": .array(tool.requires.map { .string($0.name) }),
      "role": .string(role.name), "tool": .string(tool.name),
    ]
    if case .denied(let denial) = decision {
      members["allowed"] = false
      members["held_by"] = .array(denial.heldBy.map { .string($0.name) })
      members["missing"] = .array(denial.missing.map { .string($0.name) })
    }
    return .object(members)
  }

  /// A call with what its tool needs and what its role holds.
  func whyJSON(_ argument: String) -> JSONValue? {
    let denied = snapshot.exercise.calls.last { $0.denial != nil }
    guard let trace = argument.isEmpty ? denied : call(argument),
      case .object(var members) = visible(trace)
    else { return nil }
    let role = trace.call.attribution.session.role
    members["requires"] = .array(
      (policy.tool(trace.call.tool)?.requires ?? []).map { .string($0.name) }
    )
    members["role_has"] = .array(permissions(of: role).map { .string($0) })
    members["turn"] = snapshot.turns[trace.number].map { .integer($0.number) } ?? .null
    return .object(members)
  }

  var approvalsJSON: JSONValue? {
    let tools = policy.tools.filter { $0.consent != nil }.map {
      ($0.name, JSONValue.string(consents.mode(of: $0.name).rawValue))
    }
    return [
      "mode": .string(consents.mode.rawValue),
      "tools": .object(Dictionary(tools, uniquingKeysWith: { first, _ in first })),
    ]
  }

  var startersJSON: JSONValue? {
    guard let session else { return nil }
    return .array((policy.profile(of: session.role)?.starters ?? []).map { .string($0.text) })
  }

  /// The transcript, as far as the role may read it.
  var transcriptJSON: JSONValue? {
    guard let session else { return nil }
    let disclosure = Disclosure(policy: policy, role: session.role)
    return SessionTranscript(
      name: journal?.name ?? "unsaved",
      exercise: snapshot.exercise,
      disclosure: disclosure
    ).json
  }

  /// The items of the last turns.
  func logJSON(_ argument: String) -> JSONValue? {
    let first = snapshot.exercise.thread.turns - (Int(argument) ?? 10)
    return transcriptJSON?["items"]?.elements.map { items in
      .array(items.filter { ($0["turn"]?.int ?? 0) > first })
    }
  }

  var versionJSON: JSONValue? {
    ["name": "tabletop", "version": .string(options.version)]
  }

  var clockJSON: JSONValue? {
    [
      "ahead_seconds": .integer(snapshot.skipped),
      "clock": .string(snapshot.exercise.world.clock.description),
    ]
  }

  var recordingJSON: JSONValue? {
    [
      "file": recording.map { .string(Self.file($0.path)) } ?? .null,
      "steps": .integer(snapshot.story.count - (recording?.first ?? 0)),
    ]
  }

  /// The session that is being saved.
  var sessionJSON: JSONValue? {
    let exercise = snapshot.exercise
    return [
      "calls": .integer(exercise.calls.count),
      "clock": .string(exercise.world.clock.description),
      "head": journal?.extent.map { .string($0.head) } ?? .null,
      "name": journal?.name.map { .string($0) } ?? .null,
      "records": journal?.extent.map { .integer($0.records) } ?? .null,
      "role": session.map { .string($0.role.name) } ?? .null,
      "turns": .integer(exercise.thread.turns),
      "user": session.map { .string($0.user) } ?? .null,
    ]
  }

  func sessionsJSON(_ pattern: String) -> JSONValue? {
    guard let folder = options.sessions else { return nil }
    let names = folder.names().filter { pattern.isEmpty || $0.contains(pattern) }
    return .array(
      names.map { name in
        let age = max(0, now().seconds - folder.changed(name) / 1_000_000_000)
        var members: [String: JSONValue] = [
          "age_seconds": .integer(age), "current": .bool(name == journal?.name),
          "name": .string(name),
        ]
        if let contents = try? JournalContents.read(path: folder.file(name)),
          let saved = try? SavedSession(name: name, contents: contents)
        {
          members["incidents"] = .array(saved.incidents.map { .string($0) })
          members["roles"] = .array(saved.roles.map { .string($0.name) })
          members["turns"] = .integer(saved.turns)
        }
        return .object(members)
      }
    )
  }

  /// The settings in force, one or all.
  func settingsJSON(_ arguments: String) -> JSONValue? {
    let key = REPLCommandParser.words(arguments).first
    let rows = settings.filter { key.isEmpty || key == $0.key }
    guard !rows.isEmpty else { return nil }
    return .array(
      rows.map {
        ["key": .string($0.key), "origin": .string($0.origin), "value": .string($0.value)]
      }
    )
  }
}
