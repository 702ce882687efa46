public import AccessControl
public import Agent
import IncidentTools
public import Incidents
public import Values

/// Which tools a model is shown.
public enum ToolOffer: String, Sendable, CaseIterable {
  /// Those that the role may use.
  case role
  /// All of them; the gate decides.
  case all
}

/// An incident being played: a world, a conversation with the agent, and the record of every call.
///
/// It is a value: a copy is a second exercise that goes its own way.
public struct Exercise: Sendable {
  /// Who may do what.
  public let policy: Policy
  /// The world now.
  public private(set) var world: World
  /// The record of every call.
  public private(set) var audit = AuditLog()
  /// The conversation of all roles with the agent.
  public private(set) var thread = ChatThread()
  /// Every call so far.
  public private(set) var calls: [CallTrace] = []
  /// The incident in context.
  public var incident: String? {
    didSet {
      guard incident != oldValue else { return }
      context = Self.context(incident)
      try? keep(.focused(incident))
    }
  }
  /// What calls take from the conversation where they leave it out.
  private var context: [String: JSONValue]
  /// Which tools models are shown.
  public var offer: ToolOffer
  /// Which calls a person is asked about.
  public var approvals: ApprovalMode
  /// Whether a person is asked about such a call, whatever the mode, once the model that proposes
  /// it has read what somebody else may have written; nil leaves it to whether the model is live.
  public var confirmsAfterForeignContent: Bool?
  /// What calls are measured with; a person wants to know how long one took, a suite doesn't.
  public var stopwatch: (@Sendable () -> ContinuousClock.Instant)?

  /// Where everything that happens is kept before it takes effect; nil where nothing is.
  public internal(set) var recorder: (any ExerciseRecorder)?
  /// The number of the last record that this exercise is made of, where it is kept.
  public internal(set) var revision = 0

  /// How much a turn may ask for.
  public var limits: TurnLimits

  private var faults: ToolFaultPlan
  private let performer: any CallPerformer<World>

  /// Creates an exercise on a fresh world.
  ///
  /// The performer is the policy's gate unless a test puts a flawed one in its place.
  public init(
    policy: Policy,
    world: World,
    incident: String? = nil,
    offer: ToolOffer = .role,
    approvals: ApprovalMode = .auto,
    limits: TurnLimits = TurnLimits(),
    faults: [ToolFault] = [],
    performer: (any CallPerformer<World>)? = nil
  ) {
    self.faults = ToolFaultPlan(faults)
    self.policy = policy
    self.world = world
    self.incident = incident
    context = Self.context(incident)
    self.offer = offer
    self.approvals = approvals
    self.limits = limits
    self.performer = performer ?? policy.gate
  }

  /// Plays a turn: someone speaks, the agent answers and calls tools on their behalf.
  ///
  /// - Throws: `TurnError`; what happened until then stays, also in the result.
  public mutating func say(
    _ text: String,
    as session: Session,
    to model: any Model,
    approver: any Approver = AbsentApprover(),
    result: inout TurnResult,
    emit: (ExerciseEvent) -> Void = { _ in }
  ) async throws(TurnError) {
    let tools = offer == .all ? policy.tools : policy.gate.tools(allowedTo: session.role)
    let confirms = confirmsAfterForeignContent ?? model.isLive
    let input = TurnInput(
      session: session,
      text: text,
      tools: tools,
      incident: incident,
      at: world.clock,
      watchesForeignContent: confirms
    )
    try keepBeginning(of: input, model, confirms)
    let loop = AgentLoop(model: recorded(model), matrix: policy.matrix, limits: limits)
    var thread = ChatThread()
    swap(&thread, &self.thread)
    var problem: TurnError?
    defer {
      swap(&thread, &self.thread)
      try? keep(.turnEnded(ExerciseRecord.TurnEnd(problem)))
    }
    var performed: [(call: ProposedCall, trace: CallTrace)] = []
    let policy = policy
    do throws(TurnError) {
      try await loop.run(
        input,
        in: &thread,
        result: &result,
        perform: { proposed, hasReadForeignContent in
          let earlier = performed.first { ASCIIText.isSame($0.call.id, proposed.id) }
          if let earlier, earlier.call == proposed {
            return (earlier.trace.call, policy.needs(toRead: earlier.trace.call))
          }
          let wish = Wish(
            tool: proposed.tool,
            arguments: proposed.arguments,
            session: session,
            proposer: .model,
            isLed: confirms && hasReadForeignContent,
            proposal: proposed.id,
            isRepeated: earlier != nil
          )
          let trace = await perform(wish, approver)
          if earlier == nil { performed.append((proposed, trace)) }
          emit(.call(trace))
          return (trace.call, policy.needs(toRead: trace.call))
        },
        goesOn: { pause in
          emit(.paused(pause))
          guard await approver.letsGoOn(after: pause) else { return false }
          return (try? keep(.continued)) != nil
        },
        emit: { emit(.thread($0)) }
      )
    } catch {
      problem = error
      throw error
    }
  }

