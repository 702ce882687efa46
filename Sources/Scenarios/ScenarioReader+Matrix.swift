import Documents
import Values

extension ScenarioReader {
  /// The most cases one file may make.
  static let maximumCases = 1_000

  typealias Parameters = [(String, YAMLNode)]

  /// Returns the parameters of each case: the rows, or the product of the matrix.
  mutating func parameters(of top: MappingReader, _ vars: [String: Variable]) -> [Parameters] {
    scope = vars
    if let exclude = top.keySpan("exclude"), !top.has("matrix") {
      report("TT010", exclude, "`exclude` needs `matrix`")
    }
    if top.has("rows"), let matrix = top.keySpan("matrix") {
      report("TT010", matrix, "a scenario has `matrix` or `rows`, not both")
    }
    let cases = top.has("rows") ? rows(top) : product(top)
    guard let span = top.keySpan("rows") ?? top.keySpan("matrix") else { return cases }
    if cases.isEmpty, knownProblems.isEmpty { report("TT020", span, "no case is left of this") }
    guard knownProblems.isEmpty else { return cases }
    var seen: Set<String> = []
    for params in cases {
      let id = params.map { "\($0.0)=\($0.1.flowText)" }.joined(separator: ",")
      if !seen.insert(id).inserted { report("TT007", span, "two cases have the same parameters") }
    }
    return cases
  }

  private mutating func rows(_ top: MappingReader) -> [Parameters] {
    let rows = top.items("rows", &diagnostics) ?? []
    if rows.count > Self.maximumCases, let span = top.keySpan("rows") {
      report("TT005", span, "more than \(Self.maximumCases) cases in one file")
    }
    return rows.prefix(Self.maximumCases).map { parameters($0) }
  }

  private mutating func product(_ top: MappingReader) -> [Parameters] {
    guard let matrix = top.node("matrix") else { return [[]] }
    guard let entries = matrix.entries else {
      report("TT012", matrix.span, "a matrix maps each name to a list of values")
      return [[]]
    }
    var cases: [Parameters] = [[]]
    for entry in entries {
      let values = filled(entry.value)
      guard let name = entry.key.scalar, let items = values.items, !items.isEmpty,
        items.allSatisfy({ !$0.isNull })
      else {
        report("TT012", entry.value.span, "a matrix maps each name to a list of values")
        continue
      }
      checkName(name, entry.key.span)
      cases = cases.flatMap { row in items.map { row + [(name, $0)] } }
      guard cases.count <= Self.maximumCases else {
        report("TT005", entry.key.span, "more than \(Self.maximumCases) cases in one file")
        return [[]]
      }
    }
    let patterns = (top.items("exclude", &diagnostics) ?? []).map { excluded($0, cases) }
    return cases.filter { row in
      !patterns.contains { pattern in
        !pattern.isEmpty
          && pattern.allSatisfy { item in
            row.contains { $0.0 == item.0 && $0.1.flowText == item.1.flowText }
          }
      }
    }
  }

  /// Reads a pattern of cases to leave out; each of its values is one of the matrix.
  private mutating func excluded(_ node: YAMLNode, _ cases: [Parameters]) -> Parameters {
    guard let row = cases.first, node.entries != nil else { return parameters(node) }
    for entry in node.entries ?? [] {
      guard let name = entry.key.scalar else { continue }
      guard row.contains(where: { $0.0 == name }) else {
        let names = row.map(\.0)
        report(
          "TT109",
          entry.key.span,
          "the matrix has no variable `\(name)`",
          label: NearMatch.question(for: name, among: names)
            ?? "its variables are " + names.joined(separator: ", ")
        )
        continue
      }
      let value = filled(entry.value).flowText
      var values: [String] = []
      for case let (_, other)? in cases.map({ $0.first { $0.0 == name } })
      where !values.contains(other.flowText) {
        values.append(other.flowText)
      }
      if !values.contains(value) {
        report(
          "TT013",
          entry.value.span,
          "`\(name)` is never `\(value)` in the matrix",
          label: NearMatch.question(for: value, among: values)
            ?? "its values are " + values.joined(separator: ", ")
        )
      }
    }
    return parameters(node)
  }

  private mutating func parameters(_ node: YAMLNode) -> Parameters {
    guard let entries = node.entries else {
      report("TT012", node.span, "this must be a mapping from names to values")
      return []
    }
    return entries.compactMap { entry in
      guard let name = entry.key.scalar else { return nil }
      checkName(name, entry.key.span)
      if entry.value.isNull {
        report("TT012", entry.value.span, "a variable needs a value, this is empty")
      }
      return (name, filled(entry.value))
    }
  }
}
