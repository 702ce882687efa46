public import AccessControl
public import Agent
import Documents
public import Exercises
public import Incidents
import Values

/// How a run differs from playing the files as they stand.
public struct RunOptions: Sendable {
  /// The model to use instead of the one the scenario names, where a step has no `agent`.
  public var model: String?
  /// Which tools to show models, instead of what the scenario says.
  public var offer: ToolOffer?
  /// Puts a model in the place of every other, also of `agent` lines: to see what notices.
  public var modelInPlace: (any Model)?
  /// Puts a flawed performer in the gate's place: to see what notices.
  public var performer: (any CallPerformer<World>)?
  /// Turns the expectation at this place of the case into its opposite.
  public var inverted: Int?
  /// Turns every expectation into its opposite, and plays on whatever fails.
  public var invertsAll = false

  /// Creates options that change nothing.
  public init() {}
}

/// Makes the models that scenarios name.
public protocol ModelSource: Sendable {
  /// Returns the model of this name for a policy and a world's names.
  ///
  /// - Throws: `ModelError` where it can't be had.
  func model(named name: String, for definition: WorldDefinition) throws(ModelError) -> any Model
}

/// Plays one case on a fresh world and says what became of it.
public struct CaseRunner: Sendable {
  private let models: any ModelSource
  private let options: RunOptions

  /// Creates a runner.
  public init(models: any ModelSource, options: RunOptions = RunOptions()) {
    self.models = models
    self.options = options
  }

  /// Plays a case, and tells an observer what happens while it happens.
  public func run(_ scenario: ScenarioCase, observer: CaseObserver? = nil) async -> CaseResult {
    observer?(.started)
    if scenario.skip != nil {
      return CaseResult(scenario: scenario, outcome: .skipped, steps: [], auditHead: .zero)
    }
    switch scenario.body {
    case .cell(let cell): return GridRunner(scenario, options, observer).run(cell)
    case .story(let story):
      var play = StoryPlay(scenario, story, options, observer)
      await play.run(models)
      return play.result
    }
  }
}

/// A story while it is played.
struct StoryPlay {
  let scenario: ScenarioCase
  let story: Story
  let options: RunOptions
  var exercise: Exercise
  var steps: [StepResult] = []
  /// How many expectations were looked at, to find the one that is inverted.
  var expectationCount = 0
  private let facilitator: Session?
  private let observer: CaseObserver?
  private var start: World

  init(
    _ scenario: ScenarioCase,
    _ story: Story,
    _ options: RunOptions,
    _ observer: CaseObserver? = nil
  ) {
    self.scenario = scenario
    self.story = story
    self.options = options
    self.observer = observer
    var world = scenario.definition.world(startingAt: story.clock)
    for fact in story.given {
      // The reader has tried each of these on a copy of this world.
      do throws(WorldError) { try world.set(fact.path, to: fact.value) } catch {}
    }
    exercise = Exercise(
      policy: scenario.definition.policy,
      world: world,
      incident: story.incident,
      offer: options.offer ?? story.offer,
      performer: options.performer
    )
    start = exercise.world
    facilitator = scenario.definition.policy.matrix.roles.first
      .flatMap { Session(user: "facilitator", role: $0) }
  }

  mutating func run(_ models: any ModelSource) async {
    for step in story.steps where step.skip == nil {
      await play(step, models)
      if let last = steps.last, last.error != nil || hasFailed(last), !story.keepsGoing,
        !options.invertsAll
      {
        return
      }
    }
    guard !story.expectations.isEmpty else { return }
    var last = StepResult(
      index: story.steps.count,
      id: nil,
      line: story.expectations[0].span.start.line,
      verb: "expect",
      actor: nil,
      at: exercise.world.clock
    )
    let evidence = Evidence(
      calls: exercise.calls,
      text: steps.map(\.text).filter { !$0.isEmpty }.joined(separator: "\n"),
      before: start,
      after: exercise,
      modelRequests: steps.reduce(0) { $0 + $1.modelRequests },
      tokens: steps.reduce(0) { $0 + $1.tokens },
      facts: laterFacts(with: nil)
    )
    observer?(.stepStarted(last))
    last.expectations = check(story.expectations, evidence, last)
    steps.append(last)
    observer?(.stepDone(last))
  }

  /// What computes the facts so far where something asks for them; a step may not be over yet.
  private func laterFacts(with step: StepResult?) -> () -> AfterActionFacts {
    let (steps, start, world, incident) = (steps, start, exercise.world, story.incident)
    return {
      AfterActionFacts(
        steps: steps + (step.map { [$0] } ?? []),
        before: start,
        after: world,
        incident: incident
      )
    }
  }

