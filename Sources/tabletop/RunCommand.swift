import AccessControl
import Agent
import ArgumentParser
import Documents
import Exercises
import Glibc
import OpenAIModels
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

  @Option(
    name: .long,
    help: "The model to use instead of the scenarios' own: offline, openai:MODEL, chat:MODEL."
  )
  var model: String?

  @Option(name: .long, help: "Which tools models are shown: role or all.")
  var offer: String?

  @Option(name: .long, help: "Record what live models are asked and answer, a file a case, here.")
  var record: String?

  @Option(name: .long, help: "Let recordings in this folder answer instead of live models.")
  var replay: String?

  @Flag(
    name: .customLong("live"),
    help: "Ask the models live where recordings would answer, and record anew."
  )
  var goesLive = false

  @OptionGroup(title: "Live models")
  var live: LiveModelOptions

  mutating func run() async throws {
    try Configuration.take(live.configFile)
    let settings = try playing.settings()
    try analysis.validate()
    guard
      ["offline", "scripted", "replay"].contains(model ?? "offline")
        || LiveModelName(model ?? "") != nil
    else {
      throw ValidationError(
        "there is no model '\(model ?? "")', models are offline, replay, openai:MODEL, chat:MODEL"
      )
    }
    // The key is read once, before anything can be written.
    do { _ = try live.key() } catch { throw ValidationError("\(error)") }
    var options = RunOptions()
    options.model = model
    options.offer = try offer.map(ToolOffer.init(argument:))
    options.limits = TurnLimits(modelTime: live.turnTime)
    options.caseTime = playing.limit
    let models = Models(
      live,
      recordings: RecordingPlan(recordFolder: record, replayFolder: replay, isLive: goesLive)
    )
    if list { return try await tell() }
    if let folder = record ?? (goesLive ? replay : nil), !CassetteFile.makeFolder(folder) {
      throw ValidationError("recordings can't be written to '\(folder)'")
    }
    let player = RunPlayer(
      settings: settings,
      plan: try ReportPlan(reporting),
      analysis: analysis,
      runner: CaseRunner(models: models, options: options),
      models: models,
      model: model ?? "offline",
      isLive: model.map { LiveModelName($0) != nil }
    )
    guard watch else {
      let status = try await player.play(selection)
      for note in models.notes { Output.complain(SafeText.line(note)) }
      throw status
    }
    await WatchLoop(selection: selection).run { try await player.play(selection) }
  }

  private func tell() async throws {
    let cases = try await selection.cases(on: try Worlds.load(selection.world))
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
