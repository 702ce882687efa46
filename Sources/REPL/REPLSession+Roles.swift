import Documents
import AccessControl
import Exercises
import Values

extension REPLSession {
  /// Switches role, or lists the roles.
  func switchRole(_ arguments: String) -> LineResult {
    var words = arguments.split(whereSeparator: \.isWhitespace).map(String.init)
    if let flag = words.firstIndex(of: "--user") {
      guard words.indices.contains(flag + 1) else { return .usage("--user needs an id.") }
      user = words[flag + 1]
      words.removeSubrange(flag...flag + 1)
    }
    guard let name = words.first else {
      listRoles()
      return .done
    }
    guard words.count == 1, let role = policy.matrix.role(named: name) else {
      return unknownRole(arguments)
    }
    guard let session = Self.session(role, user: user, policy) else {
      let id = SafeText.line(user ?? "")
      user = options.user
      return .usage("`\(id)` can't be a user: 1 to 128 of A-Z a-z 0-9 . _ @ + -")
    }
    if session != self.session {
      snapshot.exercise.recordRoleSwitch(from: self.session, to: session)
    }
    self.session = session
    if let question { (nextLine, self.question) = (question, nil) }
    if options.interactive { greet() } else { show(["\(role), \(session.user)"]) }
    return .done
  }

  /// Words that may stand around a role's name.
  private static let roleWords: Set<String> = [
    "i", "am", "m", "we", "are", "in", "from", "the", "of", "as", "role", "team", "department",
    "work",
  ]

  /// Takes the answer to the question which role somebody is in.
  ///
  /// What is no role is kept: it stands on the line once there is a role.
  func chooseRole(_ text: String) -> LineResult {
    let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "-" }
    let named = policy.matrix.roles.filter { role in
      words.contains { ASCIIText.isEqual(String($0), role.name) }
    }
    let others = words.filter { word in
      !named.contains { ASCIIText.isEqual(String(word), $0.name) }
        && !Self.roleWords.contains(word.lowercased())
    }
    if others.isEmpty, named.count == 1, let role = named.first { return switchRole(role.name) }
    let choice = "Choose 1-\(policy.matrix.roles.count), or the name of a role."
    guard options.interactive, words.count > 1 else { return .usage(choice) }
    question = text
    return .nothing(choice + " What you typed is on the line then.")
  }

  /// Plays one turn, or one call, in another role.
  func speakAs(_ arguments: String) async -> LineResult {
    let (name, text) = REPLCommandParser.words(arguments)
    guard !text.isEmpty else { return .usage("Say who and what: :as NAME TEXT") }
    guard let role = policy.matrix.role(named: name) else { return unknownRole(name) }
    guard let session = Self.session(role, user: user, policy) else {
      return .usage("There is no user for \(role).")
    }
    switch parse(text) {
    case .call(let line): return await callTool(line, as: session)
    case .text, .number: return await speak(text, as: session)
    default: return .usage(":as takes words for the agent or a tool call, not a command.")
    }
  }

  /// Shows who acts and what they may.
  func showIdentity() -> LineResult {
    guard let session else { return noRole }
    let tools = policy.gate.tools(allowedTo: session.role)
    show([style.role("\(session.role)", at: position(of: session.role)) + ", \(session.user)"])
    show(
      Screen.card([
        ("permissions", list(permissions(of: session.role))),
        ("tools", "\(tools.count) of \(policy.tools.count)"),
        ("headers", "X-User-Role: \(session.role), X-User-Id: \(session.user)"),
      ])
    )
    return .done
  }

  /// What to say where somebody has to act and nobody does.
  var noRole: LineResult {
    .nothing("No role yet. Choose one: :role \(list(policy.matrix.roles.map(\.name), " | "))")
  }

  /// Returns what to say about a name that is no role.
  func unknownRole(_ name: String) -> LineResult {
    let names = policy.matrix.roles.map(\.name)
    let near = NearMatch.suggestions(for: name, among: names)
    let hint = near.isEmpty ? "" : " Did you mean \(list(near, " or "))?"
    let shown = DisplayWidth.cut(SafeText.line(name), to: 40)
    return .usage("No role \(shown).\(hint) Roles: \(list(names)).")
  }

  /// Returns the permissions that a role holds, by name.
  func permissions(of role: Role) -> [String] {
    policy.matrix.permissions.filter { policy.matrix.holds(role, $0) }.map(\.name)
  }

  /// Returns a role's place in the policy.
  func position(of role: Role) -> Int { policy.matrix.roles.firstIndex(of: role) ?? 0 }

  /// Returns names in a row; "none" where there are none.
  func list(_ names: [String], _ separator: String = ", ") -> String {
    names.isEmpty ? "none" : names.joined(separator: separator)
  }

  /// Returns the roles, each with its number and what it does.
  func roleLines(marking current: Role?) -> [String] {
    let rows = policy.matrix.roles.enumerated().map { index, role in
      [
        (role == current ? "* " : "  ") + String(index + 1), role.name,
        SafeText.line(policy.profile(of: role)?.summary ?? ""),
      ]
    }
    return Screen.table(rows, indent: 0)
  }

  private func listRoles() {
    show(roleLines(marking: session?.role))
  }
}
