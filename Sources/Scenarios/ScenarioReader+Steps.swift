import AccessControl
import Agent
import Documents
import Exercises
import Incidents
import Values

extension ScenarioReader {
  /// Reads steps in order; a fragment's steps come in the place of the step that uses it.
  mutating func steps(_ nodes: [YAMLNode], prefix: String = "") -> [Step] {
    var steps: [Step] = []
    for node in nodes {
      guard stepCount <= Self.maximumSteps else { break }
      if node.has("use") {
        steps += used(node, prefix: prefix)
        continue
      }
      let snapshot = savedLater.isEmpty ? nil : self
      isDeferred = false
      guard var step = step(node, index: stepCount, prefix: prefix) else { continue }
      if isDeferred, let snapshot {
        step.deferred = DeferredStep(reader: snapshot, node: node, prefix: prefix)
      }
      for save in step.saves { scope[save.name] = .saved(save.name, []) }
      steps.append(step)
      stepCount += 1
      if stepCount == Self.maximumSteps + 1 {
        report("TT005", node.span, "more than \(Self.maximumSteps) steps")
      }
    }
    return steps
  }

  /// Reads one step that uses no fragment.
  mutating func step(_ raw: YAMLNode, index: Int, prefix: String) -> Step? {
    let node = filledStep(raw)
    let reader = mapping(node, "a step", ScenarioKeys.step)
    guard reader.isMapping else { return nil }
    checkVerb(reader)
    let expect = reader.node("expect")
    allowsInvalidCalls = expect?.items?.contains { $0.has("invalid") } ?? false
    leniency = leniency(of: expect)
    let actor = reader.node("as").flatMap { self.actor($0) }
    let verb = verb(reader, actor)
    let agent = reader.node("agent").map { self.agent($0) }
    allowsInvalidCalls = false
    leniency = .none
    let schedule = reader.node("inject").flatMap { self.schedule($0) }
    let id = filledText(reader, "id")
    judges = []
    let expectations = expectations(expect, actor: actor, isWholeRun: false)
    return Step(
      index: index,
      id: id.map { prefix + $0 } ?? (prefix.isEmpty ? nil : String(prefix.dropLast())),
      source: source,
      span: node.span,
      verb: verb ?? .look,
      schedule: schedule,
      agent: agent,
      approve: tools(reader, "approve"),
      decline: tools(reader, "decline"),
      expectations: expectations,
      judges: judges,
      saves: saves(reader.node("save")),
      skip: filledText(reader, "skip"),
      todo: filledText(reader, "todo")
    )
  }

  /// Returns a step with variables in place; calls on one line are filled word by word later.
  private mutating func filledStep(_ node: YAMLNode) -> YAMLNode {
    guard node.hasDollarSign, var entries = node.entries else { return node }
    for index in entries.indices where entries[index].value.hasDollarSign {
      var value = entries[index].value
      switch entries[index].key.scalar {
      case "call": value = filledCall(value)
      case "agent":
        if let items = value.items {
          value = value.replacing(.sequence(items.map { filledCall($0) }))
        }
      default: value = filled(value)
      }
      entries[index] = YAMLEntry(key: entries[index].key, value: value)
    }
    return node.replacing(.mapping(entries))
  }

  private mutating func filledCall(_ node: YAMLNode) -> YAMLNode {
    node.scalar == nil ? filled(node) : node
  }

  /// Checks that a step does exactly one thing, and says who does it where someone must.
  private mutating func checkVerb(_ reader: MappingReader) {
    let verbs = ScenarioKeys.verbs.filter { reader.has($0) }
    if verbs.count > 1, let span = reader.keySpan(verbs[1]) {
      report("TT010", span, "a step does one thing, this one has `\(verbs[0])` and `\(verbs[1])`")
    }
    if verbs.isEmpty, !reader.has("expect"), !reader.has("as"),
      !reader.mayMean(ScenarioKeys.verbs + ["expect"])
    {
      report(
        "TT010",
        reader.node.span,
        "a step needs one of say, call, inject, advance, use, note or expect"
      )
    }
    let needsActor = reader.has("say") || reader.has("call")
    if needsActor, !reader.has("as") {
      reader.require("as", &diagnostics)
    } else if reader.has("as"), !needsActor, !reader.mayMean(["say", "call"]),
      let span = reader.keySpan("as")
    {
      report("TT010", span, "`as` needs `say` or `call`")
    }
    if reader.has("agent"), !reader.has("say"), !reader.mayMean(["say"]),
      let span = reader.keySpan("agent")
    {
      report("TT010", span, "`agent` needs `say`: it is the model's answer to it")
    }
    for (key, other) in [("to", "inject"), ("with", "use")] {
      if reader.has(key), !reader.has(other), !reader.mayMean([other]),
        let span = reader.keySpan(key)
      {
        report("TT010", span, "`\(key)` needs `\(other)`")
      }
    }
    for key in ["approve", "decline"] where reader.has(key) && !needsActor {
      if let span = reader.keySpan(key) { report("TT010", span, "`\(key)` needs `say` or `call`") }
    }
  }

  private mutating func verb(_ reader: MappingReader, _ actor: Actor?) -> Step.Verb? {
    if let node = reader.node("say") {
      guard let text = text(node, "say"), let actor else { return nil }
      return .say(actor, text)
    }
    if let node = reader.node("call") {
      guard let call = call(node), let actor else { return nil }
      return .call(actor, tool: call.tool, arguments: call.arguments)
    }
    if let node = reader.node("inject") {
      let role = reader.node("to").flatMap { self.actor($0)?.session.role }
      return inject(node).map { .inject($0, to: role) }
    }
    if reader.has("advance") { return reader.span("advance", &diagnostics).map { .advance($0) } }
    if let node = reader.node("note") { return text(node, "note").map { .note($0) } }
    return .look
  }

  /// Reads the tools whose calls a person approves or declines in a step: one, or a list.
  private mutating func tools(_ reader: MappingReader, _ key: String) -> [String] {
    guard let node = reader.node(key) else { return [] }
    if node.items?.isEmpty == true { report("TT012", node.span, "this list of tools is empty") }
    return (node.items ?? [node]).compactMap { item in
      guard let tool = tool(item) else { return nil }
      if tool.consent == nil {
        let asked = definition.policy.tools.filter { $0.consent != nil }.map(\.name)
        report(
          "TT010",
          item.span,
          "nobody is asked before \(tool.name) runs",
          help: asked.isEmpty ? nil : "a person is asked before " + asked.joined(separator: ", ")
        )
      }
      return tool.name
    }
  }
}
