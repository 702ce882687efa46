import AccessControl
import Testing
import Values

@Suite("Calls and tools are values")
struct SameValueTests {
  private static func call(
    id: String = "call-1",
    tool: String = "view_system_logs",
    arguments: [String: JSONValue] = ["system": "Redis"],
    filled: Set<String> = [],
    user: String = "dana",
    outcome: ToolOutcome = .ok([:]),
    bodyRan: Bool = true,
    consent: Consent? = nil
  ) throws -> PerformedCall {
    let role = try #require(Role("IT"))
    let session = try #require(Session(user: user, role: role))
    return PerformedCall(
      id: id,
      tool: tool,
      arguments: arguments,
      filledFromContext: filled,
      attribution: Attribution(session: session, callID: id, at: Timestamp(seconds: 0)),
      outcome: outcome,
      bodyRan: bodyRan,
      consent: consent
    )
  }

  @Test("a call is the same as one made of the same parts, and as none that differs in one")
  func calls() throws {
    let call = try Self.call()
    #expect(try call == Self.call())
    #expect(try call.hashValue == Self.call().hashValue)
    #expect(try call != Self.call(id: "call-2"))
    #expect(try call != Self.call(tool: "run_diagnostics"))
    #expect(try call != Self.call(arguments: [:]))
    #expect(try call != Self.call(filled: ["system"]))
    #expect(try call != Self.call(user: "omar"))
    #expect(try call != Self.call(outcome: .failed(reason: "no")))
    #expect(try call != Self.call(bodyRan: false))
    let consent = Consent(reason: .always, answer: .approved)
    #expect(call != call.with(consent))
    #expect(try call.with(consent) == Self.call(consent: consent))
  }

  private static func tool(
    name: String = "look",
    summary: String = "Looks.",
    requires: [String] = ["view_incident"],
    parameters: [ToolParameter] = [],
    effect: ToolDescription.Effect = .read,
    examples: [String] = [],
    reply: String? = nil,
    separatesDuties: Bool = false
  ) -> ToolDescription {
    ToolDescription(
      name: name,
      summary: summary,
      requires: requires.compactMap { Permission($0) },
      parameters: parameters,
      effect: effect,
      examples: examples,
      reply: reply,
      separatesDuties: separatesDuties
    )
  }

  @Test("a tool is the same as one of the same parts, and as none that differs in one")
  func tools() {
    let tool = Self.tool()
    #expect(tool == Self.tool())
    #expect(tool != Self.tool(name: "peek"))
    #expect(tool != Self.tool(summary: "Peeks."))
    #expect(tool != Self.tool(requires: []))
    #expect(tool != Self.tool(parameters: [ToolParameter("what", .text)]))
    #expect(tool != Self.tool(effect: .write))
    #expect(tool != Self.tool(examples: ["look"]))
    #expect(tool != Self.tool(reply: "{what}"))
    #expect(tool != Self.tool(separatesDuties: true))
    let none = tool.requiring([])
    #expect(none == Self.tool(requires: []))
    #expect(none.requiredSet.isEmpty)
  }
}
