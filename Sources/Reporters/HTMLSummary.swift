import Scenarios
import Values

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
  /// The cases of one scenario.
  private struct Objective {
    let name: String
    let why: String?
    let number: Int
    var cases = 0
    var rating = 0
    /// The worst value of each fact that is shown.
    var facts: [AfterActionFact: JSONValue] = [:]
  }

  private static let ratings = ["–", "P", "S", "M", "U", "?"]
  private static let kinds = ["none", "ok", "info", "warn", "bad", "bad"]
  private static let most = 500

  private var objectives: [Objective] = []
  private var places: [String: Int] = [:]
  private var untold = 0

  var isEmpty: Bool { objectives.isEmpty }

  mutating func add(_ report: CaseReport, _ number: Int) {
    let place: Int
    if let known = places[report.file] {
      place = known
    } else if objectives.count < Self.most {
      place = objectives.count
      places[report.file] = place
      let name = report.params.isEmpty ? report.name : Self.withoutParameters(report.name)
      objectives.append(Objective(name: name, why: report.why, number: number))
    } else {
      untold += 1
      return
    }
    objectives[place].cases += 1
    objectives[place].rating = max(objectives[place].rating, Self.rating(of: report))
    guard let facts = report.facts else { return }
    for (fact, _) in FactText.shown {
      guard let value = facts[fact]?.double else { continue }
      let worst = max(value, objectives[place].facts[fact]?.double ?? value)
      objectives[place].facts[fact] = .number(worst)
    }
  }

  private static func withoutParameters(_ name: String) -> String {
    name.lastIndex(of: "[").map { String(name[..<$0]) } ?? name
  }

  private static func row(_ objective: Objective) -> String {
    let why = objective.why.map { "<small>\(HTMLText.line($0, most: 300))</small>" } ?? ""
    var text = "<tr><th scope=\"row\"><a href=\"#case-\(objective.number)\">"
    text += "\(HTMLText.line(objective.name, most: 200))</a>"
    if objective.cases > 1 { text += " <span class=\"muted\">\(objective.cases) cases</span>" }
    text += "\(why)</th><td>"
    text += HTMLText.tag(kinds[objective.rating], ratings[objective.rating]) + "</td>"
    for (fact, _) in FactText.shown {
      let value = FactText.text(objective.facts[fact], fact.unit)
      text += "<td class=\"n\">\(HTMLText.line(value))</td>"
    }
    return text + "</tr>\n"
  }

  /// The place of a case's rating among the ratings.
  private static func rating(of report: CaseReport) -> Int {
    switch report.outcome {
    case .passed: report.facts?.needs.contains { $0.metAt == nil } ?? false ? 2 : 1
    case .flaky: 2
    case .failed:
      report.steps.contains { $0.expectations.contains { $0.failure == nil } } ? 3 : 4
    case .error: 5
    case .skipped, .todo: 0
    }
  }

  var text: String {
    guard !isEmpty else { return "" }
    let meanings = [
      "not exercised",
      "performed without challenges: everything held, and every request reached "
        + "whoever may",
      "with some challenges: everything held, but not every request reached "
        + "whoever may", "with major challenges: something did not hold", "nothing held",
      "could not be decided",
    ]
    var text = """
      <section aria-labelledby="objectives">
      <h2 id="objectives">Objectives</h2>
      <ul class="legend">

      """
    for (place, meaning) in meanings.enumerated() {
      let count = objectives.count { $0.rating == place }
      if count > 0 { text += "<li><b>\(count) × \(Self.ratings[place])</b> \(meaning)</li>\n" }
    }
    text += "</ul>\n<div class=\"scroll\" role=\"group\""
    text += " aria-label=\"Objectives and how they were met\""
    text += " tabindex=\"0\"><table class=\"objectives\"><caption>Of a scenario with several "
    text += "cases, the worst</caption><thead><tr>"
    text += "<th scope=\"col\">objective</th><th scope=\"col\">rating</th>"
    for (_, title) in FactText.shown { text += "<th scope=\"col\" class=\"n\">\(title)</th>" }
    text += "</tr></thead><tbody>\n" + objectives.map(Self.row).joined()
    text += "</tbody></table></div>\n"
    if untold > 0 { text += "<p>And \(untold) more cases, which stand below.</p>\n" }
    return text + "</section>\n"
  }
}