  var result: CaseResult {
    let outcome: CaseOutcome =
      steps.contains(where: hasFailed)
      ? .failed
      : steps.contains { $0.error != nil }
        ? .error : steps.contains { !$0.expectations.isEmpty } ? .passed : .skipped
    return CaseResult(
      scenario: scenario,
      outcome: outcome,
      steps: steps,
      auditHead: exercise.audit.head,
      facts: laterFacts(with: nil)()
    )
  }

  private func hasFailed(_ step: StepResult) -> Bool {
    step.expectations.contains { $0.failure != nil }
  }

  private mutating func play(_ step: Step, _ models: any ModelSource) async {
    let before = exercise
    var result = StepResult(
      index: step.index,
      id: step.id,
      line: step.span.start.line,
      verb: step.verb.word,
      actor: step.verb.actor,
      at: exercise.world.clock
    )
    if case .inject(_, let role) = step.verb { result.addressee = role }
    observer?(.stepStarted(result))
    var turn = TurnResult()
    switch step.verb {
    case .say(let actor, let text):
      result.error = await say(text, actor, step, models, &turn)
    case .call(let actor, let tool, let arguments):
      let trace = exercise.call(tool, .values(arguments), as: actor.session)
      observer?(.called(trace, step: step.index))
    case .inject(let inject, let role):
      result.error = deliver(inject, role, step)
    case .advance(let span): exercise.advance(by: span)
    case .note, .look: break
    }
    result.calls = Array(exercise.calls.dropFirst(before.calls.count))
    result.text = turn.text
    result.modelRequests = turn.requests
    result.tokens = turn.tokens
    let evidence = Evidence(
      calls: result.calls,
      text: turn.text,
      before: before.world,
      after: exercise,
      modelRequests: turn.requests,
      tokens: turn.tokens,
      facts: laterFacts(with: result)
    )
    // What a step expects can't be decided where the step could not be played.
    if result.error == nil { result.expectations = check(step.expectations, evidence, result) }
    steps.append(result)
    observer?(.stepDone(result))
  }

  private mutating func say(
    _ text: String,
    _ actor: Actor,
    _ step: Step,
    _ models: any ModelSource,
    _ turn: inout TurnResult
  ) async -> Diagnostic? {
    do throws(ModelError) {
      let model = try model(for: step, models)
      do throws(TurnError) {
        let observer = observer
        try await exercise.say(text, as: actor.session, to: model, result: &turn) { event in
          if case .call(let trace) = event { observer?(.called(trace, step: step.index)) }
        }
        return nil
      } catch {
        return self.error(error.description, step)
      }
    } catch {
      return self.error(error.description, step)
    }
  }

  private func model(for step: Step, _ models: any ModelSource) throws(ModelError) -> any Model {
    if let model = options.modelInPlace { return model }
    if let script = step.agent { return ScriptedModel(script) }
    return try models.model(
      named: options.model ?? story.model,
      for: scenario.definition
    )
  }

  private mutating func deliver(_ inject: Inject, _ role: Role?, _ step: Step) -> Diagnostic? {
    guard let facilitator else { return error("the policy has no role", step) }
    do throws(WorldError) {
      try exercise.deliver(inject, to: role, as: facilitator)
      return nil
    } catch {
      return self.error(error.description, step)
    }
  }

  private func error(_ message: String, _ step: Step) -> Diagnostic {
    Diagnostic(code: "TT301", file: scenario.file.source, span: step.span, message: message)
  }

  private mutating func check(
    _ expectations: [Expectation],
    _ evidence: Evidence,
    _ step: StepResult
  ) -> [ExpectationResult] {
    expectations.map { expectation in
      let isInverted = options.invertsAll || options.inverted == expectationCount
      expectationCount += 1
      let kind = isInverted ? .inverted(expectation.kind) : expectation.kind
      let failure = ExpectationCheck.failure(of: kind, in: evidence)
      let result = ExpectationResult(
        expectation: expectation,
        failure: failure.map {
          FailureReport(scenario, step).diagnostic(of: $0, expectation, evidence)
        }
      )
      observer?(.checked(result, step: step.index))
      return result
    }
  }
}

extension Step.Verb {
  /// The word a scenario uses for it.
  var word: String {
    switch self {
    case .say: "say"
    case .call: "call"
    case .inject: "inject"
    case .advance: "advance"
    case .note: "note"
    case .look: "expect"
    }
  }

  /// Who acts, where someone does.
  var actor: Actor? {
    switch self {
    case .say(let actor, _), .call(let actor, _, _): actor
    default: nil
    }
  }
}
