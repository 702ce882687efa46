import AccessControl
import Exercises
import Scenarios
import Testing

@testable import PolicyAnalysis
@testable import tabletop

@Suite("Mistakes in the policy")
struct MutationTests {
  @Test("are 60 grants, 14 + 181 + 194 requirements, one of any-for-all, 4 filters and 2 gates")
  func enumeration() {
    let changes = PolicyChange.all(of: Fixtures.rules)
    let counts = Dictionary(grouping: changes, by: \.kind).mapValues(\.count)
    #expect(
      counts == [
        .grants: 60, .dropped: 14, .widened: 181, .swapped: 194, .anyOf: 1, .filters: 4, .gate: 2,
      ]
    )
    #expect(Set(changes).count == changes.count)
  }

  @Test("in a grant: the grid alone notices 57, and the other 3 change nothing")
  func gridAlone() async {
    let report = await Fixtures.mutate(Fixtures.grid, Fixtures.flippedGrants)
    #expect(report.noticed == 57)
    #expect(report.survivors.isEmpty)
    #expect(
      report.idle.map(\.change.description)
        == ["IT + update_status", "FINANCE + update_status", "CSM + update_status"]
    )
    #expect(
      report.idle.first?.reason
        == "update_business_impact also requires view_business_impact, which IT lacks"
    )
  }

  @Test("in a grant: happy paths alone notice 17, and none of the 42 grants too many")
  func happyPathsAlone() async {
    #expect(Fixtures.happyPaths.count == 16)
    let report = await Fixtures.mutate(Fixtures.happyPaths, Fixtures.flippedGrants)
    #expect(report.noticed == 17)
    #expect(report.survivors.count + report.idle.count == 43)
    for case .granted(let role, let permission) in report.results.filter(\.isNoticed).map(\.change)
    {
      Issue.record("\(role) + \(permission) is noticed")
    }
    let taken = report.survivors.map(\.change.description).filter { $0.contains(" - ") }
    #expect(taken == ["IT - view_technical_details"])
  }

  @Test("of every kind leave no survivor in the shipped scenarios")
  func shipped() async {
    let report = await Fixtures.mutate(Fixtures.shipped)
    #expect(report.survivors.map(\.change.description) == [])
    #expect(report.score == 100)
    #expect(report.results.count == 456)
    #expect(report.idle.allSatisfy { !($0.reason ?? "").isEmpty })
  }

  @Test("come to the same, change by change, when every case is played for each of them")
  func selection() async {
    let stories = Fixtures.shipped.filter {
      if case .story = $0.body { true } else { false }
    }
    // One suite that leaves much unnoticed, so that cases matter which don't turn red, and one
    // in which the offline model answers.
    for cases in [Array(stories.prefix(2)), Fixtures.happyPaths] {
      let selected = await Fixtures.mutate(cases, Fixtures.flippedGrants)
      let all = await Fixtures.mutate(cases, Fixtures.flippedGrants, selects: false)
      #expect(selected.survivors.map(\.change) == all.survivors.map(\.change))
      #expect(selected.idle.map(\.change) == all.idle.map(\.change))
      let played = [selected, all].map { $0.results.reduce(0) { $0 + $1.played } }
      #expect(played[0] < played[1])
    }
  }

  @Test("that survive are all noticed once the printed lines are there")
  func linesToAdd() async throws {
    let changes = PolicyChange.all(of: Fixtures.rules).filter {
      ![.widened, .swapped].contains($0.kind)
    }
    for cases in [Fixtures.happyPaths, []] {
      let before = await Fixtures.mutate(cases, changes)
      #expect(!before.survivors.isEmpty)
      let added = try Fixtures.cases(before.linesToAdd)
      let results = await Fixtures.results(added)
      #expect(results.map(\.outcome) == [.passed], "\(results.flatMap(\.problems))")
      let after = await Fixtures.mutate(cases + added, changes)
      #expect(after.survivors.map(\.change.description) == [])
    }
  }

  @Test("that change nothing leave each decision of the gate as it was, by the gate's own word")
  func idleMistakes() async throws {
    let report = await Fixtures.mutate(Fixtures.grid)
    #expect(report.idle.count > 10)
    for result in report.idle where result.change.kind != .anyOf {
      let changed = try GateTable(changing: result.change)
      #expect(try changed == GateTable(), "\(result.change)")
    }
    for result in report.results.filter(\.isNoticed) where result.change.kind != .gate {
      let changed = try GateTable(changing: result.change)
      #expect(try changed != GateTable(), "\(result.change)")
    }
  }

  @Test("are not looked for by cases that are red to begin with")
  func redCase() async throws {
    let cases = try Fixtures.cases(
      """
      tabletop: 1
      name: wrong
      steps:
        - as: CSM
          call: restart_service service=Redis
          expect: [{call: restart_service}]
      """
    )
    let baseline = await Fixtures.baseline(cases)
    #expect(baseline.caseCount == 0)
    #expect(baseline.notPassed.map(\.scenario.id) == ["test"])
  }
}

/// What the gate itself, and a look at the incident, say of each role: the decisions as they are.
private struct GateTable: Equatable {
  private var answers: [String] = []

  init(changing change: PolicyChange? = nil) throws {
    let changed =
      try change.map { try ChangedPolicy(Fixtures.policy, $0).policy } ?? Fixtures.policy
    let exercise = Exercise(policy: changed, world: Fixtures.definition.world)
    for role in changed.matrix.roles {
      for tool in changed.tools {
        let isAllowed = changed.gate.decide(tool: tool.name, as: role) == .allowed
        answers.append("\(role) \(tool.name) \(isAllowed)")
      }
      answers.append("\(role) \(exercise.fieldsSeen(by: role, of: "INC-001").sorted())")
    }
  }
}
