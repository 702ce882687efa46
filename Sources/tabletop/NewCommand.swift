import ArgumentParser
import Documents
import Exercises
import Glibc
import Scenarios

/// `tabletop new`: the beginning of a scenario, or the grid of the policy in force.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write the beginning of a scenario, or with --grid the matrix of the policy in force."
  )

  @Argument(help: "The scenario's name; the file is NAME.scenario.yaml, - is standard output.")
  var name: String?

  @Flag(name: .long, help: "Write a grid: every tool and field with the roles that may.")
  var grid = false

  @Option(name: .long, help: "A world file whose policy the grid shows.")
  var world: String?

  mutating func run() throws {
    let name = self.name ?? (grid ? "-" : "")
    guard !name.isEmpty else { throw ValidationError("new takes a name, or --grid") }
    let definition = try Worlds.load(world)
    let stem =
      name.hasSuffix(ScenarioFinder.ending)
      ? String(name.dropLast(ScenarioFinder.ending.count)) : name
    let title = stem.split(separator: "/").last.map(String.init) ?? stem
    let text =
      grid
      ? ScenarioTemplate.grid(of: definition.policy, world: world)
      : ScenarioTemplate.story(named: title == "-" ? "a scenario" : title, on: definition)
    guard stem != "-" else { return Output.write(text) }
    let path = stem + ScenarioFinder.ending
    // O_EXCL: what somebody wrote is never overwritten.
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      Output.complain(
        "tabletop: can't write \(SafeText.line(path)): \(String(cString: strerror(errno)))"
      )
      throw ExitStatus.usage
    }
    close(file)
    do {
      try Output.write(text, toFile: path)
    } catch {
      // Half a scenario would be in the way of the next try.
      unlink(path)
      throw error
    }
    Output.write("\(SafeText.line(path))\n")
  }
}
