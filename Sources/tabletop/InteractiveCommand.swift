import AccessControl
import Agent
import ArgumentParser
import Exercises
import Glibc
import Incidents
import REPL
import Scenarios

/// `tabletop repl`: the interactive program, and its script mode.
struct InteractiveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Explore an incident interactively (the default).",
    discussion: """
      With -c or -f, or when standard input is not a terminal, each line is run as if typed: \
      no banner, no prompt, no colour, and the first error ends the script.
      """
  )

  @Option(name: [.customShort("c"), .customLong("command")], help: "Run this line; repeatable.")
  var commands: [String] = []
  @Option(
    name: [.customShort("f"), .long],
    help: "Run the lines of this file; - is standard input."
  )
  var file: [String] = []
  @Flag(name: [.customShort("i"), .long], help: "Prompt after the lines of -c and -f.")
  var interactive = false
  @Option(name: .long, help: "The role to start in (TABLETOP_ROLE).")
  var role: String?
  @Option(name: .long, help: "The user to act as.")
  var user: String?
  @Option(name: .long, help: "The incident to work on.")
  var incident: String?
  @Option(name: .long, help: "A world file to use instead of the default world.")
  var world: String?
  @Flag(name: .long, help: "Go on after an error in a script.")
  var keepGoing = false
  @Flag(name: .long, help: "Print each line of a script before its output.")
  var echo = false
  @Flag(name: .long, help: "Forget what is typed, and save no session.")
  var noSave = false
  @Option(name: .long, help: "Go on with the saved session of this name, or begin one.")
  var session: String?
  @Flag(name: .customLong("continue"), help: "Go on with the session that was saved last.")
  var goesOn = false
  @Option(name: .long, help: "A tool that may run without asking, or all; repeatable.")
  var approve: [String] = []
  @Flag(name: .long, help: "One participant's terminal: no other role, no injects.")
  var lockRole = false
  @Option(name: .long, help: "Which tools models are shown: role or all.")
  var offer: String?
  @Option(name: .long, help: "text, plain, json, jsonl or quiet.")
  var output: String?
  @Flag(name: .long, help: "Plain sentences: no colour, no alignment, no progress.")
  var plain = false
  @Flag(name: .long, help: "Never ask a person anything.")
  var noInput = false
  @Option(name: .long, help: "auto (default), always or never.")
  var color: String?
  @Option(
    name: .long,
    help: "The model (TABLETOP_MODEL): offline, scripted:FILE, openai:MODEL or chat:MODEL."
  )
  var model: String?
  @Option(name: .long, help: "Keep history and sessions below this folder (XDG_STATE_HOME).")
  var data: String?
  @Option(name: .long, help: "Lines to run before the prompt, instead of your own rc file.")
  var rc: String?
  @Flag(name: .customLong("no-rc"), help: "Run no rc file.")
  var noRC = false
  @Option(name: .long, help: "Add each event to this file, as --output jsonl writes it.")
  var logFile: String?
  @OptionGroup(title: "Live models")
  var live: LiveModelOptions

  mutating func run() async throws {
    try Configuration.take(live.configFile)
    // A key in a file is known before anything can be written, whichever model answers.
    _ = try? live.key()
    let definition = try Worlds.load(world)
    let isScript = !commands.isEmpty || !file.isEmpty || isatty(STDIN_FILENO) == 0
    let prompts = !noInput && (!isScript || (interactive && isatty(STDIN_FILENO) == 1))
    var options = REPLOptions(
      role: try chosen.role.map { try PolicyCommand.role($0, definition.policy) },
      user: try validUser(definition.policy),
      incident: try validIncident(definition),
      color: Output.wantsColor(chosen.color) && prompts,
      interactive: prompts,
      keepGoing: keepGoing,
      echo: echo,
      historyFile: noSave ? nil : REPLOptions.historyFile(in: environment),
      version: Tabletop.version,
      modelNote: "built in, deterministic, no key needed"
    )
    options.sessions = SessionFolder.standard(in: environment)
    options.saving = try saving(prompts: prompts)
    options.approved = try approvedTools(definition.policy)
    options.isLocked = lockRole
    options.insistsOnRole = lockRole || chosen.insistsOnRole
    options.limits = TurnLimits(modelTime: live.turnTime)
    if let offer = chosen.offer {
      guard let offer = ToolOffer(rawValue: offer) else {
        throw ValidationError("--offer takes role or all, not '\(offer)'")
      }
      options.offer = offer
    }
    if let prompt = Configuration["prompt"].flatMap({ try? PromptTemplate($0) }) {
      options.prompt = prompt
    }
    options.isPlain = chosen.isPlain
    options.output = try outputMode(isPlain: options.isPlain)
    if options.isPlain { options.color = false }
    if prompts { addTerminal(to: &options) }
    options.eventSink = try logFile.map { try EventFile.open($0) }
    let lines = isScript ? try scriptLines() : AnySequence([])
    if isScript, !prompts { options.color = false }
    let tape = LiveTape()
    let model = try chosenModel(definition, tape)
    if model.isLive { options.modelNote = live.address }
    options.settings = chosen.all.filter { $0.key != "output" }
    if let file = live.configFile ?? Configuration.ownFile {
      options.saveSettings = { changes throws(SettingsProblem) in
        try Configuration.keep(changes, in: file)
        return file
      }
    }
    addModels(to: &options, definition, tape: tape)
    let repl = REPL(definition: definition, model: model, options: options)
    var status: Int32 = 0
    // What is wrong in the rc file is said, and keeps nobody from the prompt.
    let startLines = prompts ? try startLines() : []
    if !startLines.isEmpty { _ = await repl.run(startLines) }
    if isScript { status = await repl.run(lines) }
    if prompts, status == 0 || keepGoing { status = await repl.runInteractively() }
    await repl.end(status: status)
    if status != 0 { throw ProgramExit(status: status) }
  }

  private func approvedTools(_ policy: Policy) throws -> Set<String> {
    let approve =
      approve + (Configuration["approve"]?.split(separator: ",").map(String.init) ?? [])
    for tool in approve where tool != "all" && policy.tool(tool) == nil {
      throw ValidationError("there is no tool '\(tool)' to approve")
    }
    return Set(approve)
  }

  private func outputMode(isPlain: Bool) throws -> OutputMode {
    guard let output = chosen.output else { return isPlain ? .plain : .text }
    guard let mode = OutputMode(rawValue: output) else {
      let modes = OutputMode.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--output takes one of \(modes), not '\(output)'")
    }
    return mode
  }

  private func addTerminal(to options: inout REPLOptions) {
    let history = HistoryFile(path: options.historyFile)
    options.history = { history.typed() }
    options.editor = { ExternalProgram.edit($0) }
    options.pager = { ExternalProgram.page($0) }
    options.rows = { ExternalProgram.rows }
  }

  private func chosenModel(_ definition: WorldDefinition, _ tape: LiveTape) throws -> any Model {
    do throws(ModelError) {
      return try Models(live, tape: tape).sessionModel(named: chosen.model, for: definition)
    } catch {
      throw ValidationError(error.description)
    }
  }

  private func validUser(_ policy: Policy) throws -> String? {
    guard let user = chosen.user, let role = policy.matrix.roles.first else { return nil }
    guard Session(user: user, role: role) != nil else {
      throw ValidationError("a user is 1 to 128 of letters, digits and ._@+-, not '\(user)'")
    }
    return user
  }

  private func validIncident(_ definition: WorldDefinition) throws -> String? {
    guard let incident else { return nil }
    guard let found = definition.world.incident(incident) else {
      let ids = definition.world.incidents.map(\.id).joined(separator: ", ")
      throw ValidationError("there is no incident '\(incident)', incidents are \(ids)")
    }
    return found.id
  }

  /// Scripts are saved only where that is asked for.
  private func saving(prompts: Bool) throws -> SessionSaving {
    guard !noSave else {
      guard session == nil, !goesOn else {
        throw ValidationError("--no-save goes with neither --session nor --continue")
      }
      return .off
    }
    guard let session else { return goesOn ? .last : prompts ? .new(name: nil) : .off }
    guard !goesOn else { throw ValidationError("--session or --continue, not both") }
    guard SessionFolder.isName(session) else {
      throw ValidationError("a session's name is 1 to 64 of A-Z a-z 0-9 . _ -, not '\(session)'")
    }
    return .named(session)
  }

  /// Where state is kept, as the variables that say so.
  private var environment: [String: String] {
    var environment = Environment.stateVariables
    if let data { environment["XDG_STATE_HOME"] = Self.absolute(data) }
    return environment
  }

  static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let raw = getcwd(nil, 0) else { return path }
    defer { free(raw) }
    return String(cString: raw) + "/" + path
  }

  /// The lines of the rc file.
  private func startLines() throws -> [ScriptLine] {
    if noRC { return [] }
    if let rc { return try Self.lines(ofFile: rc) }
    guard let own = Configuration.folder.map({ $0 + "/rc" }), access(own, R_OK) == 0 else {
      return []
    }
    return try Self.lines(ofFile: own)
  }

  /// Returns the lines of -c and -f in the order in which they were given, or of standard input.
  ///
  /// Files are read before anything runs; standard input line by line, when its turn comes.
  private func scriptLines() throws -> AnySequence<ScriptLine> {
    if commands.isEmpty, file.isEmpty { return Self.standardInput }
    var parts: [AnySequence<ScriptLine>] = []
    var count = 0
    var texts = commands[...]
    var files = file[...]
    for argument in CommandLine.arguments {
      if Self.names(argument, "-c", "--command"), let text = texts.popFirst() {
        count += 1
        parts.append(AnySequence([ScriptLine(source: "-c", number: count, text: text)]))
      } else if Self.names(argument, "-f", "--file"), let path = files.popFirst() {
        parts.append(path == "-" ? Self.standardInput : AnySequence(try Self.lines(ofFile: path)))
      }
    }
    // What another command of this program runs stands in no argument.
    parts += texts.map { AnySequence([ScriptLine(source: "-c", number: 1, text: $0)]) }
    return AnySequence(parts.joined())
  }

  private static func names(_ argument: String, _ short: String, _ long: String) -> Bool {
    argument == short || argument == long || argument.hasPrefix(long + "=")
      || (argument.hasPrefix(short) && !argument.hasPrefix("--"))
  }

  private static func lines(ofFile path: String) throws -> [ScriptLine] {
    do throws(ScenarioFinderError) {
      let text = String(decoding: try ScenarioFinder.contents(path), as: UTF8.self)
      return ScriptText.lines(of: text, source: path)
    } catch {
      throw ValidationError(error.description)
    }
  }

  private static var standardInput: AnySequence<ScriptLine> {
    AnySequence(ScriptLines(descriptor: STDIN_FILENO, source: "<stdin>"))
  }
}
