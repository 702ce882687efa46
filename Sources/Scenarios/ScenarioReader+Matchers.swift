import AccessControl
import Documents
import Exercises
import Incidents
import Values

extension ScenarioReader {
  private static let words = ScenarioKeys.matchers

  /// Reads which calls are meant: a tool's name, or a mapping.
  ///
  /// The word says what it is read for: that of an expectation, or of what else takes calls.
  mutating func callMatcher(
    _ node: YAMLNode,
    for word: String,
    allowsPattern: Bool = false
  ) -> CallMatcher? {
    allowsInvalidCalls = word == "invalid"
    defer { allowsInvalidCalls = false }
    if let text = node.scalar {
      if allowsPattern, text.utf8.last == UInt8(ascii: "*") { return pattern(text, node) }
      return tool(node).map { CallMatcher(tool: $0.name) }
    }
    let reader = mapping(node, "this expectation", ScenarioKeys.callMatcher)
    reader.require("tool", &diagnostics)
    guard let toolNode = reader.node("tool"), let tool = tool(toolNode) else { return nil }
    return CallMatcher(
      tool: tool.name,
      arguments: argumentMatchers(reader.node("with"), of: tool),
      exactly: reader.flag("exactly", &diagnostics) ?? false,
      times: reader.integer("times", range: 0...1_000, &diagnostics),
      by: reader.node("by").flatMap { actor($0) },
      missing: reader.node("missing").map { missing($0) },
      because: because(reader, word),
      within: word == "called" ? untimed(reader) : reader.span("within", &diagnostics)
    )
  }

  /// Reads what the reason must be like for which a call was not done.
  private mutating func because(_ reader: MappingReader, _ word: String) -> Matcher? {
    guard let node = reader.node("because"), let key = reader.keySpan("because") else { return nil }
    guard ScenarioKeys.reasons.contains(word) else {
      report(
        "TT010",
        key,
        "`\(word)` has no reason that `because` could look at",
        help: "denied, declined, failed and invalid have one"
      )
      return nil
    }
    return matcher(node, as: .text, "because").map(Self.containing)
  }

  /// Reports a time where the contingency has one of its own.
  private mutating func untimed(_ reader: MappingReader) -> TimeSpan? {
    if let key = reader.keySpan("within") {
      report("TT010", key, "`called` takes no `within`", help: "`by` says until when")
    }
    return nil
  }

  /// Reads the beginning of tools' names.
  private mutating func pattern(_ text: String, _ node: YAMLNode) -> CallMatcher? {
    let matcher = CallMatcher(tool: text)
    let names = definition.policy.tools.map(\.name)
    if names.contains(where: matcher.names) { return matcher }
    report(
      "TT101",
      node.span,
      "there is no tool `\(text)`",
      label: NearMatch.question(for: String(text.dropLast()), among: names)
        ?? "tools are " + names.joined(separator: ", ")
    )
    return nil
  }

  private mutating func argumentMatchers(
    _ node: YAMLNode?,
    of tool: ToolDescription
  ) -> [String: Matcher] {
    guard let node else { return [:] }
    guard let entries = node.entries else {
      report("TT012", node.span, "`with` must be a mapping from parameters to values")
      return [:]
    }
    var matchers: [String: Matcher] = [:]
    for entry in entries {
      guard let parameter = parameter(entry.key, of: tool) else { continue }
      matchers[parameter.name] = matcher(entry.value, for: parameter)
    }
    return matchers
  }

