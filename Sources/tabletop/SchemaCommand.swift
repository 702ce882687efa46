import ArgumentParser
import Scenarios
import Values

/// `tabletop schema`: a JSON Schema, by which editors complete and check files.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scenario, steps or world files."
  )

  @Argument(help: "scenario (default), steps or world.")
  var kind = "scenario"

  mutating func run() throws {
    guard let schema = ScenarioSchema.schema(of: kind) else {
      let question = NearMatch.question(for: kind, among: ScenarioSchema.kinds)
      throw ValidationError(
        "there is no schema '\(kind)', "
          + (question ?? "schemas are \(ScenarioSchema.kinds.joined(separator: ", "))")
      )
    }
    Output.write(JSONWriter.text(schema, indentation: 2) + "\n")
  }
}
