import Values

/// Holds a fact of the exercise against what a scenario says of it.
enum FactCheck {
  static func failure(
    of fact: AfterActionFact,
    _ matcher: Matcher,
    in facts: AfterActionFacts
  ) -> Failure? {
    let value = facts[fact]
    guard !matcher.accepts(value) else { return nil }
    return Failure(
      code: "TT220",
      message: "\(fact.rawValue) is \(text(value, fact.unit)), expected \(phrase(matcher, fact))"
    )
  }

  private static func text(_ value: JSONValue?, _ unit: AfterActionFact.Unit) -> String {
    guard let value else { return "not there" }
    guard unit == .time, let seconds = value.int else { return "number \(JSONWriter.text(value))" }
    return TimeSpan(seconds: seconds).description
  }

  /// What is expected, times as people write them.
  private static func phrase(_ matcher: Matcher, _ fact: AfterActionFact) -> String {
    guard fact.unit == .time else { return matcher.phrase }
    func span(_ seconds: Double) -> String {
      TimeSpan(seconds: Int(min(max(seconds, 0), Double(TimeSpan.maximumSeconds)))).description
    }
    switch matcher {
    case .equals(let value): return value.double.map(span) ?? matcher.phrase
    case .between(let low?, let high?): return "\(span(low)) to \(span(high))"
    case .between(let low?, nil): return "at least \(span(low))"
    case .between(nil, let high?): return "at most \(span(high))"
    case .not(let matcher): return "anything but \(phrase(matcher, fact))"
    case .all(let matchers):
      return matchers.map { phrase($0, fact) }.joined(separator: " and ")
    default: return matcher.phrase
    }
  }
}
