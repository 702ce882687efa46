import AccessControl
import Agent
import FoundationEssentials
import Scenarios
import Values

/// The after-action report: one page that needs no network, nothing beside it and no script.
///
/// A script of its own only filters; the page allows itself no other. The cases are written as they
/// come, so memory doesn't grow with their steps.
public struct HTMLReporter: Reporter {
  private let header: RunHeader
  private var number = 0
  private var shown = 0
  private var cells: [CaseReport] = []
  private var failures = HTMLFailures()
  private var objectives = HTMLObjectives()
  private var permissions = HTMLPermissionMap()
  /// How many stories are shown in full; a browser can't read more anyway.
  private static let mostStories = 1_000

  /// Creates a reporter.
  public init(header: RunHeader) { self.header = header }

  /// The numbers stand at the top.
  public var opensLast: Bool { true }

  /// Returns the case's part of the page; the cells of a grid make one part together.
  public mutating func add(_ report: CaseReport) -> String {
    number += 1
    permissions.add(report)
    if report.outcome.isBad || report.outcome == .flaky {
      failures.add(report, link: report.kind == .cell ? nil : number)
    }
    if report.kind == .cell {
      let done = cells.last.map { $0.file == report.file } ?? true ? "" : closeGrid()
      cells.append(report)
      return done
    }
    objectives.add(report, number)
    shown += 1
    let isWhole = shown <= Self.mostStories || report.outcome.isBad
    let isOpen = report.outcome.isBad || header.planned == 1
    return closeGrid() + HTMLCase(report, number: number, isOpen: isOpen, isWhole: isWhole).text
  }

  private mutating func closeGrid() -> String {
    guard !cells.isEmpty else { return "" }
    defer { cells = [] }
    return HTMLGrid(cells, number: number).text
  }

  /// Returns what stands round the cases.
  public mutating func finish(_ end: RunEnd) -> ReportEnding {
    let grid = closeGrid()
    return ReportEnding(
      opening: head + top(end) + failures.text + objectives.text
        + permissions.text(end.coverage) + Self.casesOpening,
      closing: grid + Self.casesClosing + foot(end)
    )
  }