  /// Performs a call that a person makes directly and has consented to: the same gate, no model.
  public mutating func call(
    _ tool: String,
    _ arguments: ToolArguments,
    as session: Session
  ) -> CallTrace {
    perform(Wish(tool: tool, arguments: arguments, session: session, proposer: .person))
  }

  /// Performs a call that a person makes directly, and asks for consent where the mode says so.
  public mutating func call(
    _ tool: String,
    _ arguments: ToolArguments,
    as session: Session,
    approver: any Approver
  ) async -> CallTrace {
    await perform(
      Wish(tool: tool, arguments: arguments, session: session, proposer: .person),
      approver
    )
  }

  /// Records that a person acts in another role from now on.
  public mutating func recordRoleSwitch(from old: Session?, to new: Session) {
    try? keep(.switched(from: old, to: new))
    audit.append(roleSwitchFrom: old, to: new, at: world.clock)
  }

  /// Delivers a facilitator's inject; a message also enters the conversation.
  ///
  /// - Throws: `WorldError` where it names something that doesn't exist.
  public mutating func deliver(
    _ inject: Inject,
    to role: Role?,
    as facilitator: Session
  ) throws(WorldError) {
    let before = world
    try world.deliver(inject)
    do throws(RecordingError) {
      try keep(.injected(inject, to: role, by: facilitator))
    } catch {
      world = before
      throw WorldError(error.description)
    }
    if case .message(let sender, let text) = inject {
      thread.append(.inject("\(sender): \(text)", to: role), by: facilitator, at: world.clock)
    }
  }

  /// Moves the clock forward; what falls due on the way happens.
  public mutating func advance(by span: TimeSpan) {
    try? keep(.advanced(span))
    world.advance(to: world.clock.advanced(by: span.seconds))
  }

  /// Moves the clock to a time; one that has passed changes nothing.
  public mutating func advance(to time: Timestamp) {
    world.advance(to: time)
  }

  /// Returns the value of a fact, also of the record; nil where it doesn't exist now.
  ///
  /// - Throws: `WorldPathError` where no world could have such a fact.
  public func value(at path: WorldPath) throws(WorldPathError) -> JSONValue? {
    switch path.parts {
    case ["audit", "count"]: .integer(audit.calls)
    case ["audit", "denied"]: .integer(audit.denied)
    default: try world.value(at: path)
    }
  }

  /// Returns the groups of an incident's fields that a role sees now, by asking the gate.
  ///
  /// The question leaves no trace in this exercise.
  public func fieldsSeen(by role: Role, of incident: String) -> Set<String> {
    guard let session = Session(user: "probe", role: role) else { return [] }
    var copy = world
    let call = ToolCall(
      id: "probe",
      tool: ViewIncidentDetails.name,
      arguments: .values(["incident_id": .string(incident)])
    )
    let performed = performer.perform(
      CallRequest(call: call, session: session, at: world.clock),
      on: &copy
    )
    guard case .ok(let result) = performed.outcome else { return [] }
    return Set((result.members ?? [:]).keys)
  }

  /// Performs a call, after a person's consent where it needs one.
  private mutating func perform(_ wish: Wish, _ approver: any Approver) async -> CallTrace {
    guard let question = question(about: wish) else { return perform(wish) }
    let reason = question.reason
    switch await approver.answer(question) {
    case .approved:
      return perform(wish, consent: Consent(reason: reason, answer: .approved))
    case .edited(let arguments):
      let edited = Wish(
        tool: wish.tool,
        arguments: arguments,
        session: wish.session,
        proposer: wish.proposer,
        proposal: wish.proposal
      )
      return perform(edited, consent: Consent(reason: reason, answer: .edited))
    case .declined(let words):
      return perform(
        wish,
        consent: Consent(reason: reason, answer: .declined),
        stop: .declined(reason: words)
      )
    }
  }

