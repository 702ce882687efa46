import AccessControl
import Documents
import Exercises
import IncidentTools
import Values

extension ScenarioReader {
  /// Makes a case of every cell of a grid: each row with every role, listed or not.
  mutating func gridCases(_ shared: Shared) -> [ScenarioCase] {
    readParticipants(shared.top.node("participants"))
    var cells: [(GridCell, String)] = []
    let tools = definition.policy.tools.map(\.name)
    for (entry, roles) in rows(shared.top.node("permissions"), "permissions") {
      guard let tool = tool(entry.key) else { continue }
      cells += self.cells(.tool(tool.name), tool.name, roles, entry.key.span)
    }
    if let node = shared.top.node("permissions"), diagnostics.isEmpty {
      let listed = (node.entries ?? []).compactMap(\.key.scalar)
      let missing = tools.filter { !listed.contains($0) }
      if !missing.isEmpty, let span = shared.top.keySpan("permissions") {
        report(
          "TT021",
          span,
          "the grid leaves out " + missing.map { "`\($0)`" }.joined(separator: ", "),
          why: "a grid lists every tool; a role that a tool doesn't list must be denied"
        )
      }
    }
    for (entry, roles) in rows(shared.top.node("fields"), "fields") {
      guard let name = text(entry.key, "field") else { continue }
      guard FieldGroup(rawValue: name) != nil else {
        let groups = FieldGroup.allCases.map(\.rawValue)
        report(
          "TT110",
          entry.key.span,
          "there is no group of fields `\(name)`",
          label: NearMatch.question(for: name, among: groups)
            ?? "groups are " + groups.joined(separator: ", ")
        )
        continue
      }
      cells += self.cells(.field(name), name, roles, entry.key.span)
    }
    if cells.isEmpty, diagnostics.isEmpty {
      report("TT020", shared.top.node.span, "this scenario asserts nothing")
    }
    return cells.map { cell, name in
      makeCase(
        shared,
        [],
        suffix: "\(cell.role),\(name)",
        line: cell.span.start.line,
        .cell(cell)
      )
    }
  }

  private mutating func rows(_ node: YAMLNode?, _ key: String) -> [(YAMLEntry, [Role])] {
    guard let node else { return [] }
    guard let entries = node.entries else {
      report("TT012", node.span, "`\(key)` must be a mapping to lists of roles")
      return []
    }
    return entries.map { entry in
      guard let items = entry.value.items else {
        report("TT012", entry.value.span, "this must be a list of roles")
        return (entry, [])
      }
      return (entry, items.compactMap { role($0) })
    }
  }

  private func cells(
    _ subject: GridCell.Subject,
    _ name: String,
    _ allowed: [Role],
    _ span: SourceSpan
  ) -> [(GridCell, String)] {
    definition.policy.matrix.roles.map { role in
      (
        GridCell(
          subject: subject,
          role: role,
          isAllowed: allowed.contains(role),
          span: span
        ), name
      )
    }
  }
}
