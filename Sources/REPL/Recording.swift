import AccessControl
import Agent
import Exercises
import Incidents
import Scenarios
import Values

/// How much a recording asserts.
enum RecordingLevel: String, Sendable, CaseIterable {
  /// Which calls were made, and what became of them.
  case loose
  /// Also their arguments, and what changed.
  case calls
  /// Also that there were no other arguments, the order of the calls, and the values that changed.
  case strict

  /// What is asserted, in words.
  var summary: String {
    switch self {
    case .loose: "calls and their decisions"
    case .calls: "calls, their arguments and decisions, and what changed"
    case .strict: "calls in order, all arguments, decisions, and the values that changed"
    }
  }
}

/// Turns the story of a session into a scenario.
///
/// What is stable is asserted: which calls were made with what arguments, what became of them, and
/// which facts changed. What the agent said is only asserted where somebody typed so.
struct Recording {
  /// What the scenario is called.
  let name: String
  /// The session so far.
  let exercise: Exercise
  /// When the session began, on its clock.
  let start: Timestamp
  /// What happened.
  let story: [StoryStep]
  /// The first step whose outcome is asserted; those before it only lead up to it.
  let first: Int
  /// How much of the outcome is asserted.
  var level = RecordingLevel.calls
  /// Whether the scenario says what the agent does, instead of leaving it to the offline model.
  let forcesAgent: Bool
  /// Whether the answers of a live model are given again, from a cassette beside the scenario.
  var isTaped = false

  /// The people of the story who are not their roles' own users, each with another name.
  private var people: [(session: Session, name: String, user: String)] {
    var found: [(session: Session, name: String, user: String)] = []
    var users: [String] = []
    for step in story where step.isActed && !isDefault(step.session) {
      guard !found.contains(where: { $0.session == step.session }) else { continue }
      if !users.contains(step.session.user) { users.append(step.session.user) }
      let number = (users.firstIndex(of: step.session.user) ?? 0) + 1
      let name = "person-\(number)-\(step.session.role.name.lowercased())"
      found.append((step.session, name, "person-\(number)"))
    }
    return found
  }

  /// Whether it matters that a person was asked.
  private var asks: Bool {
    story.contains { step in
      step.calls.contains { $0.call.consent?.answer == .declined }
        || step.expectations.contains { $0.hasPrefix("asked") || $0.hasPrefix("facts") }
    }
  }

