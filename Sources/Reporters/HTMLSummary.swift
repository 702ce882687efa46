import Scenarios

/// What did not hold, at the top of the page.
struct HTMLFailures {
  private var cards = ""
  private var count = 0
  private var untold = 0
  private static let most = 200

  var isEmpty: Bool { count == 0 }

  mutating func add(_ report: CaseReport, link number: Int?) {
    count += 1
    guard count <= Self.most else {
      untold += 1
      return
    }
    let look = OutcomeLook(report)
    let name = HTMLText.line(report.id, most: 300)
    let title = number.map { "<a href=\"#case-\($0)\">\(name)</a>" } ?? name
    cards += "<h3>\(HTMLText.tag(look.kind, "\(look.sign) \(look.word)")) \(title)</h3>\n"
    if let trials = report.trials {
      cards += "<p>\(HTMLText.line(ConsoleReporter.text(of: trials)))</p>\n"
    }
    for problem in report.problems {
      let text = report.text(of: problem)
      cards += "<pre>\(HTMLText.block(text, most: 20_000))</pre>\n"
    }
  }

  var text: String {
    guard !isEmpty else { return "" }
    return "<section aria-labelledby=\"failures\">\n<h2 id=\"failures\">What did not hold</h2>\n"
      + cards + (untold > 0 ? "<p>And \(untold) more, which the cases below have.</p>\n" : "")
      + "</section>\n"
  }
}

/// The scenarios as objectives of the exercise, with what happened on the way.
///
/// The ratings are those of HSEEP's exercise evaluation guides, computed: P where everything held
/// and everybody's request reached a department that may, S where one did not, M where something
/// did not hold, U where nothing did.
struct HTMLObjectives {
  private var rows = ""
  private var counts: [String: Int] = [:]
  private var untold = 0
  private static let most = 500

  var isEmpty: Bool { counts.isEmpty }

  mutating func add(_ report: CaseReport, _ number: Int) {
    let (rating, kind) = Self.rating(of: report)
    counts[rating, default: 0] += 1
    guard counts.values.reduce(0, +) <= Self.most else {
      untold += 1
      return
    }
    let why = report.why.map { "<small>\(HTMLText.line($0, most: 300))</small>" } ?? ""
    rows += "<tr><th scope=\"row\"><a href=\"#case-\(number)\">"
    rows += "\(HTMLText.line(report.name, most: 200))</a>\(why)</th>"
    rows += "<td>\(HTMLText.tag(kind, rating))</td>"
    let facts = report.facts ?? AfterActionFacts()
    for (fact, _) in FactText.shown {
      rows += "<td class=\"n\">\(HTMLText.line(FactText.text(fact, of: facts)))</td>"
    }
    rows += "</tr>\n"
  }

  private static func rating(of report: CaseReport) -> (String, String) {
    switch report.outcome {
    case .passed:
      report.facts?.needs.contains { $0.metAt == nil } ?? false ? ("S", "info") : ("P", "ok")
    case .flaky: ("S", "info")
    case .failed:
      report.steps.contains { $0.expectations.contains { $0.failure == nil } }
        ? ("M", "warn") : ("U", "bad")
    case .error: ("?", "bad")
    case .skipped, .todo: ("–", "none")
    }
  }

  var text: String {
    guard !isEmpty else { return "" }
    let legend = [
      ("P", "performed without challenges: everything held, and every request reached whoever may"),
      ("S", "with some challenges: everything held, but some requests never reached whoever may"),
      ("M", "with major challenges: something did not hold"), ("U", "nothing held"),
      ("?", "could not be decided"), ("–", "not exercised"),
    ]
    var text = """
      <section aria-labelledby="objectives">
      <h2 id="objectives">Objectives</h2>
      <ul class="legend">

      """
    for (rating, meaning) in legend {
      guard let count = counts[rating] else { continue }
      text += "<li><b>\(count) × \(rating)</b> \(meaning)</li>\n"
    }
    text += "</ul>\n<div class=\"scroll\" role=\"region\" aria-labelledby=\"objectives\""
    text += " tabindex=\"0\"><table class=\"objectives\"><thead><tr>"
    text += "<th scope=\"col\">objective</th><th scope=\"col\">rating</th>"
    for (_, title) in FactText.shown { text += "<th scope=\"col\" class=\"n\">\(title)</th>" }
    text += "</tr></thead><tbody>\n" + rows + "</tbody></table></div>\n"
    if untold > 0 { text += "<p>And \(untold) more, which the cases below have.</p>\n" }
    return text + "</section>\n"
  }
}
