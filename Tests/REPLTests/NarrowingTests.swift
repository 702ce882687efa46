import AccessControl
import Agent
import Testing
import Values

@testable import REPL

@Suite("Commands show a part of what there is")
struct NarrowingTests {
  @Test(
    ":incidents the open ones, those of a status, or all",
    arguments: [("", 1), ("--all", 2), ("--status closed", 1), ("--status monitoring", 0)]
  )
  func incidents(_ arguments: String, _ count: Int) async throws {
    let typist = try Typist(as: "OPS")
    _ = await typist.type("update_business_impact status=closed")
    _ = await typist.type(":as it create_incident title=Second")
    let text = await typist.type(":incidents \(arguments) --json").text
    #expect(try JSONReader.read(Array(text.utf8)).elements?.count == count)
  }

  @Test(
    ":timeline what happened since a time",
    arguments: [
      ("", 3), ("INC-001", 3), ("--since 2h15m", 1), ("--since 06:40", 2),
      ("INC-001 --since 2025-01-15T06:45:00Z", 1), ("--since 1m", 0),
    ]
  )
  func timeline(_ arguments: String, _ count: Int) async throws {
    let typist = try Typist(as: "OPS")
    let text = await typist.type(":timeline \(arguments) --json").text
    #expect(try JSONReader.read(Array(text.utf8)).elements?.count == count, "\(text)")
  }

  @Test(":history the lines of a role")
  func history() async throws {
    let typist = try Typist(as: "OPS")
    for line in [":version", ":role it", ":matrix"] { _ = await typist.type(line) }
    #expect(await typist.type(":history --role ops").text == "  :version\n  :role it\n")
    #expect(await typist.type(":history m --role it").text == "  :matrix\n")
  }

  @Test(
    "and refuse what makes no sense",
    arguments: [
      ":incidents --status later", ":incidents all", ":timeline --since soon", ":timeline a b",
      ":history --role nobody", ":set offer some", ":record x --assert all",
    ]
  )
  func nonsense(_ line: String) async throws {
    #expect(try await Typist(as: "OPS").type(line).result.ending == .usage)
  }

  @Test("words that are a command without its colon are told so, where they led to nothing")
  func colon() async throws {
    let model = ScriptedModel([ModelResponse(text: "?"), ModelResponse(text: "?")])
    let typist = try Typist(as: "FINANCE", model: model, interactive: true)
    #expect(await typist.type("undo that").text.contains(":undo is a command, with the colon"))
    #expect(await typist.type("switch to IT").text.contains(":role it switches"))
  }
}
