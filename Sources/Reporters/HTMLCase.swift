import Documents
import Scenarios
import Values

/// One story of the page: facts, the lanes at a glance, and every step in the lane of whoever acted.
struct HTMLCase {
  private let report: CaseReport
  private let number: Int
  private let isOpen: Bool
  private let isWhole: Bool
  private static let facilitator = "Facilitator"

  init(_ report: CaseReport, number: Int, isOpen: Bool, isWhole: Bool) {
    self.report = report
    self.number = number
    self.isOpen = isOpen
    self.isWhole = isWhole
  }

  var text: String {
    let look = OutcomeLook(report)
    let calls = report.steps.flatMap(\.calls)
    let denied = calls.count { $0.outcome == "denied" }
    var text = "<details class=\"case\(report.outcome.isBad ? " bad" : "")\" id=\"case-\(number)\""
    text += " data-outcome=\"\(report.outcome.rawValue)\""
    text += " data-name=\"\(HTMLText.line("\(report.id) \(report.name)", most: 400))\""
    text += "\(isOpen ? " open" : "")><summary>"
    text += HTMLText.tag(look.kind, "\(look.sign) \(look.word)")
    text += "<span class=\"name\">\(HTMLText.line(report.id, most: 300))</span>"
    text += "<small>\(report.steps.count) steps, \(calls.count) calls, \(denied) denied</small>"
    text += "</summary><div class=\"body\">\n"
    text += "<p><b>\(HTMLText.line(report.name, most: 300))</b>"
    if let why = report.why { text += "<br>\(HTMLText.line(why, most: 2_000))" }
    text += "</p>\n<p class=\"muted\"><code>\(HTMLText.line(report.file)):\(report.line)</code>"
    if !report.tags.isEmpty { text += " · \(HTMLText.line(report.tags.joined(separator: ", ")))" }
    if let reason = report.reason { text += " · \(HTMLText.line(reason, most: 500))" }
    text += "</p>\n"
    for note in report.notes { text += "<p>\(HTMLText.line(note, most: 500))</p>\n" }
    text += facts
    if isWhole, !report.steps.isEmpty {
      text += HTMLLanes(report, lanes: lanes).text + table
    } else if !isWhole {
      text += "<p>Left out of this page for its size; the JSON report has it.</p>\n"
    }
    return text + "</div></details>\n"
  }

  private var facts: String {
    guard let facts = report.facts else { return "" }
    let items = FactText.shown.compactMap { fact, title -> String? in
      guard facts[fact] != nil else { return nil }
      return "<li>\(title) <b>\(HTMLText.line(FactText.text(fact, of: facts)))</b></li>"
    }
    return "<ul class=\"facts\">\(items.joined())</ul>\n"
  }

  /// The facilitator, where something was brought in, and the departments.
  private var lanes: [String] {
    let hasInjects = report.steps.contains { $0.inject != nil }
    return (hasInjects ? [Self.facilitator] : []) + report.roles
  }

  private var table: String {
    let lanes = lanes
    var text = "<div class=\"scroll\" role=\"group\" aria-label=\"Steps by department\""
    text += " tabindex=\"0\"><table class=\"lanes\"><caption>Every step, in the lane of whoever "
    text += "acted</caption><thead><tr><th scope=\"col\" class=\"time\">clock</th>"
    for (index, lane) in lanes.enumerated() {
      text += "<th scope=\"col\" class=\"l\(index % 6)\">\(HTMLText.line(lane))</th>"
    }
    text += "</tr></thead><tbody>\n"
    for step in report.steps { text += row(step, lanes) }
    return text + "</tbody></table></div>\n"
  }

  private func row(_ step: StepReport, _ lanes: [String]) -> String {
    let time = "<th scope=\"row\">\(step.at.timeOfDay)</th>"
    let isInject = step.inject != nil
    let lane = isInject ? Self.facilitator : step.role
    guard let lane, let place = lanes.firstIndex(of: lane) else {
      let text = passing(step)
      guard !text.isEmpty else { return "" }
      return "<tr class=\"pass\" id=\"case-\(number)-\(step.index)\">\(time)"
        + "<td colspan=\"\(lanes.count)\">\(text)</td></tr>\n"
    }
    var text = "<tr id=\"case-\(number)-\(step.index)\">\(time)"
    for index in lanes.indices { text += "<td>\(index == place ? cell(step) : "")</td>" }
    return text + "</tr>\n"
  }

