import AccessControl
import Exercises
import Incidents
import Values

/// Proves a denial, which takes five things; each can fail alone.
///
/// 1. The call was attempted. 2. The gate denied it and named what is missing. 3. The tool's body
/// did not run. 4. The call changed nothing. 5. The record names the person who acted.
enum DenialProof {
  /// Returns why a denial is not proved, or nil.
  static func failure(of matcher: CallMatcher, in evidence: Evidence) -> Failure? {
    let attempts = CallCheck.fitting(matcher, evidence)
    guard !attempts.isEmpty else { return notAttempted(matcher, evidence) }
    for attempt in attempts {
      if let failure = notDenied(attempt, matcher, evidence) { return failure }
    }
    if let times = matcher.times, times != attempts.count {
      return Failure(
        code: "TT212",
        message: "\(matcher.tool) was denied \(attempts.count) times, expected \(times)"
      )
    }
    return nil
  }

  private static func notAttempted(_ matcher: CallMatcher, _ evidence: Evidence) -> Failure {
    let others = evidence.calls.filter { matcher.names($0.call.tool) }
    if let other = others.first {
      return CallCheck.argumentFailure(other, matcher, evidence)
    }
    return Failure(
      code: "TT202",
      message: "\(matcher.tool) was not attempted, so no denial was proved",
      help: "force the attempt with `agent: [\(matcher.tool) …]`, or accept either outcome with "
        + "`blocked: \(matcher.tool)`"
    )
  }

  private static func notDenied(
    _ attempt: CallTrace,
    _ matcher: CallMatcher,
    _ evidence: Evidence
  ) -> Failure? {
    let tool = attempt.call.tool
    guard let denial = attempt.denial else {
      let role = attempt.call.attribution.session.role
      let verb = attempt.call.bodyRan ? "allowed" : attempt.call.outcome.word
      return Failure(
        code: "TT201",
        message: "\(tool) was \(verb), expected denied",
        why: attempt.call.bodyRan ? "\(role) holds what \(tool) requires" : nil
      )
    }
    if let failure = wrongMissing(denial, tool, matcher) { return failure }
    if let failure = CallCheck.reasonFailure(attempt, matcher) { return failure }
    if attempt.call.bodyRan {
      return Failure(code: "TT213", message: "\(tool) was denied, but its body ran all the same")
    }
    if attempt.worldChanged {
      let paths = attempt.changes.map(\.path.description).joined(separator: ", ")
      return Failure(
        code: "TT214",
        message: "\(tool) was denied, but the world changed"
          + (paths.isEmpty ? "" : ": \(paths)")
      )
    }
    return wrongRecord(attempt)
  }

  private static func wrongMissing(
    _ denial: Denial,
    _ tool: String,
    _ matcher: CallMatcher
  ) -> Failure? {
    let named = denial.missing.map(\.name).joined(separator: ", ")
    if denial.missing.isEmpty {
      return Failure(code: "TT203", message: "\(tool) was denied without saying what is missing")
    }
    guard let expected = matcher.missing, Set(expected) != Set(denial.missing) else { return nil }
    return Failure(
      code: "TT203",
      message: "\(tool) was denied for lack of \(named), expected "
        + expected.map(\.name).joined(separator: ", ")
    )
  }

  private static func wrongRecord(_ attempt: CallTrace) -> Failure? {
    let tool = attempt.call.tool
    guard let record = attempt.record?.call, record.id == attempt.call.id else {
      return Failure(code: "TT215", message: "\(tool) was denied, but no record says so")
    }
    guard case .denied = record.outcome else {
      return Failure(code: "TT215", message: "\(tool) was denied, but the record says otherwise")
    }
    let recorded = record.attribution.session
    guard recorded == attempt.requester else {
      return Failure(
        code: "TT215",
        message: "the record of \(tool) names \(recorded.user) as \(recorded.role), who did not act"
      )
    }
    return nil
  }
}
