import Values

/// What a run proved of the policy, as the other reports show it.
///
/// Coverage is `{"tools": {TOOL: {ROLE: WORD}}, "fields": {GROUP: {ROLE: WORD}}}` and numbers.
enum CoverageText {
  /// Returns a table a part: a row a tool or group of fields, a column a role.
  static func markdown(_ coverage: JSONValue) -> String {
    ["tools", "fields"].map { part in
      let rows = table(coverage[part])
      guard !rows.cells.isEmpty else { return "" }
      let lines = rows.cells.map { name, words in
        MarkdownReporter.row(([name] + words).map(MarkdownText.inline))
      }
      return "\n### Permission coverage: \(part)\n\n"
        + MarkdownReporter.table([""] + rows.roles.map(MarkdownText.inline), lines)
    }.joined()
  }

  /// Returns roles and rows of one part; empty where it has another shape.
  static func table(_ part: JSONValue?) -> (roles: [String], cells: [(String, [String])]) {
    let members = part?.members ?? [:]
    let roles = Set(members.values.flatMap { $0.members.map { Array($0.keys) } ?? [] }).sorted()
    let cells = members.compactMap { name, row -> (String, [String])? in
      guard let row = row.members else { return nil }
      return (name, roles.map { row[$0]?.text ?? "" })
    }
    return (roles, cells.sorted { $0.0 < $1.0 })
  }
}