  /// Reads the permissions a denial must name: one, or a list.
  private mutating func missing(_ node: YAMLNode) -> [Permission] {
    (node.items ?? [node]).compactMap { item in
      guard let name = text(item, "missing") else { return nil }
      let known = definition.policy.matrix.permissions
      if let permission = known.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
        return permission
      }
      report(
        "TT104",
        item.span,
        "there is no permission `\(name)`",
        label: NearMatch.question(for: name, among: known.map(\.name))
      )
      return nil
    }
  }

  private mutating func matcher(_ node: YAMLNode, for parameter: ToolParameter) -> Matcher? {
    referenceKind = allowsInvalidCalls ? nil : parameter.kind
    defer { referenceKind = nil }
    return switch parameter.kind {
    case .text, .reference: matcher(node, as: .text, parameter.name)
    case .choice(let words): matcher(node, as: .choice(words), parameter.name)
    case .integer: matcher(node, as: .integer, parameter.name)
    case .number: matcher(node, as: .number, parameter.name)
    case .list: matcher(node, as: .texts, parameter.name)
    }
  }

  /// Reads a matcher whose values have the type of a fact.
  mutating func matcher(_ node: YAMLNode, as kind: FactKind, _ name: String) -> Matcher? {
    guard node.entries != nil else { return value(node, as: kind, name).map { .equals($0) } }
    let reader = mapping(node, "a matcher", Self.words)
    var matchers: [Matcher] = []
    for entry in node.entries ?? [] {
      guard let word = entry.key.scalar, Self.words.contains(word) else { continue }
      if let matcher = matcher(word, entry.value, as: kind, name, reader) {
        matchers.append(matcher)
      }
    }
    if node.entries?.isEmpty == true {
      report("TT010", node.span, "a matcher needs one of " + Self.words.joined(separator: ", "))
    }
    return matchers.count == 1 ? matchers[0] : matchers.isEmpty ? nil : .all(matchers)
  }

  private mutating func matcher(
    _ word: String,
    _ node: YAMLNode,
    as kind: FactKind,
    _ name: String,
    _ reader: MappingReader
  ) -> Matcher? {
    switch word {
    case "is": return value(node, as: kind, name).map { .equals($0) }
    case "not": return matcher(node, as: kind, name).map { .not($0) }
    case "one_of":
      if node.items?.isEmpty == true { report("TT010", node.span, "`one_of` needs a value") }
      return .oneOf(
        (reader.items(word, &diagnostics) ?? []).compactMap { value($0, as: kind, name) }
      )
    case "at_least": return number(node, word).map { .between($0, nil) }
    case "at_most": return number(node, word).map { .between(nil, $0) }
    case "between":
      guard let bounds = node.items, bounds.count == 2 else {
        report("TT012", node.span, "`between` must be a list of two numbers")
        return nil
      }
      let (low, high) = (number(bounds[0], word), number(bounds[1], word))
      if let low, let high, low > high {
        let (first, second) = (bounds[0].flowText, bounds[1].flowText)
        report("TT010", node.span, "nothing lies between \(first) and \(second)")
      }
      return .between(low, high)
    case "matches": return pattern(node)
    case "has": return .has(texts(node, word))
    case "has_not": return .hasNot(texts(node, word))
    case "length": return matcher(node, as: .integer, word).map { .length($0) }
    case "any", "absent":
      guard reader.flag(word, &diagnostics) == true else {
        report("TT012", node.span, "`\(word)` can only be true")
        return nil
      }
      return word == "any" ? .any : .absent
    default: return nil
    }
  }

  private mutating func pattern(_ node: YAMLNode) -> Matcher? {
    guard let pattern = text(node, "matches") else { return nil }
    if (try? Regex(pattern)) != nil { return .matches(pattern) }
    report("TT012", node.span, "`matches` must be a regular expression")
    return nil
  }

  private mutating func number(_ node: YAMLNode, _ name: String) -> Double? {
    ScalarReader.number(node, named: name, in: source, &diagnostics)
  }

  /// Reads a text or a list of texts.
  mutating func texts(_ node: YAMLNode, _ name: String) -> [String] {
    if node.items?.isEmpty == true, name == "has" || name == "has_not" {
      report("TT010", node.span, "`\(name)` needs at least one text")
    }
    return (node.items ?? [node]).compactMap { text($0, name) }
  }

  /// Reads the path of a fact that worlds have.
  ///
  /// An incident that the world can't have is an error, unless it is said to be absent.
  mutating func worldPath(
    _ node: YAMLNode,
    allowsPattern: Bool = false,
    mayBeAbsent: Bool = false
  ) -> WorldPath? {
    guard let text = text(node, "fact") else { return nil }
    return worldPath(
      named: text,
      node.span,
      allowsPattern: allowsPattern,
      mayBeAbsent: mayBeAbsent
    )
  }

  mutating func worldPath(
    named text: String,
    _ span: SourceSpan,
    allowsPattern: Bool,
    mayBeAbsent: Bool = false
  ) -> WorldPath? {
    let path = canonical(WorldPath(text))
    if !mayBeAbsent,
      path.parts.count > 2 || path.parts.count == 2 && path.parts[1].utf8.last != Self.star,
      path.parts[0] == "incidents", path.parts[1] != "count", !isKnownIncident(path.parts[1])
    {
      checkReference(.string(path.parts[1]), .reference("incident"), span, isCall: false)
      return nil
    }
    if allowsPattern, text.utf8.last == Self.star { return pattern(path, text, span) }
    do throws(WorldPathError) {
      if path.parts.first != "audit" { _ = try definition.world.value(at: path) }
      if path.kind != nil {
        checkMetric(path, span)
        return path
      }
      report("TT108", span, "no world has a fact `\(text)`")
    } catch {
      report("TT108", span, error.description, label: error.suggestion)
    }
    return nil
  }

  private static let star = UInt8(ascii: "*")

  /// Reports a metric whose name looks like another that the service has.
  private mutating func checkMetric(_ path: WorldPath, _ span: SourceSpan) {
    guard path.parts.count == 4, path.parts[0] == "services",
      let service = definition.world.service(named: path.parts[1])
    else { return }
    let names = service.metrics.keys.sorted()
    guard !names.contains(path.parts[3]), !broughtIn.metrics.contains(path.parts[3]),
      let question = NearMatch.question(for: path.parts[3], among: names)
    else { return }
    report(
      "TT108",
      span,
      "there is no metric `\(path.parts[3])` of \(service.name)",
      label: question
    )
  }

  /// Checks that a path with a `*` at its end can begin the path of a fact.
  private mutating func pattern(
    _ path: WorldPath,
    _ text: String,
    _ span: SourceSpan
  ) -> WorldPath? {
    let prefix = String(path.parts.last?.dropLast() ?? "")
    let names: [String]
    switch (path.parts.first, path.parts.count) {
    case (_, 1): names = ["incidents", "services", "outbox", "approvals"]
    case ("incidents", 2): names = definition.world.incidents.map(\.id) + ["count", "INC-"]
    case ("incidents", 3): names = WorldPath.incidentFields + ["allocated"]
    case ("incidents", 4) where path.parts[2] == "allocated":
      names = Resource.allCases.map(\.rawValue)
    case ("services", 2): names = definition.world.services.map(\.name)
    case ("services", 3), ("services", 4):
      guard definition.world.service(named: path.parts[1]) != nil else {
        checkReference(.string(path.parts[1]), .reference("service"), span, isCall: false)
        return nil
      }
      guard path.parts.count == 3 || path.parts[2] == "metrics" else {
        names = []
        break
      }
      if path.parts.count == 4 { return path }
      names = WorldPath.serviceFields + ["metrics"]
    case ("outbox", 2): return path
    case ("outbox", 3): names = WorldPath.noticeFields
    case ("approvals", 2): names = ["count", "total"]
    default: names = []
    }
    if names.contains(where: { $0.utf8.starts(with: prefix.utf8) }) { return path }
    report(
      "TT108",
      span,
      "no fact that changes begins with `\(text.dropLast())`",
      label: NearMatch.question(for: prefix, among: names)
        ?? (names.isEmpty ? nil : "valid here: " + names.joined(separator: ", "))
    )
    return nil
  }

  /// Puts a service's canonical name in place of an alias.
  private func canonical(_ path: WorldPath) -> WorldPath {
    guard path.parts.count > 1, path.parts[0] == "services",
      let service = definition.world.service(named: path.parts[1]),
      !ASCIIText.isSame(service.name, path.parts[1])
    else { return path }
    return WorldPath((["services", service.name] + path.parts.dropFirst(2)).joined(separator: "."))
  }

  /// Reads the value of a fact, with the fact's type.
  mutating func value(of path: WorldPath, _ node: YAMLNode, _ name: String) -> JSONValue? {
    if path.parts.last == "affected_systems" { referenceKind = .list(.reference("service")) }
    defer { referenceKind = nil }
    return path.kind.flatMap { value(node, as: $0, name) }
  }

  private mutating func value(_ node: YAMLNode, as kind: FactKind, _ name: String) -> JSONValue? {
    switch kind {
    case .text:
      guard let text = text(node, name) else { return nil }
      return checked(.string(text), node)
    case .texts:
      let values = (node.items ?? [node]).compactMap { item in
        text(item, name).map { checked(.string($0), item) }
      }
      return .array(values)
    case .integer, .number: return numberValue(node, kind, name)
    case .time:
      return ScalarReader.time(node, named: name, in: source, &diagnostics)
        .map { .string($0.description) }
    case .choice(let words):
      guard let text = text(node, name) else { return nil }
      if words.contains(where: { $0.utf8.elementsEqual(text.utf8) }) { return .string(text) }
      report(
        "TT013",
        node.span,
        "`\(name)` can't be `\(text)`",
        label: NearMatch.question(for: text, among: words)
          ?? "one of " + words.joined(separator: ", ")
      )
      return nil
    }
  }

  /// Checks a text that names something of the world, where a parameter or a fact does.
  private mutating func checked(_ value: JSONValue, _ node: YAMLNode) -> JSONValue {
    switch referenceKind {
    case .reference?, .list(.reference)?:
      let kind: ToolParameter.Kind? =
        if case .list(let element)? = referenceKind { element } else { referenceKind }
      if let kind { checkReference(value, kind, node.span, isCall: false) }
    default: break
    }
    return value
  }

  private mutating func numberValue(
    _ node: YAMLNode,
    _ kind: FactKind,
    _ name: String
  ) -> JSONValue? {
    guard let text = node.scalar else {
      report("TT012", node.span, "`\(name)` must be a number")
      return nil
    }
    if let number = try? JSONReader.read(text), number.double != nil,
      kind == .number || number.int != nil
    {
      return number
    }
    report(
      "TT012",
      node.span,
      "`\(name)` must be a \(kind == .integer ? "whole " : "")number, this is text",
      help: Self.numberHelp(.string(text), .number(atLeast: nil, above: nil))
    )
    return nil
  }
}
