import AccessControl
import Documents
import Exercises
import Incidents
public import Values

extension CaseRunner {
  /// Plays a case, for no longer than a limit of real time.
  ///
  /// Where the time is up the case is cancelled and can't be decided; what was done by then stays
  /// in the result.
  public func run(
    _ scenario: ScenarioCase,
    within limit: TimeSpan?,
    observer: CaseObserver? = nil
  ) async -> CaseResult {
    guard let limit else { return await run(scenario, observer: observer) }
    return await withTaskGroup(of: CaseResult?.self) { group in
      group.addTask { await run(scenario, observer: observer) }
      group.addTask {
        try? await Task.sleep(for: .seconds(limit.seconds))
        return nil
      }
      var result: CaseResult?
      var isLate = false
      while result == nil, let next = await group.next() {
        if let next { result = next } else { isLate = !Task.isCancelled }
        group.cancelAll()
      }
      let played =
        result
        ?? CaseResult(scenario: scenario, outcome: .error, steps: [], audit: AuditLog())
      return isLate ? played.stopped(after: limit) : played
    }
  }

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

extension CaseResult {
  /// The same case, not decided because the time was up.
  fileprivate func stopped(after limit: TimeSpan) -> CaseResult {
    var copy = self
    copy.outcome = .error
    let line = steps.last?.line ?? scenario.line
    let problem = Diagnostic(
      code: "TT301",
      file: scenario.file.source,
      span: SourceSpan(start: SourcePosition(line: line, column: 1), length: 1),
      message: "the case took longer than \(limit)"
    )
    if copy.steps.isEmpty {
      copy.steps = [
        StepResult(
          index: 0,
          id: nil,
          line: line,
          verb: "note",
          actor: nil,
          at: scenario.definition.world.clock
        )
      ]
    }
    copy.steps[copy.steps.count - 1].error = problem
    return copy
  }
}
