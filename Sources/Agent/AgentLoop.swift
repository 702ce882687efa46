public import AccessControl
public import Values

/// What a turn starts from.
public struct TurnInput: Sendable {
  /// Who speaks.
  public let session: Session
  /// What they say.
  public let text: String
  /// The tools the model is offered.
  public let tools: [ToolDescription]
  /// The incident in context.
  public let incident: String?
  /// When.
  public let at: Timestamp
  /// Whether it is to be known of each call if the model had read foreign content before it.
  public let watchesForeignContent: Bool

  /// Creates a turn's start.
  public init(
    session: Session,
    text: String,
    tools: [ToolDescription],
    incident: String?,
    at: Timestamp,
    watchesForeignContent: Bool = true
  ) {
    self.session = session
    self.text = text
    self.tools = tools
    self.incident = incident
    self.at = at
    self.watchesForeignContent = watchesForeignContent
  }
}

/// What came of a turn.
public struct TurnResult: Sendable, Equatable {
  /// Everything the agent said.
  public var text = ""
  /// How many requests the model was sent.
  public var requests = 0
  /// What the model counted, in tokens.
  public var tokens = 0
  /// What the model counted, in detail.
  public var usage = TokenUsage()
  /// What it cost, in US dollars; nil where no price is known, or nothing was paid.
  public var cost: Double?
  /// What the agent asked for.
  public var questions: [AgentQuestion] = []

  /// Creates the result of a turn in which nothing has happened yet.
  public init() {}
}

/// Plays one turn: ask the model, perform what it proposes, tell it the outcomes, until it is done.
///
/// Calls are performed in the model's order and their outputs returned in that order; a call that
/// is denied or fails doesn't keep its siblings from running.
public struct AgentLoop: Sendable {
  private let model: any Model
  private let limits: TurnLimits
  private let matrix: PermissionMatrix
  private let now: @Sendable () -> ContinuousClock.Instant

  /// Creates a loop around a model.
  public init(
    model: any Model,
    matrix: PermissionMatrix,
    limits: TurnLimits = TurnLimits(),
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.model = model
    self.matrix = matrix
    self.limits = limits
    self.now = now
  }

  /// Plays a turn in a thread.
  ///
  /// Calls are performed by `perform`, which is also told whether the model had read what
  /// somebody else may have written when it proposed the call, where the input asks for that.
  /// Where the requests or the calls of a turn are used up, `goesOn` says whether it gets as many
  /// again.
  ///
  /// - Throws: `TurnError`; the thread and the result keep what happened until then.
  public func run(
    _ input: TurnInput,
    in thread: inout ChatThread,
    result: inout TurnResult,
    perform: (ProposedCall, _ hasReadForeignContent: Bool) async -> (
      call: PerformedCall, needs: Set<Permission>
    ),
    goesOn: (TurnPause) async -> Bool = { _ in false },
    emit: (ThreadEvent) -> Void
  ) async throws(TurnError) {
    let turn = thread.beginTurn()
    add(.userMessage(input.text), to: &thread, input, [], emit)
    var needs: Set<Permission> = []
    var calls = 0
    var allowance = TurnAllowance(limits)
    while true {
      if result.requests >= allowance.requests {
        guard await goesOn(allowance.pause(.requests, after: result.requests)) else {
          throw .tooManyRequests(limit: allowance.requests)
        }
        allowance.renew(requestsMade: result.requests, callsMade: calls)
      }
      let round = result.requests
      result.requests += 1
      let request = ModelRequest(
        input,
        thread: thread,
        matrix: matrix,
        round: round,
        turn: turn,
        timeLeft: allowance.timeLeft,
        gathersNow: model.isLive
      )
      // What a live model has read, it may tell in this answer or in a later one.
      if model.isLive { for item in request.items { needs.add(item.needs) } }
      let began = model.isLive ? now() : nil
      let response = try await ask(request, input, thread.nextID, needs, emit)
      if let began {
        allowance.timeLeft -= began.duration(to: now())
        guard allowance.timeLeft >= .zero else { throw .tooSlow(limit: limits.modelTime) }
      }
      result.tokens += response.tokens ?? 0
      if let usage = response.usage { result.usage.add(usage) }
      if let cost = response.cost { result.cost = (result.cost ?? 0) + cost }
      result.questions += response.questions
      try check(response)
      if calls + response.calls.count > allowance.calls {
        guard await goesOn(allowance.pause(.calls, after: calls)) else {
          throw .tooManyCallsInTurn(calls + response.calls.count, limit: allowance.calls)
        }
        allowance.renew(requestsMade: result.requests, callsMade: calls)
      }
      calls += response.calls.count
      var memo = response.memo
      if !response.text.isEmpty {
        result.text += (result.text.isEmpty ? "" : "\n") + response.text
        let item = thread.append(
          .assistantMessage(response.text),
          by: input.session,
          at: input.at,
          needs: needs,
          memo: memo
        )
        memo = nil
        emit(.itemDone(item))
      }
      guard !response.calls.isEmpty else { return }
      let hasReadForeignContent =
        input.watchesForeignContent
        && thread.holdsForeignItem(readableBy: input.session.role, under: matrix)
      for call in response.calls {
        guard !Task.isCancelled else { throw .cancelled }
        add(.toolCall(call), to: &thread, input, [], memo: memo, emit)
        memo = nil
        needs.add(
          try await run(
            call,
            input,
            in: &thread,
            { await perform($0, hasReadForeignContent) },
            emit
          )
        )
      }
    }
  }

