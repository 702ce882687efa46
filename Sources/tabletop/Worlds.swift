import DefaultWorld
import Documents
import Exercises
import Scenarios
import Values

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
        bytes = Redactor.shared.redacted(try ScenarioFinder.contents(path))
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
