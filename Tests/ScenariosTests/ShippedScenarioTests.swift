import AccessControl
import Agent
import Documents
import Exercises
import Foundation
import Incidents
import Reporters
import Scenarios
import Testing

@testable import tabletop

@Suite("The scenarios that ship")
struct ShippedScenarioTests {
  private func run(
    _ cases: [ScenarioCase],
    _ options: RunOptions = RunOptions(),
    jobs: Int = 2
  ) async -> [CaseResult] {
    var results: [CaseResult] = []
    let runner = CaseRunner(models: Fixtures.models, options: options)
    await Suite.run(cases, jobs: jobs, runner: runner) { results.append($0) }
    return results
  }

  private var stories: [ScenarioCase] {
    Fixtures.shipped.filter {
      if case .story = $0.body { true } else { false }
    }
  }

  @Test("are all green, and at least the grid and 14 stories")
  func green() async {
    let results = await run(Fixtures.shipped)
    for result in results {
      #expect(result.outcome == .passed, "\(result.problems.map { $0.rendered() })")
    }
    #expect(results.count == Fixtures.shipped.count)
    #expect(Set(stories.map(\.file.stem)).count >= 14)
    #expect(Fixtures.shipped.count - stories.count == 68)
  }

  @Test("turn red at the line of any expectation that is inverted")
  func inversions() async throws {
    var options = RunOptions()
    options.invertsAll = true
    var count = 0
    // All of a case's expectations are inverted in one run that goes on: each fails by itself.
    for result in await run(Fixtures.shipped, options) {
      for expectation in result.steps.flatMap(\.expectations) {
        let line = expectation.expectation.span.start.line
        #expect(expectation.failure?.span.start.line == line, "\(result.scenario.id):\(line)")
        count += 1
      }
    }
    let all = await run(Fixtures.shipped).flatMap(\.steps).flatMap(\.expectations)
    #expect(count == all.count)
    #expect(count > 400)
  }

  @Test("turn red as a whole by a single expectation that is inverted, the first or the last")
  func singleInversions() async throws {
    for result in await run(Fixtures.shipped) {
      let expectations = result.steps.flatMap(\.expectations).map(\.expectation)
      try #require(!expectations.isEmpty)
      for index in Set([0, expectations.count / 2, expectations.count - 1]) {
        var options = RunOptions()
        options.inverted = index
        let inverted = await CaseRunner(models: Fixtures.models, options: options)
          .run(result.scenario)
        #expect(inverted.outcome == .failed, "\(result.scenario.id), expectation \(index)")
        #expect(inverted.problems.map(\.span) == [expectations[index].span])
      }
    }
  }

  @Test("fail, every story of them, with an agent that neither calls nor says anything")
  func silentAgent() async {
    var options = RunOptions()
    options.modelInPlace = ScriptedModel([])
    for result in await run(stories, options) {
      #expect(result.outcome == .failed, "\(result.scenario.id) passes with a silent agent")
    }
  }

  @Test("give the same JSON, byte for byte, twice and with 1 and 4 jobs")
  func deterministic() async {
    func report(jobs: Int) async -> String {
      let header = RunHeader(toolVersion: "0", model: "offline", policy: "")
      var reporter = JSONReporter(header: header)
      let results = await run(Fixtures.shipped, jobs: jobs)
      return reporter.whole(results.enumerated().map { CaseReport($1, index: $0) })
    }
    let first = await report(jobs: 1)
    #expect(await report(jobs: 1) == first)
    #expect(await report(jobs: 4) == first)
  }
}

@Suite("The examples in README.md and scenarios/README.md")
struct ReferenceTests {
  /// The fenced YAML blocks that are complete files.
  private static let examples: [String] = {
    ["scenarios/README.md", "README.md"].flatMap { name -> [String] in
      let path = Fixtures.root.appending(path: name)
      let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
      return text.components(separatedBy: "```yaml\n").dropFirst().compactMap {
        $0.components(separatedBy: "\n```").first
      }
    }
  }()

  @Test("has examples that pass", arguments: examples.filter { $0.hasPrefix("tabletop: 1") })
  func passes(_ example: String) async throws {
    for scenario in try Fixtures.cases(example) {
      let result = await CaseRunner(models: Fixtures.models).run(scenario)
      #expect(result.outcome == .passed, "\(result.problems.map { $0.rendered() })")
    }
  }

  @Test("has worlds that load", arguments: examples.filter { $0.hasPrefix("tabletop-world: 1") })
  func loads(_ example: String) throws {
    let file = SourceFile(path: "example.world.yaml", text: example)
    let world = try WorldReader.read(file, defaultPolicy: Fixtures.definition.policy)
    #expect(!world.world.services.isEmpty)
  }

  @Test("has both kinds of examples")
  func isComplete() {
    #expect(Self.examples.count { $0.hasPrefix("tabletop: 1") } >= 3)
    #expect(Self.examples.contains { $0.hasPrefix("tabletop-world: 1") })
  }
}
