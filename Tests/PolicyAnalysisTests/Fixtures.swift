import AccessControl
import DefaultWorld
import Documents
import Exercises
import Foundation
import PolicyAnalysis
import Scenarios

@testable import tabletop

/// What the tests of policies share: the default world, the shipped cases, and ways to play both.
enum Fixtures {
  static let definition: WorldDefinition = {
    let file = SourceFile(path: "default.world.yaml", bytes: DefaultWorld.bytes)
    do throws(Diagnostics) {
      return try WorldReader.read(file, defaultPolicy: nil)
    } catch {
      fatalError(error.all.map { $0.rendered() }.joined(separator: "\n"))
    }
  }()

  static var policy: Policy { definition.policy }
  static let rules = PolicyRules(definition.policy)

  /// The repository's folder.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func cases(_ text: String, named stem: String = "test") throws -> [ScenarioCase] {
    let file = ScenarioFile(
      source: SourceFile(path: stem + ".scenario.yaml", text: text),
      reportPath: stem + ".scenario.yaml",
      stem: stem,
      folder: ""
    )
    return try ScenarioReader.read(file, worlds: WorldLibrary(standard: definition))
  }

  /// Every case that the repository ships.
  static let shipped: [ScenarioCase] = {
    do {
      let files = try ScenarioFinder.files(at: root.appending(path: "scenarios").path)
      return Suite(files: files, worlds: WorldLibrary(standard: definition)).cases
    } catch {
      fatalError("\(error)")
    }
  }()

  /// The 68 cells of the shipped grid.
  static let grid = shipped.filter { if case .cell = $0.body { true } else { false } }

  /// The cells of the grid in which somebody uses a tool that they may use: happy paths.
  static let happyPaths = grid.filter {
    guard case .cell(let cell) = $0.body, case .tool = cell.subject else { return false }
    return cell.isAllowed
  }

  static func results(_ cases: [ScenarioCase]) async -> [CaseResult] {
    var results: [CaseResult] = []
    await Suite.run(cases, jobs: 2, runner: CaseRunner(models: Models())) { results.append($0) }
    return results
  }

  static func baseline(_ cases: [ScenarioCase]) async -> BaselineRun {
    var baseline = BaselineRun(policy: definition.policy)
    for result in await results(cases) { baseline.add(result) }
    return baseline
  }

  static func mutate(
    _ cases: [ScenarioCase],
    _ changes: [PolicyChange]? = nil,
    selects: Bool = true
  ) async -> MutationReport {
    let baseline = await baseline(cases)
    let results = await MutationAnalysis(of: baseline, selects: selects) { Models() }
      .run(changes ?? PolicyChange.all(of: rules), jobs: 2)
    return MutationReport(
      results,
      cases: baseline.caseCount,
      policy: policy,
      lines: ScenarioLines(policy: policy, world: definition.world)
    )
  }

  static var flippedGrants: [PolicyChange] { PolicyChange.flippedGrants(rules) }

  static func role(_ name: String) -> Role {
    guard let role = policy.matrix.role(named: name) else { fatalError(name) }
    return role
  }

  static func permission(_ name: String) -> Permission {
    guard let permission = Permission(name) else { fatalError(name) }
    return permission
  }
}
