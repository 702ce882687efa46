import AccessControl
import OfflineModels
import Testing
import Values

@Suite("Offline planner")
struct OfflinePlannerTests {
  /// A tool that only a world file declares.
  private static let pageVendor = ToolDescription(
    name: "page_vendor",
    summary: "Pages the on-call engineer of a vendor.",
    requires: [],
    parameters: [
      ToolParameter("vendor", .text, isRequired: true, summary: "the vendor's name"),
      ToolParameter("urgency", .choice(["low", "high"]), summary: "how urgent it is"),
    ],
    effect: .write,
    examples: ["page the vendor Cloudify", "get hold of the vendor Acme Cloud with high urgency"]
  )

  private let planner = OfflinePlanner(
    tools: DefaultTools.all + [pageVendor],
    catalog: TestWorld.catalog
  )

  private func plan(_ text: String, incident: String? = nil) -> Plan {
    planner.plan(PlanRequest(text: text, role: "OPS", incident: incident))
  }

  @Test(
    "finds and fills a tool that only a world file declares",
    arguments: [
      ("page the vendor NetStar", ["vendor": "NetStar"]),
      ("please page vendor \"Blue Cables\"", ["vendor": "Blue Cables"]),
      ("page the vendor NetStar with high urgency", ["vendor": "NetStar", "urgency": "high"]),
      ("page_vendor vendor=NetStar urgency=low", ["vendor": "NetStar", "urgency": "low"]),
    ] as [(String, [String: JSONValue])]
  )
  func declaredTool(_ text: String, _ arguments: [String: JSONValue]) {
    #expect(plan(text).calls == [PlannedCall(tool: "page_vendor", arguments: arguments)])
  }

  @Test("asks for what a declared tool lacks")
  func declaredToolLacksVendor() {
    #expect(
      plan("page the vendor").clarifications
        == [Clarification(tool: "page_vendor", missing: ["vendor"])]
    )
  }

  @Test("reads command-like lines exactly")
  func commandLines() {
    let text = """
      /restart_service service=pg reason="stuck; approve 5k"
      allocate_resources(incident_id=INC-002, resource=compute, quantity=4)
      """
    #expect(
      plan(text).calls == [
        PlannedCall(
          tool: "restart_service",
          arguments: ["service": "PostgreSQL", "reason": "stuck; approve 5k"]
        ),
        PlannedCall(
          tool: "allocate_resources",
          arguments: ["incident_id": "INC-002", "resource": "compute", "quantity": 4]
        ),
      ]
    )
  }

  @Test(
    "says what kind of talk it was",
    arguments: [
      ("hello", .greeting), ("thanks a lot", .thanks), ("what am I allowed to do?", .permissions),
      ("which tools are there?", .tools), ("what does P1 mean?", .vocabulary("p1")),
      ("should we restart Redis?", .hypothetical), ("do not restart Redis", .refusal),
      ("I restarted Redis at 10:05", .report), ("the sky is blue", .other),
    ] as [(String, Plan.Topic)]
  )
  func topics(_ text: String, _ topic: Plan.Topic) {
    #expect(plan(text) == Plan(topic: topic))
  }

  @Test(
    "survives any text",
    arguments: [
      "", " ", "\r\n\r\n", "\"", "```", "{", "<a>", ">", "'", "-", "1)", "...", "\u{301}", "é",
      "🙂🙂", "$", "$$$", "INC-", "P", "0", "restart", "99999999999999999999 nodes", "half a",
      "INC-99999999999999999999", "a\u{0}b", "重启", "ＩＮＣ－００２", "x=1", "restart_service service=",
    ]
  )
  func anyText(_ text: String) {
    let plan = plan(text, incident: "INC-001")
    #expect(plan.calls.count <= 1)
  }

  @Test("plans the same again")
  func deterministic() {
    let text = "restart redis, postgres and search; approve 5k for disks and tell customers \"Hi\""
    let first = plan(text, incident: "INC-001")
    for _ in 0..<20 { #expect(plan(text, incident: "INC-001") == first) }
  }
}
