public import AccessControl
import Documents
import Exercises
import IncidentTools
public import Incidents
public import Values

/// Plays one cell of a grid: one call at the gate, on a fresh world, with sample arguments.
struct GridRunner {
  private let scenario: ScenarioCase
  private let options: RunOptions
  private let observer: CaseObserver?

  init(_ scenario: ScenarioCase, _ options: RunOptions, _ observer: CaseObserver? = nil) {
    self.scenario = scenario
    self.options = options
    self.observer = observer
  }

  func run(_ cell: GridCell) -> CaseResult {
    let definition = scenario.definition
    let world = definition.world
    let incident = world.incidents.first?.id
    var exercise = Exercise(
      policy: definition.policy,
      world: world,
      incident: incident,
      performer: options.performer
    )
    let user = definition.policy.profile(of: cell.role)?.user ?? cell.role.name
    var step = StepResult(
      index: 0,
      id: nil,
      line: cell.span.start.line,
      verb: "call",
      actor: Session(user: user, role: cell.role).map { Actor(name: cell.role.name, session: $0) },
      at: world.clock
    )
    observer?(.stepStarted(step))
    if let actor = step.actor {
      let tool = cell.tool
      let arguments =
        definition.policy.tool(tool)
        .map { SampleArguments.values(for: $0, in: world) } ?? [:]
      let trace = exercise.call(tool, .values(arguments), as: actor.session)
      observer?(.called(trace, step: 0))
    }
    step.calls = exercise.calls
    let evidence = Evidence(
      calls: exercise.calls,
      text: "",
      before: world,
      after: exercise,
      modelRequests: 0,
      tokens: 0
    )
    let kind =
      options.invertsAll || options.inverted == 0 ? .inverted(cell.expectation) : cell.expectation
    let expectation = Expectation(kind: cell.expectation, span: cell.span)
    let failure = ExpectationCheck.failure(of: kind, in: evidence).map {
      FailureReport(scenario, step).diagnostic(of: $0, expectation, evidence)
    }
    let result = ExpectationResult(expectation: expectation, failure: failure)
    step.expectations = [result]
    observer?(.checked(result, step: 0))
    observer?(.stepDone(step))
    return CaseResult(
      scenario: scenario,
      outcome: failure == nil ? .passed : .failed,
      steps: [step],
      audit: exercise.audit
    )
  }
}

extension GridCell {
  /// The tool that shows what the cell is about.
  fileprivate var tool: String {
    switch subject {
    case .tool(let name): name
    case .field: ViewIncidentDetails.name
    }
  }

  /// What must hold.
  fileprivate var expectation: Expectation.Kind {
    switch subject {
    case .tool(let name):
      let matcher = CallMatcher(tool: name)
      return isAllowed ? .call(matcher) : .denied(matcher)
    case .field(let name): return isAllowed ? .sees(nil, [name]) : .hidden(nil, [name])
    }
  }
}

/// Arguments with which a tool does something sensible in a world.
public enum SampleArguments {
  /// Returns a value for each parameter that the tool requires.
  public static func values(for tool: ToolDescription, in world: World) -> [String: JSONValue] {
    var values: [String: JSONValue] = [:]
    for parameter in tool.parameters where parameter.isRequired {
      values[parameter.name] = value(parameter.kind, in: world)
    }
    if values["incident_id"] != nil, values.count == 1, tool.effect == .write {
      // A write that needs no more than an incident still has to be told what to write.
      if let text = tool.parameters.first(where: { $0.kind == .text }) {
        values[text.name] = "sample"
      }
    }
    return values
  }

  private static func value(_ kind: ToolParameter.Kind, in world: World) -> JSONValue {
    switch kind {
    case .text: "sample"
    case .reference("service"): .string(world.services.first?.name ?? "none")
    case .reference("incident"): .string(world.incidents.first?.id ?? "none")
    case .reference("customer"): .string(world.customers.first?.id ?? "none")
    case .reference: "sample"
    case .choice(let words): .string(words.first ?? "none")
    case .integer(let range): .integer(max(1, range.lowerBound))
    case .number(_, let above): .number(max(1, (above ?? 0) + 1))
    case .list(let kind): .array([value(kind, in: world)])
    }
  }
}
