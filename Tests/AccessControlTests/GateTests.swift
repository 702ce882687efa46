import AccessControl
import DefaultWorld
import Documents
import Exercises
import Incidents
import Testing
import Values

/// The shipped policy and world, and ways to call at the gate.
private struct Table {
  let policy: Policy
  var world: World

  init() throws {
    let file = SourceFile(path: "default.world.yaml", bytes: DefaultWorld.bytes)
    let definition = try WorldReader.read(file, defaultPolicy: nil)
    policy = definition.policy
    world = definition.world
  }

  func session(_ role: String, user: String = "sam@example.com") throws -> Session {
    let role = try #require(policy.matrix.role(named: role))
    return try #require(Session(user: user, role: role))
  }

  mutating func call(
    _ tool: String,
    _ arguments: ToolArguments = .values([:]),
    as role: String,
    context: [String: JSONValue] = [:]
  ) throws -> PerformedCall {
    policy.gate.perform(
      CallRequest(
        call: ToolCall(id: "call-1", tool: tool, arguments: arguments),
        session: try session(role),
        at: world.clock,
        context: context
      ),
      on: &world
    )
  }
}

@Suite("The gate")
struct GateTests {
  @Test("denies before it looks at arguments, which may be nonsense or name what doesn't exist")
  func denialComesFirst() throws {
    var table = try Table()
    let before = table.world
    for arguments: ToolArguments in [
      .text("{"), .text("[]"), .values(["servce": 1]), .values(["service": "nothing"]),
      .text(String(repeating: "x", count: 70_000)),
    ] {
      let call = try table.call("restart_service", arguments, as: "CSM")
      guard case .denied(let denial) = call.outcome else {
        Issue.record("\(call.outcome)")
        continue
      }
      #expect(denial.missing.map(\.name) == ["restart_service"])
      #expect(denial.heldBy.map(\.name) == ["IT"])
      #expect(!call.bodyRan)
    }
    #expect(table.world == before)
  }

  @Test("names every missing permission, in the policy's order, and who holds them all")
  func severalMissing() throws {
    var table = try Table()
    guard case .denied(let denial) = try table.call("update_business_impact", as: "IT").outcome
    else { return #expect(Bool(false), "not denied") }
    #expect(denial.missing.map(\.name) == ["update_status", "view_business_impact"])
    #expect(
      denial.sentence
        == "IT lacks update_status and view_business_impact. OPS holds them. Nothing was changed."
    )
  }

