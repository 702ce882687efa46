public import AccessControl
public import Documents
public import Exercises
public import Incidents
public import Values

/// An expectation as a person types it in one line, such as `denied restart_service`.
///
/// The nouns are those of scenario files, and the line becomes an entry of one: what is checked at
/// a prompt is what a recording asserts.
public struct TypedExpectation: Sendable {
  /// The line as an entry of a scenario's list of expectations.
  public let entry: String
  private let expectations: [Expectation]

  /// Reads a line for a person who acts on a world.
  ///
  /// - Throws: `Diagnostics` with what is wrong with it.
  public init(
    _ line: String,
    as session: Session,
    incident: String?,
    on definition: WorldDefinition
  ) throws(Diagnostics) {
    entry = Self.entry(line, session, incident: incident, definition)
    let text = """
      tabletop: 1
      name: typed
      participants: {typist: {role: \(session.role.name), user: "\(session.user)"}}
      steps:
        - as: typist
          say: "-"
          expect:
            - \(entry)
      """
    let file = ScenarioFile(
      source: SourceFile(path: ":expect", text: text),
      reportPath: ":expect",
      stem: "typed",
      folder: ""
    )
    let cases = try ScenarioReader.read(file, worlds: OneWorld(definition: definition))
    guard case .story(let story)? = cases.first?.body else {
      expectations = []
      return
    }
    expectations = story.steps.flatMap(\.expectations)
  }

  /// What was done until now, for the facts of an exercise.
  public struct Past: Sendable {
    /// One step of it.
    public struct Step: Sendable {
      let verb: String
      let session: Session
      let at: Timestamp
      let calls: [CallTrace]
      let addressee: Role?

      /// Creates a step; its verb is a scenario's.
      public init(
        verb: String,
        session: Session,
        at: Timestamp,
        calls: [CallTrace],
        addressee: Role?
      ) {
        self.verb = verb
        self.session = session
        self.at = at
        self.calls = calls
        self.addressee = addressee
      }
    }

    let steps: [Step]
    let before: World
    let incident: String?

    /// Creates a past that began with this world.
    public init(steps: [Step], before: World, incident: String?) {
      self.steps = steps
      self.before = before
      self.incident = incident
    }

    /// Computes the facts up to a world.
    func facts(to after: World) -> AfterActionFacts {
      let results = steps.enumerated().map { index, step in
        var result = StepResult(
          index: index,
          id: nil,
          line: 0,
          verb: step.verb,
          actor: step.verb == "say" || step.verb == "call"
            ? Actor(name: step.session.user, session: step.session) : nil,
          at: step.at
        )
        result.calls = step.calls
        result.addressee = step.addressee
        return result
      }
      return AfterActionFacts(steps: results, before: before, after: after, incident: incident)
    }
  }

  /// Returns why it doesn't hold of what was done, or nil where it holds.
  public func failure(
    calls: [CallTrace],
    text: String,
    from before: World,
    to after: Exercise,
    facts past: Past
  ) -> String? {
    let evidence = Evidence(
      calls: calls,
      text: text,
      before: before,
      after: after,
      modelRequests: 0,
      tokens: 0,
      facts: { past.facts(to: after.world) }
    )
    for expectation in expectations {
      if let failure = ExpectationCheck.failure(of: expectation.kind, in: evidence) {
        return failure.message
      }
    }
    return nil
  }

  private static func entry(
    _ line: String,
    _ session: Session,
    incident: String?,
    _ definition: WorldDefinition
  ) -> String {
    let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
    let noun = parts.first ?? ""
    let rest = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
    if rest.hasPrefix("{") || rest.hasPrefix("[") {
      return "\(noun.hasSuffix(":") ? String(noun.dropLast()) : noun): \(rest)"
    }
    switch noun {
    case "state":
      let (path, value) = pathAndValue(rest)
      return "state: {\(quoted(path)): \(plain(value))}"
    case "field":
      let (name, value) = pathAndValue(rest)
      return "state: {\(quoted("incidents.\(incident ?? "").\(name)")): \(plain(value))}"
    case "facts":
      let (name, value) = pathAndValue(rest)
      return "facts: {\(quoted(name)): \(plain(value))}"
    case "hidden", "sees", "changed":
      if rest == "none" || rest.isEmpty { return "\(noun): \(rest)" }
      let names = rest.split(separator: ",").map { quoted(trimmed(String($0))) }
      let fields = "[\(names.joined(separator: ", "))]"
      return noun == "changed"
        ? "changed: \(fields)" : "\(noun): {from: \(session.role.name), fields: \(fields)}"
    case "told":
      let words = rest.split(separator: " ").map(String.init)
      if words.count == 2, words[0] == "holder" { return "told: {holder: \(quoted(words[1]))}" }
      return "told: \(plain(rest))"
    case "text", "calls": return "\(noun): \(plain(rest))"
    default:
      let name = noun.hasSuffix(":") ? String(noun.dropLast()) : noun
      return "\(name): \(call(rest, definition))"
    }
  }

  /// Returns a call with its arguments as a matcher.
  private static func call(_ text: String, _ definition: WorldDefinition) -> String {
    guard let line = try? ToolCallLine(text), !line.arguments.isEmpty,
      let tool = definition.policy.tool(line.tool),
      let values = try? line.values(for: tool)
    else { return quoted(text) }
    return "{tool: \(quoted(line.tool)), with: \(YAMLText.flow(.object(values)))}"
  }

  /// Splits at the last word; a path may hold spaces, a value with spaces stands in quotes.
  private static func pathAndValue(_ text: String) -> (path: String, value: String) {
    if text.last == "\"", let quote = text.dropLast().lastIndex(of: "\"") {
      return (trimmed(String(text[..<quote])), String(text[quote...]))
    }
    guard let space = text.lastIndex(of: " ") else { return (text, "") }
    return (trimmed(String(text[..<space])), String(text[text.index(after: space)...]))
  }

  private static func plain(_ value: String) -> String {
    let isQuoted = value.utf8.count > 1 && value.first == "\"" && value.last == "\""
    return YAMLText.scalar(isQuoted ? String(value.dropFirst().dropLast()) : value)
  }

  private static func quoted(_ text: String) -> String { YAMLText.scalar(text) }

  private static func trimmed(_ text: String) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

/// Gives every scenario the same world.
public struct OneWorld: WorldSource {
  private let definition: WorldDefinition

  /// Creates a source of one world.
  public init(definition: WorldDefinition) { self.definition = definition }

  /// Returns the world, whatever its name.
  public func world(
    named name: String,
    for file: ScenarioFile
  ) throws(WorldSourceError) -> WorldDefinition { definition }
}