  private var head: String {
    let style = String(decoding: PackageResources.report_css, as: UTF8.self)
    let script = PackageResources.report_js
    // Only this very style and this very script; nothing is loaded from anywhere.
    let policy =
      "default-src 'none'; style-src 'sha256-\(Self.hash(PackageResources.report_css))'; "
      + "script-src 'sha256-\(Self.hash(script))'; base-uri 'none'; form-action 'none'"
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>After-action report – tabletop</title>
      <style>\(style)</style>
      </head>
      <body>
      <a class="skip" href="#main">To the report</a>

      """
  }

  private static func hash(_ bytes: [UInt8]) -> String {
    let digits = Array(Digest(of: bytes).description.utf8)
    let raw = stride(from: 0, to: digits.count, by: 2).compactMap { index in
      UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16)
    }
    return Data(raw).base64EncodedString()
  }

  private func top(_ end: RunEnd) -> String {
    let summary = end.summary
    let bad = summary.failed + summary.errors
    let (kind, sign, words) =
      bad > 0
      ? (
        "bad", "✗",
        "\(bad) of \(summary.cases) \(summary.cases == 1 ? "case" : "cases") did not hold"
      )
      : end.incomplete != nil
        ? ("warn", "!", "Nothing failed, but the run is not complete")
        : ("ok", "✓", Self.held(summary.passed))
    var text = """
      <header>
      <p class="eyebrow">tabletop – exercise</p>
      <h1>After-action report</h1>
      <p class="lead">Who asked for what, what the gate decided, and what that did to the incident.</p>
      <p class="verdict \(kind)"><span class="mark" aria-hidden="true">\(sign)</span><span>\(words)</span></p>

      """
    if let reason = end.incomplete {
      text += "<p class=\"verdict warn\"><span class=\"mark\" aria-hidden=\"true\">!</span>"
      text += "<span>Incomplete: \(HTMLText.line(reason))</span></p>\n"
    }
    text += Self.bar(summary) + "<ul class=\"tiles\">\n"
    let tiles: [(Int, String, Bool)] = [
      (summary.passed, "cases held", true), (summary.failed, "did not hold", true),
      (summary.errors, "not decided", summary.errors > 0),
      (summary.flaky, "of them flaky", summary.flaky > 0),
      (summary.skipped, "left out or to do", summary.skipped > 0),
      (summary.turns, "turns with the agent", true), (summary.calls, "calls decided", true),
      (summary.denied, "calls denied", true), (summary.tokens, "tokens", summary.tokens > 0),
    ]
    for (count, title, isShown) in tiles where isShown {
      text += "<li><b>\(count)</b><span>\(title)</span></li>\n"
    }
    if let cost = summary.cost {
      text += "<li><b>\(TokenPrice.text(cost))</b><span>paid for tokens</span></li>\n"
    }
    return text + "</ul>\n</header>\n" + navigation + "<main id=\"main\">\n"
  }

  private static func held(_ count: Int) -> String {
    switch count {
    case 0: "No case was played"
    case 1: "The case held"
    default: "All \(count) cases held"
    }
  }

  private var navigation: String {
    var links: [(String, String)] = []
    if !failures.isEmpty { links.append(("failures", "What did not hold")) }
    if !objectives.isEmpty { links.append(("objectives", "Objectives")) }
    links += [("permissions", "Who may do what"), ("cases", "Cases")]
    let items = links.map { "<li><a href=\"#\($0)\">\($1)</a></li>" }.joined()
    return "<nav aria-label=\"Parts of the report\"><ul>\(items)</ul></nav>\n"
  }

  /// The outcomes as one bar; the tiles below it say the same in words.
  private static func bar(_ summary: RunSummary) -> String {
    let total = max(1, summary.cases)
    let parts = [
      ("ok", summary.passed - summary.flaky), ("bad", summary.failed + summary.errors),
      ("warn", summary.flaky),
      ("rest", summary.skipped),
    ]
    var x = 0.0
    var text =
      "<svg class=\"bar\" viewBox=\"0 0 100 2\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
    for (kind, count) in parts where count > 0 {
      let width = Double(count) * 100 / Double(total)
      let fill = kind == "rest" ? "--line" : "--\(kind)"
      text += "<rect x=\"\(decimal(x))\" y=\"0\" width=\"\(decimal(width))\" height=\"2\""
      text += " fill=\"var(\(fill))\"/>"
      x += width
    }
    return text + "</svg>\n"
  }

  static func decimal(_ value: Double) -> String {
    JSONWriter.text(.number((value * 100).rounded() / 100))
  }

  private static let casesOpening = """
    <section aria-labelledby="cases">
    <h2 id="cases">Cases</h2>
    <div class="controls" id="controls" hidden>
    <label>Find <input id="filter-text" type="search" autocomplete="off"></label>
    <label>Show <select id="filter-outcome"><option value="">everything</option><option value="passed">held</option><option value="failed">did not hold</option><option value="error">not decided</option><option value="skipped">left out</option><option value="todo">to do</option><option value="flaky">flaky</option></select></label>
    <button type="button" id="open-all">Open all</button>
    <button type="button" id="close-all">Close all</button>
    <span id="filter-count" role="status" class="muted"></span>
    </div>

    """

  private static let casesClosing = "</section>\n</main>\n"

  private func foot(_ end: RunEnd) -> String {
    let seconds = end.seconds.map { ", played in \(Self.decimal($0)) s" } ?? ""
    let script = String(decoding: PackageResources.report_js, as: UTF8.self)
    return """
      <footer>
      <p>tabletop \(HTMLText.line(header.toolVersion)), model \(HTMLText.line(header.model)), seed \(header.seed)\(seconds). Times are those of the exercise's clock.</p>
      <p>Policy <span class="digest">\(HTMLText.line(header.policy))</span></p>
      <p>Head of the record of calls <span class="digest">\(end.summary.auditHead)</span></p>
      <p>Everything here is an exercise: nothing was sent to anybody, no service was touched.</p>
      </footer>
      <script>\(script)</script>
      </body>
      </html>

      """
  }
}
