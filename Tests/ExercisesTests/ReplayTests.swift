import AccessControl
import Agent
import DefaultWorld
import Documents
import Exercises
import Incidents
import OfflineModels
import Synchronization
import Testing
import Values

/// Keeps records in memory, and refuses them from one on.
private final class Notebook: ExerciseRecorder {
  private let kept = Mutex<[ExerciseRecord]>([])
  private let limit: Int

  var records: [ExerciseRecord] { kept.withLock { $0 } }

  init(limit: Int = .max) { self.limit = limit }

  func record(_ record: ExerciseRecord, after revision: Int?) throws(RecordingError) -> Int {
    try kept.withLock { records throws(RecordingError) in
      guard records.count < limit else { throw RecordingError("the disk is full") }
      records.append(record)
      return records.count + 1
    }
  }
}

/// Answers questions in order.
private final class Person: Approver {
  private let answers: Mutex<[ApprovalAnswer]>

  /// How often a turn may go on beyond a limit.
  private let continuations: Int

  init(_ answers: [ApprovalAnswer], continuations: Int = 0) {
    self.answers = Mutex(answers)
    self.continuations = continuations
  }

  func letsGoOn(after pause: TurnPause) async -> Bool { pause.number <= continuations }

  func answer(_ question: ApprovalQuestion) async -> ApprovalAnswer {
    answers.withLock { $0.isEmpty ? .declined(reason: "no more") : $0.removeFirst() }
  }
}

private func call(_ id: String, _ tool: String, _ arguments: [String: JSONValue]) -> ProposedCall {
  ProposedCall(id: id, tool: tool, arguments: .values(arguments))
}

@Suite("A replay")
struct ReplayTests {
  private let definition: WorldDefinition
  private let it: Session
  private let csm: Session
  private let finance: Session

  init() throws {
    let file = SourceFile(path: "default.world.yaml", bytes: DefaultWorld.bytes)
    definition = try WorldReader.read(file, defaultPolicy: nil)
    it = try #require(Role("IT").flatMap { Session(user: "dana", role: $0) })
    csm = try #require(Role("CSM").flatMap { Session(user: "cora", role: $0) })
    finance = try #require(Role("FINANCE").flatMap { Session(user: "faye", role: $0) })
  }

  private func fresh(_ recorder: (any ExerciseRecorder)? = nil) -> Exercise {
    var exercise = Exercise(
      policy: definition.policy,
      world: definition.world,
      incident: "INC-001"
    )
    exercise.keep(in: recorder, after: 1)
    return exercise
  }

  /// Plays records again, a turn at a time.
  private func replayed(_ records: [ExerciseRecord]) async throws -> Exercise {
    var exercise = fresh()
    var group: [ExerciseRecord] = []
    for record in records {
      if !record.isInsideTurn, !group.isEmpty {
        try await exercise.replay(group)
        group = []
      }
      group.append(record)
    }
    try await exercise.replay(group)
    return exercise
  }

  private func expectSame(_ replayed: Exercise, _ original: Exercise) {
    #expect(replayed.world == original.world)
    #expect(replayed.thread == original.thread)
    #expect(replayed.calls == original.calls)
    #expect(replayed.audit == original.audit)
    #expect(replayed.audit.head == original.audit.head)
    #expect(replayed.incident == original.incident)
  }

