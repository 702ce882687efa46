import AccessControl
import Exercises
import Scenarios
import Testing
import Values

@testable import PolicyAnalysis
@testable import tabletop

@Suite("Coverage of a policy")
struct CoverageTests {
  private func coverage(_ cases: [ScenarioCase]) async -> PolicyCoverage {
    var collector = CoverageCollector(policy: Fixtures.policy)
    for result in await Fixtures.results(cases) { collector.add(result) }
    return collector.coverage
  }

  private func coverage(of steps: String) async throws -> PolicyCoverage {
    let text = "tabletop: 1\nname: a few calls\nincident: INC-001\nsteps:\n\(steps)"
    return await coverage(try Fixtures.cases(text))
  }

  private func mark(
    _ role: String,
    _ name: String,
    _ coverage: PolicyCoverage
  ) throws -> PolicyCoverage.Mark {
    let column = try #require(coverage.roles.firstIndex(of: Fixtures.role(role)))
    let row = try #require((coverage.tools + coverage.fields).first { $0.name == name })
    return row.marks[column]
  }

  @Test("is 68 of 68 cells by the grid alone, and by the shipped scenarios")
  func complete() async {
    for cases in [Fixtures.grid, Fixtures.shipped] {
      let coverage = await coverage(cases)
      #expect(coverage.percent == 100)
      #expect(coverage.total == PolicyCoverage.Share(proved: 68, cells: 68))
      #expect(coverage.allowed.cells == 16)
      #expect(coverage.denied.cells == 36)
      #expect(coverage.shown.cells == 16)
      #expect(coverage.unproved.isEmpty)
    }
  }

  @Test("lacks exactly the cells whose line is taken out of the grid")
  func missingLine() async {
    let coverage = await coverage(
      Fixtures.grid.filter {
        !$0.id.hasSuffix(",restart_service]") && !$0.id.hasSuffix("t_impact]")
      }
    )
    #expect(
      coverage.unproved.map { "\($0.role) \($0.subjectName)" }
        == [
          "IT restart_service", "OPS restart_service", "FINANCE restart_service",
          "CSM restart_service", "IT calculate_cost_impact", "OPS calculate_cost_impact",
          "FINANCE calculate_cost_impact", "CSM calculate_cost_impact", "IT cost_impact",
          "OPS cost_impact", "FINANCE cost_impact", "CSM cost_impact",
        ]
    )
    #expect(coverage.total == PolicyCoverage.Share(proved: 56, cells: 68))
  }

  @Test("tells what is proved from what was only called and from what nobody tried")
  func marks() async throws {
    let coverage = try await coverage(
      of: """
          - as: IT
            call: restart_service service=Redis
            expect: [{call: restart_service}]
          - as: CSM
            call: restart_service service=Redis
            expect: [{denied: restart_service}]
          - as: OPS
            call: restart_service service=Redis
            expect: [{changed: none}]
          - expect: [{hidden: {from: CSM, fields: [cost_impact]}}]
        """
    )
    #expect(try mark("IT", "restart_service", coverage) == .allowed)
    #expect(try mark("CSM", "restart_service", coverage) == .denied)
    #expect(try mark("OPS", "restart_service", coverage) == .called)
    #expect(try mark("FINANCE", "restart_service", coverage) == .untouched)
    #expect(try mark("CSM", "cost_impact", coverage) == .denied)
    #expect(coverage.json["tools"]?["restart_service"]?["OPS"] == "called")
    #expect(coverage.json["fields"]?["cost_impact"]?["CSM"] == "denied")
  }

  @Test("counts a call as proved only where one role's call is what the expectation needs")
  func sharedExpectation() async throws {
    let calls = """
          - as: FINANCE
            call: view_incident_details
            expect: [{changed: none}]
          - as: CSM
            call: view_incident_details
            expect: [{changed: none}]
      expect:

      """
    let any = try await coverage(of: calls + "  - call: view_incident_details\n")
    #expect(try mark("CSM", "view_incident_details", any) == .called)
    let both = try await coverage(
      of: calls + "  - call: {tool: view_incident_details, times: 2}\n"
    )
    #expect(try mark("CSM", "view_incident_details", both) == .allowed)
    #expect(try mark("FINANCE", "view_incident_details", both) == .allowed)
  }

  @Test("is not taken from a case that fails")
  func failedCase() async throws {
    let coverage = try await coverage(
      of: """
          - as: CSM
            call: restart_service service=Redis
            expect: [{denied: restart_service}, {calls: 7}]
        """
    )
    #expect(try mark("CSM", "restart_service", coverage) == .called)
    #expect(coverage.total.proved == 0)
  }

  @Test("by the expectation of a cell is what a mistake in that cell turns red")
  func agreesWithMutation() async throws {
    // Where the decision about one cell alone changes, a suite that proves the cell notices.
    for name in ["it-boundaries", "four-views-of-one-incident"] {
      let cases = Fixtures.shipped.filter { $0.file.stem == name }
      let unproved = Set(await coverage(cases).unproved)
      let report = await Fixtures.mutate(cases, Fixtures.flippedGrants)
      for result in report.survivors {
        let changed = Fixtures.rules.with(result.change)
        let cells = Fixtures.rules.differences(from: changed)
        #expect(cells.allSatisfy(unproved.contains), "\(name): \(result.change)")
      }
    }
  }
}

@Suite("Least privilege")
struct LeastPrivilegeTests {
  private func grants(_ cases: [ScenarioCase]) async -> LeastPrivilege {
    await LeastPrivilege(of: await Fixtures.baseline(cases), jobs: 2) { Models() }
  }

  @Test("needs every one of the 18 grants for the shipped scenarios, stories alone")
  func shipped() async {
    let result = await grants(Fixtures.shipped)
    #expect(result.grants == 18)
    #expect(result.unneeded == [])
    #expect(result.onlyPinned == [])
  }

  @Test("tells a grant that nothing needs from one that only a cell of a grid pins")
  func lists() async {
    let happy = await grants(Fixtures.happyPaths)
    #expect(happy.unneeded.map { "\($0.role) \($0.permission)" } == ["IT view_technical_details"])
    #expect(happy.onlyPinned.count == 17)
    #expect(happy.text.contains("  needed by none of these scenarios: test it, or take it away\n"))
    #expect(happy.text.contains("    IT view_technical_details\n"))
  }
}
