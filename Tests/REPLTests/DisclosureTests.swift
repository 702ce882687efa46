import AccessControl
import Agent
import Exercises
import Testing

@testable import REPL

@Suite("What others did, on the screen of a role")
struct DisclosureTests {
  /// Everything that can be looked at without a call.
  private static let looks = [
    ":calls", ":changes", ":timeline", ":incidents", ":why 1", ":undo", ":clock", ":whoami",
  ]

  @Test("shows no amount to a role that may not see cost", arguments: ["IT", "OPS", "CSM"])
  func amounts(_ role: String) async throws {
    let typist = try Typist(as: "FINANCE")
    _ = await typist.type("approve_emergency_spending amount=98765 justification=canary")
    _ = await typist.type("calculate_cost_impact hours=3")
    _ = await typist.type(":i")
    _ = await typist.type(":role \(role)")
    for line in [":show 1", ":show 2", ":show 3"] + Self.looks {
      let (text, result) = await typist.type(line)
      let shown = text + result.problem.joined()
      for secret in ["98765", "98,765", "canary", "25000", "25,000", "50,000"] {
        #expect(!shown.contains(secret), "\(role) \(line): \(shown)")
      }
    }
  }

  @Test(
    "shows nothing of it where an expectation fails",
    arguments: [
      "facts {cost: 1}", "facts {cost_increase: 7}", "facts {sla_exposure: 1}",
      "facts {approvals: 7}", "call {tool: approve_emergency_spending, with: {amount: 1}}",
      "call {tool: approve_emergency_spending, with: {justification: x}}",
      "denied approve_emergency_spending", "never approve_emergency_spending",
      "state {incidents.INC-001.approved_spending: 1}", "state {approvals.total: 1}",
      "text zzz", "changed none", "calls 9",
    ],
    [":expect", ":expect --json"]
  )
  func expectations(_ expectation: String, _ command: String) async throws {
    let typist = try Typist(as: "FINANCE")
    _ = await typist.type("approve_emergency_spending amount=98765 justification=canary")
    _ = await typist.type(":role it")
    let (text, result) = await typist.type("\(command) \(expectation)")
    let shown = text + result.problem.joined()
    #expect(result.ending != .done)
    for secret in ["98765", "98,765", "canary", "25000", "25,000", "50000", "123765"] {
      #expect(!shown.contains(secret), "\(shown)")
    }
  }

  @Test("names what is hidden, and who may see it")
  func names() async throws {
    let typist = try Typist(as: "IT")
    _ = await typist.type("restart_service service=Redis")
    _ = await typist.type(":role csm")
    #expect(
      await typist.type(":show 1").text == """
          1  restart_service  arguments hidden  as IT                     ok
             by           it-1@example.com as IT, 09:00:00
             proposed by  the person
             the rest     hidden - needs restart_service (IT)
             changed  3 facts hidden - needs view_technical_details (IT)

        """
    )
  }

  @Test("keeps the reason of a failed call from a role that could not have made it")
  func reasons() async throws {
    let typist = try Typist(as: "IT")
    _ = await typist.type("restart_service service=Canary")
    _ = await typist.type(":role csm")
    for line in [":calls", ":show 1", ":why 1"] {
      #expect(await !typist.type(line).text.contains("Canary"))
    }
  }

  @Test("is complete for the role that made the calls")
  func own() async throws {
    let typist = try Typist(as: "FINANCE")
    _ = await typist.type("approve_emergency_spending amount=12000 justification=replica")
    #expect(
      await typist.type(":changes").text == """
          1  approve_emergency_spending  amount=12000 justification=r...  ok
             changed  incidents.INC-001.approved_spending  0 -> 12000
             changed  approvals.count  0 -> 1
             changed  approvals.total  0 -> 12000

        """
    )
  }

  @Test(
    "denies a call that a role may not make, however it is written, and keeps that",
    arguments: [
      "approve_emergency_spending amount=1 amount=2", "approve_emergency_spending amount=x",
      "approve_emergency_spending nonsense", "approve_emergency_spending",
    ]
  )
  func denied(_ line: String) async throws {
    let typist = try Typist(as: "CSM")
    let (text, result) = await typist.type(line)
    #expect(text.contains("CSM lacks approve_spending. FINANCE holds it."))
    #expect(result.ending == .done)
    let calls = await typist.session.snapshot.exercise.calls
    #expect(calls.map(\.call.outcome.word) == ["denied"])
  }
}
