import AccessControl
import Agent
import Documents
import Exercises
import Incidents
import Values

extension StoryPlay {
  /// Plays one step, read again first where it uses what earlier ones saved.
  mutating func play(_ step: Step, _ models: any ModelSource) async {
    guard let deferred = step.deferred else { return await perform(step, models) }
    do throws(Diagnostics) {
      await perform(try deferred.step(saved, index: step.index), models)
    } catch {
      var result = begun(step)
      result.error = error.all.first
      observer?(.stepStarted(result))
      steps.append(result)
      observer?(.stepDone(result))
    }
  }

  /// Returns the result of a step that begins now.
  func begun(_ step: Step) -> StepResult {
    StepResult(
      index: step.index,
      id: step.id,
      fragment: fragment(of: step),
      line: step.span.start.line,
      verb: step.verb.word,
      actor: step.verb.actor,
      at: exercise.world.clock
    )
  }

  private mutating func perform(_ step: Step, _ models: any ModelSource) async {
    // Not a copy of the exercise: it would have all its lists copied when the next call comes.
    let (before, earlierCalls) = (exercise.world, exercise.calls.count)
    var result = begun(step)
    if case .inject(_, let role) = step.verb, step.schedule == nil { result.addressee = role }
    if case .say(_, let text) = step.verb { result.said = text }
    observer?(.stepStarted(result))
    var turn = TurnResult()
    switch step.verb {
    case .say(let actor, let text):
      (result.error, result.notes) = await say(text, actor, step, models, &turn)
    case .call(let actor, let tool, let arguments):
      let approver = asks(step)
      let trace = await exercise.call(
        tool,
        .values(arguments),
        as: actor.session,
        approver: approver
      )
      observer?(.called(trace, step: step.index))
      exercise.approvals = story.approvals
    case .inject(let inject, let role):
      result.error = announce(inject, role, step, &result)
    case .advance(let span):
      result.error = advance(to: exercise.world.clock.advanced(by: span.seconds), &result)
    case .note, .look: break
    }
    result.calls = Array(exercise.calls.dropFirst(earlierCalls))
    result.text = turn.text
    result.modelRequests = turn.requests
    result.tokens = turn.tokens
    result.cost = turn.cost
    result.questions = turn.questions
    if let problem = overtime(in: step) { result.error = problem }
    if result.error == nil { result.notes += await judged(step.judges, result) }
    let evidence = Evidence(
      calls: result.calls,
      text: turn.text,
      before: before,
      after: exercise,
      modelRequests: turn.requests,
      tokens: turn.tokens,
      questions: turn.questions,
      facts: step.expectations.asksForFacts ? laterFacts(with: result) : { AfterActionFacts() }
    )
    // What a step expects can't be decided where the step could not be played.
    if result.error == nil {
      result.expectations = check(step.expectations, evidence, result, step.source)
      result.error = save(step, evidence)
    }
    observer?(.stepDone(result))
    steps.append(result)
  }

  /// Keeps what later steps need.
  private mutating func save(_ step: Step, _ evidence: Evidence) -> Diagnostic? {
    for save in step.saves {
      switch save.value(in: evidence) {
      case .success(let value): saved[save.name] = value
      case .failure(let error):
        saved[save.name] = nil
        return Diagnostic(
          code: "TT302",
          file: step.source,
          span: step.span,
          message: "there is nothing to save as `\(save.name)`: \(error)"
        )
      }
    }
    return nil
  }

  /// Returns who answers questions in a step, and has the exercise ask where the step does.
  private mutating func asks(_ step: Step) -> ScenarioApprover {
    let isStepOnly = story.approvals == .auto
    if !step.approve.isEmpty || !step.decline.isEmpty { exercise.approvals = .ask }
    return ScenarioApprover(
      approved: step.approve,
      declined: step.decline,
      approvesOthers: isStepOnly
    )
  }

  private mutating func say(
    _ text: String,
    _ actor: Actor,
    _ step: Step,
    _ models: any ModelSource,
    _ turn: inout TurnResult
  ) async -> (Diagnostic?, notes: [String]) {
    do throws(ModelError) {
      let model = modelFaults.wrapped(try model(for: step, models))
      let approver = asks(step)
      defer { exercise.approvals = story.approvals }
      let observer = observer
      do throws(TurnError) {
        try await exercise.say(
          text,
          as: actor.session,
          to: model,
          approver: approver,
          result: &turn,
          emit: { event in
            if case .call(let trace) = event { observer?(.called(trace, step: step.index)) }
          }
        )
        return (nil, modelFaults.takeNotes())
      } catch {
        let notes = modelFaults.takeNotes()
        // A fault that the scenario wants ends the turn, and the step is looked at all the same.
        if case .model = error, !notes.isEmpty { return (nil, notes) }
        return (self.error(error.description, step), notes)
      }
    } catch {
      return (self.error(error.description, step), [])
    }
  }

  private mutating func model(
    for step: Step,
    _ models: any ModelSource
  ) throws(ModelError) -> any Model {
    if let model = options.modelInPlace { return model }
    if let script = step.agent { return ScriptedModel(script) }
    if let opened { return opened.model }
    let new = try models.open(options.model ?? story.model, for: scenario)
    opened = new
    return new.model
  }

  private func error(_ message: String, _ step: Step) -> Diagnostic {
    Diagnostic(code: "TT301", file: step.source, span: step.span, message: message)
  }

  /// Delivers an inject, or keeps it until it is due.
  private mutating func announce(
    _ inject: Inject,
    _ role: Role?,
    _ step: Step,
    _ result: inout StepResult
  ) -> Diagnostic? {
    guard let schedule = step.schedule else { return deliver(inject, role, step) }
    pending.append(
      PendingInject(
        step: step,
        inject: inject,
        role: role,
        due: story.clock.advanced(by: schedule.due.seconds),
        unless: schedule.unless
      )
    )
    return advance(to: exercise.world.clock, &result)
  }

  /// Moves the clock, and delivers what is due on the way at its time.
  private mutating func advance(to time: Timestamp, _ result: inout StepResult) -> Diagnostic? {
    var problem: Diagnostic?
    while let index = nextPending(until: time) {
      let next = pending.remove(at: index)
      exercise.advance(to: next.due)
      let call = next.unless.flatMap(called)
      if call == nil { problem = problem ?? deliver(next.inject, next.role, next.step) }
      result.injects.append(
        DueInject(
          step: next.step.index,
          line: next.step.span.start.line,
          at: next.due,
          inject: next.inject,
          withheldBy: call
        )
      )
    }
    exercise.advance(to: time)
    return problem
  }

  private func nextPending(until time: Timestamp) -> Int? {
    pending.indices.filter { pending[$0].due <= time }.min {
      (pending[$0].due, $0) < (pending[$1].due, $1)
    }
  }

  /// Returns the number of the call that an inject waits for, where it was made and succeeded.
  private func called(_ matcher: CallMatcher) -> Int? {
    exercise.calls.first { trace in
      guard case .ok = trace.call.outcome else { return false }
      return trace.fits(matcher, in: exercise.world, tools: exercise.policy)
    }?.number
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
}
