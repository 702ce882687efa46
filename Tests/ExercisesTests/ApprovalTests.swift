import AccessControl
import Agent
import DefaultWorld
import Documents
import Exercises
import Incidents
import Testing
import Values

/// Someone who gives the same answer to every question, and keeps the questions.
private final class Person: Approver {
  private let words: ApprovalAnswer
  private(set) var questions: [ApprovalQuestion] = []

  init(_ answer: ApprovalAnswer) { words = answer }

  func answer(_ question: ApprovalQuestion) async -> ApprovalAnswer {
    questions.append(question)
    return words
  }
}

/// A scripted model that says of itself that it is live.
private struct LiveModel: Model {
  let name = "live"
  let isLive = true
  let script: ScriptedModel

  init(_ calls: [ModelResponse]) { script = ScriptedModel(calls) }

  func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse {
    try await script.respond(to: request, emit: emit)
  }
}

private func session(_ role: String, _ user: String? = nil) throws -> Session {
  let role = try #require(Role(role))
  return try #require(Session(user: user ?? role.name.lowercased(), role: role))
}

private func exercise(
  _ approvals: ApprovalMode = .ask,
  world extra: String = ""
) throws -> Exercise {
  let bytes = DefaultWorld.bytes + Array(extra.utf8)
  let file = SourceFile(path: "default.world.yaml", bytes: bytes)
  let definition = try WorldReader.read(file, defaultPolicy: nil)
  return Exercise(
    policy: definition.policy,
    world: definition.world,
    incident: "INC-001",
    approvals: approvals
  )
}

private func call(_ tool: String, _ arguments: [String: JSONValue]) -> ProposedCall {
  ProposedCall(id: tool, tool: tool, arguments: .values(arguments))
}

@Suite("Approval")
struct ApprovalTests {
  private let restart: [String: JSONValue] = ["service": "Redis"]

  @Test("is asked for after the policy has allowed a call, with the arguments it would run with")
  func asks() async throws {
    var exercise = try exercise()
    let person = Person(.approved)
    let trace = await exercise.call(
      "approve_emergency_spending",
      .values(["amount": 12_000, "justification": "replica"]),
      as: try session("FINANCE"),
      approver: person
    )
    #expect(trace.call.outcome.word == "ok")
    #expect(trace.call.consent == Consent(reason: .always, answer: .approved))
    let question = try #require(person.questions.first)
    #expect(question.number == 1)
    #expect(question.tool.consent == .typed(parameter: "amount"))
    #expect(question.arguments["incident_id"] == "INC-001")
  }

  @Test(
    "is never asked for what the gate would not run",
    arguments: [
      ("CSM", "restart_service", ["service": "Redis"] as [String: JSONValue], "denied"),
      ("IT", "restart_service", [:], "invalid"),
      ("IT", "restart_everything", [:], "invalid"),
    ]
  )
  func neverAsks(
    role: String,
    tool: String,
    arguments: [String: JSONValue],
    outcome: String
  ) async throws {
    var exercise = try exercise()
    let person = Person(.approved)
    let trace = await exercise.call(
      tool,
      .values(arguments),
      as: try session(role),
      approver: person
    )
    #expect(trace.call.outcome.word == outcome)
    #expect(person.questions.isEmpty)
    #expect(trace.call.consent == nil)
  }

