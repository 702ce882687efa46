import Values

/// Which role was allowed which tool, and which was denied: what the calls of the run show.
struct HTMLPermissionMap {
  private struct Count {
    var allowed = 0
    var denied = 0
    var other = 0
  }

  /// The map of one policy, told apart by its roles.
  private struct Map {
    let roles: [String]
    var tools: [String: [String: Count]] = [:]
  }

  private var maps: [Map] = []

  mutating func add(_ report: CaseReport) {
    guard report.steps.contains(where: { !$0.calls.isEmpty }) else { return }
    let index: Int
    if let known = maps.firstIndex(where: { $0.roles == report.roles }) {
      index = known
    } else {
      index = maps.count
      maps.append(Map(roles: report.roles))
    }
    for step in report.steps {
      guard let role = step.role else { continue }
      for call in step.calls where call.outcome != "invalid" || call.tool.utf8.count < 64 {
        var count = maps[index].tools[call.tool]?[role] ?? Count()
        switch call.outcome {
        case "ok", "failed": count.allowed += 1
        case "denied": count.denied += 1
        default: count.other += 1
        }
        maps[index].tools[call.tool, default: [:]][role] = count
      }
    }
  }

  func text(_ coverage: JSONValue?) -> String {
    var text = """
      <section aria-labelledby="permissions">
      <h2 id="permissions">Who may do what</h2>
      <ul class="legend"><li>✓ allowed</li><li>✗ denied</li><li>✓✗ both: something is wrong</li><li>· not tried in this run</li></ul>

      """
    if maps.isEmpty { text += "<p>No call was made.</p>\n" }
    let tools = Set((coverage?["tools"]?.members ?? [:]).keys)
    let roles = CoverageText.table(coverage?["tools"]).roles
    let standard = maps.first { Set($0.roles) == Set(roles) }
    text += "<div class=\"maps\">\n"
    for map in maps {
      text += Self.text(of: map, with: map.roles == standard?.roles ? tools : [])
    }
    text += "</div>\n"
    if let coverage { text += Self.proved(coverage, standard?.roles ?? roles) }
    return text + "</section>\n"
  }

  private static func text(of map: Map, with tools: Set<String>) -> String {
    let names = map.roles.joined(separator: ", ")
    var text = "<div class=\"scroll\" role=\"group\" aria-label=\"Decisions by tool and role\""
    text += " tabindex=\"0\"><table class=\"heat\"><caption>Decisions of the gate for "
    text += "\(HTMLText.line(names)), with the number of calls</caption><thead><tr>"
    text += "<th scope=\"row\">tool</th>"
    for role in map.roles { text += "<th scope=\"col\">\(HTMLText.line(role))</th>" }
    text += "</tr></thead><tbody>\n"
    for tool in tools.union(map.tools.keys).sorted() {
      text += "<tr><th scope=\"row\"><code>\(HTMLText.line(tool, most: 80))</code></th>"
      for role in map.roles { text += cell(map.tools[tool]?[role]) }
      text += "</tr>\n"
    }
    return text + "</tbody></table></div>\n"
  }

  private static func cell(_ count: Count?) -> String {
    guard let count, count.allowed + count.denied > 0 else {
      return "<td class=\"none\"><span aria-hidden=\"true\">·</span>"
        + "<span class=\"sr\">not tried</span></td>"
    }
    let (kind, sign, words) =
      count.denied == 0
      ? ("ok", "✓ \(count.allowed)", "allowed, \(count.allowed) calls")
      : count.allowed == 0
        ? ("bad", "✗ \(count.denied)", "denied, \(count.denied) calls")
        : (
          "warn", "✓ \(count.allowed) ✗ \(count.denied)",
          "\(count.allowed) allowed and \(count.denied) denied"
        )
    return "<td class=\"cell \(kind)\"><span aria-hidden=\"true\">\(sign)</span>"
      + "<span class=\"sr\">\(words)</span></td>"
  }

  /// What expectations proved, in the order of a policy's roles.
  private static func proved(_ coverage: JSONValue, _ order: [String]) -> String {
    let titles = [("tools", "tools: may a role use it"), ("fields", "fields: does a role see it")]
    let tables = titles.map { part, title in
      let table = CoverageText.table(coverage[part])
      guard !table.cells.isEmpty else { return "" }
      let roles = order.filter(table.roles.contains)
      var text = "<div class=\"scroll\" role=\"group\" aria-label=\"Coverage of \(part)\""
      text += " tabindex=\"0\"><table class=\"heat\"><caption>Proved of \(title)</caption>"
      text += "<thead><tr><th scope=\"row\">\(part)</th>"
      for role in roles { text += "<th scope=\"col\">\(HTMLText.line(role))</th>" }
      text += "</tr></thead><tbody>\n"
      for (name, _) in table.cells {
        text += "<tr><th scope=\"row\"><code>\(HTMLText.line(name, most: 80))</code></th>"
        for role in roles { text += mark(coverage[part]?[name]?[role]?.text ?? "") }
        text += "</tr>\n"
      }
      return text + "</tbody></table></div>\n"
    }.joined()
    return "<details class=\"more\"><summary>What the expectations proved</summary>"
      + "<div class=\"maps\">\n\(tables)</div></details>\n"
  }

  private static func mark(_ word: String) -> String {
    switch word {
    case "allowed": "<td class=\"cell ok\">✓ allowed</td>"
    case "denied": "<td class=\"cell bad\">✗ denied</td>"
    case "called": "<td class=\"cell warn\">~ called only</td>"
    case "untouched": "<td class=\"none\">· untouched</td>"
    default: "<td class=\"none\">\(HTMLText.line(word, most: 40))</td>"
    }
  }
}
