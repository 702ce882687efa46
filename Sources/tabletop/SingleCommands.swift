import ArgumentParser
import Exercises
import REPL

/// What commands of the prompt have in common that are commands of the program too.
struct SingleCommandOptions: ParsableArguments {
  @Flag(name: .long, help: "Print JSON.")
  var json = false

  /// Runs one line as a script of its own, which reads no rc file and asks nobody.
  ///
  /// - Throws: `ProgramExit` with the status of the line.
  func run(_ line: String, _ flags: [String] = []) async throws {
    var command = try InteractiveCommand.parse(
      ["-c", line, "--no-rc", "--no-input", "--output", json ? "json" : "text"] + flags
    )
    try await command.run()
  }

  /// Returns a flag with its value, where there is one.
  static func flag(_ name: String, _ value: String?) -> [String] {
    value.map { ["\(name)=\($0)"] } ?? []
  }
}

/// `tabletop matrix`: who holds which permission.
struct MatrixCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Print who holds which permission, as :matrix does."
  )

  @OptionGroup
  var options: SingleCommandOptions
  @Option(name: .long, help: "A world file to use instead of the default world.")
  var world: String?

  mutating func run() async throws {
    try await options.run(":matrix", ["--no-save"] + SingleCommandOptions.flag("--world", world))
  }
}

/// `tabletop models`: the models that can answer.
struct ModelsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "List the models that can answer; a live server that is set up is asked for its own."
  )

  @OptionGroup
  var options: SingleCommandOptions
  @Option(name: .long, help: "The API's address (TABLETOP_BASE_URL, OPENAI_BASE_URL).")
  var baseURL: String?
  @Option(name: .long, help: "A file that holds the key (OPENAI_API_KEY, OPENAI_API_KEY_FILE).")
  var apiKeyFile: String?

  mutating func run() async throws {
    try await options.run(
      ":model",
      ["--no-save"] + SingleCommandOptions.flag("--base-url", baseURL)
        + SingleCommandOptions.flag("--api-key-file", apiKeyFile)
    )
  }
}

/// `tabletop sessions`: the sessions that were saved.
struct SessionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions",
    abstract: "List the saved sessions, the last first."
  )

  @OptionGroup
  var options: SingleCommandOptions
  @Option(name: .long, help: "The folder that sessions are kept below (XDG_STATE_HOME).")
  var data: String?

  mutating func run() async throws {
    try await options.run(":sessions", SingleCommandOptions.flag("--data", data))
  }
}

/// `tabletop export`: what was said and done in a saved session.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write what a role may read of a saved session, to standard output or a file."
  )

  @Argument(help: "The session's name; tabletop sessions lists them.")
  var session: String
  @Argument(help: "A new file that ends in .md, .json or .jsonl.")
  var file: String?
  @Option(name: .long, help: "The role that reads it; the one that acted last if not given.")
  var role: String?
  @Flag(name: .long, help: "Print JSON instead of Markdown.")
  var json = false
  @Flag(name: .long, help: "Replace the file if it is there.")
  var force = false
  @Option(name: .long, help: "The world file that the session was played on.")
  var world: String?
  @Option(name: .long, help: "The folder that sessions are kept below (XDG_STATE_HOME).")
  var data: String?

  mutating func run() async throws {
    var environment = Environment.stateVariables
    if let data { environment["XDG_STATE_HOME"] = InteractiveCommand.absolute(data) }
    guard let folder = SessionFolder.standard(in: environment) else {
      throw ValidationError("no sessions are kept without HOME or XDG_STATE_HOME")
    }
    let definition = try Worlds.load(world)
    let reader = try role.map { try PolicyCommand.role($0, definition.policy) }
    let transcript: SavedTranscript
    do throws(SavedTranscriptError) {
      transcript = try await SavedTranscript(of: session, in: folder, for: reader, on: definition)
    } catch {
      throw ValidationError(error.description)
    }
    for notice in transcript.notices { Output.complain(notice) }
    guard let file else {
      return Output.write(json ? transcript.json : transcript.markdown)
    }
    guard let text = transcript.text(forFile: file) else {
      throw ValidationError("a file's name says its form: .md, .json or .jsonl, not '\(file)'")
    }
    do throws(NewFileError) {
      try NewFile.write(text, to: file, replaces: force)
    } catch {
      Output.complain("tabletop: \(error)")
      throw error.isCutOff ? ExitStatus.undecided : ExitStatus.usage
    }
  }
}
