import Documents
public import Exercises
import Glibc

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
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.hasPrefix("/"), !parts.contains(".."), !name.utf8.contains(0) else {
      throw .unavailable(
        "\(SafeText.quoted(name)) lies outside the scenario's folder, worlds lie inside it"
      )
    }
    let folder = file.folder.isEmpty ? "." : file.folder
    let path = file.folder.isEmpty ? name : file.folder + "/" + name
    guard let real = Self.realPath(path) else {
      throw .unavailable("there is no world file \(SafeText.quoted(path))")
    }
    guard let root = Self.realPath(folder), real.hasPrefix(root + "/") else {
      throw .unavailable("\(SafeText.quoted(name)) leads outside the scenario's folder")
    }
    let source: SourceFile
    do throws(ScenarioFinderError) {
      source = SourceFile(path: path, bytes: try ScenarioFinder.contents(path))
    } catch {
      throw .unavailable(error.description)
    }
    do throws(Diagnostics) {
      return try WorldReader.read(source, defaultPolicy: standard.policy)
    } catch {
      throw .invalid(error)
    }
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
