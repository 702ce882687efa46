import AccessControl
import Documents
import Exercises
import Incidents
import Values

extension CaseRunner {
  /// Plays a case several times, and says how it fared; one play gives its result as it is.
  ///
  /// The steps are those of the first play that was not good, or of the first one.
  public func run(
    _ scenario: ScenarioCase,
    times: Int,
    needed: Int,
    play: (Int) async -> CaseResult
  ) async -> CaseResult {
    let first = await play(1)
    guard times > 1, first.outcome != .skipped else { return first }
    var shown = first
    var passed = first.outcome == .passed ? 1 : 0
    for number in 2...times where !Task.isCancelled {
      let result = await play(number)
      if result.outcome == .passed { passed += 1 } else if !shown.outcome.isBad { shown = result }
    }
    let trials = TrialResult(runs: times, passed: passed, needed: needed)
    shown.trials = trials
    shown.outcome =
      trials.outcome == .failed && shown.outcome == .error ? .error : trials.outcome
    return shown
  }
}
