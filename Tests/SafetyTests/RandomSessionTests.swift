import AccessControl
import Exercises
import Incidents
import Testing
import Values

@Suite("A random session")
struct RandomSessionTests {
  private static let statuses = ["investigating", "identified", "monitoring", "resolved"]

  /// How many sessions are played; more by hand, with `TABLETOP_SESSIONS`.
  private static let sessions = Environment.number("TABLETOP_SESSIONS") ?? 2_000

  private func call(_ random: inout SplitMix64) -> ReferenceModel.Call {
    let tool =
      Int.random(in: 0..<20, using: &random) == 0
      ? "no_such_tool" : ReferenceModel.names.randomElement(using: &random) ?? ""
    var arguments: [String]
    switch tool {
    case "update_priority": arguments = ["P1", "P2", "P4", "P9"]
    case "update_business_impact": arguments = Self.statuses
    case "notify_affected_customers": arguments = ["all", "enterprise", "smb", "free"]
    case "view_customer_details": arguments = ["CUST-0001", "CUST-0099"]
    default: arguments = ["Redis", "CDN", "Nowhere"]
    }
    arguments = [arguments.randomElement(using: &random) ?? ""]
    let numbers = [1, 2, 5, 1_000, 999_999_999_999, 0, -1, Int.max, Int.max - 1]
    return ReferenceModel.Call(
      tool: tool,
      role: Cast.names.randomElement(using: &random) ?? "",
      user: ["ann", "bob"].randomElement(using: &random) ?? "",
      incident: Int.random(in: 0..<5, using: &random) == 0 ? "INC-999" : "INC-001",
      argument: arguments[0],
      number: numbers.randomElement(using: &random) ?? 1,
      isHostile: Int.random(in: 0..<8, using: &random) == 0
    )
  }

  private func arguments(of call: ReferenceModel.Call) -> [String: JSONValue] {
    let incident = JSONValue.string(call.incident)
    let word = JSONValue.string(call.argument)
    var arguments: [String: JSONValue] =
      switch call.tool {
      case "restart_service": ["service": word]
      case "run_diagnostics": ["target": word]
      case "view_system_logs": ["system": word]
      case "create_incident": ["title": "t", "affected_systems": .array([word])]
      case "update_priority": ["incident_id": incident, "priority": word]
      case "update_business_impact": ["incident_id": incident, "status": word]
      case "allocate_resources":
        ["incident_id": incident, "resource": "compute", "quantity": .integer(call.number)]
      case "approve_emergency_spending":
        ["incident_id": incident, "amount": .integer(call.number), "justification": "j"]
      case "notify_affected_customers":
        ["incident_id": incident, "message": "m", "segment": word]
      case "view_customer_details": ["customer": word]
      case "no_such_tool": [:]
      default: ["incident_id": incident]
      }
    if call.isHostile { arguments["role"] = "FINANCE" }
    return arguments
  }

  private func state(_ exercise: Exercise, _ start: Timestamp) throws -> [String: JSONValue?] {
    var state: [String: JSONValue?] = [:]
    for path in [
      "services.Redis.restarts", "services.CDN.restarts", "incidents.INC-001.priority",
      "incidents.INC-001.status", "incidents.INC-001.approved_spending", "approvals.count",
      "approvals.total", "outbox.count", "incidents.count", "audit.denied",
    ] { state[path] = try exercise.value(at: WorldPath(path)) }
    state["allocated"] = try exercise.value(at: WorldPath("incidents.INC-001.allocated.compute"))
    state["clock"] = .integer(exercise.world.clock.seconds - start.seconds)
    return state
  }

  private func state(_ model: ReferenceModel) -> [String: JSONValue?] {
    [
      "services.Redis.restarts": .integer(model.restarts["Redis"] ?? 0),
      "services.CDN.restarts": .integer(model.restarts["CDN"] ?? 0),
      "incidents.INC-001.priority": .string(model.priority),
      "incidents.INC-001.status": .string(model.status),
      "incidents.INC-001.approved_spending": .integer(model.approved),
      "approvals.count": .integer(model.approvals), "approvals.total": .integer(model.approved),
      "outbox.count": .integer(model.notices), "incidents.count": .integer(model.incidents),
      "audit.denied": .integer(model.denied), "allocated": .integer(model.allocated),
      "clock": .integer(model.clock),
    ]
  }

  @Test("leaves after each step what a model written by hand says")
  func agrees() throws {
    let definition = try SmallWorld().definition()
    var calls = 0
    var outcomes: [String: Int] = [:]
    for seed in 0..<UInt64(Self.sessions) {
      var random = SplitMix64(seed: seed)
      var exercise = Exercise(policy: definition.policy, world: definition.world)
      var model = ReferenceModel()
      let start = exercise.world.clock
      for step in 0..<Int.random(in: 1...40, using: &random) {
        if Int.random(in: 0..<6, using: &random) == 0 {
          let span = Int.random(in: 0...200, using: &random)
          exercise.advance(by: TimeSpan(seconds: span))
          model.wait(span)
          continue
        }
        let call = call(&random)
        let role = try #require(Role(call.role))
        let session = try #require(Session(user: call.user, role: role))
        let before = exercise.world
        let expected = model.perform(call)
        let trace = exercise.call(call.tool, .values(arguments(of: call)), as: session)
        calls += 1
        outcomes[expected.rawValue, default: 0] += 1
        let place: Comment = "seed \(seed), step \(step): \(call)"
        try #require(trace.call.outcome.word == expected.rawValue, place)
        try #require(trace.call.attribution.session == session, place)
        if expected != .ok { try #require(exercise.world == before, place) }
        if expected == .denied || expected == .invalid { try #require(!trace.call.bodyRan, place) }
        try #require(exercise.audit.calls == exercise.calls.count, place)
        try #require(try state(exercise, start) == state(model), place)
      }
    }
    #expect(calls > Self.sessions * 12)
    for outcome in ["ok", "denied", "invalid", "failed"] {
      #expect((outcomes[outcome] ?? 0) * 50 > calls, "\(outcomes)")
    }
  }
}
