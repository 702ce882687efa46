import AccessControl
import Documents
import Exercises
import IncidentTools
import Incidents
import Values

extension ScenarioReader {
  private static let words = ScenarioKeys.expectations
  private static let visible =
    FieldGroup.allCases.map(\.rawValue) + [
      "id", "title", "severity", "priority", "status", "departments", "opened", "timeline",
      "affected_systems",
    ]

  /// Reads a list of expectations; each entry of an item is one.
  mutating func expectations(
    _ node: YAMLNode?,
    actor: Actor?,
    isWholeRun: Bool
  ) -> [Expectation] {
    guard let node else { return [] }
    guard let items = node.items else {
      report("TT012", node.span, "`expect` must be a list")
      return []
    }
    if items.isEmpty { report("TT020", node.span, "this list of expectations is empty") }
    return items.flatMap { item -> [Expectation] in
      let reader = mapping(item, "an expectation", Self.words)
      guard reader.isMapping else { return [] }
      if item.entries?.isEmpty == true { report("TT020", item.span, "this expects nothing") }
      return (item.entries ?? []).flatMap { entry -> [Expectation] in
        guard let word = entry.key.scalar, Self.words.contains(word) else { return [] }
        return kinds(word, entry, actor, isWholeRun).map { kind, span in
          Expectation(kind: kind, span: span)
        }
      }
    }
  }

  private mutating func kinds(
    _ word: String,
    _ entry: YAMLEntry,
    _ actor: Actor?,
    _ isWholeRun: Bool
  ) -> [(Expectation.Kind, SourceSpan)] {
    if word == "state" { return states(entry.value) }
    if word == "told" { return told(entry) }
    if word == "facts" { return facts(entry.value) }
    if word == "incident" { return incidentFacts(entry) }
    if word == "judge" {
      judge(entry, actor)
      return []
    }
    return kind(word, entry, actor, isWholeRun).map { [($0, entry.key.span)] } ?? []
  }

  private mutating func kind(
    _ word: String,
    _ entry: YAMLEntry,
    _ actor: Actor?,
    _ isWholeRun: Bool
  ) -> Expectation.Kind? {
    let value = entry.value
    switch word {
    case "call": return callMatcher(value, for: word).map { .call($0) }
    case "denied": return callMatcher(value, for: word).map { .denied($0) }
    case "declined": return callMatcher(value, for: word).map { .declined($0) }
    case "failed": return callMatcher(value, for: word).map { .failed($0) }
    case "invalid": return callMatcher(value, for: word).map { .invalid($0) }
    case "never": return callMatcher(value, for: word).map { .never($0) }
    case "blocked": return callMatcher(value, for: word).map { .blocked($0) }
    case "asked": return callMatcher(value, for: word).map { .asked($0) }
    case "clarified": return clarified(value)
    case "calls": return calls(value)
    case "text": return matcher(value, as: .text, "text").map { .text(Self.containing($0)) }
    case "changed": return changed(value)
    case "sees", "hidden":
      guard let (role, fields) = fields(value, actor, entry.key.span) else { return nil }
      return word == "sees" ? .sees(role, fields) : .hidden(role, fields)
    case "handoff": return handoff(value)
    case "budget": return budget(value)
    default: return nil
    }
  }

  /// Reads a question about an answer; what a judge says of it decides nothing.
  private mutating func judge(_ entry: YAMLEntry, _ actor: Actor?) {
    guard let question = text(entry.value, "judge") else { return }
    guard actor != nil else {
      report(
        "TT010",
        entry.key.span,
        "nobody was answered here, so there is nothing to judge",
        help: "a judge looks at one answer: write this below a step with `say`"
      )
      return
    }
    judges.append(question)
  }

  /// Turns a bare text into "has this text": a whole answer is never compared.
  static func containing(_ matcher: Matcher) -> Matcher {
    guard case .equals(.string(let text)) = matcher else { return matcher }
    return .has([text])
  }

  private mutating func states(_ node: YAMLNode) -> [(Expectation.Kind, SourceSpan)] {
    guard let entries = node.entries, !entries.isEmpty else {
      report("TT012", node.span, "`state` must be a mapping from facts to values")
      return []
    }
    return entries.compactMap { entry in
      let mayBeAbsent = entry.value["absent"] != nil
      guard let path = worldPath(entry.key, mayBeAbsent: mayBeAbsent), let kind = path.kind,
        let matcher = matcher(entry.value, as: kind, entry.key.scalar ?? "")
      else { return nil }
      return (.state(path, matcher), entry.key.span)
    }
  }

  private mutating func told(_ entry: YAMLEntry) -> [(Expectation.Kind, SourceSpan)] {
    let node = entry.value
    guard let entries = node.entries else {
      return matcher(node, as: .text, "told").map {
        [(.told(Self.containing($0)), entry.key.span)]
      } ?? []
    }
    let reader = mapping(node, "`told`", ScenarioKeys.told)
    if entries.isEmpty { report("TT010", node.span, "`told` needs holder, has or has_not") }
    var found: [(Expectation.Kind, SourceSpan)] = []
    if let holder = reader.node("holder"), let role = role(holder) {
      found.append((.toldHolder(role), entry.key.span))
    }
    if let matcher = textMatcher(reader) { found.append((.told(matcher), entry.key.span)) }
    return found
  }

