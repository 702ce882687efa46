import AccessControl
import Documents
import Exercises
import Values

extension ScenarioReader {
  /// Reads the participants; every role also acts under its own name.
  mutating func readParticipants(_ node: YAMLNode?) {
    guard let node else { return }
    guard let entries = node.entries else {
      report("TT012", node.span, "`participants` must be a mapping from names to roles")
      return
    }
    for entry in entries {
      guard let name = entry.key.scalar else { continue }
      if name.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
        report("TT012", entry.key.span, "a participant needs a name, this is empty")
        continue
      }
      var roleNode: YAMLNode? = entry.value
      var user = name
      if entry.value.entries != nil {
        let reader = mapping(entry.value, "a participant", ScenarioKeys.participant)
        reader.require("role", &diagnostics)
        roleNode = reader.node("role")
        user = reader.text("user", &diagnostics) ?? name
      }
      guard let roleNode, let role = role(roleNode) else {
        brokenActors.insert(name)
        continue
      }
      if definition.policy.matrix.role(named: name) != nil {
        report("TT103", entry.key.span, "`\(name)` is a role, a participant needs another name")
      }
      guard let session = Session(user: user, role: role) else {
        report("TT012", entry.key.span, "a user is 1 to 128 of letters, digits and ._@+-")
        brokenActors.insert(name)
        continue
      }
      actors[name] = Actor(name: name, session: session)
    }
  }

  /// Reads the name of a role, ASCII case aside.
  mutating func role(_ node: YAMLNode) -> Role? {
    guard let text = text(node, "role") else { return nil }
    let matrix = definition.policy.matrix
    if let role = matrix.role(named: text) { return role }
    report(
      "TT103",
      node.span,
      "there is no role `\(text)`",
      label: NearMatch.question(for: text, among: matrix.roles.map(\.name)),
      help: "roles are " + matrix.roles.map(\.name).joined(separator: ", ")
    )
    return nil
  }

  /// Reads who acts: a participant, or a role in the person of its default user.
  mutating func actor(_ node: YAMLNode) -> Actor? {
    guard let text = text(node, "as") else { return nil }
    if let actor = actors[text] { return actor }
    if brokenActors.contains(text) { return nil }
    let policy = definition.policy
    if let role = policy.matrix.role(named: text),
      let session = Session(user: policy.profile(of: role)?.user ?? role.name, role: role)
    {
      return Actor(name: role.name, session: session)
    }
    let people = actors.values.sorted { $0.name < $1.name }
      .map { "\($0.name) (\($0.session.role))" }
    let roles = policy.matrix.roles.map(\.name)
    report(
      "TT103",
      node.span,
      "`\(text)` is neither a role nor a participant",
      label: NearMatch.question(
        for: text,
        among: roles + people.map { String($0.prefix { $0 != " " }) }
      ),
      help: "roles are " + roles.joined(separator: ", ")
        + (people.isEmpty ? "" : "; participants here are " + people.joined(separator: ", "))
    )
    return nil
  }
}
