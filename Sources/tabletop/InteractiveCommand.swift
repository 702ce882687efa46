import ArgumentParser

/// `tabletop repl`: the interactive program.
struct InteractiveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Explore an incident interactively (the default)."
  )

  mutating func run() async throws {}
}
