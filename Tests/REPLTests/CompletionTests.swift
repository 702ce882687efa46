import AccessControl
import Exercises
import Testing

@testable import REPL

@Suite("Completion")
struct CompletionTests {
  private func candidates(_ text: String) throws -> [String] {
    let definition = try defaultWorld()
    return Completion(
      policy: definition.policy,
      world: definition.world,
      incidents: ["INC-001"]
    )
    .candidates(before: text).map(\.text)
  }

  @Test(
    "offers commands, roles, tools, parameters and what they can be",
    arguments: [
      (":whoa", [":whoami"]), (":role F", ["FINANCE"]), (":role fi", ["FINANCE"]),
      (":role ", ["IT", "OPS", "FINANCE", "CSM"]),
      (":incident ", ["INC-001"]), (":as it restart_s", ["restart_service"]),
      (":as it restart_service s", ["service="]), (":help wh", ["whoami", "why"]),
      ("what is ", []), ("restart_s", ["restart_service"]),
      ("restart_service s", ["service="]), ("restart_service service=Re", ["service=Redis"]),
      ("restart_service service=A", ["service=\"API Gateway\"", "service=\"Auth Service\""]),
      ("update_priority priority=P", ["P1", "P2", "P3", "P4"].map { "priority=" + $0 }),
      ("zzz", []),
    ]
  )
  func offers(_ text: String, _ expected: [String]) throws {
    #expect(try candidates(text) == expected)
  }

  @Test("offers every command and every tool on an empty line")
  func everything() throws {
    let tools = try defaultWorld().policy.tools.map(\.name)
    #expect(try candidates("") == CommandTable.all.map { ":" + $0.name } + tools)
  }

  @Test("knows the incidents that the role may see")
  func incidents() async throws {
    let typist = try Typist(as: "IT")
    _ = await typist.type("create_incident title=Search")
    let candidates = await typist.session.completion().candidates(before: ":i INC-").map(\.text)
    #expect(candidates == ["INC-001", "INC-002"])
  }
}