  /// Reads which tool the agent asked more about: its name, or a mapping with the parameters.
  private mutating func clarified(_ node: YAMLNode) -> Expectation.Kind? {
    if node.scalar != nil { return tool(node).map { .clarified(tool: $0.name, missing: []) } }
    let reader = mapping(node, "`clarified`", ScenarioKeys.clarified)
    guard let toolNode = reader.require("tool", &diagnostics), let tool = tool(toolNode) else {
      return nil
    }
    let missing = reader.node("missing").map { $0.items ?? [$0] } ?? []
    return .clarified(
      tool: tool.name,
      missing: missing.compactMap { parameter($0, of: tool)?.name }
    )
  }

  private mutating func textMatcher(_ reader: MappingReader) -> Matcher? {
    var matchers: [Matcher] = []
    if let node = reader.node("has") { matchers.append(.has(texts(node, "has"))) }
    if let node = reader.node("has_not") { matchers.append(.hasNot(texts(node, "has_not"))) }
    return matchers.isEmpty ? nil : .all(matchers)
  }

  private mutating func calls(_ node: YAMLNode) -> Expectation.Kind? {
    if node.scalar != nil {
      return ScalarReader.integer(node, named: "calls", in: source, range: 0...1_000, &diagnostics)
        .map { .callCount(.equals(.integer($0))) }
    }
    let reader = mapping(node, "`calls`", ScenarioKeys.calls)
    guard reader.isMapping else { return nil }
    if let count = reader.node("count"), let key = reader.keySpan("count") {
      if node.entries?.count != 1 { report("TT010", key, "`count` stands alone") }
      return matcher(count, as: .integer, "count").map { .callCount($0) }
    }
    let orders = CallOrder.allCases.filter { reader.has($0.rawValue) }
    guard orders.count == 1, let order = orders.first else {
      if orders.isEmpty, reader.hasUnknownKeys { return nil }
      report(
        "TT010",
        node.span,
        "`calls` is a number or one of \(ScenarioKeys.calls.joined(separator: ", "))"
      )
      return nil
    }
    let items = reader.items(order.rawValue, &diagnostics) ?? []
    return .calls(order, items.compactMap { callMatcher($0, for: "calls", allowsPattern: true) })
  }

  private mutating func changed(_ node: YAMLNode) -> Expectation.Kind? {
    if node.scalar == "none" { return .changed([]) }
    guard let items = node.items, !items.isEmpty else {
      report("TT012", node.span, "`changed` must be a list of facts, or none")
      return nil
    }
    return .changed(items.compactMap { worldPath($0, allowsPattern: true) })
  }

  private mutating func fields(
    _ node: YAMLNode,
    _ actor: Actor?,
    _ span: SourceSpan
  ) -> (Role?, [String])? {
    var list = node
    var role: Role?
    if node.entries != nil {
      let reader = mapping(node, "this expectation", ScenarioKeys.view)
      guard let from = reader.require("from", &diagnostics),
        let fields = reader.require("fields", &diagnostics)
      else { return nil }
      role = self.actor(from)?.session.role
      guard role != nil else { return nil }
      list = fields
    } else if actor == nil {
      report(
        "TT010",
        span,
        "nobody acts here, so nobody sees anything",
        help: "write {from: ROLE, fields: […]}"
      )
      return nil
    }
    guard let items = list.items, !items.isEmpty else {
      report("TT012", list.span, "this must be a list of fields")
      return nil
    }
    return (role, items.compactMap { field($0) })
  }

  private mutating func field(_ node: YAMLNode) -> String? {
    guard let name = text(node, "field") else { return nil }
    if Self.visible.contains(name) { return name }
    report(
      "TT110",
      node.span,
      "an incident has no field `\(name)`",
      label: NearMatch.question(for: name, among: Self.visible)
        ?? "fields are " + Self.visible.joined(separator: ", ")
    )
    return nil
  }

  private mutating func handoff(_ node: YAMLNode) -> Expectation.Kind? {
    let reader = mapping(node, "`handoff`", ScenarioKeys.handoff)
    for key in ["tool", "from", "to"] { reader.require(key, &diagnostics) }
    guard let toolNode = reader.node("tool"), let tool = tool(toolNode),
      let from = reader.node("from").flatMap({ actor($0) }),
      let to = reader.node("to").flatMap({ actor($0) })
    else { return nil }
    return .handoff(
      Handoff(
        tool: tool.name,
        from: from,
        to: to,
        within: reader.span("within", &diagnostics),
        same: (reader.items("same", &diagnostics) ?? []).compactMap {
          parameter($0, of: tool)?.name
        }
      )
    )
  }

  mutating func budget(_ node: YAMLNode) -> Expectation.Kind? {
    let keys = ScenarioKeys.budget
    let reader = mapping(node, "`budget`", keys)
    guard reader.isMapping else { return nil }
    guard keys.contains(where: reader.has) else {
      if reader.hasUnknownKeys { return nil }
      report("TT010", node.span, "a budget is one or more of " + keys.joined(separator: ", "))
      return nil
    }
    return .budget(
      Budget(
        calls: reader.integer("calls", range: 0...1_000_000, &diagnostics),
        modelRequests: reader.integer("model_requests", range: 0...1_000_000, &diagnostics),
        tokens: reader.integer("tokens", range: 0...1_000_000_000, &diagnostics),
        virtual: reader.span("virtual", &diagnostics)
      )
    )
  }
}