  @Test(
    "finds tools and roles by their bytes",
    arguments: ["Restart_service", "restart_service ", "restart\u{200B}_service", "\u{212A}", ""]
  )
  func names(_ name: String) throws {
    var table = try Table()
    let call = try table.call(name, as: "IT")
    guard case .invalid(let reason) = call.outcome else { return #expect(Bool(false)) }
    #expect(reason.hasPrefix("there is no tool `"))
    #expect(table.policy.matrix.role(named: name) == nil)
  }

  @Test("knows roles without regard to ASCII case, and no look-alike of them")
  func roles() throws {
    let matrix = try Table().policy.matrix
    for name in ["it", "It", "IT"] { #expect(matrix.role(named: name)?.name == "IT") }
    for name in ["\u{131}t", "\u{FB01}nance", "op\u{17F}", "c\u{17F}m", " it", "it\u{301}"] {
      #expect(matrix.role(named: name) == nil, "\(name)")
    }
  }

  @Test(
    "refuses arguments that are not what the tool takes, and says what is",
    arguments: [
      ("{}", "`restart_service` needs `service`: the name or id of a service"),
      ("{\"service\":7}", "`service` must be the name or id of a service, this is number 7"),
      ("{\"service\":\"\"}", "`service` must be the name or id of a service, this is text \"\""),
      (
        "{\"servce\":\"Redis\"}",
        "`restart_service` has no parameter `servce`, did you mean `service`?"
      ),
      (
        "{\"service\":\"a\",\"service\":\"b\"}",
        "arguments that are not JSON: a second member `service` at byte 24"
      ),
      (
        "{\"service\":\"Redis\",}",
        "arguments that are not JSON: a member without a quoted name at byte 19"
      ),
      ("[1]", "arguments that are not a JSON object"),
    ]
  )
  func invalid(_ arguments: String, _ reason: String) throws {
    var table = try Table()
    let before = table.world
    let call = try table.call("restart_service", .text(arguments), as: "IT")
    #expect(call.outcome == .invalid(reason: reason))
    #expect(!call.bodyRan)
    #expect(table.world == before)
  }

  @Test("reads arguments of 64 KB and no more", arguments: [65_535, 65_536, 65_537])
  func argumentSize(_ bytes: Int) throws {
    var table = try Table()
    let padding = String(repeating: "x", count: bytes - "{\"title\":\"\"}".utf8.count)
    let call = try table.call("create_incident", .text("{\"title\":\"\(padding)\"}"), as: "IT")
    #expect(call.bodyRan == (bytes <= 65_536))
  }

  @Test("puts the state back where the tool reports an error")
  func failure() throws {
    var table = try Table()
    let before = table.world
    let arguments: ToolArguments = .values([
      "incident_id": "INC-001", "status": "open", "summary": "x",
    ])
    let call = try table.call("update_business_impact", arguments, as: "OPS")
    guard case .failed = call.outcome else { return #expect(Bool(false), "\(call.outcome)") }
    #expect(call.bodyRan)
    #expect(table.world == before)
  }

  @Test("takes the incident from the context where a call leaves it out")
  func context() throws {
    var table = try Table()
    let call = try table.call(
      "calculate_cost_impact",
      as: "FINANCE",
      context: ["incident_id": "INC-001"]
    )
    #expect(call.arguments == ["incident_id": "INC-001"])
    #expect(call.filledFromContext == ["incident_id"])
  }

  @Test("never takes identity from arguments: 13 tools, 8 claims, 4 roles")
  func identity() throws {
    var table = try Table()
    let claims: [[String: JSONValue]] = [
      ["role": "FINANCE"], ["user": "root"], ["performed_by": ["role": "IT", "user": "root"]],
      ["session": ["role": "OPS"]], ["as": "IT"], ["X-User-Role": "CSM"], ["__role": "IT"],
      ["arguments": ["role": "IT"]],
    ]
    var count = 0
    for tool in table.policy.tools {
      for claim in claims {
        for role in table.policy.matrix.roles {
          let call = try table.call(tool.name, .values(claim), as: role.name)
          #expect(call.attribution.session.user == "sam@example.com")
          #expect(call.attribution.session.role == role)
          #expect(!call.bodyRan)
          count += 1
        }
      }
    }
    #expect(count == 416)
  }

  @Test("says in every result who performed the call, in which role, when, and its id")
  func attribution() throws {
    var table = try Table()
    let call = try table.call("run_diagnostics", .values(["target": "Redis"]), as: "IT")
    guard case .ok(let result) = call.outcome else { return #expect(Bool(false)) }
    #expect(result["performed_by"] == ["role": "IT", "user": "sam@example.com"])
    #expect(result["at"] == "2025-01-15T09:00:00Z")
    #expect(result["call_id"] == "call-1")
  }
}

@Suite("A policy with a mistake in it")
struct PolicyErrorTests {
  @Test("is no policy: unknown permissions, double and ambiguous names are errors")
  func errors() throws {
    let known = try #require(Permission("view"))
    let unknown = try #require(Permission("edit"))
    let (it, lower) = (try #require(Role("IT")), try #require(Role("it")))
    func matrix(_ grants: [PermissionMatrix.Grant]) throws(PolicyError) -> PermissionMatrix {
      try PermissionMatrix(permissions: [known], grants: grants)
    }
    let view = PermissionMatrix.Grant(role: it, permissions: [known])
    #expect(throws: PolicyError.unknownPermission("edit", usedBy: "IT")) {
      try matrix([PermissionMatrix.Grant(role: it, permissions: [unknown])])
    }
    #expect(throws: PolicyError.duplicateName("IT")) { try matrix([view, view]) }
    #expect(throws: PolicyError.ambiguousRole("IT", "it")) {
      try matrix([view, PermissionMatrix.Grant(role: lower, permissions: [])])
    }
  }

  @Test("has no names but ASCII identifiers", arguments: ["", "a b", "\u{212A}", "1a", "é", "a\n"])
  func names(_ name: String) {
    #expect(Role(name) == nil)
    #expect(Permission(name) == nil)
  }
}

@Suite("The record")
struct AuditLogTests {
  private func log(_ count: Int) throws -> AuditLog {
    var table = try Table()
    var log = AuditLog()
    for index in 0..<count {
      log.append(try table.call(index.isMultiple(of: 2) ? "run_diagnostics" : "nothing", as: "CSM"))
    }
    return log
  }

  @Test("counts calls and denials, one record a call")
  func counts() throws {
    let log = try log(5)
    #expect(log.records.map(\.sequence) == [1, 2, 3, 4, 5])
    #expect(log.denied == 3)
  }

  @Test("has another head after any other history")
  func head() throws {
    let heads = try (0..<5).map { try log($0).head.description }
    #expect(Set(heads).count == 5)
    #expect(try log(4).head.description == heads[4])
    #expect(heads[0] == String(repeating: "0", count: 64))
  }

  @Test(
    "is digested by SHA-256",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ]
  )
  func digest(_ text: String, _ expected: String) {
    #expect(Digest(of: Array(text.utf8)).description == expected)
  }
}

@Suite("A call on one line")
struct ToolCallLineTests {
  @Test(
    "reads words, JSON strings and JSON lists",
    arguments: [
      ("t", [:]),
      ("t a=1", ["a": .word("1")]),
      ("t a=\"x y\" b=no", ["a": .json("x y"), "b": .word("no")]),
      ("t a=[\"x ]\",[1]]", ["a": .json(["x ]", [1]])]),
      ("  t   a=12:30  ", ["a": .word("12:30")]),
      ("t a=\"q\\\"q\"", ["a": .json("q\"q")]),
    ] as [(String, [String: ToolCallLine.Value])]
  )
  func reads(_ text: String, _ expected: [String: ToolCallLine.Value]) throws {
    let line = try ToolCallLine(text)
    #expect(line.tool == "t")
    let values = line.arguments.map { ($0.name, $0.value) }
    #expect(Dictionary(values, uniquingKeysWith: { first, _ in first }) == expected)
  }

  @Test(
    "refuses what it can't read, and points at it",
    arguments: [
      ("", 0..<1), ("=x", 0..<1), ("t x", 2..<3), ("t a=", 2..<4), ("t a=\"x", 4..<6),
      ("t a=[1", 4..<6), ("t a=1 a=2", 6..<7), ("t a=\"x\"y", 7..<8), ("t a=[1,]", 4..<8),
    ]
  )
  func refuses(_ text: String, _ range: Range<Int>) {
    do throws(ToolCallLineError) {
      _ = try ToolCallLine(text)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.range == range, "\(error)")
    }
  }

  @Test("is written so that it reads back as the same call")
  func roundTrip() throws {
    let arguments: [String: JSONValue] = [
      "a": "x y", "b": "no", "c": "", "d": "a=b", "e": "\"q\"", "f": ["x", "y"], "g": 25_000,
      "h": "$x", "i": "tab\t",
    ]
    let text = ToolCallLine.text(tool: "t", arguments: arguments, order: ["b"])
    #expect(text.hasPrefix("t b=no a="))
    let line = try ToolCallLine(text)
    for argument in line.arguments {
      switch argument.value {
      case .json(let value): #expect(value == arguments[argument.name])
      case .word(let word):
        #expect(arguments[argument.name] == .string(word) || word == "25000")
      }
    }
  }
}
