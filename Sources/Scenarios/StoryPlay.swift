import AccessControl
import Agent
import Documents
import Exercises
import Incidents
import Values

/// A story while it is played.
struct StoryPlay {
  let scenario: ScenarioCase
  let story: Story
  let options: RunOptions
  var exercise: Exercise
  var steps: [StepResult] = []
  /// How many expectations were looked at, to find the one that is inverted.
  var expectationCount = 0
  /// What steps saved.
  var saved: [String: JSONValue] = [:]
  /// Injects that are due later, in the order of the file.
  var pending: [PendingInject] = []
  let modelFaults: ModelFaultPlan
  /// The model that decides, once it was needed.
  var opened: CaseModel?
  let facilitator: Session?
  let observer: CaseObserver?
  /// When it began, by the stopwatch.
  let began: Duration
  /// Whether its time is up.
  var isOver = false
  private let start: World

  /// An inject that is due later.
  struct PendingInject {
    let step: Step
    let inject: Inject
    let role: Role?
    let due: Timestamp
    let unless: CallMatcher?
  }

  init(
    _ scenario: ScenarioCase,
    _ story: Story,
    _ options: RunOptions,
    began: Duration,
    _ observer: CaseObserver? = nil
  ) {
    self.scenario = scenario
    self.story = story
    self.options = options
    self.observer = observer
    self.began = began
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
      approvals: story.approvals,
      limits: options.limits,
      faults: story.faults.compactMap { if case .tool(let fault) = $0 { fault } else { nil } },
      performer: options.performer
    )
    start = exercise.world
    modelFaults = ModelFaultPlan(
      story.faults.compactMap { if case .model(let fault) = $0 { fault } else { nil } }
    )
    facilitator = scenario.definition.policy.matrix.roles.first
      .flatMap { Session(user: "facilitator", role: $0) }
  }

  mutating func run(_ models: any ModelSource) async {
    for step in story.steps {
      if let reason = step.skip ?? step.todo {
        leaveOut(step, reason)
        continue
      }
      await play(step, models)
      if isOver { return }
      if !story.keepsGoing, !options.invertsAll, let last = steps.indices.last,
        steps[last].error != nil || hasFailed(last)
      {
        return
      }
    }
    finish()
  }

  /// Holds the expectations of the whole run against it.
  private mutating func finish() {
    var expectations = story.expectations
    var problem: Diagnostic?
    if let deferred = story.deferredExpectations {
      do throws(Diagnostics) {
        expectations = try deferred.expectations(saved)
      } catch {
        problem = error.all.first
      }
    }
    guard let first = expectations.first else { return }
    var last = StepResult(
      index: story.steps.count,
      id: nil,
      line: first.span.start.line,
      verb: "expect",
      actor: nil,
      at: exercise.world.clock
    )
    last.error = problem
    let evidence = Evidence(
      calls: exercise.calls,
      text: steps.map(\.text).filter { !$0.isEmpty }.joined(separator: "\n"),
      before: start,
      after: exercise,
      modelRequests: steps.reduce(0) { $0 + $1.modelRequests },
      tokens: steps.reduce(0) { $0 + $1.tokens },
      questions: steps.flatMap(\.questions),
      facts: laterFacts(with: nil)
    )
    observer?(.stepStarted(last))
    if problem == nil { last.expectations = check(expectations, evidence, last, nil) }
    steps.append(last)
    observer?(.stepDone(last))
  }

  /// What computes the facts so far where something asks for them; a step may not be over yet.
  ///
  /// What they are computed from is copied, so it is only asked for where something may.
  func laterFacts(with step: StepResult?) -> () -> AfterActionFacts {
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
      steps.indices.contains(where: hasFailed)
      ? .failed
      : steps.indices.contains { steps[$0].error != nil }
        ? .error : steps.indices.contains { !steps[$0].expectations.isEmpty } ? .passed : .skipped
    return CaseResult(
      scenario: scenario,
      outcome: outcome,
      steps: steps,
      audit: exercise.audit,
      span: CaseResult.Span(before: start, after: exercise.world, incident: story.incident)
    )
  }

  /// Whether something that a step expected didn't hold; by its place, as a step's result is large.
  private func hasFailed(_ index: Int) -> Bool {
    steps[index].expectations.contains { $0.failure != nil }
  }

  private mutating func leaveOut(_ step: Step, _ reason: String) {
    var result = begun(step)
    if step.skip != nil { result.skip = reason } else { result.todo = reason }
    observer?(.stepStarted(result))
    steps.append(result)
    observer?(.stepDone(result))
  }

  /// The fragment that a step stands in, as reports name it.
  func fragment(of step: Step) -> String? {
    let file = scenario.file
    guard step.source.path != file.source.path else { return nil }
    let start = file.folder.isEmpty ? 0 : file.folder.count + 1
    let below = String(step.source.path.dropFirst(start))
    let folder = ScenarioFinder.parent(of: file.reportPath)
    return folder.isEmpty ? below : folder + "/" + below
  }

  mutating func check(
    _ expectations: [Expectation],
    _ evidence: Evidence,
    _ step: StepResult,
    _ source: SourceFile?
  ) -> [ExpectationResult] {
    expectations.map { expectation in
      let isInverted = options.invertsAll || options.inverted == expectationCount
      expectationCount += 1
      let kind = isInverted ? .inverted(expectation.kind) : expectation.kind
      let failure = ExpectationCheck.failure(of: kind, in: evidence)
      let result = ExpectationResult(
        expectation: expectation,
        failure: failure.map {
          FailureReport(scenario, step, in: source).diagnostic(of: $0, expectation, evidence)
        }
      )
      observer?(.checked(result, step: step.index))
      return result
    }
  }
}

extension [Expectation] {
  /// Whether one of them asks for facts of the exercise so far.
  var asksForFacts: Bool { contains(where: \.kind.asksForFacts) }
}
