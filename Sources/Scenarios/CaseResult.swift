public import AccessControl
public import Agent
public import Documents
public import Exercises
public import Incidents
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
  /// It doesn't hold yet, and says so.
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

/// An inject that was due at a time.
public struct DueInject: Sendable {
  /// The step that announced it.
  public let step: Int
  /// Its line.
  public let line: Int
  /// When it was due.
  public let at: Timestamp
  /// What it is.
  public let inject: Inject
  /// The call that made it needless; nil where it came.
  public let withheldBy: Int?

  /// What became of it, on one line.
  public var sentence: String {
    withheldBy.map { "the inject of line \(line) did not come, because of call \($0)" }
      ?? "the inject of line \(line) came at \(at)"
  }
}

/// What became of one step.
public struct StepResult: Sendable {
  /// Its place among the steps, from 0; the run's own expectations come last.
  public let index: Int
  /// Its name, where it has one.
  public let id: String?
  /// The fragment it stands in, where it stands in one.
  public var fragment: String?
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
  /// What the person said, where someone spoke.
  public var said: String?
  /// What the agent said.
  public var text = ""
  /// Injects of earlier steps that came while it was played.
  public var injects: [DueInject] = []
  /// What else is to be known of it, one line each.
  public var notes: [String] = []
  /// Why it was left out, where it was.
  public var skip: String?
  /// Why it was left out for now, where it was.
  public var todo: String?
  /// What the model counted, in tokens.
  public var tokens = 0
  /// What the model cost, in US dollars; nil where no price is known, or nothing was paid.
  public var cost: Double?
  /// What the agent asked for.
  public var questions: [AgentQuestion] = []
  /// The role that an inject was addressed to, where it came at once.
  public var addressee: Role?
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
  public var outcome: CaseOutcome
  /// Its steps, as far as they were played.
  public var steps: [StepResult]
  /// The record of every call.
  public let audit: AuditLog

  /// The head of the record; it is computed where a report asks for it.
  public var auditHead: Digest { audit.head }
  /// What is wrong with it besides its steps.
  public var problem: Diagnostic?
  /// The worlds between which it was played; nil for a cell of a grid and for what was not played.
  var span: Span?
  /// How it fared, where it was played several times.
  public var trials: TrialResult?
  /// The live model that answered, or whose recording did; nil where none was asked.
  public var model: String?
  /// What else is to be known of it, one line each.
  public var notes: [String] = []

  /// Where a story began and ended.
  struct Span: Sendable {
    let before: World
    let after: World
    let incident: String?
  }

  /// What an after-action report says of it; computed where one asks.
  public var facts: AfterActionFacts? {
    span.map {
      AfterActionFacts(steps: steps, before: $0.before, after: $0.after, incident: $0.incident)
    }
  }

  /// Everything that is wrong with it.
  public var problems: [Diagnostic] {
    steps.flatMap { step in
      step.expectations.compactMap(\.failure) + (step.error.map { [$0] } ?? [])
    } + (problem.map { [$0] } ?? [])
  }
}