  /// The scenario file.
  var text: String {
    var lines = ["tabletop: 1", "name: \(YAMLText.scalar(name))", "tags: [recorded]"]
    if let incident = story.first?.incident { lines.append("incident: \(incident)") }
    if asks { lines.append("approvals: ask") }
    if forcesAgent { lines.append("model: scripted") }
    if isTaped { lines.append("model: replay") }
    if isTaped, exercise.offer == .all { lines.append("offer: all") }
    if !people.isEmpty {
      let entries = people.map { "\($0.name): {role: \($0.session.role.name), user: \($0.user)}" }
      lines.append("participants: {\(entries.joined(separator: ", "))}")
    }
    lines.append("steps:")
    var clock = start
    for (index, step) in story.enumerated() {
      let gap = step.at.seconds - clock.seconds
      if gap > 0 { lines.append("  - advance: \(TimeSpan(seconds: gap))") }
      clock = max(clock, step.at)
      lines += self.lines(step, isAsserted: index >= first)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func lines(_ step: StoryStep, isAsserted: Bool) -> [String] {
    var lines: [String]
    switch step.action {
    case .look: return ["  - expect:"] + step.expectations.map { "      - " + $0 }
    case .note(let text): return ["  - note: \(YAMLText.scalar(text))"]
    case .inject("", _): return ["  - note: an inject whose text was lost"]
    case .inject(let inject, let role):
      lines = ["  - inject: \(inject)"]
      if let role { lines.append("    to: \(role.name)") }
    case .call(let tool, var arguments):
      if let edited = step.calls.first?.call.editedArguments { arguments = edited }
      lines = [
        "  - as: \(actor(step.session))",
        "    call: " + call(tool, arguments, isDenied: step.calls.contains { $0.denial != nil }),
      ]
    case .say(let text, let turn):
      lines = [
        "  - as: \(actor(step.session))  # turn \(turn)", "    say: \(YAMLText.scalar(text))",
      ]
      if forcesAgent || step.incident != story.first?.incident { lines += agent(turn) }
    }
    lines += consent(step)
    guard isAsserted else { return lines }
    let entries = expectations(of: step)
    if !entries.isEmpty { lines += ["    expect:"] + entries.map { "      - " + $0 } }
    return lines
  }

  private func call(
    _ tool: String,
    _ arguments: [String: JSONValue],
    isDenied: Bool
  ) -> String {
    let known = arguments.filter { name, value in
      exercise.policy.tool(tool)?.parameter(name)?.kind.accepts(value) ?? true
    }
    // What a denied call was to do plays no part; a file takes only arguments that can be right.
    let kept = isDenied ? known : arguments
    return "{tool: \(YAMLText.scalar(tool)), with: \(YAMLText.flow(.object(kept)))}"
  }

  /// Returns the lines that say what the agent did in a turn.
  private func agent(_ turn: Int) -> [String] {
    let items = exercise.thread.items.filter { $0.turn == turn }
    let entries = items.enumerated().compactMap { index, item in
      switch item.content {
      case .assistantMessage(let text): "text: \(YAMLText.scalar(text))"
      case .toolCall(let proposed):
        call(
          proposed.tool,
          Self.editedArguments(items[index...]) ?? proposed.arguments.members,
          isDenied: isDenied(proposed, in: turn)
        )
      default: nil
      }
    }
    guard !entries.isEmpty else { return ["    agent: [{text: \"...\"}]"] }
    return ["    agent:"] + entries.map { "      - " + $0 }
  }

  /// Returns the arguments that a person put in the place of a call's, the first of these items.
  private static func editedArguments(
    _ items: ArraySlice<ThreadItem>
  ) -> [String: JSONValue]? {
    for item in items {
      if case .toolOutput(let call) = item.content { return call.editedArguments }
    }
    return nil
  }

  private func isDenied(_ proposed: ProposedCall, in turn: Int) -> Bool {
    let role = exercise.thread.items.first { $0.turn == turn }?.session.role
    guard let role else { return false }
    if case .denied? = exercise.policy.gate.decide(tool: proposed.tool, as: role) { return true }
    return false
  }

  private func consent(_ step: StoryStep) -> [String] {
    guard asks else { return [] }
    let answers = step.calls.compactMap { trace in trace.call.consent.map { (trace, $0.answer) } }
    let approved = answers.filter { $0.1 != .declined }.map(\.0.call.tool)
    let declined = answers.filter { $0.1 == .declined }.map(\.0.call.tool)
    return [("approve", approved), ("decline", declined)].compactMap { key, tools in
      tools.isEmpty ? nil : "    \(key): [\(Self.unique(tools).joined(separator: ", "))]"
    }
  }

  private func expectations(of step: StoryStep) -> [String] {
    var entries: [String] = []
    for trace in step.calls { entries.append(expectation(of: trace)) }
    if case .say = step.action {
      let tools = step.calls.map { YAMLText.scalar($0.call.tool) }
      entries.append(
        level == .strict
          ? "calls: {exactly: [\(tools.joined(separator: ", "))]}" : "calls: \(step.calls.count)"
      )
    }
    guard level != .loose else { return Self.unique(entries + step.expectations) }
    let paths = step.changes.map { YAMLText.scalar($0.path.description) }
    if case .inject = step.action {
    } else if step.changes.isEmpty {
      if !step.calls.contains(where: \.worldChanged) { entries.append("changed: none") }
    } else {
      entries.append("changed: [\(paths.joined(separator: ", "))]")
      if level == .strict { entries += values(step) }
    }
    return Self.unique(entries + step.expectations)
  }

  /// Returns the values of what changed, where a scenario can name them.
  private func values(_ step: StoryStep) -> [String] {
    let values = step.changes.compactMap { change -> String? in
      guard let value = change.new, value != .null, value.elements == nil, value.members == nil,
        (value.text ?? "").utf8.count <= 80, !(value.text ?? "").unicodeScalars.contains("\n")
      else { return nil }
      return "\(YAMLText.scalar(change.path.description)): \(YAMLText.flow(value))"
    }
    return values.isEmpty ? [] : ["state: {\(values.joined(separator: ", "))}"]
  }

  private func expectation(of trace: CallTrace) -> String {
    let call = trace.call
    let tool = YAMLText.scalar(call.tool)
    let isKnown = exercise.policy.tool(call.tool) != nil
    let given = call.arguments.filter { !call.filledFromContext.contains($0.key) }
    let named = given.filter { name, value in
      level != .loose && isKnown && isComparable(name, value, of: call.tool)
    }
    var with = named.isEmpty ? "" : ", with: \(YAMLText.flow(.object(named)))"
    if level == .strict, named.count == given.count, !named.isEmpty { with += ", exactly: true" }
    switch call.outcome {
    case .ok: return with.isEmpty ? "call: \(tool)" : "call: {tool: \(tool)\(with)}"
    case .denied(let denial):
      let missing = denial.missing.map(\.name).joined(separator: ", ")
      return "denied: {tool: \(tool)\(with), missing: [\(missing)]}"
    case .declined: return "declined: \(tool)"
    case .failed: return with.isEmpty ? "failed: \(tool)" : "failed: {tool: \(tool)\(with)}"
    case .invalid: return "invalid: \(tool)"
    }
  }

  /// Whether an argument is one that a scenario can compare: of its parameter's kind, and short.
  private func isComparable(_ name: String, _ value: JSONValue, of tool: String) -> Bool {
    guard let parameter = exercise.policy.tool(tool)?.parameter(name),
      parameter.kind.accepts(value)
    else { return false }
    guard let text = value.text else { return value != .null }
    if case .reference = parameter.kind { return true }
    return text.utf8.count <= 80 && !text.unicodeScalars.contains("\n")
  }

  private func isDefault(_ session: Session) -> Bool {
    exercise.policy.profile(of: session.role)?.user == session.user
  }

  private func actor(_ session: Session) -> String {
    people.first { $0.session == session }?.name ?? session.role.name
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}

extension ToolArguments {
  /// The arguments by name; none where they are no object.
  fileprivate var members: [String: JSONValue] {
    switch self {
    case .values(let values): values
    case .text(let text): (try? JSONReader.read(Array(text.utf8)))?.members ?? [:]
    }
  }
}

extension ToolParameter.Kind {
  /// Whether a scenario file takes a value for a parameter of this kind.
  fileprivate func accepts(_ value: JSONValue) -> Bool {
    switch self {
    case .choice(let words): value.text.map(words.contains) ?? false
    case .integer: value.int != nil
    case .number: value.double != nil
    case .list(let kind): value.elements?.allSatisfy { kind.accepts($0) } ?? false
    default: value.text != nil
    }
  }
}

extension StoryStep {
  /// Whether a person acted in it, and not a facilitator.
  fileprivate var isActed: Bool {
    switch action {
    case .say, .call: true
    case .inject, .note, .look: false
    }
  }
}

extension PerformedCall {
  /// The arguments that a person put in the place of the given ones; nil where nobody did.
  fileprivate var editedArguments: [String: JSONValue]? {
    guard consent?.answer == .edited else { return nil }
    return arguments.filter { !filledFromContext.contains($0.key) }
  }
}
