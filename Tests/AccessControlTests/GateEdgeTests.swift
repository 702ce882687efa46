import AccessControl
import Testing
import Values

/// A tool that does, and says of itself, what a test wants.
private struct AnyTool: Tool {
  var requires: [Permission] = []
  var refusal: String?
  var result: JSONValue = [:]

  var description: ToolDescription {
    ToolDescription(
      name: "any_tool",
      summary: "does anything",
      requires: requires,
      parameters: [],
      effect: .write
    )
  }

  func arguments(from values: ArgumentValues) throws(ToolFailure) {
    if let refusal { throw ToolFailure(refusal) }
  }

  func run(
    _ arguments: Void,
    under authorization: borrowing Authorization<Self>,
    on state: inout Int
  ) throws(ToolFailure) -> JSONValue {
    state += 1
    return result
  }
}

@Suite("The gate, at its edge")
struct GateEdgeTests {
  private let known: Role
  private let stranger: Role
  private let see: Permission

  init() throws {
    known = try #require(Role("known"))
    stranger = try #require(Role("stranger"))
    see = try #require(Permission("see"))
  }

  private func gate(_ tool: AnyTool) throws -> Gate<Int> {
    try Gate(
      matrix: PermissionMatrix(
        permissions: [see],
        grants: [PermissionMatrix.Grant(role: known, permissions: [see])]
      ),
      tools: [tool]
    )
  }

  private func perform(
    _ tool: AnyTool,
    as role: Role,
    on state: inout Int,
    _ arguments: ToolArguments = .values([:])
  ) throws -> PerformedCall {
    let session = try #require(Session(user: "sam", role: role))
    return try gate(tool).perform(
      CallRequest(
        call: ToolCall(id: "1", tool: "any_tool", arguments: arguments),
        session: session,
        at: Timestamp(seconds: 0)
      ),
      on: &state
    )
  }

  @Test("offers a role that the policy doesn't know what needs nothing, and denies it the rest")
  func unknownRole() throws {
    var state = 0
    let closed = AnyTool(requires: [see])
    #expect(try gate(closed).tools(allowedTo: known).map(\.name) == ["any_tool"])
    #expect(try gate(closed).tools(allowedTo: stranger).isEmpty)
    #expect(try gate(AnyTool()).tools(allowedTo: stranger).map(\.name) == ["any_tool"])
    let denial = Denial(role: stranger, missing: [see], heldBy: [known])
    #expect(try perform(closed, as: stranger, on: &state).outcome == .denied(denial))
    #expect(state == 0)
  }

  @Test("calls invalid what the tool can't read, and doesn't say that its body ran")
  func refusal() throws {
    var state = 0
    let call = try perform(AnyTool(refusal: "they don't fit together"), as: known, on: &state)
    #expect(call.outcome == .invalid(reason: "they don't fit together"))
    #expect(!call.bodyRan)
    #expect(state == 0)
  }

  @Test("reads no text at all as no arguments")
  func noText() throws {
    var state = 0
    #expect(try perform(AnyTool(), as: known, on: &state, .text("")).outcome.word == "ok")
    #expect(state == 1)
  }

  @Test("tells who acted even where the tool's result says otherwise")
  func attribution() throws {
    var state = 0
    let forged: JSONValue = ["role": "FINANCE", "user": "mallory"]
    let tool = AnyTool(result: ["performed_by": forged, "call_id": "0", "n": 1])
    guard case .ok(let result) = try perform(tool, as: known, on: &state).outcome else {
      Issue.record("not performed")
      return
    }
    #expect(result.members?["n"] == 1)
    #expect(result.members?["call_id"] == "1")
    #expect(result.members?["performed_by"] == ["role": "known", "user": "sam"])
  }

  @Test("passes on a result that has no members as it is")
  func bareResult() throws {
    var state = 0
    #expect(try perform(AnyTool(result: 7), as: known, on: &state).outcome == .ok(7))
  }

  @Test("separates duties only for tools that ask for it")
  func separation() {
    #expect(!AnyTool().description.separatesDuties)
  }
}

@Suite("A call on a line, at its edge")
struct ToolCallLineEdgeTests {
  @Test("is parted by any white space", arguments: [" ", "\t", "\u{B}", "\u{A0}", "\u{3000}"])
  func space(_ space: String) throws {
    let line = try ToolCallLine("tool\(space)a=b\(space)c=d")
    #expect(line.tool == "tool")
    #expect(line.arguments.map(\.name) == ["a", "c"])
  }

  @Test("takes one word for a list of one")
  func list() {
    #expect(ToolCallLine.value(.word("a"), kind: .list(.text)) == ["a"])
    #expect(ToolCallLine.value(.word("2"), kind: .list(.integer(1...3))) == [2])
  }
}
