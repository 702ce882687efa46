import AccessControl
import Agent
import ArgumentParser
import Documents
import Exercises
import Glibc
import OpenAIModels
import PolicyAnalysis
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

  @Flag(name: .long, help: "List the cases and play none.")
  var list = false

  @Option(name: [.short, .long], help: "How many cases to play at once (default: all cores).")
  var jobs: Int?

  @Flag(name: [.customShort("x"), .long], help: "Stop after the first case that fails.")
  var failFast = false

  @Option(
    name: .long,
    help: "The model to use instead of the scenarios' own: offline, openai:MODEL, chat:MODEL."
  )
  var model: String?

  @Option(name: .long, help: "Which tools models are shown: role or all.")
  var offer: String?

  @Option(
    name: [.customShort("r"), .customLong("report")],
    help: "FORMAT[=FILE], repeatable: console, plain, json, junit; - is standard output."
  )
  var reports: [String] = []

  @OptionGroup
  var analysis: AnalysisOptions

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

  @Flag(name: .shortAndLong, help: "Show every step, call and expectation.")
  var verbose = false

  @Flag(name: .shortAndLong, help: "Show only what is wrong.")
  var quiet = false

  @Option(name: .long, help: "auto, always or never.")
  var color = "auto"

  mutating func run() async throws {
    let plan = try ReportPlan(reports, color: color, verbose: verbose, quiet: quiet)
    let offer = try offer.map(ToolOffer.init(argument:))
    try analysis.validate()
    guard (jobs ?? 1) >= 1 else { throw ValidationError("--jobs takes a number from 1") }
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
    let definition = try Worlds.load(selection.world)
    let cases = try selection.cases(on: definition)
    if list {
      for scenario in cases {
        let place = "\(scenario.file.source.path):\(scenario.line)"
        Output.write("\(SafeText.line(scenario.id))\t\(SafeText.line(place))\n")
      }
      return
    }
    var options = RunOptions()
    options.model = model
    options.offer = offer
    options.limits = TurnLimits(modelTime: live.turnTime)
    let models = Models(
      live,
      recordings: RecordingPlan(recordFolder: record, replayFolder: replay, isLive: goesLive)
    )
    let header = RunHeader(
      toolVersion: Tabletop.version,
      model: model ?? "offline",
      policy: definition.policy.digest.description
    )
    var writer = ReportWriter(plan, header: header)
    var summary = RunSummary()
    var analysis = RunAnalysis(
      analysis,
      of: cases,
      standard: definition,
      reportsToPrograms: plan.entries.contains { $0.format == "json" }
    )
    await Suite.run(
      cases,
      jobs: jobs ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)),
      runner: CaseRunner(models: models, options: options),
      stopsAfterFailure: failFast
    ) { result in
      summary.add(result)
      analysis.add(result)
      writer.add(result)
    }
    await analysis.finish(&summary, jobs: jobs ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    try writer.finish(summary)
    for note in models.notes { Output.complain(SafeText.line(note)) }
    if summary.failed > 0 || !analysis.isEnough(summary) { throw ExitStatus.no }
    if summary.errors > 0 { throw ExitStatus.undecided }
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
