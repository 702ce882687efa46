import AccessControl
import Documents
import Incidents
import Values

extension ScenarioReader {
  /// Notes what the steps save, before any of them is read.
  mutating func noteSaves(_ steps: YAMLNode?) {
    for step in steps?.items ?? [] {
      if step["use"] != nil, savedLater.isEmpty { savedLater[""] = 0 }
      for entry in step["save"]?.entries ?? [] {
        guard let name = entry.key.scalar else { continue }
        savedLater[name] = savedLater[name] ?? entry.key.span.start.line
      }
    }
  }

  /// Reads what a step saves: variables' names and where their values come from.
  mutating func saves(_ node: YAMLNode?) -> [Save] {
    guard let node else { return [] }
    guard let entries = node.entries, !entries.isEmpty else {
      report("TT012", node.span, "`save` must be a mapping from names to what is saved")
      return []
    }
    return entries.compactMap { entry in
      guard let name = entry.key.scalar, checkName(name, entry.key.span) else { return nil }
      if case .value? = scope[name] {
        report("TT007", entry.key.span, "there is a variable `\(name)` already")
      }
      return origin(entry.value).map { Save(name: name, origin: $0) }
    }
  }

  private mutating func origin(_ node: YAMLNode) -> Save.Origin? {
    guard let text = text(node, "save") else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let length = text.unicodeScalars.count
    switch parts.first {
    case "text" where parts.count == 1: return .text
    case "state" where parts.count > 1:
      let path = String(text.dropFirst("state.".count))
      return worldPath(named: path, node.span(ofScalars: 6..<length), allowsPattern: false)
        .map { .fact($0) }
    case "call" where parts.count > 2:
      let start = 5
      let end = start + parts[1].unicodeScalars.count
      guard let tool = tool(named: parts[1], node.span(ofScalars: start..<end)) else { return nil }
      guard Save.callParts.contains(parts[2]) else {
        report(
          "TT013",
          node.span(ofScalars: end + 1..<end + 1 + parts[2].unicodeScalars.count),
          "a call has no part `\(parts[2])`",
          label: NearMatch.question(for: parts[2], among: Save.callParts)
            ?? "its parts are " + Save.callParts.joined(separator: ", ")
        )
        return nil
      }
      return .call(tool: tool.name, Array(parts.dropFirst(2)))
    default:
      report(
        "TT013",
        node.span,
        "nothing can be saved from `\(text)`",
        help: "write call.TOOL.result.MEMBER, state.FACT or text"
      )
      return nil
    }
  }
}
