import AccessControl
import Exercises
import Incidents
import Values

/// Holds expectations about calls against what was called.
enum CallCheck {
  /// Returns why the expected calls with an outcome are not there, or nil.
  static func failure(
    of matcher: CallMatcher,
    _ word: String,
    in evidence: Evidence,
    where isWanted: (ToolOutcome) -> Bool
  ) -> Failure? {
    let fitting = fitting(matcher, evidence)
    let answered = fitting.filter { isWanted($0.call.outcome) }
    let wanted = answered.filter { reasonFailure($0, matcher) == nil }
    if wanted.isEmpty, let other = answered.first, matcher.times != 0 {
      return reasonFailure(other, matcher)
    }
    if let times = matcher.times {
      guard wanted.count != times else { return nil }
      return Failure(
        code: "TT212",
        message:
          "\(matcher.tool) was \(done(word)) \(count(wanted.count)), expected \(count(times))"
      )
    }
    guard wanted.isEmpty else { return nil }
    if let late = late(matcher, evidence, where: isWanted) {
      return argumentFailure(late, matcher, evidence)
    }
    if let other = fitting.first { return wrongOutcome(other, word) }
    if let other = evidence.calls.first(where: { matcher.names($0.call.tool) }) {
      return argumentFailure(other, matcher, evidence)
    }
    return Failure(
      code: "TT206",
      message: "\(matcher.tool) was not called, expected \(done(word))"
    )
  }

  /// Returns why something was called that must not have been, or nil.
  static func unwanted(_ matcher: CallMatcher, in evidence: Evidence) -> Failure? {
    guard let call = fitting(matcher, evidence).first else { return nil }
    let session = call.call.attribution.session
    return Failure(
      code: "TT211",
      message: "\(call.call.tool) was called by \(session.user) as \(session.role), expected never"
    )
  }

  /// Returns why nobody was asked whether such a call may run, or nil.
  static func unasked(_ matcher: CallMatcher, in evidence: Evidence) -> Failure? {
    let fitting = fitting(matcher, evidence)
    let asked = fitting.filter { $0.call.consent != nil }
    if let times = matcher.times, times != asked.count {
      return Failure(
        code: "TT212",
        message: "\(matcher.tool) was asked about \(count(asked.count)), expected \(count(times))"
      )
    }
    guard asked.isEmpty, matcher.times == nil else { return nil }
    if let other = fitting.first {
      return Failure(
        code: "TT206",
        message: "\(matcher.tool) was \(done(other.call.outcome.word)), and nobody was asked",
        help: "write `approvals: ask`, or `approve` or `decline` in the step"
      )
    }
    if let other = evidence.calls.first(where: { matcher.names($0.call.tool) }) {
      return argumentFailure(other, matcher, evidence)
    }
    return Failure(
      code: "TT206",
      message: "\(matcher.tool) was not called, expected that a person is asked about it"
    )
  }

  /// Returns why a call got through that should have been denied or left alone, or nil.
  static func unblocked(_ matcher: CallMatcher, in evidence: Evidence) -> Failure? {
    guard let call = fitting(matcher, evidence).first(where: { $0.denial == nil }) else {
      return nil
    }
    return Failure(
      code: "TT201",
      message: "\(call.call.tool) was \(call.call.outcome.word), expected denied or not attempted"
    )
  }

  /// Returns why the proposed calls as a whole are not as expected, or nil.
  static func order(
    _ order: CallOrder,
    _ matchers: [CallMatcher],
    in evidence: Evidence
  ) -> Failure? {
    let holds =
      switch order {
      case .exactly:
        evidence.calls.count == matchers.count
          && zip(evidence.calls, matchers).allSatisfy { fits($0, $1, evidence) }
      case .unordered: unordered(matchers, evidence)
      case .inOrder: inOrder(matchers, evidence)
      case .only:
        evidence.calls.allSatisfy { call in matchers.contains { fits(call, $0, evidence) } }
      }
    guard !holds else { return nil }
    let expected = matchers.map(\.tool).joined(separator: ", ")
    let actual = evidence.calls.map(\.call.tool).joined(separator: ", ")
    return Failure(
      code: "TT204",
      message: "the calls are \(actual.isEmpty ? "none" : actual), expected \(phrase(order)) "
        + (expected.isEmpty ? "none" : expected),
      why: difference(order, matchers, evidence)
    )
  }

  /// Says which argument, or who, sets the calls apart where they are calls of the right tools.
  private static func difference(
    _ order: CallOrder,
    _ matchers: [CallMatcher],
    _ evidence: Evidence
  ) -> String? {
    switch order {
    case .exactly:
      guard matchers.count == evidence.calls.count else { return nil }
      for (trace, matcher) in zip(evidence.calls, matchers) where !fits(trace, matcher, evidence) {
        guard matcher.names(trace.call.tool) else { return nil }
        return place(trace) + argumentFailure(trace, matcher, evidence).message
      }
    case .only:
      for trace in evidence.calls
      where !matchers.contains(where: { fits(trace, $0, evidence) }) {
        guard let near = matchers.first(where: { $0.names(trace.call.tool) }) else { continue }
        return place(trace) + argumentFailure(trace, near, evidence).message
      }
    case .unordered, .inOrder:
      for matcher in matchers
      where !evidence.calls.contains(where: { fits($0, matcher, evidence) }) {
        guard let near = evidence.calls.first(where: { matcher.names($0.call.tool) }) else {
          continue
        }
        return place(near) + argumentFailure(near, matcher, evidence).message
      }
    }
    return nil
  }

