import AccessControl
import Synchronization
import Testing
import Values

@testable import Agent

/// What a loop needs around it: a session, a matrix, and a performer that records.
private struct Table {
  let session: Session
  let matrix: PermissionMatrix

  init() throws {
    let role = try #require(Role("IT"))
    session = try #require(Session(user: "dana", role: role))
    matrix = try PermissionMatrix(
      permissions: [],
      grants: [PermissionMatrix.Grant(role: role, permissions: [])]
    )
  }

  var input: TurnInput {
    TurnInput(
      session: session,
      text: "go",
      tools: [],
      incident: nil,
      at: Timestamp(seconds: 0)
    )
  }

  func performed(_ call: ProposedCall, _ outcome: ToolOutcome) -> PerformedCall {
    PerformedCall(
      id: call.id,
      tool: call.tool,
      arguments: [:],
      attribution: Attribution(session: session, callID: call.id, at: Timestamp(seconds: 0)),
      outcome: outcome,
      bodyRan: true
    )
  }
}

/// A model that keeps what it was asked.
private final class Witness: Model {
  let name = "witness"
  private let script: ScriptedModel
  private let kept = Mutex<[ModelRequest]>([])
  var requests: [ModelRequest] { kept.withLock { $0 } }

  init(_ responses: [ModelResponse]) { script = ScriptedModel(responses) }

  func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse {
    kept.withLock { $0.append(request) }
    return try await script.respond(to: request, emit: emit)
  }
}

/// A model that says three words, each in a piece of its own.
private struct Piecemeal: Model {
  let name = "piecemeal"
  var isLive = false

  func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse {
    for piece in ["one ", "two ", "three"] { emit(.textDelta(piece)) }
    return ModelResponse(text: "one two three")
  }
}

private func call(_ id: String, _ tool: String = "t") -> ProposedCall {
  ProposedCall(id: id, tool: tool, arguments: .values([:]))
}

@Suite("A turn")
struct AgentLoopTests {
  private func play(
    _ model: any Model,
    limits: TurnLimits = TurnLimits(),
    outcomes: [String: ToolOutcome] = [:],
    goesOn: (TurnPause) -> Bool = { _ in false }
  ) async throws -> (calls: [String], thread: ChatThread, events: [String], error: TurnError?) {
    let table = try Table()
    let loop = AgentLoop(model: model, matrix: table.matrix, limits: limits)
    var thread = ChatThread()
    var result = TurnResult()
    var calls: [String] = []
    var events: [String] = []
    var failure: TurnError?
    do throws(TurnError) {
      try await loop.run(
        table.input,
        in: &thread,
        result: &result,
        perform: { proposed, _ in
          calls.append(proposed.id)
          let outcome = outcomes[proposed.id] ?? .ok([:])
          return (table.performed(proposed, outcome), [])
        },
        goesOn: goesOn,
        emit: { events.append($0.name) }
      )
    } catch {
      failure = error
    }
    return (calls, thread, events, failure)
  }

