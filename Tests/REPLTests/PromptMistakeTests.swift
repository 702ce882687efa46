import Exercises
import Incidents
import Testing

@testable import REPL

@Suite("A person at the prompt")
struct PromptMistakeTests {
  @Test(
    "is told what an expectation lacks",
    arguments: ["text", "told", "denied", "state", "text \"\""]
  )
  func expectation(_ line: String) async throws {
    let typist = try Typist(as: "IT")
    _ = await typist.type("restart_service service=Redis")
    let result = await typist.type(":expect \(line)").result
    #expect(result.ending == .usage)
    #expect(await typist.session.snapshot.story.allSatisfy(\.expectations.isEmpty))
  }

  @Test(
    "is told that nothing follows a command that takes nothing",
    arguments: ["version", "whoami", "dashboard", "matrix", "stats", "doctor", "clear", "quit"]
  )
  func alone(_ name: String) async throws {
    let typist = try Typist(as: "IT")
    let (text, result) = await typist.type(":\(name) x")
    #expect(text.isEmpty)
    #expect(result.ending == .usage)
    #expect(result.problem == [":\(name) stands alone, nothing follows it."])
  }

  @Test("is told of a turn in which nothing was called", arguments: [":calls", ":changes"])
  func emptyTurn(_ command: String) async throws {
    let typist = try Typist(as: "IT")
    #expect(await typist.type("\(command) --turn 9").text == "No call was made in that turn.\n")
  }

  @Test("is not asked about a call that would fail")
  func failing() async throws {
    let typist = try Typist(as: "IT", interactive: true, approved: [])
    await typist.session.setAsk { prompt, _ in
      Issue.record("asked \(prompt)")
      return "n"
    }
    let text = await typist.type("restart_service service=mysql").text
    #expect(text.contains("there is no service `mysql`"))
  }

  @Test(
    "may write an amount as it is shown",
    arguments: ["12000", "12,000", "$12,000", " 12 000 "]
  )
  func amount(_ typed: String) async throws {
    let typist = try Typist(as: "FINANCE", interactive: true, approved: [])
    await typist.session.setAsk { _, _ in typed }
    _ = await typist.type("approve_emergency_spending amount=12000 justification=x")
    #expect(await typist.session.snapshot.exercise.world.approvals.count == 1)
  }

  @Test("can't bring something in that was")
  func past() async throws {
    let typist = try Typist(as: "IT")
    let (_, result) = await typist.type(":inject -5m foo")
    #expect(result.ending == .usage)
    #expect(await typist.session.snapshot.story.isEmpty)
  }

  @Test("sends no message whose end is missing")
  func fence() {
    let lines = ScriptText.lines(of: ":whoami\n\"\"\"\nrestart redis\n:undo\n", source: "s")
    #expect(lines.map(\.number) == [1, 2])
    #expect(lines.last?.text == "")
    #expect(
      lines.last?.problem == "The message that \"\"\" begins here has no end. Nothing was sent."
    )
  }
}
