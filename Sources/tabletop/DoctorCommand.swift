import ArgumentParser

/// `tabletop doctor`: what works here, and what doesn't.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check the terminal, the files and, where one is set up, the live model.",
    discussion: """
      A live model is checked where --model names one, or a key or an address is set: one request \
      for the list of models and one tiny one that asks for a tool call. --offline leaves the \
      network alone. Exit status 1 where there is a problem.
      """
  )

  @Option(name: .long, help: "The live model to check, such as openai:gpt-5 or chat:MODEL.")
  var model: String?
  @Flag(name: .long, help: "Leave the network alone.")
  var offline = false
  @Option(name: .long, help: "A world file to use instead of the default world.")
  var world: String?
  @OptionGroup
  var live: LiveModelOptions

  mutating func run() async throws {
    try Configuration.take(live.configFile)
    var report = DoctorReport(write: Output.write)
    let doctor = Doctor(
      definition: try Worlds.load(world),
      model: model,
      leavesNetworkAlone: offline,
      live: live
    )
    await doctor.examine(&report)
    if report.problems > 0 { throw ExitStatus.no }
  }
}
