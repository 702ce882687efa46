import Documents
import Scenarios
import Values

/// A summary for people, in the Markdown that GitHub and GitLab show.
///
/// GitHub takes a megabyte, so what is long is cut, and says so.
public struct MarkdownReporter: Reporter {
  private let header: RunHeader
  private var rows: [String] = []
  private var details = ""
  private var facts: [String] = []
  private var notes = ""
  private var untold = 0
  private var untoldFacts = 0
  private static let mostBytes = 600_000
  private static let mostRows = 200

  /// Creates a reporter.
  public init(header: RunHeader) { self.header = header }

  /// Keeps what the case has to tell; the numbers come first.
  public mutating func add(_ report: CaseReport) -> String {
    if report.outcome.isBad || report.outcome == .flaky { addProblems(of: report) }
    for note in report.notes where notes.utf8.count < Self.mostBytes / 10 {
      notes += "- \(MarkdownText.inline("\(report.id): \(note)"))\n"
    }
    guard let facts = report.facts, !facts.needs.isEmpty || !facts.notices.isEmpty else {
      return ""
    }
    guard self.facts.count < Self.mostRows else {
      untoldFacts += 1
      return ""
    }
    let cells = FactText.shown.map { MarkdownText.inline(FactText.text($0.fact, of: facts)) }
    self.facts.append(Self.row([MarkdownText.inline(report.id)] + cells))
    return ""
  }

  /// Returns the whole summary.
  public mutating func finish(_ end: RunEnd) -> ReportEnding {
    let summary = end.summary
    var text = "## tabletop: \(summary.closingLine)\n\n"
    if let reason = end.incomplete {
      text += "**Incomplete: \(MarkdownText.inline(reason)).**\n\n"
    }
    let numbers = [
      summary.cases, summary.passed, summary.failed, summary.errors, summary.skipped,
      summary.todo, summary.flaky, summary.turns, summary.calls, summary.denied,
    ]
    text += Self.table(
      [
        "cases", "passed", "failed", "errors", "skipped", "to do", "flaky", "turns", "calls",
        "denied",
      ],
      [Self.row(numbers.map(String.init))]
    )
    if let line = summary.usageLine { text += "\n\(MarkdownText.inline(line))\n" }
    if !notes.isEmpty { text += "\n" + notes }
    if !rows.isEmpty {
      text += "\n### What did not hold\n\n"
      text += Self.table(["case", "outcome", "problem", "place"], rows)
      if untold > 0 { text += "\nAnd \(untold) more, which the log and the other reports have.\n" }
      text += details
    }
    if !facts.isEmpty {
      text += "\n### After-action facts\n\n"
      text += Self.table(["case"] + FactText.shown.map(\.title), facts)
      if untoldFacts > 0 { text += "\nAnd \(untoldFacts) more cases.\n" }
    }
    if let coverage = end.coverage { text += CoverageText.markdown(coverage) }
    text +=
      "\ntabletop \(MarkdownText.inline(header.toolVersion)), "
      + "model \(MarkdownText.inline(header.model)), seed \(header.seed), "
      + "policy `\(Self.digits(header.policy))`, audit head `\(Self.digits(summary.auditHead))`\n"
    return ReportEnding(closing: text)
  }

  private mutating func addProblems(of report: CaseReport) {
    guard rows.count < Self.mostRows, details.utf8.count < Self.mostBytes else {
      untold += 1
      return
    }
    var texts: [String] = []
    for problem in report.problems {
      let place = "\(report.file(of: problem)):\(problem.span.start.line)"
      rows.append(
        Self.row([
          MarkdownText.inline(report.id), report.outcome.rawValue,
          MarkdownText.inline("\(problem.code): \(Self.short(problem.message))"),
          MarkdownText.inline(place),
        ])
      )
      texts.append(Self.short(report.text(of: problem), 20_000))
    }
    details += "\n<details><summary>\(XMLText.escaped(SafeText.line(report.id)))</summary>\n\n"
    if let trials = report.trials {
      details += MarkdownText.inline(ConsoleReporter.text(of: trials)) + "\n\n"
    }
    details += MarkdownText.fenced(texts.joined(separator: "\n\n")) + "\n</details>\n"
  }

  private static func short(_ text: String, _ most: Int = 500) -> String {
    guard text.unicodeScalars.count > most else { return text }
    return String(text.unicodeScalars.prefix(most)) + "…"
  }

  /// A digest holds hexadecimal digits and nothing else, wherever it was read.
  private static func digits(_ digest: String) -> String {
    String(digest.unicodeScalars.filter { ("0"..."9") ~= $0 || ("a"..."f") ~= $0 }.prefix(64))
  }

  static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

  static func table(_ titles: [String], _ rows: [String]) -> String {
    row(titles) + row(titles.map { _ in "---" }) + rows.joined()
  }
}
