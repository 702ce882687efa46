public import AccessControl
public import Documents
public import Exercises
public import Values

/// What became of a case.
public enum CaseOutcome: String, Sendable {
  /// Everything expected held.
  case passed
  /// Something expected didn't hold.
  case failed
  /// It could not be decided: the model, a limit.
  case error
  /// It was left out.
  case skipped
  /// It is known not to hold yet: something expected didn't hold.
  case todo
  /// It was played several times and passed often enough, but not always.
  case flaky

  /// Whether the run as a whole can't be called good because of it.
  public var isBad: Bool { self == .failed || self == .error }
}

/// What became of one expectation.
public struct ExpectationResult: Sendable {
  /// The expectation.
  public let expectation: Expectation
  /// What is wrong; nil where it holds.
  public let failure: Diagnostic?
}

/// What became of one step.
public struct StepResult: Sendable {
  /// Its place among the steps, from 0; the run's own expectations come last.
  public let index: Int
  /// Its name, where it has one.
  public let id: String?
  /// The line at which it begins.
  public let line: Int
  /// What kind of step it is.
  public let verb: String
  /// Who acted, where someone did.
  public let actor: Actor?
  /// When it began.
  public let at: Timestamp
  /// The calls made in it.
  public var calls: [CallTrace] = []
  /// What the agent said.
  public var text = ""
  /// How many requests the model was sent.
  public var modelRequests = 0
  /// What became of its expectations.
  public var expectations: [ExpectationResult] = []
  /// Why it could not be played, where it couldn't.
  public var error: Diagnostic?
  /// How many tokens the model counted.
  public var tokens = 0
  /// The role that an inject was addressed to.
  public var addressee: Role?
}

/// What became of a case.
public struct CaseResult: Sendable {
  /// The case.
  public let scenario: ScenarioCase
  /// What became of it.
  public var outcome: CaseOutcome
  /// Its steps, as far as they were played.
  public var steps: [StepResult]
  /// The head of the record of every call.
  public let auditHead: Digest
  /// What an after-action report says of it; nil for a cell of a grid and for what was not played.
  public var facts: AfterActionFacts?
  /// How it fared, where it was played several times.
  public var trials: Trials?

  /// Everything that is wrong with it.
  public var problems: [Diagnostic] {
    steps.flatMap { step in
      step.expectations.compactMap(\.failure) + (step.error.map { [$0] } ?? [])
    }
  }
}
