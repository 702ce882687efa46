import AccessControl
import Agent
import Documents
import Exercises
import Incidents
import Values

/// How long a case may take, in real time; a scenario can't raise it.
public enum TimeLimit {
  /// The most seconds of one case.
  public static let caseSeconds = 300

  private static let origin = ContinuousClock.now

  /// The real time since the program first asked, however the system's clock is set.
  public static let realTime: @Sendable () -> Duration = { origin.duration(to: .now) }
}

extension RunOptions {
  /// How long a story may take: the least of what any may, the run allows and it says itself.
  func limit(of story: Story) -> TimeSpan {
    [caseTime, story.timeout].compactMap(\.self)
      .reduce(TimeSpan(seconds: TimeLimit.caseSeconds), min)
  }

  /// Whether something may keep a story waiting, so that it has to be stopped from outside.
  func mayWait(in story: Story) -> Bool {
    let model = model ?? story.model
    return caseTime != nil || story.timeout != nil || !["offline", "scripted"].contains(model)
  }
}

extension StoryPlay {
  /// Returns what is wrong where the time is up, and ends the case after this step.
  mutating func overtime(in step: Step) -> Diagnostic? {
    let limit = options.limit(of: story)
    guard options.stopwatch() - began > .seconds(limit.seconds) else { return nil }
    isOver = true
    return Diagnostic(
      code: "TT301",
      file: step.source,
      span: step.span,
      message: "the case took longer than \(limit)"
    )
  }
}

extension CaseRunner {
  /// Plays a story, and stops it from outside where it may wait for something.
  ///
  /// What was done by then stays in the result.
  func play(
    _ scenario: ScenarioCase,
    _ story: Story,
    _ observer: CaseObserver?
  ) async -> CaseResult {
    let began = options.stopwatch()
    let play: @Sendable () async -> CaseResult = {
      var play = StoryPlay(scenario, story, options, began: began, observer)
      await play.run(models)
      let notes = play.opened?.end() ?? []
      var result = play.result
      result.notes = notes
      if let model = play.opened?.model, model.isLive { result.model = model.name }
      return result
    }
    guard options.mayWait(in: story) else { return await play() }
    let limit = options.limit(of: story)
    return await withTaskGroup(of: CaseResult?.self) { group in
      group.addTask { await play() }
      group.addTask {
        await options.alarm(.seconds(limit.seconds))
        return nil
      }
      var result: CaseResult?
      while result == nil, let next = await group.next() {
        result = next
        group.cancelAll()
      }
      return result
        ?? CaseResult(scenario: scenario, outcome: .error, steps: [], audit: AuditLog())
    }
  }
}
