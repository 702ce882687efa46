public import Exercises

/// Something that happens while a case is played, told as it happens.
public enum CaseEvent: Sendable {
  /// The case begins.
  case started
  /// A step begins; nothing has been done in it yet.
  case stepStarted(StepResult)
  /// A call was decided and, where it was allowed, done.
  case called(CallTrace, step: Int)
  /// An expectation was looked at.
  case checked(ExpectationResult, step: Int)
  /// A step is over.
  case stepDone(StepResult)
}

/// Who is told what happens in a case, while it happens.
public typealias CaseObserver = @Sendable (CaseEvent) -> Void
