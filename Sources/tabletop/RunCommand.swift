import AccessControl
import ArgumentParser
import Documents
import Exercises
import Glibc
import Reporters
import Scenarios

/// `tabletop run`: plays scenarios and reports.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Play scenarios; the exit status tells the result."
  )

  @OptionGroup
  var selection: SelectionOptions

  @OptionGroup
  var reporting: ReportOptions

  @OptionGroup
  var playing: PlayOptions

  @OptionGroup
  var analysis: AnalysisOptions

  @Flag(name: .long, help: "List the cases and play none.")
  var list = false

  @Flag(name: .long, help: "Play again whenever a file changes, until Ctrl-C.")
  var watch = false

  @Option(name: .long, help: "The model to use instead of the scenarios' own: offline.")
  var model: String?

  @Option(name: .long, help: "Which tools models are shown: role or all.")
  var offer: String?

  mutating func run() async throws {
    let settings = try playing.settings()
    try analysis.validate()
    var options = RunOptions()
    options.model = model
    options.offer = try offer.map(ToolOffer.init(argument:))
    guard model == nil || model == "offline" || model == "scripted" else {
      throw ValidationError("there is no model '\(model ?? "")', models are offline")
    }
    let player = RunPlayer(
      settings: settings,
      plan: try ReportPlan(reporting),
      analysis: analysis,
      runner: CaseRunner(models: Models(), options: options),
      model: model ?? "offline"
    )
    if list { return try tell() }
    guard watch else { throw try await player.play(selection) }
    await WatchLoop(selection: selection).run { try await player.play(selection) }
  }

  private func tell() throws {
    let cases = try selection.cases(on: try Worlds.load(selection.world))
    for scenario in cases {
      let place = "\(scenario.file.source.path):\(scenario.line)"
      Output.write("\(SafeText.line(scenario.id))\t\(SafeText.line(place))\n")
    }
  }
}

extension ToolOffer {
  /// Reads the value of `--offer`.
  ///
  /// - Throws: `ValidationError` for anything but `role` and `all`.
  fileprivate init(argument: String) throws {
    guard let offer = ToolOffer(rawValue: argument) else {
      throw ValidationError("--offer takes role or all, not '\(argument)'")
    }
    self = offer
  }
}