  @Test("performs calls in the model's order and returns their outputs in that order")
  func order() async throws {
    let model = Witness([
      ModelResponse(calls: [call("b"), call("a"), call("c")]), ModelResponse(text: "done"),
    ])
    let (calls, _, _, error) = try await play(model)
    #expect(calls == ["b", "a", "c"])
    #expect(error == nil)
    let outputs = try #require(model.requests.last).items.compactMap { item -> String? in
      guard case .toolOutput(let call) = item.content else { return nil }
      return call.id
    }
    #expect(outputs == ["b", "a", "c"])
  }

  @Test("goes on with the siblings of a call that failed or was denied")
  func siblings() async throws {
    let role = try #require(Role("IT"))
    let model = ScriptedModel([ModelResponse(calls: [call("1"), call("2"), call("3")])])
    let outcomes: [String: ToolOutcome] = [
      "1": .failed(reason: "broken"),
      "2": .denied(Denial(role: role, missing: [], heldBy: [])),
    ]
    #expect(try await play(model, outcomes: outcomes).calls == ["1", "2", "3"])
  }

  @Test("emits added, updated and done for what the agent says, and the thread keeps it")
  func events() async throws {
    let (_, thread, events, _) = try await play(ScriptedModel([ModelResponse(text: "hello")]))
    #expect(
      events == [
        "thread.item.added", "thread.item.done", "thread.item.added", "thread.item.updated",
        "thread.item.done",
      ]
    )
    #expect(thread.items.map(\.id) == ["item-1", "item-2"])
    #expect(thread.items.last?.content == .assistantMessage("hello"))
  }

  @Test("allows 16 calls in one answer and runs none of 17", arguments: [15, 16, 17])
  func callsPerResponse(_ count: Int) async throws {
    let model = ScriptedModel([ModelResponse(calls: (0..<count).map { call("\($0)") })])
    let (calls, _, _, error) = try await play(model)
    #expect(calls.count == (count <= 16 ? count : 0))
    #expect(error == (count <= 16 ? nil : .tooManyCallsInResponse(17, limit: 16)))
  }

  @Test("allows 40 calls in one turn and none of the answer that goes beyond")
  func callsPerTurn() async throws {
    let ten = ModelResponse(calls: (0..<10).map { call("\($0)") })
    let nine = ModelResponse(calls: (0..<9).map { call("\($0)") })
    let three = Array(repeating: ten, count: 3)
    #expect(try await play(ScriptedModel(three + [nine])).calls.count == 39)
    #expect(try await play(ScriptedModel(three + [ten])).calls.count == 40)
    let (calls, _, _, error) = try await play(
      ScriptedModel(three + [ten, ModelResponse(calls: [call("one more")])])
    )
    #expect(calls.count == 40)
    #expect(error == .tooManyCallsInTurn(41, limit: 40))
  }

  @Test("runs the answer that goes beyond 40 calls if somebody lets it go on, with 40 more")
  func moreCalls() async throws {
    let ten = ModelResponse(calls: (0..<10).map { call("\($0)") })
    var pauses: [TurnPause] = []
    let (calls, _, _, error) = try await play(
      ScriptedModel(Array(repeating: ten, count: 9)),
      goesOn: {
        pauses.append($0)
        return $0.number == 1
      }
    )
    #expect(pauses.map(\.limit) == [.calls, .calls])
    #expect(pauses.map(\.number) == [1, 2])
    #expect(pauses.map(\.count) == [40, 80])
    #expect(pauses.map(\.more) == [40, 40])
    #expect(calls.count == 80)
    #expect(error == .tooManyCallsInTurn(90, limit: 80))
  }

  @Test("asks the model 10 more times if somebody lets it go on")
  func moreRequests() async throws {
    let model = Witness((1..<25).map { ModelResponse(calls: [call("\($0)")]) })
    var counts: [Int] = []
    let error = try await play(
      model,
      goesOn: {
        counts.append($0.count)
        return $0.number == 1
      }
    ).error
    #expect(counts == [10, 20])
    #expect(model.requests.count == 20)
    #expect(error == .tooManyRequests(limit: 20))
  }

  @Test("ends after 10 requests", arguments: [9, 10, 11])
  func requests(_ count: Int) async throws {
    // The last request is answered with nothing, which ends the turn.
    let model = Witness((1..<count).map { ModelResponse(calls: [call("\($0)")]) })
    #expect(try await play(model).error == (count <= 10 ? nil : .tooManyRequests(limit: 10)))
    #expect(model.requests.count == min(count, 10))
  }

  @Test("refuses an answer and a result that are too long", arguments: [99, 100, 101])
  func sizes(_ bytes: Int) async throws {
    let limits = TurnLimits(resultBytes: 100, textBytes: 100)
    let text = String(repeating: "x", count: bytes)
    let spoken = try await play(ScriptedModel([ModelResponse(text: text)]), limits: limits).error
    #expect(spoken == (bytes <= 100 ? nil : .textTooLong(bytes: 101, limit: 100)))
    let result = JSONValue.string(String(repeating: "x", count: bytes - 2))
    let read = try await play(
      ScriptedModel([ModelResponse(calls: [call("1")])]),
      limits: limits,
      outcomes: ["1": .ok(result)]
    ).error
    #expect(read == (bytes <= 100 ? nil : .resultTooLarge(tool: "t", bytes: 101, limit: 100)))
  }

  @Test("adds an item once, however many pieces its text comes in")
  func pieces() async throws {
    let (_, thread, events, _) = try await play(Piecemeal())
    #expect(
      events == [
        "thread.item.added", "thread.item.done", "thread.item.added", "thread.item.updated",
        "thread.item.updated", "thread.item.updated", "thread.item.done",
      ]
    )
    #expect(thread.items.last?.content == .assistantMessage("one two three"))
  }

  @Test("is played by a part of the program, unless the model says that it is live")
  func live() {
    #expect(!ScriptedModel([]).isLive)
  }

  @Test("lets a live model take all of its time, and not more", arguments: [119, 120, 121])
  func modelTime(_ seconds: Int) async throws {
    let table = try Table()
    // Every look at the clock is so much later than the last one.
    let start = ContinuousClock.now
    let looks = Mutex(0)
    let loop = AgentLoop(
      model: Piecemeal(isLive: true),
      matrix: table.matrix,
      now: {
        looks.withLock {
          $0 += 1
          return start.advanced(by: .seconds(seconds) * $0)
        }
      }
    )
    var thread = ChatThread()
    var result = TurnResult()
    var failure: TurnError?
    do throws(TurnError) {
      try await loop.run(
        table.input,
        in: &thread,
        result: &result,
        perform: { proposed, _ in (table.performed(proposed, .ok([:])), []) },
        emit: { _ in }
      )
    } catch {
      failure = error
    }
    #expect(failure == (seconds <= 120 ? nil : .tooSlow(limit: .seconds(120))))
  }

  @Test("tells whether what somebody else wrote was read before a call, its own turn's too")
  func foreign() async throws {
    let table = try Table()
    let loop = AgentLoop(
      model: ScriptedModel([
        ModelResponse(text: "first", calls: [call("1"), call("2")]),
        ModelResponse(calls: [call("3")]),
        ModelResponse(calls: [call("4")]),
      ]),
      matrix: table.matrix
    )
    let outcomes: [String: ToolOutcome] = ["1": .failed(reason: "x"), "2": .invalid(reason: "y")]
    var thread = ChatThread()
    var result = TurnResult()
    var hadRead: [Bool] = []
    try await loop.run(
      table.input,
      in: &thread,
      result: &result,
      perform: { proposed, hasReadForeignContent in
        hadRead.append(hasReadForeignContent)
        return (table.performed(proposed, outcomes[proposed.id] ?? .ok([:])), [])
      },
      emit: { _ in }
    )
    // What a call failed with is the program's own text; what it brought back is not.
    #expect(hadRead == [false, false, false, true])
  }

  @Test("stops before the next call when it is cancelled, and keeps what was done")
  func cancelled() async throws {
    let table = try Table()
    let model = ScriptedModel([ModelResponse(calls: [call("1"), call("2")])])
    let loop = AgentLoop(model: model, matrix: table.matrix)
    let task = Task { () -> (Int, TurnError?) in
      var thread = ChatThread()
      var result = TurnResult()
      do throws(TurnError) {
        try await loop.run(
          table.input,
          in: &thread,
          result: &result,
          perform: { proposed, _ in
            withUnsafeCurrentTask { $0?.cancel() }
            return (table.performed(proposed, .ok([:])), [])
          },
          emit: { _ in }
        )
        return (thread.items.count, nil)
      } catch {
        return (thread.items.count, error)
      }
    }
    let (items, error) = await task.value
    #expect(error == .cancelled)
    #expect(items == 3)
  }
}