  /// What belongs to no lane: time that passes, notes, looks at the world.
  private func passing(_ step: StepReport) -> String {
    var text = ""
    switch step.verb {
    case "advance": text = "\(HTMLText.line(step.said ?? "time")) pass"
    case "note": text = HTMLText.line(step.said ?? "", most: 2_000)
    case "inject": text = step.inject.map(injected) ?? "something was brought in"
    default: text = step.id.map { "<b>\(HTMLText.line($0))</b>" } ?? ""
    }
    return text + checks(step)
  }

  private func injected(_ inject: StepReport.InjectReport) -> String {
    let to =
      (inject.to.map { " → \(HTMLText.line($0))" } ?? "")
      + (inject.due.map { " <small>planned after \(HTMLText.line($0))</small>" } ?? "")
    return "<p>\(HTMLText.tag("info", "◆ \(inject.kind)"))\(to)</p>"
      + "<p>\(HTMLText.line(inject.text, most: 600))</p>"
  }

  private func cell(_ step: StepReport) -> String {
    if let inject = step.inject { return injected(inject) + checks(step) }
    var text = "<p><b>\(HTMLText.line(step.participant ?? ""))</b>"
    if let id = step.id { text += " <small>\(HTMLText.line(id))</small>" }
    text += "</p>"
    if let request = step.said {
      text += "<p class=\"said\">“\(HTMLText.line(request, most: 600))”</p>"
    }
    if !step.calls.isEmpty {
      text += "<ul class=\"calls\">" + step.calls.map(call).joined() + "</ul>"
    }
    if !step.text.isEmpty {
      text += "<p class=\"reply\">\(HTMLText.block(step.text, most: 600))</p>"
    }
    return text + checks(step)
  }

  private func call(_ call: CallReport) -> String {
    let look = OutcomeLook(call: call.outcome)
    var text = "<li class=\"\(look.kind)\"><b>\(look.sign) \(HTMLText.line(look.word))</b> "
    text += "<code>\(HTMLText.line(call.tool, most: 80))</code> "
    text += "<small>\(HTMLText.arguments(call.arguments))</small>"
    if call.outcome == "denied" {
      let missing = HTMLText.line(call.missing.joined(separator: ", "))
      let holders = call.heldBy.isEmpty ? "nobody" : call.heldBy.joined(separator: ", ")
      text += "<small>needs \(missing), which \(HTMLText.line(holders)) has</small>"
    } else if let reason = call.reason {
      text += "<small>\(HTMLText.line(reason, most: 300))</small>"
    }
    for change in call.changes.prefix(8) {
      text += "<small>\(HTMLText.line(change.path)): \(Self.value(change.old)) → "
      text += "\(Self.value(change.new))</small>"
    }
    if call.changes.count > 8 { text += "<small>and \(call.changes.count - 8) more</small>" }
    return text + "</li>"
  }

  private static func value(_ value: JSONValue?) -> String {
    guard let value else { return "–" }
    return HTMLText.line(value.text ?? JSONWriter.text(value), most: 120)
  }

  private func checks(_ step: StepReport) -> String {
    remarks(step) + verdicts(step)
  }

  private func remarks(_ step: StepReport) -> String {
    let left =
      step.skip.map { ["left out: \($0)"] } ?? step.todo.map { ["to do: \($0)"] } ?? []
    return (step.injects + step.notes + left).map {
      "<p><small>\(HTMLText.line($0, most: 400))</small></p>"
    }
    .joined()
  }

  private func verdicts(_ step: StepReport) -> String {
    let held = step.expectations.count { $0.failure == nil }
    var items = ""
    if held > 0 { items += "<li class=\"held\">✓ \(held) held</li>" }
    for problem in step.expectations.compactMap(\.failure) + (step.error.map { [$0] } ?? []) {
      items += "<li class=\"failed\">✗ line \(problem.span.start.line): "
      items += "\(HTMLText.line(problem.message, most: 600))</li>"
    }
    return items.isEmpty ? "" : "<ul class=\"checks\">\(items)</ul>"
  }
}
