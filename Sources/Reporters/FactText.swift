import Scenarios
import Values

/// Facts of an exercise in words.
enum FactText {
  /// The facts that a report lists, with what each says.
  static let shown: [(fact: AfterActionFact, title: String)] = [
    (.wrongDepartment, "wrong department"),
    (.timeToRightDepartment, "right one after"),
    (.unmetNeeds, "never reached"),
    (.timeToRespond, "responded after"),
    (.firstNotice, "first notice"),
    (.noticeGap, "notice gap"),
    (.timeToResolve, "resolved after"),
    (.costIncrease, "cost added"),
    (.slaExposure, "SLA credits"),
    (.selfApproved, "own requests"),
  ]

  /// Returns the value of a fact as people write it; a dash where there is none.
  static func text(_ fact: AfterActionFact, of facts: AfterActionFacts) -> String {
    text(facts[fact], fact.unit)
  }

  /// Returns a value as people write it; a dash where there is none.
  static func text(_ value: JSONValue?, _ unit: AfterActionFact.Unit) -> String {
    guard let value else { return "–" }
    switch unit {
    case .time: return value.int.map { TimeSpan(seconds: $0).description } ?? "–"
    case .money: return value.double.map(money) ?? "–"
    case .count: return JSONWriter.text(value)
    }
  }

  /// Returns an amount in three digits or so, such as $9.2k.
  static func rounded(_ amount: Double) -> String {
    for (unit, size) in [("G", 1e9), ("M", 1e6), ("k", 1e3)] where abs(amount) >= size {
      let tenths = (amount / size * 10).rounded() / 10
      return "$\(JSONWriter.text(.number(tenths)))\(unit)"
    }
    return "$\(JSONWriter.text(.number(amount.rounded())))"
  }

  /// Returns an amount with a dollar sign and separators of thousands; cents only if there are any.
  static func money(_ amount: Double) -> String {
    guard amount.isFinite, abs(amount) < 1e15 else { return "–" }
    let cents = Int((abs(amount) * 100).rounded())
    let digits = Array(String(cents / 100))
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped += "," }
      grouped.append(digit)
    }
    let rest = cents % 100
    let fraction = rest == 0 ? "" : "." + (rest < 10 ? "0" : "") + String(rest)
    return (amount < 0 ? "-$" : "$") + grouped + fraction
  }
}
