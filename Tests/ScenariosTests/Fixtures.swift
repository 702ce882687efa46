import AccessControl
import Agent
import DefaultWorld
import Documents
import Exercises
import Foundation
import Scenarios
import Testing

@testable import tabletop

/// What the tests of scenarios share: the default world and ways to play a text.
enum Fixtures {
  static let definition: WorldDefinition = {
    let file = SourceFile(path: "default.world.yaml", bytes: DefaultWorld.bytes)
    do throws(Diagnostics) {
      return try WorldReader.read(file, defaultPolicy: nil)
    } catch {
      fatalError(error.all.map { $0.rendered() }.joined(separator: "\n"))
    }
  }()

  static let models = Models()

  /// The repository's folder.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func file(_ text: String, named stem: String = "test") -> ScenarioFile {
    ScenarioFile(
      source: SourceFile(path: stem + ".scenario.yaml", text: text),
      reportPath: stem + ".scenario.yaml",
      stem: stem,
      folder: ""
    )
  }

  static func cases(_ text: String) throws -> [ScenarioCase] {
    try ScenarioReader.read(file(text), worlds: WorldLibrary(standard: definition))
  }

  static func play(_ text: String, _ options: RunOptions = RunOptions()) async throws -> CaseResult
  {
    let scenario = try #require(try cases(text).first)
    return await CaseRunner(models: models, options: options).run(scenario)
  }

  /// Every case that the repository ships.
  static let shipped: [ScenarioCase] = {
    let folder = root.appending(path: "scenarios").path
    do {
      let files = try ScenarioFinder.files(at: folder)
      let suite = Suite(files: files, worlds: WorldLibrary(standard: definition))
      guard suite.problems.isEmpty else {
        fatalError(suite.problems.map { $0.rendered() }.joined(separator: "\n"))
      }
      return suite.cases
    } catch {
      fatalError("\(error)")
    }
  }()
}
