import ArgumentParser

/// `tabletop plan`: what the offline model proposes.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Say what the offline model would call for a sentence."
  )

  mutating func run() throws {}
}
