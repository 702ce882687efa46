import Scenarios
import Values

/// The lanes at a glance: what each department did, one column a step, as a drawing.
///
/// The table below it says the same in words, so readers that don't draw pass over it.
struct HTMLLanes {
  private let report: CaseReport
  private let lanes: [String]
  private let column: Double
  private static let left = 96.0
  private static let right = 24.0
  private static let width = 1_000.0
  private static let height = 30.0
  private static let top = 30.0

  /// Where a call was drawn.
  private struct Point {
    let x: Double
    let y: Double
    let role: String
  }

  init(_ report: CaseReport, lanes: [String]) {
    self.report = report
    self.lanes = lanes
    column = (Self.width - Self.left - Self.right) / Double(max(1, report.steps.count))
  }

  var text: String {
    let height = Self.top + Self.height * Double(lanes.count) + (hasMoney ? 48 : 8)
    var text = "<div class=\"scroll\" role=\"group\" aria-label=\"Timeline\" tabindex=\"0\">"
    text += "<svg class=\"strip\" viewBox=\"0 0 1000 \(number(height))\""
    text += " aria-hidden=\"true\" focusable=\"false\">"
    text += clock(height)
    for (index, lane) in lanes.enumerated() {
      let y = number(y(index))
      text +=
        "<line class=\"rule\" x1=\"\(number(Self.left))\" x2=\"980\" y1=\"\(y)\" y2=\"\(y)\"/>"
      text += "<text class=\"lane\" x=\"4\" y=\"\(number(self.y(index) + 4))\">"
      text += "\(HTMLText.line(lane, most: 13))</text>"
    }
    return text + marks + "</svg></div>\n" + legend
  }

  private var legend: String {
    "<ul class=\"legend\"><li>● call done</li><li>⊠ call denied</li><li>▲ other outcome</li>"
      + "<li>○ only talk</li><li>◆ inject</li><li>- - → hand-over</li></ul>\n"
  }

  private func y(_ lane: Int) -> Double { Self.top + Self.height * (Double(lane) + 0.5) }
  private func x(_ step: Int) -> Double { Self.left + column * (Double(step) + 0.5) }
  private func number(_ value: Double) -> String { HTMLReporter.decimal(value) }

  private var hasMoney: Bool { report.facts.map { !$0.exposure.isEmpty } ?? false }

  /// Cost and credits at a time, below the lanes.
  private func money(at time: Timestamp, _ x: Double) -> String {
    let points = report.facts?.exposure ?? []
    guard let point = points.last(where: { $0.at <= time }) else { return "" }
    let y = Self.top + Self.height * Double(lanes.count)
    return [point.cost, point.credits].enumerated().map { row, amount in
      let place = number(y + 20 + 18 * Double(row))
      return "<text x=\"\(number(x))\" y=\"\(place)\" text-anchor=\"middle\">"
        + "\(FactText.rounded(amount))</text>"
    }.joined()
  }

  private var moneyTitles: String {
    guard hasMoney else { return "" }
    let y = Self.top + Self.height * Double(lanes.count)
    return "<text x=\"4\" y=\"\(number(y + 20))\">cost so far</text>"
      + "<text x=\"4\" y=\"\(number(y + 38))\">SLA credits</text>"
  }

  /// The times at the top, where there is room, and the waits as bands.
  private func clock(_ height: Double) -> String {
    var text = moneyTitles
    var last = -100.0
    var shown = ""
    for (index, step) in report.steps.enumerated() {
      let x = x(index)
      if step.verb == "advance" {
        text += "<rect class=\"wait\" x=\"\(number(x - column / 2))\" y=\"18\""
        text +=
          " width=\"\(number(column))\" height=\"\(number(Self.height * Double(lanes.count) + 12))\"/>"
      }
      let time = String(step.at.timeOfDay.prefix(5))
      guard time != shown, x - last > 44 else { continue }
      shown = time
      last = x
      text += "<text x=\"\(number(x))\" y=\"12\" text-anchor=\"middle\">\(time)</text>"
      text += money(at: step.at, x)
    }
    return text
  }

  private var marks: String {
    var text = ""
    var open: [String: Point] = [:]
    var arrows = ""
    for (index, step) in report.steps.enumerated() {
      let x = x(index)
      if let inject = step.inject { text += self.inject(inject, x) }
      if step.expectations.contains(where: { $0.failure != nil }) || step.error != nil {
        text += "<text class=\"flag\" x=\"\(number(x))\" y=\"27\" text-anchor=\"middle\">!</text>"
      }
      guard let role = step.role, let lane = lanes.firstIndex(of: role) else { continue }
      let y = y(lane)
      if step.calls.isEmpty {
        text += "<circle class=\"talk\" cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"4\"/>"
      }
      let gap = min(14, column / Double(max(1, step.calls.count)))
      for (place, call) in step.calls.enumerated() {
        let x = x + (Double(place) - Double(step.calls.count - 1) / 2) * gap
        text += Self.mark(call.outcome, x, y)
        if call.outcome == "denied" {
          if open[call.tool] == nil { open[call.tool] = Point(x: x, y: y, role: role) }
        } else if call.outcome == "ok", let start = open.removeValue(forKey: call.tool),
          start.role != role
        {
          arrows += Self.arrow(start.x, start.y, x, y)
        }
      }
    }
    return arrows + text
  }

  private func inject(_ inject: StepReport.InjectReport, _ x: Double) -> String {
    let y = y(0)
    var text = ""
    if let lane = inject.to.flatMap({ lanes.firstIndex(of: $0) }) {
      text += "<line class=\"to\" x1=\"\(number(x))\" y1=\"\(number(y))\" x2=\"\(number(x))\""
      text += " y2=\"\(number(self.y(lane)))\"/>"
    }
    let (left, right) = (number(x - 6), number(x + 6))
    let (above, below) = (number(y - 6), number(y + 6))
    return text + "<path class=\"inject\" d=\"M\(number(x)) \(above)L\(right) \(number(y))"
      + "L\(number(x)) \(below)L\(left) \(number(y))Z\"/>"
  }

  private static func mark(_ outcome: String, _ x: Double, _ y: Double) -> String {
    func n(_ value: Double) -> String { HTMLReporter.decimal(value) }
    switch outcome {
    case "ok": return "<circle class=\"ok\" cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"5\"/>"
    case "denied":
      return "<path class=\"denied\" d=\"M\(n(x - 5)) \(n(y - 5))H\(n(x + 5))V\(n(y + 5))"
        + "H\(n(x - 5))ZL\(n(x + 5)) \(n(y + 5))M\(n(x + 5)) \(n(y - 5))L\(n(x - 5)) \(n(y + 5))\"/>"
    default:
      return "<path class=\"other\" d=\"M\(n(x)) \(n(y - 6))L\(n(x + 6)) \(n(y + 5))"
        + "H\(n(x - 6))Z\"/>"
    }
  }

  /// A bow from a denied call to the call that did it, with a tip at its end.
  private static func arrow(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
    func n(_ value: Double) -> String { HTMLReporter.decimal(value) }
    let end = x2 - 7
    let bend = max(12, (end - x1) / 2)
    let (first, second) = (n(x1 + bend), n(end - bend))
    return "<path class=\"hand\" d=\"M\(n(x1 + 6)) \(n(y1))C\(first) \(n(y1)) \(second) \(n(y2)) "
      + "\(n(end)) \(n(y2))\"/><path class=\"tip\" d=\"M\(n(end + 2)) \(n(y2))"
      + "L\(n(end - 5)) \(n(y2 - 4))V\(n(y2 + 4))Z\"/>"
  }
}
