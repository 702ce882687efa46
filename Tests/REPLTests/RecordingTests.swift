import AccessControl
import Agent
import DefaultWorld
import Documents
import Exercises
import FoundationEssentials
import Incidents
import OfflineModels
import Testing
import Values

@testable import REPL

/// A folder of its own, removed afterwards.
private final class Folder {
  let path = FileManager.default.temporaryDirectory.path + "/tabletop-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

@Suite("A recording")
struct RecordingTests {
  private func typist(
    as role: String = "FINANCE",
    approved: Set<String> = ["all"]
  ) throws
    -> Typist
  {
    try Typist(as: role, model: try offlineModel.get(), approved: approved)
  }

  @Test("replays green at once, and asserts calls, denials and changes")
  func all() async throws {
    let folder = try Folder()
    let typist = try typist()
    for line in ["restart redis", ":as it restart redis", ":mark done", "what does this cost us?"] {
      #expect(await typist.type(line).result.ending == .done)
    }
    _ = await typist.type(":expect told holder IT")
    let (text, result) = await typist.type(":record --all \(folder.path)/a.yaml")
    #expect(result.ending == .done, "\(text)")
    #expect(text.contains("replay     passed"))
    #expect(text.contains("3 turns from this session: 2 roles, 3 calls (1 denied)"))
    let file = try String(contentsOfFile: folder.path + "/a.scenario.yaml", encoding: .utf8)
    #expect(file.contains("denied: {tool: restart_service, with: {service: Redis}"))
    #expect(file.contains("- note: done"))
    #expect(!file.contains("finance-1@"))
    #expect(await typist.type(":record --all \(folder.path)/a.yaml").result.ending == .usage)
  }

  @Test("asserts what became of the world by itself where that was looked at")
  func looked() async throws {
    let folder = try Folder()
    let typist = try typist(as: "IT")
    for line in [
      "restart redis", ":clock +3m", ":expect state services.Redis.health operational",
      ":expect call restart_service",
    ] { #expect(await typist.type(line).result.ending == .done) }
    let (text, result) = await typist.type(":record --all \(folder.path)/d.scenario.yaml")
    #expect(result.ending == .done, "\(text)")
    let file = try String(contentsOfFile: folder.path + "/d.scenario.yaml", encoding: .utf8)
    #expect(
      file.hasSuffix(
        """
          - advance: 3m
          - expect:
              - state: {services.Redis.health: operational}

        """
      )
    )
  }

  @Test("leaves out what was taken back")
  func undone() async throws {
    let folder = try Folder()
    let typist = try typist()
    for line in ["approve 12000 for a replica", ":undo", "what does this cost us?"] {
      _ = await typist.type(line)
    }
    _ = await typist.type(":record --all \(folder.path)/b.scenario.yaml")
    let file = try String(contentsOfFile: folder.path + "/b.scenario.yaml", encoding: .utf8)
    #expect(!file.contains("approve_emergency_spending"))
  }

  @Test("keeps what a person declined")
  func declined() async throws {
    let folder = try Folder()
    let typist = try typist(as: "IT", approved: [])
    _ = await typist.type("restart redis")
    let (text, result) = await typist.type(":record --all \(folder.path)/c.scenario.yaml")
    #expect(result.ending == .done, "\(text)")
    let file = try String(contentsOfFile: folder.path + "/c.scenario.yaml", encoding: .utf8)
    #expect(file.contains("decline: [restart_service]"))
  }

  @Test("has no secret keys")
  func keys() {
    let (text, count) = REPLSession.redacted("use sk-proj-abcdefghij0123456789 and task-force sk-1")
    #expect(text == "use sk-removed and task-force sk-1")
    #expect(count == 1)
  }

  @Test(
    ":expect takes the nouns of scenarios",
    arguments: [
      ("denied restart_service", true), ("denied restart_service service=Redis", true),
      ("call restart_service", false), ("never notify_affected_customers", true),
      ("calls 1", true), ("calls 2", false), ("changed none", true), ("told holder IT", true),
      ("state incidents.INC-001.priority P1", true), ("field approved_spending 15000", false),
      ("state services.API Gateway.restarts 0", true), ("hidden customer_impact", true),
      ("sees cost_impact", true), ("text \"denied\"", true),
      ("denied: {tool: restart_service, missing: restart_service}", true),
    ] as [(String, Bool)]
  )
  func expectations(_ line: String, _ holds: Bool) async throws {
    let typist = try typist()
    _ = await typist.type("restart redis")
    let (text, result) = await typist.type(":expect \(line)")
    #expect(result.ending == (holds ? .done : .no), "\(text) \(result.problem)")
  }

  @Test(
    "an expectation that failed says who set the value, and shows none that the role may not see"
  )
  func failedExpectation() async throws {
    let typist = try typist()
    _ = await typist.type(":as it restart redis")
    _ = await typist.type("approve_emergency_spending amount=900 justification=replica")
    let own = await typist.type(":expect field approved_spending 15000").text
    #expect(own.contains("is number 900") && own.contains("(set by call 2)"))
    let hidden = await typist.type(":expect state services.Redis.health operational").text
    #expect(hidden.contains("is something else, hidden - needs"))
    #expect(!hidden.contains("under_maintenance"))
  }

  @Test("an expectation that makes no sense is told as such")
  func badExpectation() async throws {
    let typist = try typist()
    _ = await typist.type("restart redis")
    for line in ["", "denied restart_servce", "nonsense 1", "state incidents.INC-001.prio P1"] {
      #expect(await typist.type(":expect \(line)").result.ending == .usage)
    }
  }
}
