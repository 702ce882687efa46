import Documents
public import Exercises
import Values

/// The default world, and those in files beside the scenarios that name them.
public struct WorldLibrary: WorldSource {
  private let standard: WorldDefinition

  /// Creates a library around the world that scenarios get where they name none.
  public init(standard: WorldDefinition) { self.standard = standard }

  /// Returns the default world, or reads the one in a file inside the scenario's folder.
  ///
  /// - Throws: `WorldSourceError` where the file lies elsewhere, is not there, or is wrong.
  public func world(
    named name: String,
    for file: ScenarioFile
  ) throws(WorldSourceError) -> WorldDefinition {
    if name == "default" { return standard }
    let folder = ConfinedFolder(file.folder)
    let source: SourceFile
    do throws(ConfinedFolderError) {
      let path = try folder.path(of: name, from: file.folder, what: "world")
      source = SourceFile(
        path: path.shown,
        bytes: Redactor.shared.redacted(try folder.contents(path))
      )
    } catch {
      throw .unavailable(error.description)
    }
    do throws(Diagnostics) {
      return try WorldReader.read(source, defaultPolicy: standard.policy)
    } catch {
      throw .invalid(error)
    }
  }
}