  /// Plays something of every kind.
  private func eventful(_ exercise: inout Exercise) async throws {
    var result = TurnResult()
    exercise.recordRoleSwitch(from: nil, to: csm)
    let model = ScriptedModel([
      ModelResponse(
        text: "let me see",
        calls: [
          call("a", "restart_service", ["service": "Redis"]),
          call("b", "notify_affected_customers", ["message": "we know", "segment": "smb"]),
          call("c", "no_such_tool", [:]),
        ],
        tokens: 12
      ),
      ModelResponse(text: "one is told"),
    ])
    try await exercise.say("tell them", as: csm, to: model, result: &result)
    exercise.advance(by: TimeSpan(seconds: 300))
    let fault = Fault(
      name: "leak",
      cause: "a leak",
      health: .partialOutage,
      remedy: .capacity(.compute, 3),
      effects: [Fault.Effect(service: "Search", health: .degradedPerformance)],
      metrics: ["hit_rate_percent": 12.5],
      findings: ["cache": "full"],
      logs: [LogLine(level: .warn, message: "x\u{1B}[2J")]
    )
    try exercise.deliver(.fault(service: "Redis", fault), to: nil, as: it)
    try exercise.deliver(.metric(service: "CDN", name: "hits", value: 3), to: nil, as: it)
    try exercise.deliver(.message(from: "Legal", text: "say nothing"), to: csm.role, as: it)
    _ = exercise.call("restart_service", .values(["service": "Redis"]), as: it)
    exercise.advance(to: exercise.world.clock.advanced(by: 500))
    try exercise.deliver(.clearFault(service: "Redis", name: nil), to: nil, as: it)
    exercise.approvals = .ask
    result = TurnResult()
    let spend = ["amount": JSONValue.integer(10), "justification": "replica"]
    let spender = ScriptedModel([
      ModelResponse(
        calls: ["1", "2", "3"].map { call($0, "approve_emergency_spending", spend) }
      )
    ])
    try await exercise.say(
      "approve three times",
      as: finance,
      to: spender,
      approver: Person([
        .approved, .declined(reason: "too much"),
        .edited(.values(["amount": 7, "justification": "half"])),
      ]),
      result: &result
    )
    exercise.incident = nil
    exercise.incident = "INC-001"
  }

  @Test("brings back world, conversation, calls, record and focus")
  func everything() async throws {
    let notebook = Notebook()
    var exercise = fresh(notebook)
    try await eventful(&exercise)
    let words = exercise.calls.map(\.call.outcome.word)
    #expect(
      words == ["denied", "ok", "invalid", "ok", "ok", "declined", "ok"]
    )
    let again = try await replayed(notebook.records)
    // What was only read off the clock afterwards is no part of what happened.
    expectSame(again, exercise)
  }

  @Test("reads each record as it was written")
  func roundTrip() async throws {
    let notebook = Notebook()
    var exercise = fresh(notebook)
    try await eventful(&exercise)
    #expect(notebook.records.count > 15)
    for record in notebook.records {
      let text = JSONWriter.text(record.json)
      #expect(ExerciseRecord(try JSONReader.read(text)) == record)
    }
    #expect(ExerciseRecord(["do": "turn"]) == nil)
    #expect(ExerciseRecord(["at": 1, "do": "unheard of"]) == nil)
  }

  @Test("of the first n records ends where they end, with each effect once")
  func cutOff() async throws {
    let notebook = Notebook()
    var exercise = fresh(notebook)
    try await eventful(&exercise)
    for count in 1...notebook.records.count {
      let records = Array(notebook.records.prefix(count))
      let again = try await replayed(records)
      let kept = records.compactMap(\.call)
      #expect(again.calls.map(\.number) == kept.map(\.number))
      #expect(again.world.outbox.count == kept.count { $0.tool.hasPrefix("notify") })
      #expect(again.world.approvals.count <= 2)
    }
  }

  @Test("of a turn that broke a limit breaks it again")
  func limit() async throws {
    let notebook = Notebook()
    var exercise = fresh(notebook)
    var result = TurnResult()
    let many = (1...17).map { call("\($0)", "run_diagnostics", ["target": "Redis"]) }
    let model = ScriptedModel([ModelResponse(text: "all of them", calls: many)])
    await #expect(throws: TurnError.tooManyCallsInResponse(17, limit: 16)) {
      try await exercise.say("go", as: it, to: model, result: &result)
    }
    expectSame(try await replayed(notebook.records), exercise)
  }

  @Test("of a turn that was let go on beyond a limit goes as far again", arguments: 0...3)
  func continued(_ continuations: Int) async throws {
    let notebook = Notebook()
    var exercise = fresh(notebook)
    var result = TurnResult()
    let answers = (0..<8).map { round in
      ModelResponse(
        calls: (0..<15).map { call("\(round).\($0)", "run_diagnostics", ["target": "Redis"]) }
      )
    }
    try? await exercise.say(
      "look at it again and again",
      as: it,
      to: ScriptedModel(answers),
      approver: Person([], continuations: continuations),
      result: &result
    )
    #expect(exercise.calls.count == [30, 60, 90, 120][continuations])
    #expect(notebook.records.count { $0.event == .continued } == continuations)
    expectSame(try await replayed(notebook.records), exercise)
    for count in 1...notebook.records.count {
      let records = Array(notebook.records.prefix(count))
      #expect(try await replayed(records).calls.count == records.compactMap(\.call).count)
    }
  }

  @Test("of a call that has another outcome now says so")
  func differs() async throws {
    let notebook = Notebook()
    var exercise = fresh(notebook)
    _ = exercise.call("restart_service", .values(["service": "Redis"]), as: csm)
    let record = try #require(notebook.records.first)
    var forged = record.json.members ?? [:]
    forged["by"] = it.json
    let forgery = try #require(ExerciseRecord(.object(forged)))
    let error = await #expect(throws: ReplayError.self) { try await replayed([forgery]) }
    #expect(
      error?.description == "call 1 of restart_service ended denied then and differs now (ok): the"
        + " world, the policy or the program has changed since"
    )
  }

  @Test(
    "is of what was kept: what can't be kept has no effect, after the n-th record as after the first"
  )
  func unkept() async throws {
    let whole = Notebook()
    var exercise = fresh(whole)
    try await eventful(&exercise)
    for limit in 0..<whole.records.count {
      let notebook = Notebook(limit: limit)
      var exercise = fresh(notebook)
      try? await eventful(&exercise)
      let again = try await replayed(notebook.records)
      #expect(again.world.outbox == exercise.world.outbox)
      #expect(again.world.approvals == exercise.world.approvals)
      #expect(again.world.services.map(\.restarts) == exercise.world.services.map(\.restarts))
      #expect(again.calls.count { $0.worldChanged } == exercise.calls.count { $0.worldChanged })
    }
  }
}

