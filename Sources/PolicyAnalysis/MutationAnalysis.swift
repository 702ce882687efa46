import AccessControl
import Exercises
public import Scenarios

/// Makes each change to a policy and looks which cases notice.
public struct MutationAnalysis: Sendable {
  private let baseline: BaselineRun
  private let models: @Sendable () -> any ModelSource
  /// Whether cases are played anew only where they asked something that is answered otherwise.
  private let selects: Bool

  /// Creates an analysis over cases that were played on the policy as it is.
  ///
  /// Playing all cases for each change instead of selecting them must come to the same, and takes
  /// longer. Each change gets models of its own, since a model may know the policy.
  public init(
    of baseline: BaselineRun,
    selects: Bool = true,
    models: @escaping @Sendable () -> any ModelSource
  ) {
    self.baseline = baseline
    self.models = models
    self.selects = selects
  }

  /// Makes the changes, a few at a time, and returns what became of them in their order.
  public func run(_ changes: [PolicyChange], jobs: Int) async -> [MutationResult] {
    let jobs = max(1, min(jobs, 64, changes.count))
    return await withTaskGroup(of: [(Int, MutationResult)].self) { group in
      for job in 0..<jobs {
        group.addTask {
          var results: [(Int, MutationResult)] = []
          for index in stride(from: job, to: changes.count, by: jobs) {
            results.append((index, await result(of: changes[index])))
          }
          return results
        }
      }
      var all: [(Int, MutationResult)] = []
      for await results in group { all += results }
      return all.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private func result(of change: PolicyChange) async -> MutationResult {
    let changed = baseline.rules.with(change)
    let asked = baseline.questions.filter { question in
      !selects || !question.hasSameAnswer(baseline.rules, changed)
    }
    let telling = asked.filter { $0.isTelling(baseline.rules, changed) }
    let relevant = baseline.cases(asking: asked, telling: telling)
    var definitions = ChangedDefinitions(change)
    let models = models()
    for (index, scenario) in relevant.enumerated() {
      guard let (mutant, options) = definitions.applied(to: scenario) else { continue }
      let outcome = await CaseRunner(models: models, options: options).run(mutant).outcome
      if outcome == .failed {
        return MutationResult(
          change: change,
          verdict: .noticed(by: scenario.id),
          played: index + 1
        )
      }
    }
    return MutationResult(
      change: change,
      verdict: verdict(unnoticed: change, changed),
      played: relevant.count
    )
  }

  /// Decides whether a change that no case noticed changes anything: over all cells there are.
  private func verdict(
    unnoticed change: PolicyChange,
    _ changed: PolicyRules
  ) -> MutationResult.Verdict {
    let rules = baseline.rules
    if let cell = rules.differences(from: changed).first { return .survived(cell) }
    if changed.runsFirst, let cell = rules.cells.first(where: { rules.denies($0) }) {
      return .survived(cell)
    }
    return .changesNothing(rules.reasonForNoDifference(change))
  }
}

extension PolicyRules {
  /// Whether a role is kept from using a tool.
  fileprivate func denies(_ cell: AccessCell) -> Bool {
    if case .tool = cell.subject { !allows(cell) } else { false }
  }
}

/// The worlds of cases under one changed policy, each made once.
private struct ChangedDefinitions {
  private let change: PolicyChange
  private var made: [ObjectIdentifier: (definition: WorldDefinition, policy: ChangedPolicy)] = [:]
  /// Keeps the identities of the worlds as they were taken.
  private var originals: [WorldDefinition] = []

  init(_ change: PolicyChange) { self.change = change }

  /// Returns the case under the changed policy, and the options with which to play it.
  mutating func applied(to scenario: ScenarioCase) -> (ScenarioCase, RunOptions)? {
    let key = scenario.definition.identity
    if made[key] == nil,
      let policy = try? ChangedPolicy(scenario.definition.policy, change)
    {
      made[key] = (scenario.definition.under(policy.policy), policy)
      originals.append(scenario.definition)
    }
    guard let (definition, policy) = made[key] else { return nil }
    var options = RunOptions()
    options.performer = policy.performer
    return (scenario.on(definition), options)
  }
}
