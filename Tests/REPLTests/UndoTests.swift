import Agent
import Exercises
import Incidents
import Testing
import Values

@testable import REPL

@Suite("Undo, the clock and starters")
struct UndoTests {
  @Test("undo brings conversation, record, world and clock back, and says what changed")
  func undo() async throws {
    let model = ScriptedModel([ModelResponse(text: "noted")])
    let typist = try Typist(as: "FINANCE", model: model)
    let before = await typist.session.snapshot.exercise
    _ = await typist.type("hello")
    _ = await typist.type("approve_emergency_spending amount=12000 justification=replica")
    _ = await typist.type(":clock +15m")
    #expect(
      await typist.type(":undo 2").text == """
        removed call of approve_emergency_spending, skip of 15m and 3 changes:
             changed  incidents.INC-001.approved_spending  12000 -> 0
             changed  approvals.count  1 -> 0
             changed  approvals.total  12000 -> 0

        """
    )
    #expect(await typist.session.snapshot.exercise.thread.turns == 1)
    _ = await typist.type(":undo")
    let after = await typist.session.snapshot.exercise
    #expect(after.world == before.world)
    #expect(after.thread == before.thread)
    #expect(after.audit == before.audit)
    #expect(await typist.type(":undo").result.problem == ["Nothing to undo in this session."])
  }

  @Test("the clock runs ahead by what was skipped, and what was due then has happened")
  func clock() async throws {
    let typist = try Typist(as: "IT")
    _ = await typist.type("restart_service service=Redis")
    let text = await typist.type(":clock +15m").text
    #expect(text.hasPrefix("2025-01-15T09:15:00Z  skipped 15m\n     changed  services.Redis"))
    #expect(await typist.type(":clock").text == "2025-01-15T09:15:00Z  15m ahead\n")
  }

  @Test("the clock moves forward only", arguments: ["15m", "-15m", "+", "+15", "+15x", "now"])
  func clockForward(_ argument: String) async throws {
    let typist = try Typist(as: "IT")
    #expect(await typist.type(":clock \(argument)").result.ending == .usage)
    #expect(await typist.session.snapshot.exercise.world.clock == nine)
  }

  @Test("a number says a starter right after the greeting, and is an answer after a question")
  func starters() async throws {
    let typist = try Typist(as: "IT", model: ScriptedModel([]), interactive: true)
    await typist.session.greet()
    #expect(await typist.type("9").result.problem == ["Choose 1-5; :try lists them."])
    #expect(await typist.type("2").text.hasPrefix("     \"Run diagnostics on PostgreSQL\"\n"))
    _ = await typist.type("4")
    let said = await typist.session.snapshot.exercise.thread.items.compactMap { item in
      if case .userMessage(let text) = item.content { text } else { nil }
    }
    #expect(said == ["Run diagnostics on PostgreSQL", "4"])
  }

  @Test("two colons send a line that begins with one")
  func twoColons() async throws {
    let typist = try Typist(as: "IT")
    _ = await typist.type("::wq")
    let item = await typist.session.snapshot.exercise.thread.items.first
    #expect(item?.content == .userMessage(":wq"))
  }
}
