import AccessControl
import Agent
public import Scenarios
import Values

/// How a run ended, in numbers.
public struct RunSummary: Sendable, Equatable {
  /// How many cases ended in each way.
  public private(set) var outcomes: [CaseOutcome: Int] = [:]
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
  /// The head over the heads of all cases' records, in the order of the cases.
  public var auditHead: String { head.description }
  private var head = Digest.zero

  /// Creates the summary of no cases.
  public init() {}

  /// Adds a case.
  public mutating func add(_ report: CaseReport) {
    outcomes[report.outcome, default: 0] += 1
    turns += report.figures.turns
    calls += report.figures.calls
    denied += report.figures.denied
    tokens += report.figures.tokens
    if let cost = report.figures.cost { self.cost = (self.cost ?? 0) + cost }
    guard !report.auditHead.isEmpty else { return }
    head = head.chained(with: Array(report.auditHead.utf8))
  }

  /// Cases in which everything held, often enough.
  public var passed: Int { (outcomes[.passed] ?? 0) + flaky }
  /// Cases in which something didn't hold.
  public var failed: Int { outcomes[.failed] ?? 0 }
  /// Cases that could not be decided.
  public var errors: Int { outcomes[.error] ?? 0 }
  /// Cases that were left out, or don't hold yet and say so.
  public var skipped: Int { (outcomes[.skipped] ?? 0) + todo }
  /// Cases that don't hold yet and say so.
  public var todo: Int { outcomes[.todo] ?? 0 }
  /// Cases that passed often enough, but not always.
  public var flaky: Int { outcomes[.flaky] ?? 0 }
  /// How many cases there were.
  public var cases: Int { outcomes.values.reduce(0, +) }

  /// The line that ends every run.
  ///
  /// What could not be decided is none of these, flaky counts as passed, and to do as skipped.
  public var closingLine: String {
    "\(passed) passed, \(failed) failed" + (skipped > 0 ? ", \(skipped) skipped" : "")
  }

  /// The line before it, where something could not be decided.
  public var undecidedLine: String? {
    errors > 0 ? "\(errors) could not be decided" : nil
  }

  /// What models counted and cost, where they did.
  public var usageLine: String? {
    guard tokens > 0 else { return nil }
    return "\(tokens) tokens" + (cost.map { ", \(TokenPrice.text($0))" } ?? "")
  }

  /// Returns an amount to the millionth.
  static func rounded(_ amount: Double) -> Double { (amount * 1e6).rounded() / 1e6 }

  /// The numbers by name; what is rare stands there only if there is any.
  var json: JSONValue {
    var members: [String: JSONValue] = [
      "calls": .integer(calls), "cases": .integer(cases), "denied": .integer(denied),
      "errors": .integer(errors), "failed": .integer(failed), "passed": .integer(passed),
      "skipped": .integer(skipped), "turns": .integer(turns),
    ]
    for (name, count) in [("flaky", flaky), ("todo", todo), ("tokens", tokens)] where count > 0 {
      members[name] = .integer(count)
    }
    if let cost { members["cost_usd"] = .number(Self.rounded(cost)) }
    return .object(members)
  }
}
