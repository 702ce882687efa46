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
  public var incident: String?
  /// Which tools models are shown.
  public let offer: ToolOffer

  private let performer: any CallPerformer<World>
  private let limits: TurnLimits

  /// Creates an exercise on a fresh world.
  ///
  /// The performer is the policy's gate unless a test puts a flawed one in its place.
  public init(
    policy: Policy,
    world: World,
    incident: String? = nil,
    offer: ToolOffer = .role,
    limits: TurnLimits = TurnLimits(),
    performer: (any CallPerformer<World>)? = nil
  ) {
    self.policy = policy
    self.world = world
    self.incident = incident
    self.offer = offer
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
    result: inout TurnResult,
    emit: (ExerciseEvent) -> Void = { _ in }
  ) async throws(TurnError) {
    let tools = offer == .all ? policy.tools : policy.gate.tools(allowedTo: session.role)
    let input = TurnInput(
      session: session,
      text: text,
      tools: tools,
      incident: incident,
      at: world.clock
    )
    let loop = AgentLoop(model: model, matrix: policy.matrix, limits: limits)
    var thread = ChatThread()
    swap(&thread, &self.thread)
    defer { swap(&thread, &self.thread) }
    try await loop.run(
      input,
      in: &thread,
      result: &result,
      perform: { proposed in
        let trace = perform(proposed.tool, proposed.arguments, as: session, proposer: .model)
        emit(.call(trace))
        return (trace.call, needs(toRead: trace.call))
      },
      emit: { emit(.thread($0)) }
    )
  }

  /// Performs a call that a person makes directly: the same gate, no model.
  public mutating func call(
    _ tool: String,
    _ arguments: ToolArguments,
    as session: Session
  ) -> CallTrace {
    perform(tool, arguments, as: session, proposer: .person)
  }

  /// Delivers a facilitator's inject; a message also enters the conversation.
  ///
  /// - Throws: `WorldError` where it names something that doesn't exist.
  public mutating func deliver(
    _ inject: Inject,
    to role: Role?,
    as facilitator: Session
  ) throws(WorldError) {
    try world.deliver(inject)
    if case .message(let sender, let text) = inject {
      thread.append(.inject("\(sender): \(text)", to: role), by: facilitator, at: world.clock)
    }
  }

  /// Moves the clock forward; what falls due on the way happens.
  public mutating func advance(by span: TimeSpan) {
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
    case ["audit", "count"]: .integer(audit.records.count)
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

  private mutating func perform(
    _ tool: String,
    _ arguments: ToolArguments,
    as session: Session,
    proposer: CallTrace.Proposer
  ) -> CallTrace {
    let number = calls.count + 1
    let before = world
    let request = CallRequest(
      call: ToolCall(id: "call-\(number)", tool: tool, arguments: arguments),
      session: session,
      at: world.clock,
      context: incident.map { ["incident_id": .string($0)] } ?? [:]
    )
    let performed = performer.perform(request, on: &world)
    audit.append(performed)
    let changes = world.changes(since: before)
    let trace = CallTrace(
      number: number,
      call: performed,
      proposer: proposer,
      requester: session,
      changes: changes,
      worldChanged: !changes.isEmpty || world != before,
      record: audit.records.last
    )
    calls.append(trace)
    return trace
  }

  /// Returns the permissions that another role must hold to read a call and what it brought back.
  private func needs(toRead call: PerformedCall) -> Set<Permission> {
    guard let tool = policy.tool(call.tool) else { return [] }
    var needs = Set(tool.requires)
    if case .ok(let result) = call.outcome {
      for group in FieldGroup.allCases where result[group.rawValue] != nil {
        if let permission = policy.fields.permission(for: group) { needs.insert(permission) }
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
}
