import Scenarios

/// The cells of one grid, as a table of roles and what they may do.
struct HTMLGrid {
  private let cells: [CaseReport]
  private let number: Int

  init(_ cells: [CaseReport], number: Int) {
    self.cells = cells
    self.number = number
  }

  var text: String {
    let bad = cells.count { $0.outcome.isBad }
    let outcomes = Set(cells.map(\.outcome.rawValue)).sorted().joined(separator: " ")
    let file = cells.first?.file ?? ""
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let tag =
      bad == 0 ? HTMLText.tag("ok", "✓ held") : HTMLText.tag("bad", "✗ \(bad) did not hold")
    var text = "<details class=\"case\(bad > 0 ? " bad" : "")\" id=\"grid-\(number)\""
    text += " data-outcome=\"\(outcomes)\" data-name=\"\(HTMLText.line(file))\""
    text += "\(bad > 0 ? " open" : "")><summary>\(tag)<span class=\"name\">"
    text += "\(HTMLText.line(name))</span><small>\(cells.count) cells</small></summary>"
    text += "<div class=\"body\">\n" + table + "</div></details>\n"
    return text
  }

  /// The last two parameters of a cell's id: role and subject, as `FILE[ROLE,SUBJECT]`.
  private static func parts(_ report: CaseReport) -> (role: String, subject: String) {
    let inner = report.id.split(separator: "[").last.map { $0.dropLast() } ?? ""
    let parts = inner.split(separator: ",", maxSplits: 1).map(String.init)
    return (parts.first ?? "", parts.count > 1 ? parts[1] : report.name)
  }

  private var table: String {
    let roles = cells.first?.roles ?? []
    var subjects: [String] = []
    var found: [String: [String: CaseReport]] = [:]
    for cell in cells {
      let (role, subject) = Self.parts(cell)
      if found[subject] == nil { subjects.append(subject) }
      found[subject, default: [:]][role] = cell
    }
    var text = "<div class=\"scroll\" role=\"group\" aria-label=\"Cells of the grid\""
    text += " tabindex=\"0\"><table class=\"heat\"><caption>What each role must and must not be "
    text += "able to do or see, each on a fresh world</caption><thead><tr><th scope=\"col\">Of</th>"
    for role in roles { text += "<th scope=\"col\">\(HTMLText.line(role))</th>" }
    text += "</tr></thead><tbody>\n"
    for subject in subjects {
      text += "<tr><th scope=\"row\"><code>\(HTMLText.line(subject, most: 80))</code></th>"
      for role in roles { text += Self.cell(found[subject]?[role]) }
      text += "</tr>\n"
    }
    return text + "</tbody></table></div>\n"
  }

  private static func cell(_ report: CaseReport?) -> String {
    guard let report, let kind = report.steps.first?.expectations.first?.kind else {
      return "<td class=\"none\">·</td>"
    }
    let isAllowed = kind == "call" || kind == "sees"
    let words = ["call": "allowed", "denied": "denied", "sees": "shown", "hidden": "hidden"]
    let word = words[kind] ?? kind
    if report.outcome.isBad {
      return "<td class=\"cell warn ring\"><b>! not \(word)</b></td>"
    }
    return "<td class=\"cell \(isAllowed ? "ok" : "bad")\">\(isAllowed ? "✓" : "✗") \(word)</td>"
  }
}