  private func ask(
    _ request: ModelRequest,
    _ input: TurnInput,
    _ id: String,
    _ needs: Set<Permission>,
    _ emit: (ThreadEvent) -> Void
  ) async throws(TurnError) -> ModelResponse {
    guard !Task.isCancelled else { throw .cancelled }
    var hasBegun = false
    do throws(ModelError) {
      return try await model.respond(to: request) { event in
        guard case .textDelta(let delta) = event else { return }
        if !hasBegun {
          hasBegun = true
          let item = ThreadItem(
            id: id,
            turn: request.turn,
            session: input.session,
            at: input.at,
            content: .assistantMessage(""),
            needs: needs
          )
          emit(.itemAdded(item))
        }
        emit(.itemUpdated(id: id, delta: delta))
      }
    } catch {
      throw Task.isCancelled ? .cancelled : .model(error)
    }
  }

  private func check(_ response: ModelResponse) throws(TurnError) {
    guard response.text.utf8.count <= limits.textBytes else {
      throw .textTooLong(bytes: response.text.utf8.count, limit: limits.textBytes)
    }
    guard response.calls.count <= limits.callsPerResponse else {
      throw .tooManyCallsInResponse(response.calls.count, limit: limits.callsPerResponse)
    }
  }

  /// Performs one call, records its output, and returns what reading the output needs.
  private func run(
    _ call: ProposedCall,
    _ input: TurnInput,
    in thread: inout ChatThread,
    _ perform: (ProposedCall) async -> (call: PerformedCall, needs: Set<Permission>),
    _ emit: (ThreadEvent) -> Void
  ) async throws(TurnError) -> Set<Permission> {
    let (performed, needs) = await perform(call)
    add(.toolOutput(performed), to: &thread, input, needs, emit)
    let limit = limits.resultBytes
    if let bytes = ToolOutputText.bytes(of: performed, ifOver: limit) {
      throw .resultTooLarge(tool: call.tool, bytes: bytes, limit: limit)
    }
    return needs
  }

  private func add(
    _ content: ThreadItem.Content,
    to thread: inout ChatThread,
    _ input: TurnInput,
    _ needs: Set<Permission>,
    memo: ModelMemo? = nil,
    _ emit: (ThreadEvent) -> Void
  ) {
    let item = thread.append(content, by: input.session, at: input.at, needs: needs, memo: memo)
    emit(.itemAdded(item))
    emit(.itemDone(item))
  }
}

/// A call's outcome as the model reads it.
public enum ToolOutputText {
  /// Returns the JSON text that stands for an outcome in a request to a model.
  public static func text(of call: PerformedCall) -> String {
    switch call.outcome {
    case .ok(let result): JSONWriter.text(result)
    case .denied(let denial): message("denied", denial.sentence + " Do not retry.")
    case .declined(let reason): message("declined", reason)
    case .invalid(let reason): message("invalid", reason)
    case .failed(let reason): message("failed", reason)
    }
  }

  /// Returns how many bytes that text has, where they are more than a limit.
  ///
  /// The text itself is made only where a rough count leaves it open.
  static func bytes(of call: PerformedCall, ifOver limit: Int) -> Int? {
    let most =
      switch call.outcome {
      case .ok(let result): JSONWriter.mostBytes(result)
      case .denied(let denial): denial.mostBytes
      case .declined(let reason), .invalid(let reason), .failed(let reason):
        JSONWriter.mostBytes(.string(reason)) + 100
      }
    guard most > limit else { return nil }
    let bytes = text(of: call).utf8.count
    return bytes > limit ? bytes : nil
  }

  /// Returns the same, or that it is too large where it has more bytes than this.
  public static func text(of call: PerformedCall, limit: Int) -> String {
    let text = text(of: call)
    guard text.utf8.count > limit else { return text }
    let reason = "the result is too large to be shown: \(text.utf8.count) bytes"
    return message(call.outcome.word, reason)
  }

  private static func message(_ outcome: String, _ reason: String) -> String {
    JSONWriter.text(["message": .string(reason), "outcome": .string(outcome)])
  }
}
