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
}

/// What became of a case.
public struct CaseResult: Sendable {
  /// The case.
  public let scenario: ScenarioCase
  /// What became of it.
  public let outcome: CaseOutcome
  /// Its steps, as far as they were played.
  public let steps: [StepResult]
  /// The record of every call.
  public let audit: AuditLog

  /// The head of the record; it is computed where a report asks for it.
  public var auditHead: Digest { audit.head }

  /// Everything that is wrong with it.
  public var problems: [Diagnostic] {
    steps.flatMap { step in
      step.expectations.compactMap(\.failure) + (step.error.map { [$0] } ?? [])
    }
  }
}