@Suite("A call's identifier")
struct CallIdentifierTests {
  private let exercise: Exercise
  private let csm: Session

  init() throws {
    let file = SourceFile(path: "default.world.yaml", bytes: DefaultWorld.bytes)
    let definition = try WorldReader.read(file, defaultPolicy: nil)
    exercise = Exercise(policy: definition.policy, world: definition.world, incident: "INC-001")
    csm = try #require(Role("CSM").flatMap { Session(user: "cora", role: $0) })
  }

  private func notify(_ id: String, _ message: String = "we know") -> ProposedCall {
    call(id, "notify_affected_customers", ["message": .string(message)])
  }

  private func play(_ responses: [ModelResponse]...) async throws -> Exercise {
    var exercise = exercise
    for turn in responses {
      var result = TurnResult()
      try await exercise.say("tell them", as: csm, to: ScriptedModel(turn), result: &result)
    }
    return exercise
  }

  @Test("has one effect in a turn, in the same answer or a later one, and each gets its output")
  func once() async throws {
    let played = try await play([
      ModelResponse(calls: [notify("x"), notify("x")]), ModelResponse(calls: [notify("x")]),
      ModelResponse(text: "done"),
    ])
    #expect(played.world.outbox.count == 1)
    #expect(played.calls.count == 1)
    let outputs = played.thread.items.compactMap { item in
      if case .toolOutput(let call) = item.content { call.outcome.word } else { nil }
    }
    #expect(outputs == ["ok", "ok", "ok"])
  }

  @Test("stands for one call only: another call with it does not run")
  func another() async throws {
    let played = try await play([
      ModelResponse(calls: [notify("x"), notify("x", "and more"), notify("y", "and more")])
    ])
    #expect(played.calls.map(\.call.outcome.word) == ["ok", "invalid", "ok"])
    #expect(
      played.calls[1].call.outcome
        == .invalid(reason: "this turn has another call with the identifier `x`")
    )
    #expect(played.world.outbox.count == 2)
    #expect(played.audit.calls == 3)
  }

  @Test("of a denied call is denied once, and tells nothing more when it is used again")
  func denied() async throws {
    let restart = call("x", "restart_service", ["service": "Redis"])
    let other = call("x", "restart_service", ["service": "CDN"])
    let played = try await play([ModelResponse(calls: [restart, restart, other])])
    #expect(played.calls.map(\.call.outcome.word) == ["denied", "denied"])
    #expect(played.world == exercise.world)
  }

  @Test("begins anew with each turn")
  func nextTurn() async throws {
    let answer = [ModelResponse(calls: [notify("x")])]
    #expect(try await play(answer, answer).world.outbox.count == 2)
  }
}
