import AccessControl
public import Exercises
import IncidentTools
public import Scenarios

/// Collects, case by case, which cells of a policy are proved.
///
/// A cell is proved by an expectation that held in a case that passed, and that would not have
/// held had the gate decided that cell otherwise.
public struct CoverageCollector: Sendable {
  private let rules: PolicyRules
  private var marks: [AccessCell: PolicyCoverage.Mark] = [:]
  private var casesOnOtherPolicies = 0
  private var recognition: PolicyRecognition

  /// Creates a collector that has seen nothing.
  public init(policy: Policy) {
    rules = PolicyRules(policy)
    recognition = PolicyRecognition(rules)
  }

  /// What is known so far.
  public var coverage: PolicyCoverage {
    PolicyCoverage(rules, marks, casesOnOtherPolicies: casesOnOtherPolicies)
  }

  /// Takes the result of a case.
  public mutating func add(_ result: CaseResult) {
    guard recognition.recognizes(result.scenario.definition) else {
      casesOnOtherPolicies += 1
      return
    }
    let all = result.steps.flatMap(\.calls)
    for trace in all { touch(trace) }
    guard result.outcome == .passed else { return }
    for step in result.steps {
      // What stands over the whole run, and so comes after the last step, is about all calls.
      let isWholeRun = step.verb == "expect" && step.index == Self.stepCount(result.scenario)
      let proof = CoverageProof(
        calls: isWholeRun ? all : step.calls,
        definition: result.scenario.definition
      )
      for expectation in step.expectations where expectation.failure == nil {
        for (cell, mark) in proof.cells(of: expectation.expectation.kind) { marks[cell] = mark }
      }
    }
  }

  private mutating func touch(_ trace: CallTrace) {
    let role = trace.requester.role
    raise(AccessCell(role: role, subject: .tool(trace.call.tool)))
    guard trace.call.tool == ViewIncidentDetails.name, case .ok = trace.call.outcome else { return }
    for group in FieldGroup.allCases { raise(AccessCell(role: role, subject: .field(group))) }
  }

  private mutating func raise(_ cell: AccessCell) {
    if marks[cell] == nil { marks[cell] = .called }
  }

  private static func stepCount(_ scenario: ScenarioCase) -> Int? {
    if case .story(let story) = scenario.body { story.steps.count } else { nil }
  }
}

/// What expectations that held prove, given the calls that they are about.
struct CoverageProof {
  typealias Proof = (cell: AccessCell, mark: PolicyCoverage.Mark)

  let calls: [CallTrace]
  let definition: WorldDefinition

  func cells(of kind: Expectation.Kind) -> [Proof] {
    switch kind {
    case .call(let matcher): allowed(matcher, "ok")
    case .failed(let matcher): allowed(matcher, "failed")
    case .declined(let matcher): allowed(matcher, "declined")
    case .invalid(let matcher): allowed(matcher, "invalid")
    case .denied(let matcher), .blocked(let matcher):
      fitting(matcher).filter { $0.denial != nil }.map { (cell($0), .denied) }
    case .handoff(let handoff):
      [
        (AccessCell(role: handoff.from.session.role, subject: .tool(handoff.tool)), .denied),
        (AccessCell(role: handoff.to.session.role, subject: .tool(handoff.tool)), .allowed),
      ]
    case .sees(let role, let fields): seen(fields, by: role)
    case .hidden(let role, let fields): hidden(fields, from: role)
    default: []
    }
  }

  /// Calls that the gate let through.
  ///
  /// Where several roles made such calls, one of them would be enough for the expectation, unless
  /// it says how many there must be.
  private func allowed(_ matcher: CallMatcher, _ outcome: String) -> [Proof] {
    let wanted = fitting(matcher).filter {
      $0.call.outcome.word == outcome && definition.policy.tool($0.call.tool) != nil
    }
    guard matcher.times != nil || Set(wanted.map(\.requester.role)).count == 1 else { return [] }
    return wanted.map { (cell($0), .allowed) }
  }

  private func seen(_ fields: [String], by role: Role?) -> [Proof] {
    guard let role = role ?? onlyViewer else { return [] }
    let groups = fields.compactMap(FieldGroup.init(rawValue:))
    return [(AccessCell(role: role, subject: .tool(ViewIncidentDetails.name)), .allowed)]
      + groups.map { (AccessCell(role: role, subject: .field($0)), .allowed) }
  }

  private func hidden(_ fields: [String], from role: Role?) -> [Proof] {
    let groups = fields.compactMap(FieldGroup.init(rawValue:))
    let roles = role.map { [$0] } ?? Array(viewers)
    return roles.flatMap { role in
      groups.map { (AccessCell(role: role, subject: .field($0)), .denied) }
    }
  }

  private var viewers: Set<Role> {
    Set(
      calls.compactMap { trace in
        guard trace.call.tool == ViewIncidentDetails.name, case .ok = trace.call.outcome else {
          return nil
        }
        return trace.requester.role
      }
    )
  }

  private var onlyViewer: Role? { viewers.count == 1 ? viewers.first : nil }

  private func fitting(_ matcher: CallMatcher) -> [CallTrace] {
    calls.filter { $0.fits(matcher, in: definition.world, tools: definition.policy) }
  }

  private func cell(_ trace: CallTrace) -> AccessCell {
    AccessCell(role: trace.requester.role, subject: .tool(trace.call.tool))
  }
}
