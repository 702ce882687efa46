import Agent
import DefaultWorld
import Documents
import Exercises
import OfflineModels
import Scenarios
import Synchronization

/// Loads the world that a command plays on.
enum Worlds {
  /// Returns the world in a file, or the default one.
  ///
  /// - Throws: `ExitStatus.usage` after saying everything that is wrong with the file.
  static func load(_ path: String?) throws -> WorldDefinition {
    let embedded = SourceFile(path: "default.world.yaml", bytes: DefaultWorld.bytes)
    do throws(Diagnostics) {
      guard let path else { return try WorldReader.read(embedded, defaultPolicy: nil) }
      let bytes: [UInt8]
      do throws(ScenarioFinderError) {
        bytes = try ScenarioFinder.contents(path)
      } catch {
        throw Diagnostics([])
      }
      return try WorldReader.read(
        SourceFile(path: path, bytes: bytes),
        defaultPolicy: try WorldReader.read(embedded, defaultPolicy: nil).policy
      )
    } catch {
      if error.all.isEmpty { Output.complain("tabletop: there is no world file `\(path ?? "")`") }
      for diagnostic in error.all { Output.complain(SafeText.block(diagnostic.rendered())) }
      throw ExitStatus.usage
    }
  }
}

/// Makes the models that scenarios name; the offline one is prepared once for a world.
final class Models: ModelSource {
  /// A model, and the definition it was made for, which keeps its identity taken.
  private struct Entry {
    let definition: WorldDefinition
    let model: OfflineModel
  }

  private let offline = Mutex<[ObjectIdentifier: Entry]>([:])

  /// Returns the model of this name.
  ///
  /// - Throws: `ModelError` where there is none.
  func model(
    named name: String,
    for definition: WorldDefinition
  ) throws(ModelError) -> any Model {
    guard name == "offline" || name == "scripted" else {
      throw ModelError("there is no model `\(name)`, only offline and scripted")
    }
    let key = definition.identity
    return offline.withLock { models in
      if let entry = models[key] { return entry.model }
      let model = OfflineModel(definition)
      models[key] = Entry(definition: definition, model: model)
      return model
    }
  }
}

extension OfflineModel {
  /// Creates the offline model for a world and its policy.
  init(_ definition: WorldDefinition) {
    self.init(
      tools: definition.policy.tools,
      matrix: definition.policy.matrix,
      catalog: PlanCatalog(definition.world)
    )
  }
}
