import AccessControl
public import Agent
public import EventStreams
public import HTTPTransport
import Values

/// A live model: one that is asked over the Responses or the Chat Completions API.
///
/// Text is passed on while it comes. Calls are returned only from an answer that came in completely;
/// a request is sent again only while nothing of its answer has come.
public struct OpenAIModel: Model {
  /// How a request is sent; a recording or a test puts other values in.
  public struct Transport: Sendable {
    /// What carries the requests.
    public let connection: any HTTPConnection
    /// How long each may take.
    public var timeouts: HTTPTimeouts
    /// When a request is sent again.
    public var retries: RetryPolicy
    /// Waits before a request is sent again.
    public var sleep: @Sendable (Duration) async -> Void
    /// The seconds since 1970, for servers that name a time.
    public var now: @Sendable () -> Int
    /// How much of an answer is read.
    public var limits: EventStreamLimits

    /// Creates a transport.
    public init(
      _ connection: any HTTPConnection,
      timeouts: HTTPTimeouts = HTTPTimeouts(),
      retries: RetryPolicy = RetryPolicy(),
      limits: EventStreamLimits = EventStreamLimits(),
      sleep: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) },
      now: @escaping @Sendable () -> Int = { 0 }
    ) {
      self.connection = connection
      self.timeouts = timeouts
      self.retries = retries
      self.limits = limits
      self.sleep = sleep
      self.now = now
    }
  }

  /// The name in reports, such as `openai:gpt-5`.
  public var name: String { model.description }
  /// Its answers come from outside this program.
  public var isLive: Bool { true }

  private let model: LiveModelName
  private let endpoint: OpenAIEndpoint
  private let settings: ModelSettings
  private let briefing: ModelBriefing
  private let transport: Transport

  /// Creates a model.
  public init(
    _ model: LiveModelName,
    at endpoint: OpenAIEndpoint,
    settings: ModelSettings = ModelSettings(),
    briefing: ModelBriefing,
    transport: Transport
  ) {
    self.model = model
    self.endpoint = endpoint
    self.settings = settings
    self.briefing = briefing
    self.transport = transport
  }

  /// Asks the model, and passes its text on as it comes.
  ///
  /// - Throws: `ModelError` that names the host and the cause, and never the key.
  public func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse {
    var timeouts = transport.timeouts
    timeouts.total = min(timeouts.total, max(request.timeLeft, .milliseconds(1)))
    let http: HTTPRequest
    do throws(HTTPAddressError) {
      http = try endpoint.request(
        .post,
        path,
        body: JSONWriter.bytes(body(request)),
        timeouts: timeouts
      )
    } catch {
      throw ModelError(error.description)
    }
    let reply = try await send(http)
    let answer = try await read(reply, emit)
    return response(answer, to: request)
  }

  private var path: String {
    model.api == .responses ? "responses" : "chat/completions"
  }

  private func body(_ request: ModelRequest) -> JSONValue {
    let instructions = briefing.instructions(
      for: request.session,
      incident: request.incident,
      offered: request.tools
    )
    switch model.api {
    case .responses:
      return ResponsesRequest.body(
        request,
        model: model.model,
        memoModel: name,
        settings: settings,
        instructions: instructions
      )
    case .chat:
      return ChatRequest.body(
        request,
        model: model.model,
        memoModel: name,
        settings: settings,
        instructions: instructions,
        isOpenAI: endpoint.isOpenAI
      )
    }
  }

  /// Turns a finished answer into what the agent acts on, each call with an identifier of its own.
  private func response(_ answer: FinishedAnswer, to request: ModelRequest) -> ModelResponse {
    var answer = answer
    CallIdentifiers.makeUnique(&answer, in: request)
    let redactor = Redactor.shared
    let calls = answer.calls.map { call in
      ProposedCall(
        id: call.id,
        tool: redactor.redacted(call.name),
        arguments: ToolSchema.arguments(
          redactor.redacted(call.arguments),
          of: request.tools.first { $0.name == call.name }
        )
      )
    }
    return ModelResponse(
      text: redactor.redacted(answer.text),
      calls: calls,
      usage: answer.usage,
      cost: answer.usage.flatMap { settings.price?.cost(of: $0) },
      memo: ModelMemo(model: name, items: answer.items, calls: calls.map(\.id))
    )
  }
}

