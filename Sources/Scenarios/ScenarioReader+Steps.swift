import AccessControl
import Agent
import Documents
import Exercises
import Incidents
import Values

extension ScenarioReader {
  /// The most steps a scenario may have.
  static let maximumSteps = 10_000

  private static let stepKeys = [
    "id", "as", "say", "call", "inject", "to", "advance", "use", "with", "note", "agent",
    "approve", "decline", "expect", "save", "skip", "todo",
  ]
  private static let models = ["offline", "scripted"]

  mutating func story(_ top: MappingReader, _ root: YAMLNode) -> Story {
    let incident = incident(top.node("incident"))
    let nodes = top.items("steps", &diagnostics) ?? []
    if nodes.count > Self.maximumSteps, let span = top.keySpan("steps") {
      report("TT005", span, "\(nodes.count) steps, at most \(Self.maximumSteps) are allowed")
    }
    let steps = nodes.prefix(Self.maximumSteps).enumerated().compactMap { step($1, index: $0) }
    checkIDs(of: nodes)
    let expectations = expectations(top.node("expect"), actor: nil, isWholeRun: true)
    if diagnostics.isEmpty, expectations.isEmpty, steps.allSatisfy(\.expectations.isEmpty) {
      report(
        "TT020",
        root.span,
        "this scenario asserts nothing",
        why: "a scenario without `expect` would pass whatever happens"
      )
    }
    return Story(
      incident: incident,
      clock: top.time("clock", &diagnostics) ?? definition.world.clock,
      model: model(top.node("model"), steps: nodes),
      offer: top.choice("offer", of: ToolOffer.allCases.map(\.rawValue), &diagnostics)
        .flatMap(ToolOffer.init(rawValue:)) ?? .role,
      given: given(top.node("given")),
      steps: steps,
      expectations: expectations,
      keepsGoing: top.flag("keep_going", &diagnostics) ?? false
    )
  }

  private mutating func incident(_ node: YAMLNode?) -> String? {
    guard let node, let id = text(node, "incident") else { return nil }
    if let incident = definition.world.incident(id) { return incident.id }
    let ids = definition.world.incidents.map(\.id)
    report(
      "TT106",
      node.span,
      "there is no incident `\(id)` in this world",
      label: NearMatch.question(for: id, among: ids)
        ?? "incidents are " + ids.joined(separator: ", ")
    )
    return nil
  }

  private mutating func model(_ node: YAMLNode?, steps: [YAMLNode]) -> String {
    guard let node else { return "offline" }
    let name = text(node, "model") ?? "offline"
    if name == "replay" || name.hasPrefix("openai:") || name.hasPrefix("chat:") {
      unsupported("model: \(name)", node.span)
    } else if !Self.models.contains(name) {
      report(
        "TT012",
        node.span,
        "there is no model `\(name)`",
        label: NearMatch.question(for: name, among: Self.models)
          ?? "models are offline, scripted"
      )
    }
    if name == "scripted" {
      for step in steps where step["say"] != nil && step["agent"] == nil {
        report(
          "TT010",
          step["say"]?.span ?? step.span,
          "a step with `say` needs `agent` where the model is scripted"
        )
      }
    }
    return name
  }

  private mutating func checkIDs(of nodes: [YAMLNode]) {
    var seen: [String: Int] = [:]
    for node in nodes {
      guard let id = node["id"], let text = id.scalar else { continue }
      if let line = seen[text] {
        report(
          "TT007",
          id.span,
          "there are two steps `\(text)`",
          why: "the first stands at line \(line)"
        )
      }
      seen[text] = seen[text] ?? id.span.start.line
    }
  }

  private mutating func given(_ node: YAMLNode?) -> [GivenFact] {
    guard let node else { return [] }
    guard let entries = node.entries else {
      report("TT012", node.span, "`given` must be a mapping from facts to values")
      return []
    }
    var world = definition.world
    return entries.compactMap { entry in
      guard let path = worldPath(entry.key),
        let value = value(of: path, entry.value, entry.key.scalar ?? "")
      else { return nil }
      do throws(WorldError) {
        try world.set(path, to: value)
      } catch {
        report("TT108", entry.key.span, error.description)
        return nil
      }
      return GivenFact(path: path, value: value, span: entry.key.span)
    }
  }

  private mutating func step(_ node: YAMLNode, index: Int) -> Step? {
    let reader = mapping(node, "a step", Self.stepKeys)
    guard reader.isMapping else { return nil }
    for key in ["use", "approve", "decline", "save"] where reader.has(key) {
      if let span = reader.keySpan(key) { unsupported(key, span) }
    }
    checkVerb(reader)
    allowsInvalidCalls = reader.node("expect")?.items?.contains { $0["invalid"] != nil } ?? false
    let actor = reader.node("as").flatMap { self.actor($0) }
    let verb = verb(reader, actor)
    let agent = reader.node("agent").map { self.agent($0) }
    allowsInvalidCalls = false
    if reader.has("agent"), !reader.has("say"), let span = reader.keySpan("agent") {
      report("TT010", span, "`agent` needs `say`: it is the model's answer to it")
    }
    return Step(
      index: index,
      id: reader.text("id", &diagnostics),
      span: node.span,
      verb: verb ?? .look,
      agent: agent,
      expectations: expectations(reader.node("expect"), actor: actor, isWholeRun: false),
      skip: reader.text("skip", &diagnostics) ?? reader.text("todo", &diagnostics)
    )
  }

  /// Checks that a step does exactly one thing, and says who does it where someone must.
  private mutating func checkVerb(_ reader: MappingReader) {
    let verbs = ["say", "call", "inject", "advance", "use", "note"].filter(reader.has)
    if verbs.count > 1, let span = reader.keySpan(verbs[1]) {
      report("TT010", span, "a step does one thing, this one has `\(verbs[0])` and `\(verbs[1])`")
    }
    if verbs.isEmpty, !reader.has("expect") {
      report(
        "TT010",
        reader.node.span,
        "a step needs one of say, call, inject, advance, use, note or expect"
      )
    }
    let needsActor = reader.has("say") || reader.has("call")
    if needsActor, !reader.has("as") {
      reader.require("as", &diagnostics)
    } else if reader.has("as"), !needsActor, let span = reader.keySpan("as") {
      report("TT010", span, "`as` needs `say` or `call`")
    }
    if reader.has("to"), !reader.has("inject"), let span = reader.keySpan("to") {
      report("TT010", span, "`to` needs `inject`")
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
}
