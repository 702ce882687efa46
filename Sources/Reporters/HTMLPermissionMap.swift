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
    for map in maps { text += Self.text(of: map) }
    if let coverage { text += Self.proved(coverage) }
    return text + "</section>\n"
  }

  private static func text(of map: Map) -> String {
    let names = map.roles.joined(separator: ", ")
    var text = "<div class=\"scroll\" role=\"region\" aria-label=\"Decisions by tool and role\""
    text += " tabindex=\"0\"><table class=\"heat\"><caption>Decisions of the gate for "
    text += "\(HTMLText.line(names)), with the number of calls</caption><thead><tr>"
    text += "<th scope=\"col\">tool</th>"
    for role in map.roles { text += "<th scope=\"col\">\(HTMLText.line(role))</th>" }
    text += "</tr></thead><tbody>\n"
    for (tool, row) in map.tools.sorted(by: { $0.key < $1.key }) {
      text += "<tr><th scope=\"row\"><code>\(HTMLText.line(tool, most: 80))</code></th>"
      for role in map.roles { text += cell(row[role]) }
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

  /// What the run proved, where coverage was asked for.
  private static func proved(_ coverage: JSONValue) -> String {
    ["tools", "fields"].map { part in
      let table = CoverageText.table(coverage[part])
      guard !table.cells.isEmpty else { return "" }
      var text = "<div class=\"scroll\" role=\"region\" aria-label=\"Coverage of \(part)\""
      text += " tabindex=\"0\"><table class=\"heat\"><caption>What was proved of \(part)</caption>"
      text += "<thead><tr><th scope=\"col\">\(part)</th>"
      for role in table.roles { text += "<th scope=\"col\">\(HTMLText.line(role))</th>" }
      text += "</tr></thead><tbody>\n"
      for (name, words) in table.cells {
        text += "<tr><th scope=\"row\"><code>\(HTMLText.line(name, most: 80))</code></th>"
        for word in words {
          let kind =
            word.contains("allowed") ? "ok" : word.contains("denied") ? "bad" : "none"
          text += "<td class=\"\(kind == "none" ? "none" : "cell \(kind)")\">"
          text += "\(HTMLText.line(word, most: 40))</td>"
        }
        text += "</tr>\n"
      }
      return text + "</tbody></table></div>\n"
    }.joined()
  }
}
