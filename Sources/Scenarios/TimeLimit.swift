import Documents
import Exercises
import Incidents

/// How long a case may take, in real time; a scenario can't raise it.
public enum TimeLimit {
  /// The most seconds of one case.
  public static let caseSeconds = 300

  private static let origin = ContinuousClock.now

  /// The real time since the program first asked, however the system's clock is set.
  public static let realTime: @Sendable () -> Duration = { origin.duration(to: .now) }
}

extension StoryPlay {
  /// Ends the case before a step where it has taken too long; false where there is time left.
  mutating func isOutOfTime(since start: Duration, before step: Step) -> Bool {
    guard options.stopwatch() - start > .seconds(TimeLimit.caseSeconds) else { return false }
    var result = StepResult(
      index: step.index,
      id: step.id,
      line: step.span.start.line,
      verb: step.verb.word,
      actor: step.verb.actor,
      at: exercise.world.clock
    )
    result.error = Diagnostic(
      code: "TT301",
      file: step.source,
      span: step.span,
      message: "this scenario has taken more than \(TimeLimit.caseSeconds) seconds"
    )
    steps.append(result)
    return true
  }
}
