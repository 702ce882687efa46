import Documents
import PolicyAnalysis
import Scenarios
import Testing

@testable import tabletop

@Suite("What can't fail")
struct VacuityTests {
  private func problems(_ text: String) async throws -> [String] {
    await VacuityCheck(models: Models()).problems(in: try Fixtures.cases(text), jobs: 2)
      .map { "\($0.span.start.line):\($0.span.start.column) \($0.code)" }
  }

  @Test("is nothing in the scenarios that ship")
  func shipped() async {
    let problems = await VacuityCheck(models: Models()).problems(in: Fixtures.shipped, jobs: 2)
    #expect(problems.map { $0.rendered() } == [])
  }

  @Test("is a case that passes with an agent that does nothing")
  func silence() async throws {
    let problems = try await problems(
      """
      tabletop: 1
      name: nothing happens
      steps:
        - as: CSM
          say: Restart Redis
          agent: [{text: no}]
          expect:
            - never: restart_service
      """
    )
    #expect(problems == ["8:9 TT291"])
  }

  @Test("is an expectation that holds whatever the agent does and the policy allows")
  func anyway() async throws {
    let problems = try await problems(
      """
      tabletop: 1
      name: nothing to see
      incident: INC-001
      steps:
        - as: CSM
          call: restart_service service=Redis
          expect:
            - denied: restart_service
            - never: notify_affected_customers
            - calls: 1
        - as: IT
          say: Check Redis
          expect:
            - call: run_diagnostics
            - never: approve_emergency_spending
            - text: {has: memory, has_not: shipwreck}
            - text: {matches: ".*"}
      expect:
        - calls: {in_order: []}
      """
    )
    #expect(problems == ["9:9 TT293", "10:9 TT293", "17:9 TT293", "19:5 TT293"])
  }

  @Test("is not looked for where a case is red as it is")
  func red() async throws {
    let problems = try await problems(
      """
      tabletop: 1
      name: wrong
      steps:
        - as: CSM
          call: restart_service service=Redis
          expect:
            - call: restart_service
      """
    )
    #expect(problems == ["7:9 TT201"])
  }
}