extension OpenAIModel {
  /// Sends a request, again where nothing was answered and that may help.
  private func send(_ request: HTTPRequest) async throws(ModelError) -> StreamedReply {
    var attempt = 0
    while true {
      let problem: String
      let verdict: RetryPolicy.Verdict
      do throws(HTTPError) {
        let reply = try await transport.connection.send(request)
        guard !(200..<300).contains(reply.status) else {
          return try await StreamedReply(reply, limits: transport.limits)
        }
        let body = ServerProblem(body: try await reply.body.bytes(upTo: 65_536))
        problem = words(reply.status, body, request)
        verdict = transport.retries.verdict(
          status: reply.status,
          fields: reply.fields,
          problem: body,
          attempt: attempt,
          now: transport.now()
        )
      } catch {
        problem = error.description
        verdict = transport.retries.verdict(after: error, attempt: attempt)
      }
      attempt += 1
      let tries = attempt > 1 ? ", \(attempt) times in a row" : ""
      switch verdict {
      case .again(let wait): await transport.sleep(wait)
      case .giveUp: throw failure(problem + tries)
      case .tooLong(let wait):
        throw failure(problem + "; it asks to wait \(wait.components.seconds) s")
      }
      guard !Task.isCancelled else { throw failure(problem) }
    }
  }

  /// Reads an answer to its end.
  private func read(
    _ reply: StreamedReply,
    _ emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> FinishedAnswer {
    var reply = reply
    var redacting = RedactingStream(Redactor.shared)
    func pass(_ event: ModelEvent) {
      guard case .textDelta(let delta) = event else { return emit(event) }
      let text = redacting.push(delta)
      if !text.isEmpty { emit(.textDelta(text)) }
    }
    var answer: any ModelAnswer = model.api == .responses ? ResponsesAnswer() : ChatAnswer()
    do throws(AnswerError) {
      while let event = try await next(&reply) {
        switch event {
        case .event(let value): try answer.take(value) { pass($0) }
        case .whole(let value): try answer.takeWhole(value) { pass($0) }
        case .done: break
        }
        if event.isLast || (answer.isFinished && model.api == .responses) { break }
      }
    } catch {
      // What breaks after an answer came in completely takes nothing from it.
      guard answer.isFinished, case .cutOff = error else {
        throw failure(words(error, reply.failure))
      }
    }
    let rest = redacting.finish()
    if !rest.isEmpty { emit(.textDelta(rest)) }
    do throws(AnswerError) {
      return try answer.finished()
    } catch {
      throw failure(words(error, reply.failure))
    }
  }

  private func next(_ reply: inout StreamedReply) async throws(AnswerError) -> StreamedReply.Event?
  {
    do throws(StreamedReply.Failure) {
      return try await reply.next()
    } catch {
      switch error {
      case .connection: throw .cutOff
      case .malformed(let what): throw .malformed(what)
      }
    }
  }

  private func words(_ status: Int, _ problem: ServerProblem, _ request: HTTPRequest) -> String {
    StatusProblem(
      status: status,
      problem: problem,
      host: endpoint.address.place,
      model: model.model,
      path: request.address.description,
      hasKey: endpoint.key != nil
    )
    .description
  }

  private func words(_ error: AnswerError, _ cause: HTTPError? = nil) -> String {
    let host = endpoint.address.place
    switch error {
    case .server(let problem):
      return StatusProblem(
        status: 200,
        problem: problem,
        host: host,
        model: model.model,
        path: path,
        hasKey: endpoint.key != nil
      )
      .description
    case .incomplete(let reason): return "the answer from \(host) is incomplete: \(reason)"
    case .cutOff:
      return cause?.description ?? "\(host) ended the stream before the answer was complete"
    case .malformed(let what): return "\(host) sent what is no answer: \(what)"
    }
  }

  private func failure(_ words: String) -> ModelError {
    ModelError(Redactor.shared.redacted(words))
  }
}
