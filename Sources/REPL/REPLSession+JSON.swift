import Documents
import IncidentTools
import Agent
import Incidents
import AccessControl
import Exercises
import Values

/// What commands know, for programs.
///
/// What the role may not read of others' calls is left out as it is on screen.
extension REPLSession {
  var identityJSON: JSONValue? {
    guard let session else { return nil }
    return [
      "incident": snapshot.exercise.incident.map { .string($0) } ?? .null,
      "permissions": .array(permissions(of: session.role).map { .string($0) }),
      "role": .string(session.role.name), "user": .string(session.user),
    ]
  }

  func incidentsJSON(_ arguments: String) -> JSONValue? {
    session.flatMap { incidents(arguments, as: $0) }
      .map { .array($0.map { .object($0.members) }) }
  }

  func toolsJSON(_ arguments: String) -> JSONValue? {
    let words = arguments.split(separator: " ").map(String.init).filter { $0 != "--all" }
    guard words.count <= 1 else { return nil }
    let named = words.first.flatMap { policy.matrix.role(named: $0) }
    guard words.isEmpty || named != nil, let role = named ?? session?.role else { return nil }
    let isAll = arguments.contains("--all")
    let tools = isAll ? policy.tools : policy.gate.tools(allowedTo: role)
    return .array(
      tools.map { tool in
        [
          "allowed": .bool(policy.gate.decide(tool: tool.name, as: role) == .allowed),
          "asks": .bool(tool.consent != nil), "changes": .bool(tool.effect == .write),
          "name": .string(tool.name),
          "requires": .array(tool.requires.map { .string($0.name) }),
        ]
      }
    )
  }

  var matrixJSON: JSONValue? {
    .object(
      Dictionary(
        policy.matrix.roles.map { role in
          (role.name, .array(permissions(of: role).map { .string($0) }))
        },
        uniquingKeysWith: { first, _ in first }
      )
    )
  }

  func callsJSON(_ argument: String) -> JSONValue? {
    guard let calls = calls(in: argument) else { return nil }
    return .array(calls.map(visible))
  }

  func callJSON(_ argument: String) -> JSONValue? { call(argument).map(visible) }

  func changesJSON(_ argument: String) -> JSONValue? {
    guard let session, let calls = calls(in: argument) else { return nil }
    let disclosure = Disclosure(policy: policy, role: session.role)
    return .array(
      calls.flatMap { trace in
        trace.changes.filter { disclosure.shows($0.path) }.map { change in
          [
            "call": .integer(trace.number), "new": change.new ?? .null, "old": change.old ?? .null,
            "path": .string(change.path.description),
          ]
        }
      }
    )
  }

  func timelineJSON(_ argument: String) -> JSONValue? {
    guard let session else { return nil }
    guard let (named, since) = Self.timelineWords(argument),
      let heading = (named ?? snapshot.exercise.incident).flatMap({ peek($0, as: session) })
    else { return nil }
    return entries(of: heading, since: since).map { .array($0) }
  }

  var statsJSON: JSONValue? {
    let exercise = snapshot.exercise
    let outcomes = Dictionary(grouping: exercise.calls) { $0.call.outcome.word }
    return [
      "calls": .integer(exercise.calls.count),
      "cost_usd": cost.map { .number(($0 * 1e6).rounded() / 1e6) } ?? .null,
      "denied": .integer(exercise.audit.denied),
      "outcomes": .object(outcomes.mapValues { .integer($0.count) }),
      "seconds": .integer(exercise.world.clock.seconds - snapshot.start.seconds),
      "head": .string(exercise.audit.head.description), "model": .string(model.name),
      "tokens": .integer(tokens), "turns": .integer(exercise.thread.turns),
    ]
  }

  /// A call as the role may read it.
  func visible(_ trace: CallTrace) -> JSONValue {
    guard let session else { return .null }
    let disclosure = Disclosure(policy: policy, role: session.role)
    let missing = disclosure.missing(toRead: trace.call)
    guard !missing.isEmpty, case .object(var members) = trace.json else { return trace.json }
    for name in ["arguments", "changed", "reason", "result"] { members[name] = nil }
    members["hidden"] = .array(missing.map { .string($0.name) })
    return .object(members)
  }
}
