import AccessControl
import Documents
import Incidents
import Values

extension ScenarioReader {
  private static let words = ScenarioKeys.factMatchers

  /// Reads `facts: {NAME: value or matcher}`; times are written as durations.
  mutating func facts(_ node: YAMLNode) -> [(Expectation.Kind, SourceSpan)] {
    guard let entries = node.entries, !entries.isEmpty else {
      report("TT012", node.span, "`facts` must be a mapping from names to values")
      return []
    }
    let names = AfterActionFact.allCases.map(\.rawValue)
    return entries.compactMap { entry in
      let name = entry.key.scalar ?? ""
      guard let fact = AfterActionFact(rawValue: name) else {
        report(
          "TT108",
          entry.key.span,
          "an exercise has no fact `\(name)`",
          label: NearMatch.question(for: name, among: names)
            ?? "facts are " + names.joined(separator: ", ")
        )
        return nil
      }
      return matcher(entry.value, of: fact).map { (.fact(fact, $0), entry.key.span) }
    }
  }

  private mutating func matcher(_ node: YAMLNode, of fact: AfterActionFact) -> Matcher? {
    guard fact.unit == .time else {
      return matcher(node, as: fact.unit == .count ? .integer : .number, fact.rawValue)
    }
    guard let entries = node.entries else {
      return seconds(node, fact.rawValue).map { .equals(.integer($0)) }
    }
    let reader = mapping(node, "a matcher", Self.words)
    guard !entries.isEmpty else {
      report("TT010", node.span, "a matcher needs one of " + Self.words.joined(separator: ", "))
      return nil
    }
    let matchers = entries.compactMap { entry -> Matcher? in
      guard let word = entry.key.scalar, Self.words.contains(word) else { return nil }
      return matcher(word, entry.value, of: fact, reader)
    }
    return matchers.count == 1 ? matchers[0] : matchers.isEmpty ? nil : .all(matchers)
  }

  private mutating func matcher(
    _ word: String,
    _ node: YAMLNode,
    of fact: AfterActionFact,
    _ reader: MappingReader
  ) -> Matcher? {
    switch word {
    case "is": return seconds(node, word).map { .equals(.integer($0)) }
    case "not": return matcher(node, of: fact).map { .not($0) }
    case "at_least": return seconds(node, word).map { .between(Double($0), nil) }
    case "at_most": return seconds(node, word).map { .between(nil, Double($0)) }
    case "between":
      guard let bounds = node.items, bounds.count == 2 else {
        report("TT012", node.span, "`between` must be a list of two durations")
        return nil
      }
      guard let low = seconds(bounds[0], word), let high = seconds(bounds[1], word) else {
        return nil
      }
      return .between(Double(low), Double(high))
    default:
      guard reader.flag(word, &diagnostics) == true else {
        report("TT012", node.span, "`\(word)` can only be true")
        return nil
      }
      return word == "any" ? .any : .absent
    }
  }

  private mutating func seconds(_ node: YAMLNode, _ name: String) -> Int? {
    ScalarReader.span(node, named: name, in: source, &diagnostics)?.seconds
  }
}