@Suite("A result as the model reads it")
struct ToolOutputTextTests {
  @Test("is its text, or that it is too large, with its bytes", arguments: [99, 100, 101])
  func limit(_ bytes: Int) throws {
    let result = JSONValue.string(String(repeating: "x", count: bytes - 2))
    let performed = try Table().performed(call("1"), .ok(result))
    let text = ToolOutputText.text(of: performed, limit: 100)
    let tooLarge = #"{"message":"the result is too large to be shown: 101 bytes","outcome":"ok"}"#
    #expect(text == (bytes <= 100 ? ToolOutputText.text(of: performed) : tooLarge))
  }
}

@Suite("A turn that is over before it began")
struct CancelledTurnTests {
  @Test("asks the model nothing when it was cancelled already")
  func cancelledBefore() async throws {
    let table = try Table()
    let model = Witness([ModelResponse(text: "too late")])
    let loop = AgentLoop(model: model, matrix: table.matrix)
    let task = Task { () -> TurnError? in
      withUnsafeCurrentTask { $0?.cancel() }
      var thread = ChatThread()
      var result = TurnResult()
      do throws(TurnError) {
        try await loop.run(
          table.input,
          in: &thread,
          result: &result,
          perform: { proposed, _ in (table.performed(proposed, .ok([:])), []) },
          emit: { _ in }
        )
        return nil
      } catch {
        return error
      }
    }
    #expect(await task.value == .cancelled)
    #expect(model.requests.isEmpty)
  }

