import AccessControl
import Documents
import Exercises
import Incidents
import Values

extension ScenarioReader {
  private static let words = [
    "is", "not", "one_of", "at_least", "at_most", "between", "matches", "has", "has_not", "length",
    "any", "absent",
  ]

  /// Reads which calls are meant: a tool's name, or a mapping.
  mutating func callMatcher(
    _ node: YAMLNode,
    allowsPattern: Bool = false,
    isInvalid: Bool = false
  ) -> CallMatcher? {
    allowsInvalidCalls = isInvalid
    defer { allowsInvalidCalls = false }
    if let text = node.scalar {
      if allowsPattern, text.utf8.last == UInt8(ascii: "*") { return CallMatcher(tool: text) }
      return tool(node).map { CallMatcher(tool: $0.name) }
    }
    let reader = mapping(
      node,
      "this expectation",
      ["tool", "with", "exactly", "times", "by", "missing"]
    )
    reader.require("tool", &diagnostics)
    guard let toolNode = reader.node("tool"), let tool = tool(toolNode) else { return nil }
    return CallMatcher(
      tool: tool.name,
      arguments: argumentMatchers(reader.node("with"), of: tool),
      exactly: reader.flag("exactly", &diagnostics) ?? false,
      times: reader.integer("times", range: 0...1_000, &diagnostics),
      by: reader.node("by").flatMap { actor($0) },
      missing: reader.node("missing").map { missing($0) }
    )
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
    switch parameter.kind {
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
      return .between(number(bounds[0], word), number(bounds[1], word))
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
  mutating func worldPath(_ node: YAMLNode, allowsPattern: Bool = false) -> WorldPath? {
    guard let text = text(node, "fact") else { return nil }
    let path = canonical(WorldPath(text))
    if allowsPattern, text.utf8.last == UInt8(ascii: "*") { return path }
    do throws(WorldPathError) {
      if path.parts.first != "audit" { _ = try definition.world.value(at: path) }
      if path.kind != nil { return path }
      report("TT108", node.span, "no world has a fact `\(text)`")
    } catch {
      report("TT108", node.span, error.description, label: error.suggestion)
    }
    return nil
  }

  /// Puts a service's canonical name in place of an alias.
  private func canonical(_ path: WorldPath) -> WorldPath {
    guard path.parts.count > 1, path.parts[0] == "services",
      let service = definition.world.service(named: path.parts[1])
    else { return path }
    return WorldPath((["services", service.name] + path.parts.dropFirst(2)).joined(separator: "."))
  }

  /// Reads the value of a fact, with the fact's type.
  mutating func value(of path: WorldPath, _ node: YAMLNode, _ name: String) -> JSONValue? {
    path.kind.flatMap { value(node, as: $0, name) }
  }

  private mutating func value(_ node: YAMLNode, as kind: FactKind, _ name: String) -> JSONValue? {
    switch kind {
    case .text: return text(node, name).map { .string($0) }
    case .texts:
      return .array(texts(node, name).map { .string($0) })
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

  private mutating func numberValue(
    _ node: YAMLNode,
    _ kind: FactKind,
    _ name: String
  ) -> JSONValue? {
    guard let text = node.scalar else {
      report("TT012", node.span, "`\(name)` must be a number")
      return nil
    }
    let filled = filled(text, node)
    if let number = try? JSONReader.read(filled), number.double != nil,
      kind == .number || number.int != nil
    {
      return number
    }
    report(
      "TT012",
      node.span,
      "`\(name)` must be a \(kind == .integer ? "whole " : "")number, this is text",
      help: Self.numberHelp(.string(filled), .number(atLeast: nil, above: nil))
    )
    return nil
  }
}
