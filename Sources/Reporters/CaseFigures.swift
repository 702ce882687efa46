import Exercises
import Scenarios

/// How much happened in a case, in numbers.
public struct CaseFigures: Sendable, Equatable {
  /// Steps, also those that were left out.
  public private(set) var steps = 0
  /// Steps that were left out.
  public private(set) var leftOut = 0
  /// Turns that the agent played.
  public private(set) var turns = 0
  /// Calls that reached the gate.
  public private(set) var calls = 0
  /// Calls that the gate denied.
  public private(set) var denied = 0
  /// Tokens that models counted.
  public private(set) var tokens = 0
  /// What models cost, in US dollars; nil where no price is known, or nothing was paid.
  public private(set) var cost: Double?

  /// Counts what happened in a case.
  init(_ result: CaseResult) {
    for step in result.steps {
      add(verb: step.verb, isLeftOut: step.skip != nil || step.todo != nil, tokens: step.tokens)
      add(cost: step.cost)
      calls += step.calls.count
      denied += step.calls.count { $0.denial != nil }
    }
  }

  /// Counts what a report tells of a case.
  init(_ steps: [StepReport]) {
    for step in steps {
      add(verb: step.verb, isLeftOut: step.skip != nil || step.todo != nil, tokens: step.tokens)
      add(cost: step.cost)
      calls += step.calls.count
      denied += step.calls.count { $0.outcome == "denied" }
    }
  }

  private mutating func add(cost: Double?) {
    if let cost { self.cost = (self.cost ?? 0) + cost }
  }

  private mutating func add(verb: String, isLeftOut: Bool, tokens: Int) {
    steps += 1
    if isLeftOut { leftOut += 1 } else if verb == "say" { turns += 1 }
    self.tokens += tokens
  }
}