  @Test("says in words of its own which limit it met")
  func words() {
    let errors: [TurnError] = [
      .model(ModelError("no answer")), .tooManyRequests(limit: 10),
      .tooManyCallsInResponse(17, limit: 16), .tooManyCallsInTurn(41, limit: 40),
      .resultTooLarge(tool: "t", bytes: 9, limit: 8), .textTooLong(bytes: 9, limit: 8),
      .tooSlow(limit: .seconds(120)), .cancelled,
    ]
    #expect(
      errors.map(\.description) == [
        "no answer", "the agent was not done after 10 requests in one turn",
        "the agent proposed 17 calls in one answer, at most 16 are allowed",
        "the agent proposed 41 calls in one turn, at most 40 are allowed",
        "the result of t has 9 bytes, at most 8 go to the model",
        "the agent's answer has 9 bytes, at most 8 are allowed",
        "the model took more than 120 s in one turn",
        "stopped before the agent was done",
      ]
    )
  }
}

@Suite("A thread of several roles")
struct ChatThreadTests {
  @Test("shows a role its own turns, injects meant for it, and what it could have had itself")
  func projection() throws {
    let cost = try #require(Permission("view_cost_impact"))
    let finance = try #require(Role("FINANCE"))
    let csm = try #require(Role("CSM"))
    let matrix = try PermissionMatrix(
      permissions: [cost],
      grants: [
        PermissionMatrix.Grant(role: finance, permissions: [cost]),
        PermissionMatrix.Grant(role: csm, permissions: []),
      ]
    )
    let faye = try #require(Session(user: "faye", role: finance))
    let cora = try #require(Session(user: "cora", role: csm))
    let time = Timestamp(seconds: 0)
    var thread = ChatThread()
    _ = thread.beginTurn()
    thread.append(.userMessage("approve 12,000"), by: faye, at: time)
    thread.append(.assistantMessage("25,000"), by: faye, at: time, needs: [cost])
    thread.append(.inject("for finance", to: finance), by: faye, at: time)
    thread.append(.inject("for all", to: nil), by: faye, at: time)
    _ = thread.beginTurn()
    thread.append(.userMessage("what does it cost"), by: cora, at: time)
    thread.append(.assistantMessage("denied"), by: cora, at: time, needs: [cost])
    let seen = { (role: Role) in thread.items(readableBy: role, under: matrix).map(\.id) }
    #expect(seen(finance) == (1...6).map { "item-\($0)" })
    #expect(seen(csm) == ["item-4", "item-5", "item-6"])
    _ = thread.beginTurn()
    thread.append(.userMessage("hello"), by: cora, at: time)
    #expect(seen(finance).last == "item-7")
  }

  @Test("holds foreign content for a role only where that role may read it")
  func foreign() throws {
    let finance = try #require(Role("FINANCE"))
    let csm = try #require(Role("CSM"))
    let cost = try #require(Permission("view_cost_impact"))
    let matrix = try PermissionMatrix(
      permissions: [cost],
      grants: [
        PermissionMatrix.Grant(role: finance, permissions: [cost]),
        PermissionMatrix.Grant(role: csm, permissions: []),
      ]
    )
    let faye = try #require(Session(user: "faye", role: finance))
    let time = Timestamp(seconds: 0)
    var thread = ChatThread()
    let readers = {
      [finance, csm].filter { thread.holdsForeignItem(readableBy: $0, under: matrix) }
    }
    _ = thread.beginTurn()
    thread.append(.userMessage("hello"), by: faye, at: time)
    thread.append(.assistantMessage("hello"), by: faye, at: time)
    thread.append(.toolCall(call("1")), by: faye, at: time)
    #expect(readers().isEmpty)
    thread.append(.inject("for finance", to: finance), by: faye, at: time)
    #expect(readers() == [finance])
    thread.append(.inject("for all", to: nil), by: faye, at: time)
    #expect(readers() == [finance, csm])
  }
}
