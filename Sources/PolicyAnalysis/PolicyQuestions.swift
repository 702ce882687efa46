import AccessControl
import Exercises
import IncidentTools
import Scenarios

/// Something that a case asked of the policy while it was played.
enum PolicyQuestion: Hashable, Sendable {
  /// What the gate decides about a role's call of a tool.
  case decision(Role, tool: String)
  /// Whether a role is shown a group of fields.
  case field(FieldGroup, Role)
  /// Anything at all: a model answered that may speak of the policy as a whole.
  case anything
}

/// Everything that a case asked of the policy, from what was recorded when it was played.
///
/// A case does nothing but play its steps on its world; chance and time have no part in it. So if
/// another policy gives the same answers to these questions, the case goes the same way, question
/// by question, and can't notice the difference.
struct PolicyQuestions {
  private(set) var all: Set<PolicyQuestion> = []

  init(of result: CaseResult) {
    for step in result.steps {
      for trace in step.calls { add(trace.call.tool, trace.requester.role) }
      for expectation in step.expectations { add(expectation.expectation.kind) }
      if step.verb == "say", Self.mayTellOfPolicy(step, in: result.scenario) {
        all.insert(.anything)
      }
    }
  }

  private mutating func add(_ tool: String, _ role: Role) {
    all.insert(.decision(role, tool: tool))
    guard tool == ViewIncidentDetails.name else { return }
    for group in FieldGroup.allCases { all.insert(.field(group, role)) }
  }

  private mutating func add(_ kind: Expectation.Kind) {
    switch kind {
    case .sees(let role?, _), .hidden(let role?, _): add(ViewIncidentDetails.name, role)
    default: break
    }
  }

  /// Whether a turn's answer can depend on more than the decisions about its calls.
  ///
  /// A script depends on nothing. The offline model plans from words and tells of the calls that
  /// it made; only where there was nothing to call does it explain who may do what.
  private static func mayTellOfPolicy(_ step: StepResult, in scenario: ScenarioCase) -> Bool {
    guard case .story(let story) = scenario.body,
      let played = story.steps.first(where: { $0.index == step.index })
    else { return true }
    if played.agent != nil { return false }
    return story.model != "offline" || step.calls.isEmpty
  }
}

extension PolicyQuestion {
  /// What rules answer.
  private enum Answer: Equatable {
    case decision(missing: [Permission]?, heldBy: [Role], runsFirst: Bool)
    case shown(Bool)
  }

  /// Whether two policies answer the same.
  func hasSameAnswer(_ first: PolicyRules, _ second: PolicyRules) -> Bool {
    guard self != .anything else { return first == second }
    return answer(first) == answer(second)
  }

  /// Whether two policies differ in what is done or shown, and not only in what is said of it.
  func isTelling(_ first: PolicyRules, _ second: PolicyRules) -> Bool {
    switch self {
    case .decision(let role, let tool):
      let cell = AccessCell(role: role, subject: .tool(tool))
      return first.allows(cell) != second.allows(cell) || first.runsFirst != second.runsFirst
    case .field(let group, let role):
      return first.opens(group, to: role) != second.opens(group, to: role)
    case .anything: return false
    }
  }

  private func answer(_ rules: PolicyRules) -> Answer {
    switch self {
    case .decision(let role, let tool):
      let missing = rules.missing(role, for: tool)
      let isDenied = !(missing ?? []).isEmpty
      return .decision(
        missing: missing,
        heldBy: isDenied ? rules.holders(of: missing ?? []) : [],
        runsFirst: isDenied && rules.runsFirst
      )
    case .field(let group, let role): return .shown(rules.opens(group, to: role))
    case .anything: return .shown(true)
    }
  }
}
