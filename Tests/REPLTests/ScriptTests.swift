import AccessControl
import Agent
import Testing

@testable import REPL

/// A model that can't be reached.
private struct BrokenModel: Model {
  let name = "broken"

  func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse {
    throw ModelError("no answer after 30s\u{1B}[2J")
  }
}

@Suite("A script")
struct ScriptTests {
  private func run(
    _ lines: [String],
    as role: String? = "FINANCE",
    keepGoing: Bool = false,
    echo: Bool = false,
    model: any Model = ScriptedModel([])
  ) async throws -> (status: Int32, output: String, errors: String) {
    let (output, errors) = (Transcript(), Transcript())
    var options = REPLOptions(role: role.flatMap(Role.init), keepGoing: keepGoing, echo: echo)
    options.approved = ["all"]
    let repl = REPL(
      definition: try defaultWorld(),
      model: model,
      options: options,
      now: { nine },
      output: { output.add($0) },
      errors: { errors.add($0) }
    )
    let status = await repl.run(
      lines.enumerated().map { ScriptLine(source: "steps.tt", number: $0 + 1, text: $1) }
    )
    return (status, output.text, errors.text)
  }

  @Test("stops at an unknown command, says where, and ends with status 2")
  func unknownCommand() async throws {
    let (status, output, errors) = try await run([":version", "", ":rolle it", ":version"])
    #expect(status == 2)
    #expect(output == "tabletop\n")
    #expect(
      errors == """
        steps.tt:3: :rolle is not a command. Did you mean :role? Nothing was sent to the agent.
        stopped at the first error (use --keep-going to continue); 2 lines ran

        """
    )
  }

  @Test(
    "ends with a status that says what went wrong",
    arguments: [
      ([":can calculate_cost_impact"], 0), ([":can restart_service"], 1),
      ([":call restart_servce service=Redis"], 2), (["calculate_cost_impact hours=x"], 2),
      (["approve_emergency_spending amount=1"], 2), ([":incident INC-9"], 2), ([":show 1"], 2),
      (["restart_service service=Redis"], 0), (["hello", ":quit", ":rolle"], 0), ([], 0),
    ] as [([String], Int32)]
  )
  func statuses(_ lines: [String], _ expected: Int32) async throws {
    #expect(try await run(lines).status == expected)
  }

  @Test("goes on after errors where told to, and ends with the most serious")
  func keepGoing() async throws {
    let lines = [":can restart_service", ":rolle", ":can restart_service", ":version"]
    let (status, output, errors) = try await run(lines, keepGoing: true)
    #expect(status == 2)
    #expect(output.hasSuffix("tabletop\n"))
    #expect(errors.split(separator: "\n").count == 3)
    #expect(errors.hasPrefix("steps.tt:1: FINANCE may not use restart_service\n"))
  }

  @Test("ends with status 3 where the model gave no answer")
  func undecided() async throws {
    let (status, _, errors) = try await run(["what now?"], model: BrokenModel())
    #expect(status == 3)
    #expect(
      errors.hasPrefix("steps.tt:1: The turn stopped: no answer after 30s\u{FFFD}[2J.\n")
    )
  }

  @Test("needs a role before anyone can act")
  func noRole() async throws {
    let (status, _, errors) = try await run(["calculate_cost_impact"], as: nil)
    #expect(status == 2)
    #expect(errors.hasPrefix("steps.tt:1: No role yet. Choose one: :role IT | OPS | FINANCE | CSM"))
    #expect(try await run([":role it", "restart_service service=Redis"], as: nil).status == 0)
  }

  @Test("has no prompt, colour or banner, and shows its lines only where told to")
  func plain() async throws {
    let lines = [":role it", "restart_service service=Redis", ":can restart_service"]
    let (_, plain, errors) = try await run(lines)
    #expect(errors.isEmpty)
    #expect(!plain.contains("\u{1B}") && !plain.contains("> ") || plain.contains(" -> "))
    #expect(plain.hasPrefix("IT, it-1@example.com\n  1  restart_service"))
    let echoed = try await run(lines, echo: true).output
    #expect(echoed.hasPrefix("> :role it\nIT, it-1@example.com\n> restart_service"))
  }
}
