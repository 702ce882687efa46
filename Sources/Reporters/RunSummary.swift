import Exercises
public import PolicyAnalysis
public import Scenarios
import Values

/// How a run ended, in numbers.
public struct RunSummary: Sendable, Equatable {
  /// Cases in which everything held.
  public private(set) var passed = 0
  /// Cases in which something didn't hold.
  public private(set) var failed = 0
  /// Cases that could not be decided.
  public private(set) var errors = 0
  /// Cases that were left out, or don't hold yet and say so.
  public private(set) var skipped = 0
  /// Turns that the agent played.
  public private(set) var turns = 0
  /// Calls that reached the gate.
  public private(set) var calls = 0
  /// Calls that the gate denied.
  public private(set) var denied = 0
  /// How much of the policy was proved; nil where no report shows it.
  public var coverage: PolicyCoverage?
  /// Whether it was asked for, so that reports for people show it too.
  public var showsCoverage = false
  /// Which grants the cases need, where that was asked for.
  public var leastPrivilege: LeastPrivilege?

  /// Creates the summary of no cases.
  public init() {}

  /// Adds a case.
  public mutating func add(_ result: CaseResult) {
    switch result.outcome {
    case .passed: passed += 1
    case .failed: failed += 1
    case .error: errors += 1
    case .skipped, .todo: skipped += 1
    }
    for step in result.steps {
      if step.verb == "say", step.skip == nil, step.todo == nil { turns += 1 }
      calls += step.calls.count
      denied += step.calls.count { $0.denial != nil }
    }
  }

  /// How many cases there were.
  public var cases: Int { passed + failed + errors + skipped }

  /// The line that ends every run; what could not be decided is neither.
  public var closingLine: String {
    "\(passed) passed, \(failed) failed" + (skipped > 0 ? ", \(skipped) skipped" : "")
  }

  /// The line before it, where something could not be decided.
  public var undecidedLine: String? {
    errors > 0 ? "\(errors) could not be decided" : nil
  }

  var json: JSONValue {
    [
      "calls": .integer(calls), "cases": .integer(cases), "denied": .integer(denied),
      "errors": .integer(errors), "failed": .integer(failed), "passed": .integer(passed),
      "skipped": .integer(skipped), "turns": .integer(turns),
    ]
  }
}