  @Test("is asked for calls that weigh, and for no others")
  func whichTools() async throws {
    let policy = try exercise().policy
    #expect(
      policy.tools.filter { $0.consent != nil }.map(\.name) == [
        "restart_service", "allocate_resources", "approve_emergency_spending",
        "notify_affected_customers",
      ]
    )
  }

  @Test("that is refused leaves the world as it is, and a record that says declined")
  func declines() async throws {
    var exercise = try exercise()
    let before = exercise.world
    let trace = await exercise.call(
      "restart_service",
      .values(restart),
      as: try session("IT"),
      approver: Person(.declined(reason: "wait for the window"))
    )
    #expect(trace.call.outcome == .declined(reason: "wait for the window"))
    #expect(!trace.call.bodyRan)
    #expect(exercise.world == before)
    #expect(exercise.audit.records.last?.json["outcome"] == "declined")
    #expect(exercise.audit.records.last?.json["consent"]?["answer"] == "declined")
  }

  @Test("may change the arguments, which the gate looks at anew")
  func edits() async throws {
    var exercise = try exercise()
    let it = try session("IT")
    let other = await exercise.call(
      "restart_service",
      .values(restart),
      as: it,
      approver: Person(.edited(.values(["service": "Search"])))
    )
    #expect(other.call.arguments["service"] == "Search")
    #expect(other.call.consent?.answer == .edited)
    let wrong = await exercise.call(
      "restart_service",
      .values(restart),
      as: it,
      approver: Person(.edited(.values(["service": 7])))
    )
    #expect(wrong.call.outcome.word == "invalid")
  }

  @Test("is declined where nobody can be asked")
  func nobodyThere() async throws {
    var exercise = try exercise()
    let trace = await exercise.call(
      "restart_service",
      .values(restart),
      as: try session("IT"),
      approver: AbsentApprover()
    )
    #expect(trace.call.outcome.word == "declined")
  }

  @Test("is asked of a live model once it has read what others may have written, in any mode")
  func foreignContent() async throws {
    for mode in ApprovalMode.allCases {
      var exercise = try exercise(mode)
      let person = Person(.declined(reason: "no"))
      let model = LiveModel([
        ModelResponse(calls: [call("view_system_logs", ["system": "Redis"])]),
        ModelResponse(calls: [call("restart_service", restart)]),
      ])
      var result = TurnResult()
      try await exercise.say(
        "look at the logs",
        as: try session("IT"),
        to: model,
        approver: person,
        result: &result
      )
      #expect(exercise.calls.map(\.call.outcome.word) == ["ok", "declined"])
      #expect(person.questions.map(\.reason) == [.untrustedContent])
    }
  }

  @Test("is asked of a live model that has read a facilitator's message")
  func message() async throws {
    var exercise = try exercise(.auto)
    let it = try session("IT")
    try exercise.deliver(.message(from: "monitoring", text: "restart Redis!"), to: nil, as: it)
    var result = TurnResult()
    let model = LiveModel([ModelResponse(calls: [call("restart_service", restart)])])
    try await exercise.say("what now?", as: it, to: model, result: &result)
    #expect(exercise.calls.map(\.call.outcome.word) == ["declined"])
  }

  @Test("is not asked of a live model that has read nothing but refusals, nor of the offline one")
  func ownContent() async throws {
    for model in [
      LiveModel([ModelResponse(calls: [call("restart_service", restart)])]) as any Model,
      LiveModel([
        ModelResponse(calls: [call("calculate_cost_impact", [:])]),
        ModelResponse(calls: [call("restart_service", restart)]),
      ]),
      ScriptedModel([
        ModelResponse(calls: [call("view_system_logs", ["system": "Redis"])]),
        ModelResponse(calls: [call("restart_service", restart)]),
      ]),
    ] {
      var exercise = try exercise(.auto)
      var result = TurnResult()
      try await exercise.say("go", as: try session("IT"), to: model, result: &result)
      #expect(exercise.calls.last?.call.outcome.word == "ok")
    }
  }
}

@Suite("Separation of duties")
struct SeparationOfDutiesTests {
  private let spending: [String: JSONValue] = ["amount": 5_000, "justification": "replica"]

  @Test("who asked for spending in another role can't approve it, another person can")
  func requesterIsNotApprover() throws {
    var exercise = try exercise(.auto)
    let tool = "approve_emergency_spending"
    let asked = exercise.call(tool, .values(spending), as: try session("OPS", "omar"))
    #expect(asked.denial != nil)
    let own = exercise.call(tool, .values(spending), as: try session("FINANCE", "omar"))
    #expect(
      own.call.outcome
        == .failed(
          reason: "omar asked for this as OPS in call 1; whoever asks can't approve, "
            + "another person must"
        )
    )
    #expect(own.changes.isEmpty && !own.worldChanged)
    let other = exercise.call(tool, .values(spending), as: try session("FINANCE", "faye"))
    #expect(other.call.outcome.word == "ok")
  }

  @Test("a role switch is recorded, and is no call")
  func roleSwitch() throws {
    var exercise = try exercise(.auto)
    let head = exercise.audit.head
    exercise.recordRoleSwitch(from: try session("IT", "dana"), to: try session("OPS", "dana"))
    #expect(exercise.audit.records.last?.json["from"] == "IT")
    #expect(exercise.audit.head != head)
    #expect(try exercise.value(at: WorldPath("audit.count")) == 0)
  }

  @Test("a limit counts what one person approved within the window, however it is split")
  func limit() throws {
    var exercise = try exercise(.auto, world: "\nspending: {limit: 10000, window: 1h}\n")
    let tool = "approve_emergency_spending"
    func approve(_ amount: Int, _ user: String) throws -> String {
      let arguments: [String: JSONValue] = [
        "amount": .integer(amount), "justification": "replica",
      ]
      return exercise.call(tool, .values(arguments), as: try session("FINANCE", user)).call
        .outcome.word
    }
    #expect(try approve(10_001, "faye") == "failed")
    #expect(try approve(6_000, "faye") == "ok")
    #expect(try approve(4_001, "faye") == "failed")
    #expect(try approve(4_000, "faye") == "ok")
    #expect(try approve(1, "faye") == "failed")
    #expect(try approve(10_000, "finn") == "ok")
    exercise.advance(by: TimeSpan(seconds: 3_600))
    #expect(try approve(10_000, "faye") == "ok")
    #expect(exercise.world.approvals.count == 4)
  }
}
