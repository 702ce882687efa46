public import Exercises
public import Scenarios

/// Cases that were played on the policy as it is: what changes of it are held against.
public struct BaselineRun: Sendable {
  /// A green case, with what it asked of the policy.
  struct Witnessed: Sendable {
    let scenario: ScenarioCase
    let questions: Set<PolicyQuestion>
    /// How much work it is to play, so that cheap cases are asked first.
    let cost: Int
  }

  /// The policy in question.
  public let policy: Policy
  /// What it says.
  public let rules: PolicyRules
  /// The cases that did not pass, which can't notice anything.
  public private(set) var notPassed: [CaseResult] = []
  /// How many cases were left out because they play on another policy.
  public private(set) var onOtherPolicies = 0
  /// How many cases were left out because their model may not answer alike twice.
  public private(set) var onOtherModels = 0
  private(set) var cases: [Witnessed] = []
  /// What any of the cases asked.
  private(set) var questions: Set<PolicyQuestion> = []
  private var recognition: PolicyRecognition

  /// Creates a run of no cases.
  public init(policy: Policy) {
    self.policy = policy
    rules = PolicyRules(policy)
    recognition = PolicyRecognition(rules)
  }

  /// How many cases can notice a change.
  public var caseCount: Int { cases.count }

  /// The same run without the cells of grids.
  var onlyStories: BaselineRun {
    var copy = self
    copy.cases = cases.filter { if case .story = $0.scenario.body { true } else { false } }
    copy.questions = copy.cases.reduce(into: []) { $0.formUnion($1.questions) }
    return copy
  }

  /// Takes a case that was played.
  public mutating func add(_ result: CaseResult) {
    guard ![.skipped, .todo].contains(result.outcome) else { return }
    guard recognition.recognizes(result.scenario.definition) else {
      onOtherPolicies += 1
      return
    }
    guard Self.isRepeatable(result.scenario) else {
      onOtherModels += 1
      return
    }
    guard result.outcome == .passed else {
      notPassed.append(result)
      return
    }
    let calls = result.steps.reduce(0) { $0 + $1.calls.count }
    let turns = result.steps.count { $0.verb == "say" }
    let asked = PolicyQuestions(of: result).all
    questions.formUnion(asked)
    cases.append(
      Witnessed(scenario: result.scenario, questions: asked, cost: calls + 20 * turns)
    )
  }

  /// Returns the cases that asked one of these questions: first those that asked one of the
  /// telling ones, and of equals the cheapest first.
  func cases(
    asking relevant: Set<PolicyQuestion>,
    telling: Set<PolicyQuestion>
  ) -> [ScenarioCase] {
    cases.enumerated()
      .filter { !$0.element.questions.isDisjoint(with: relevant) }
      .map { offset, entry in
        let rank = entry.questions.isDisjoint(with: telling) ? 1 : 0
        return (order: (rank, entry.cost, offset), scenario: entry.scenario)
      }
      .sorted { $0.order < $1.order }
      .map(\.scenario)
  }

  /// Whether a case goes the same way each time it is played, by its models.
  private static func isRepeatable(_ scenario: ScenarioCase) -> Bool {
    guard case .story(let story) = scenario.body else { return true }
    return ["offline", "scripted"].contains(story.model)
      || story.steps.allSatisfy { step in
        if case .say = step.verb { step.agent != nil || step.skip != nil } else { true }
      }
  }
}
