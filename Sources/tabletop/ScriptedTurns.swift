import Agent
import Documents
import Exercises
import Scenarios
import Values

/// A model that answers as the `agent` lines of a scenario say, one turn after the other.
///
/// A turn that is undone or sent again gets the same answers again.
struct ScriptedTurns: Model {
  /// What a name of such a model begins with; the file follows.
  static let prefix = "scripted:"

  let name: String
  private let turns: [[ModelResponse]]

  /// Reads the scenario that a name such as `scripted:drill.scenario.yaml` says.
  ///
  /// - Throws: `ModelError` where the file is no scenario, or no step of it has `agent` lines.
  init(named name: String, standard: WorldDefinition) throws(ModelError) {
    self.name = name
    let path = String(name.dropFirst(Self.prefix.utf8.count))
    guard !path.isEmpty else {
      throw ModelError("scripted needs a scenario whose `agent` lines it says: scripted:FILE")
    }
    let files: [ScenarioFile]
    do throws(ScenarioFinderError) {
      files = try ScenarioFinder.files(at: path)
    } catch {
      throw ModelError(error.description)
    }
    let suite = Suite(files: files, worlds: WorldLibrary(standard: standard))
    if let problem = suite.problems.first {
      throw ModelError(
        "`\(path)` is no valid scenario: \(problem.message); tabletop check \(path) says more"
      )
    }
    let stories = suite.cases.compactMap { scenario in
      if case .story(let story) = scenario.body { story } else { nil }
    }
    guard stories.count == 1, let story = stories.first else {
      throw ModelError("`\(path)` holds \(stories.count) stories, a script is one")
    }
    turns = story.steps.compactMap(\.agent)
    guard !turns.isEmpty else { throw ModelError("no step of `\(path)` has `agent` lines") }
  }

  func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse {
    guard turns.indices.contains(request.turn - 1) else {
      throw ModelError("\(name) has \(turns.count) turns, and this is turn \(request.turn)")
    }
    return try await ScriptedModel(turns[request.turn - 1]).respond(to: request, emit: emit)
  }
}
