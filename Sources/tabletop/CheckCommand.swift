import ArgumentParser
import Documents
import Exercises
import Scenarios

/// `tabletop check`: reads scenarios and says what is wrong with them.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read scenarios and say everything that is wrong with them; play none."
  )

  @OptionGroup
  var selection: SelectionOptions

  mutating func run() throws {
    let cases = try selection.cases(on: try Worlds.load(selection.world), warns: true)
    let files = Set(cases.map(\.file.source.path)).count
    Output.write("\(files) files, \(cases.count) cases, no errors\n")
  }
}