  private static func place(_ trace: CallTrace) -> String { "call \(trace.number): " }

  /// Returns the failure for a call of the right tool with a wrong argument or person.
  static func argumentFailure(
    _ trace: CallTrace,
    _ matcher: CallMatcher,
    _ evidence: Evidence
  ) -> Failure {
    let tool = trace.call.tool
    let found = trace.mismatch(
      with: matcher,
      in: evidence.after.world,
      tools: evidence.after.policy
    )
    if let (name, expected, actual) = found {
      let value = actual.map { "\($0.typeName) \(JSONWriter.text($0))" } ?? "not given"
      return Failure(
        code: "TT205",
        message: "`\(name)` of \(tool) is \(value), expected \(expected.phrase)"
      )
    }
    let session = trace.call.attribution.session
    if let by = matcher.by, by.session != session {
      return Failure(
        code: "TT206",
        message: "\(tool) was called by \(session.user) as \(session.role), expected \(by.name)"
      )
    }
    if let within = matcher.within, !isInTime(trace, matcher, evidence) {
      let start = evidence.before.clock
      return Failure(
        code: "TT206",
        message:
          "\(tool) came at \(trace.call.attribution.at), expected within \(within) of \(start)"
      )
    }
    let extra = trace.call.arguments.keys.filter {
      matcher.arguments[$0] == nil && !trace.call.filledFromContext.contains($0)
    }
    return Failure(
      code: "TT205",
      message: "\(tool) was also given " + extra.sorted().joined(separator: ", ")
        + ", expected exactly the arguments named"
    )
  }

  private static func wrongOutcome(_ trace: CallTrace, _ word: String) -> Failure {
    Failure(
      code: trace.denial == nil ? "TT206" : "TT201",
      message: "\(trace.call.tool) was \(done(trace.call.outcome.word)), expected \(done(word))",
      why: trace.reason
    )
  }

  /// Returns why the reason of a call that was not done is not the expected one, or nil.
  static func reasonFailure(_ trace: CallTrace, _ matcher: CallMatcher) -> Failure? {
    guard let because = matcher.because, !because.accepts(trace.reason.map { .string($0) }) else {
      return nil
    }
    return Failure(
      code: "TT221",
      message: "\(trace.call.tool) \(trace.call.outcome.word == "failed" ? "" : "was ")"
        + "\(trace.call.outcome.word) for another reason, expected \(because.phrase)",
      why: trace.reason
    )
  }

  static func fitting(_ matcher: CallMatcher, _ evidence: Evidence) -> [CallTrace] {
    evidence.calls.filter { fits($0, matcher, evidence) }
  }

  private static func fits(
    _ trace: CallTrace,
    _ matcher: CallMatcher,
    _ evidence: Evidence
  ) -> Bool {
    guard trace.fits(matcher, in: evidence.after.world, tools: evidence.after.policy) else {
      return false
    }
    return isInTime(trace, matcher, evidence)
  }

  /// Returns a call that would do if it had come in time.
  private static func late(
    _ matcher: CallMatcher,
    _ evidence: Evidence,
    where isWanted: (ToolOutcome) -> Bool
  ) -> CallTrace? {
    evidence.calls.first { trace in
      isWanted(trace.call.outcome) && !isInTime(trace, matcher, evidence)
        && trace.fits(matcher, in: evidence.after.world, tools: evidence.after.policy)
    }
  }

  private static func isInTime(
    _ trace: CallTrace,
    _ matcher: CallMatcher,
    _ evidence: Evidence
  ) -> Bool {
    guard let within = matcher.within else { return true }
    return trace.call.attribution.at <= evidence.before.clock.advanced(by: within.seconds)
  }

  private static func unordered(_ matchers: [CallMatcher], _ evidence: Evidence) -> Bool {
    guard matchers.count == evidence.calls.count else { return false }
    var rest = evidence.calls
    for matcher in matchers {
      guard let index = rest.firstIndex(where: { fits($0, matcher, evidence) }) else {
        return false
      }
      rest.remove(at: index)
    }
    return true
  }

  private static func inOrder(_ matchers: [CallMatcher], _ evidence: Evidence) -> Bool {
    var rest = evidence.calls[...]
    for matcher in matchers {
      guard let index = rest.firstIndex(where: { fits($0, matcher, evidence) }) else {
        return false
      }
      rest = rest[(index + 1)...]
    }
    return true
  }

  private static func done(_ word: String) -> String {
    switch word {
    case "call", "ok": "done"
    default: word
    }
  }

  private static func count(_ number: Int) -> String {
    number == 1 ? "once" : "\(number) times"
  }

  private static func phrase(_ order: CallOrder) -> String {
    switch order {
    case .exactly: "exactly"
    case .unordered: "in any order"
    case .inOrder: "in this order"
    case .only: "none but"
    }
  }
}