  /// Returns what to ask a person about a call; nil where there is nothing to ask.
  ///
  /// Nobody is asked about a call that the gate would not run, or that would fail.
  private func question(about wish: Wish) -> ApprovalQuestion? {
    guard approvals == .ask || wish.isLed, !wish.isRepeated else { return nil }
    guard let tool = policy.tool(wish.tool), tool.consent != nil else { return nil }
    let request = request(wish)
    guard objection(to: request, of: tool) == nil,
      let arguments = policy.gate.argumentsInForce(of: request)
    else { return nil }
    // What would fail changes nothing, and is told without a question.
    var copy = world
    if case .failed = performer.perform(request, on: &copy).outcome { return nil }
    return ApprovalQuestion(
      number: calls.count + 1,
      tool: tool,
      arguments: arguments,
      session: wish.session,
      proposer: wish.proposer,
      // What others wrote may have led to the call, whatever else would have been asked.
      reason: wish.isLed ? .untrustedContent : .always,
      effects: { [world, performer] in
        var copy = world
        guard case .ok = performer.perform(request, on: &copy).outcome else { return [] }
        return copy.changes(since: world)
      }
    )
  }

  private func request(_ wish: Wish) -> CallRequest {
    CallRequest(
      call: ToolCall(
        id: "call-\(calls.count + 1)",
        tool: wish.tool,
        arguments: wish.arguments
      ),
      session: wish.session,
      at: world.clock,
      context: context
    )
  }

  private static func context(_ incident: String?) -> [String: JSONValue] {
    incident.map { ["incident_id": .string($0)] } ?? [:]
  }

  /// Returns why a person may not make a call that their role may: they asked for it before, in a
  /// role that may not, and whoever asks doesn't approve.
  private func objection(to request: CallRequest, of tool: ToolDescription?) -> ToolOutcome? {
    guard let tool, tool.separatesDuties else { return nil }
    let user = request.session.user
    let asked = calls.first { earlier in
      earlier.denial != nil && earlier.call.tool.utf8.elementsEqual(tool.name.utf8)
        && earlier.requester.user.utf8.elementsEqual(user.utf8)
    }
    guard let asked else { return nil }
    return .failed(
      reason: "\(user) asked for this as \(asked.requester.role) in call \(asked.number); "
        + "whoever asks can't approve, another person must"
    )
  }

  private mutating func perform(
    _ wish: Wish,
    consent: Consent? = nil,
    stop: ToolOutcome? = nil
  ) -> CallTrace {
    let number = calls.count + 1
    let began = stopwatch?()
    let before = world
    let request = request(wish)
    let stop =
      stop ?? wish.repetition ?? objection(to: request, of: policy.tool(wish.tool))
    var performed =
      if let stop {
        policy.gate.stopped(request, as: stop)
      } else {
        performer.perform(request, on: &world)
      }
    if let consent { performed = performed.with(consent) }
    if let fault = faults.next(after: performed) {
      if fault.kind != .partial { world = before }
      performed = performed.failing(with: fault)
    }
    if let failure = keep(performed, request.call.arguments, wish) {
      world = before
      performed = policy.gate.stopped(request, as: .failed(reason: failure.description))
    }
    audit.append(performed)
    let changes = world.changes(since: before)
    let trace = CallTrace(
      number: number,
      call: performed,
      proposer: wish.proposer,
      requester: wish.session,
      changes: changes,
      worldChanged: !changes.isEmpty || world != before,
      record: audit.records.last,
      duration: began.flatMap { began in stopwatch.map { began.duration(to: $0()) } }
    )
    calls.append(trace)
    return trace
  }
}

extension Policy {
  /// Returns the permissions that another role must hold to read a call and what it brought back.
  fileprivate func needs(toRead call: PerformedCall) -> Set<Permission> {
    guard let tool = tool(call.tool) else { return [] }
    var needs = tool.requiredSet
    if case .ok(let result) = call.outcome {
      for group in FieldGroup.allCases where result[group.rawValue] != nil {
        if let permission = fields.permission(for: group) { needs.insert(permission) }
      }
    }
    return needs
  }
}

/// Something that happens in an exercise while a turn is played.
public enum ExerciseEvent: Sendable {
  /// The conversation goes on.
  case thread(ThreadEvent)
  /// A call was performed.
  case call(CallTrace)
  /// A limit is reached, and somebody is asked whether the turn goes on.
  case paused(TurnPause)
}
