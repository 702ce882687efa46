import AccessControl
import Documents
import Exercises
import Incidents
public import Scenarios
import Values

extension CaseReport {
  /// Creates the report of a case that was played.
  ///
  /// One that is not whole has no facts and no head of the record, and steps only where something is
  /// wrong: it is enough for a console, and takes less time and room.
  public init(
    _ result: CaseResult,
    index: Int,
    seconds: Double? = nil,
    isWhole: Bool = true
  ) {
    let scenario = result.scenario
    self.index = index
    id = scenario.id
    file = scenario.file.reportPath
    line = scenario.line
    name = scenario.name
    kind = scenario.isCell ? .cell : .story
    params = scenario.params
    tags = scenario.tags
    why = scenario.why
    roles = isWhole ? scenario.definition.policy.matrix.roles.map(\.name) : []
    outcome = result.outcome
    reason = scenario.skip ?? scenario.todo
    figures = CaseFigures(result)
    let showsSteps = isWhole || result.outcome != .passed
    steps = showsSteps ? Self.steps(of: result, isWhole: isWhole) : []
    problem = result.problem
    facts = isWhole ? result.facts : nil
    auditHead = isWhole ? result.auditHead.description : ""
    model = result.model
    notes = result.notes
    trials = result.trials
    self.seconds = seconds
    place = scenario.file.source.path
  }

  private static func steps(of result: CaseResult, isWhole: Bool) -> [StepReport] {
    let scenario = result.scenario
    let played: [Step] = if case .story(let story) = scenario.body { story.steps } else { [] }
    return result.steps.map { step in
      let said = step.index < played.count ? played[step.index] : nil
      return StepReport(step, said, isWhole ? scenario.definition.policy : nil)
    }
  }
}

extension StepReport {
  /// Creates the report of a step; the step itself tells what was brought in.
  init(_ step: StepResult, _ played: Step?, _ policy: Policy?) {
    index = step.index
    id = step.id
    line = step.line
    self.verb = step.verb
    participant = step.actor?.name
    user = step.actor?.session.user
    role = step.actor?.session.role.name
    at = step.at
    switch played?.verb {
    case .note(let text): said = text
    case .advance(let span): said = span.description
    default: said = step.said
    }
    if case .inject(let inject, let role) = played?.verb {
      let due = played?.schedule?.due.description
      self.inject = InjectReport(inject, to: role?.name, due: due)
    } else {
      self.inject = nil
    }
    fragment = step.fragment
    injects = step.injects.map(\.sentence)
    notes = step.notes
    skip = step.skip
    todo = step.todo
    calls = step.calls.map { CallReport($0, policy) }
    text = step.text
    modelRequests = step.modelRequests
    tokens = step.tokens
    cost = step.cost
    expectations = step.expectations.map(ExpectationReport.init)
    error = step.error
  }
}

extension StepReport.InjectReport {
  init(_ inject: Inject, to role: String?, due: String?) {
    to = role
    self.due = due
    switch inject {
    case .log(let service, let line):
      kind = "log"
      text = "\(service): \(line.message)"
    case .fault(let service, let fault):
      kind = "fault"
      text = "\(service): \(fault.cause)"
    case .clearFault(let service, let name):
      kind = "clear_fault"
      text = service + (name.map { ": \($0)" } ?? "")
    case .metric(let service, let name, let value):
      kind = "metric"
      text = "\(service): \(name) = \(JSONWriter.text(.number(value)))"
    case .incident(let id, let facts):
      kind = "incident"
      let list = facts.sorted { $0.key < $1.key }
        .map { "\($0.key) = \($0.value.text ?? JSONWriter.text($0.value))" }
      text = "\(id ?? "a new one"): " + list.joined(separator: ", ")
    case .customer(let customer):
      kind = "customer"
      text = "\(customer.id): \(customer.name)"
    case .message(let sender, let message):
      kind = "message"
      text = "\(sender): \(message)"
    }
  }
}

extension CallReport {
  init(_ trace: CallTrace, _ policy: Policy?) {
    line = policy.map { trace.line($0) } ?? ""
    let call = trace.call
    id = call.id
    tool = call.tool
    arguments = call.arguments
    proposer = trace.proposer.rawValue
    outcome = call.outcome.word
    missing = trace.denial?.missing.map(\.name) ?? []
    heldBy = trace.denial?.heldBy.map(\.name) ?? []
    switch call.outcome {
    case .ok(let value): (result, reason) = (value, nil)
    case .denied: (result, reason) = (nil, nil)
    case .declined(let text), .invalid(let text), .failed(let text): (result, reason) = (nil, text)
    }
    changes = trace.changes.map { Change(path: $0.path.description, old: $0.old, new: $0.new) }
    consent = call.consent?.answer.rawValue
  }
}

extension ExpectationReport {
  init(_ result: ExpectationResult) {
    kind = result.expectation.word
    span = result.expectation.span
    failure = result.failure
  }
}
