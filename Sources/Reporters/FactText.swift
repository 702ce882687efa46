import Scenarios
import Values

/// Facts of an exercise in words.
enum FactText {
  /// The facts that a report lists, with what each says.
  static let shown: [(fact: AfterActionFact, title: String)] = [
    (.wrongDepartment, "requests to the wrong department"),
    (.timeToRightDepartment, "to the right department"),
    (.unmetNeeds, "needs never met"),
    (.timeToRespond, "to respond to an inject"),
    (.firstNotice, "to the first customer notice"),
    (.noticeGap, "longest time between notices"),
    (.timeToResolve, "to resolve"),
    (.costIncrease, "cost added"),
    (.slaExposure, "SLA credits at the end"),
    (.selfApproved, "done by whoever asked for it"),
  ]

  /// Returns the value of a fact as people write it; a dash where there is none.
  static func text(_ fact: AfterActionFact, of facts: AfterActionFacts) -> String {
    guard let value = facts[fact] else { return "–" }
    switch fact.unit {
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
