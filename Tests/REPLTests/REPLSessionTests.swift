import AccessControl
import Agent
import Exercises
import Testing

@testable import REPL

@Suite("A session at the prompt")
struct REPLSessionTests {
  @Test("shows a denial with what is missing, who holds it, and that nothing was changed")
  func denial() async throws {
    let typist = try Typist()
    let (text, result) = await typist.type("restart_service service=Redis")
    #expect(
      text == """
          1  restart_service  service=Redis                               DENIED
             CSM lacks restart_service. IT holds it. Nothing was changed.

        """
    )
    #expect(result.ending == .done)
    #expect(await typist.session.snapshot.exercise.audit.denied == 1)
  }

  @Test("explains a denial")
  func why() async throws {
    let typist = try Typist()
    _ = await typist.type("restart_service service=Redis")
    let text = await typist.type(":why").text
    for part in ["needs", "restart_service", "held by", "IT", "the tool did not run"] {
      #expect(text.contains(part))
    }
  }

  @Test("names hidden fields with the permission they need")
  func hiddenFields() async throws {
    let text = await (try Typist()).type(":incident INC-001").text
    #expect(text.contains("hidden - needs view_cost_impact (FINANCE)"))
    #expect(text.contains("hidden - needs view_technical_details (IT)"))
    #expect(!text.contains("25,000"))
    #expect(!text.contains("lock"))
  }

  @Test("takes turns and calls back, with what they changed in the world")
  func undo() async throws {
    let typist = try Typist(as: "IT")
    let before = await typist.session.snapshot.exercise.world
    _ = await typist.type("restart_service service=Redis")
    #expect(await typist.session.snapshot.exercise.world != before)
    _ = await typist.type(":undo")
    #expect(await typist.session.snapshot.exercise.world == before)
    #expect(await typist.session.snapshot.exercise.calls.isEmpty)
  }

  @Test("borrows a role for one turn")
  func borrowedRole() async throws {
    let typist = try Typist()
    let text = await typist.type(":as it restart_service service=Redis").text
    #expect(text.contains("as IT"))
    #expect(text.contains(" ok"))
    #expect(await typist.session.session?.role.name == "CSM")
  }

  @Test("answers :can with an ending of its own")
  func can() async throws {
    let typist = try Typist()
    #expect(await typist.type(":can restart_service").result.ending == .no)
    #expect(await typist.type(":can restart_service it").result.ending == .done)
  }

  @Test("gives a mistyped command back and sends nothing to the agent")
  func mistyped() async throws {
    let typist = try Typist()
    let (_, result) = await typist.type(":rolle ops")
    #expect(
      result.problem == [
        ":rolle is not a command. Did you mean :role? Nothing was sent to the agent."
      ]
    )
    #expect(result.isGivenBack)
    #expect(await typist.session.snapshot.exercise.thread.turns == 0)
  }

  @Test("writes nothing from a model that could move the cursor")
  func sanitised() async throws {
    let model = ScriptedModel([ModelResponse(text: "done\u{1B}[2J\u{202E}\r  1  x  ok")])
    let text = await (try Typist(model: model)).type("hello").text
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\r" })
  }

  @Test("says why a turn stopped, and stays usable")
  func limit() async throws {
    let call = ProposedCall(id: "1", tool: "view_incident_details", arguments: .values([:]))
    let response = ModelResponse(calls: Array(repeating: call, count: 17))
    let typist = try Typist(model: ScriptedModel([response]))
    let (_, result) = await typist.type("hello")
    #expect(result.ending == .undecided)
    #expect(result.problem.first?.contains("at most 16 are allowed") == true)
    #expect(await typist.type(":version").text == "tabletop 1.2.3\n")
  }
}
