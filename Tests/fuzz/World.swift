import DefaultWorld
import Documents
import Exercises

/// The world on which the inputs are tried.
let world: WorldDefinition = {
  let file = SourceFile(path: "default.world.yaml", bytes: DefaultWorld.bytes)
  guard let definition = try? WorldReader.read(file, defaultPolicy: nil) else {
    fatalError("the default world can't be read")
  }
  return definition
}()
