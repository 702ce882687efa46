import AccessControl
import Documents
import Exercises
import Incidents
import Values

extension ScenarioReader {
  /// The most steps a scenario may have, those of fragments included.
  static let maximumSteps = 10_000

  private static let models = ["offline", "scripted", "replay"]
  /// What is read as it stands in the file, before variables have values or where it stands.
  private static let unfilled: Set<String> = [
    "tabletop", "name", "why", "tags", "world", "vars", "matrix", "rows", "exclude", "steps",
    "expect", "skip", "todo",
  ]

  mutating func story(_ raw: MappingReader, _ root: YAMLNode) -> Story {
    let top = filledTop(raw)
    actors = [:]
    brokenActors = []
    acceptedNames = []
    broughtIn.faults = [:]
    stepCount = 0
    readParticipants(top.node("participants"))
    let incident = incident(top.node("incident"))
    incidentInContext = incident
    let nodes = raw.items("steps", &diagnostics) ?? []
    let given = given(top.node("given"))
    let faults = faults(top)
    let model = model(top.node("model"), steps: nodes)
    let steps = steps(nodes)
    checkIDs(of: nodes)
    checkInjects(in: steps)
    let expectations = wholeRun(raw)
    if diagnostics.isEmpty, expectations.now.isEmpty, steps.allSatisfy(\.expectations.isEmpty) {
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
      model: model,
      offer: top.choice("offer", of: ToolOffer.allCases.map(\.rawValue), &diagnostics)
        .flatMap(ToolOffer.init(rawValue:)) ?? .role,
      approvals: top.choice("approvals", of: ApprovalMode.allCases.map(\.rawValue), &diagnostics)
        .flatMap(ApprovalMode.init(rawValue:)) ?? .auto,
      seed: top.integer("seed", range: 0...Int.max, &diagnostics),
      trials: trials(top.node("trials")),
      given: given,
      faults: faults,
      steps: steps,
      expectations: expectations.now
        + (top.node("budget").flatMap { budget($0) }.map {
          [Expectation(kind: $0, span: top.keySpan("budget") ?? root.span)]
        } ?? []),
      deferredExpectations: expectations.later,
      keepsGoing: top.flag("keep_going", &diagnostics) ?? false,
      timeout: timeout(top)
    )
  }

  /// Reads how long the scenario may take, which is never longer than any may.
  private mutating func timeout(_ top: MappingReader) -> TimeSpan? {
    guard let node = top.node("timeout"), let span = top.span("timeout", &diagnostics) else {
      return nil
    }
    if (1...TimeLimit.caseSeconds).contains(span.seconds) { return span }
    report(
      "TT012",
      node.span,
      span.seconds == 0
        ? "`timeout` can't be nothing" : "`timeout` is longer than a scenario can take",
      label: "from 1s to \(TimeSpan(seconds: TimeLimit.caseSeconds))"
    )
    return nil
  }

  /// Returns the file's keys with variables in place.
  private mutating func filledTop(_ raw: MappingReader) -> MappingReader {
    func isFilled(_ entry: YAMLEntry) -> Bool {
      entry.value.hasDollarSign && !Self.unfilled.contains(entry.key.scalar ?? "")
    }
    guard let own = raw.node.entries, own.contains(where: isFilled) else { return raw }
    let entries = own.map { entry in
      let key = entry.key.scalar ?? ""
      guard isFilled(entry) else { return entry }
      return YAMLEntry(key: entry.key, value: filled(entry.value, keys: key == "given"))
    }
    // The keys were checked already.
    var known = Diagnostics()
    return MappingReader(
      raw.node.replacing(.mapping(entries)),
      in: source,
      what: "a scenario",
      keys: ScenarioKeys.top,
      diagnostics: &known
    )
  }

  /// Reads what must hold of the whole run, now, and later where it depends on what is saved.
  private mutating func wholeRun(
    _ raw: MappingReader
  ) -> (now: [Expectation], later: DeferredExpectations?) {
    guard let node = raw.node("expect") else { return ([], nil) }
    let snapshot = savedLater.isEmpty ? nil : self
    isDeferred = false
    let now = expectations(filled(node), actor: nil, isWholeRun: true)
    guard isDeferred, let snapshot else { return (now, nil) }
    return (now, DeferredExpectations(reader: snapshot, node: node))
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
    let isLive = ["openai:", "chat:"].contains { name.hasPrefix($0) && name != $0 }
    if !isLive, !Self.models.contains(name) {
      report(
        "TT013",
        node.span,
        "there is no model `\(name)`",
        label: NearMatch.question(for: name, among: Self.models)
          ?? "models are offline, scripted, replay, openai:MODEL, chat:MODEL"
      )
    }
    if name == "scripted" {
      for step in steps where !step.has("agent") && step.has("say") {
        report(
          "TT010",
          step["say"]?.span ?? step.span,
          "a step with `say` needs `agent` where the model is scripted"
        )
      }
    }
    return name
  }

  private mutating func trials(_ node: YAMLNode?) -> Trials? {
    guard let node else { return nil }
    let reader = mapping(node, "`trials`", ScenarioKeys.trials)
    reader.require("runs", &diagnostics)
    guard let runs = reader.integer("runs", range: 1...1_000, &diagnostics) else { return nil }
    let pass = reader.integer("pass", range: 1...runs, &diagnostics) ?? runs
    return Trials(runs: runs, pass: pass)
  }

  mutating func checkIDs(of nodes: [YAMLNode]) {
    var seen = [String: Int](minimumCapacity: nodes.count)
    for node in nodes {
      guard let id = node["id"], let text = id.scalar else { continue }
      guard let line = seen.updateValue(id.span.start.line, forKey: text) else { continue }
      seen[text] = line
      report(
        "TT007",
        id.span,
        "there are two steps `\(text)`",
        why: "the first stands at line \(line)"
      )
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
      let known = diagnostics.all.count
      guard let path = worldPath(entry.key),
        let value = value(of: path, entry.value, entry.key.scalar ?? ""),
        diagnostics.all.count == known
      else { return nil }
      do throws(WorldError) {
        try world.set(path, to: value)
      } catch {
        report("TT108", entry.key.span, error.description)
        return nil
      }
      if path.parts.count == 3, path.parts[0] == "services", path.parts[2] == "health" {
        broughtIn.faults[path.parts[1], default: []].insert("given")
      }
      return GivenFact(path: path, value: value, span: entry.key.span)
    }
  }
}
