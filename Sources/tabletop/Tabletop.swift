import ArgumentParser
import Glibc
import Values

/// The program: options, wiring and the exit status; nothing else.
@main
struct Tabletop: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "tabletop",
    abstract: "Rehearse incidents with one agent and four departments.",
    discussion: """
      Without a command it is interactive. `tabletop run` plays scenario files and proves who may \
      do what.

      Exit status: 0 all held, 1 the answer is no, 2 usage error or invalid file, 3 could not be \
      decided, 4 nothing selected, 70 a bug in tabletop.
      """,
    version: version,
    subcommands: [
      InteractiveCommand.self, RunCommand.self, ReportCommand.self, CompareCommand.self,
      CheckCommand.self, MutateCommand.self,
      PlanCommand.self, PolicyCommand.self, IncidentsCommand.self, ToolsCommand.self,
      MatrixCommand.self, ModelsCommand.self, SessionsCommand.self, ExportCommand.self,
      DoctorCommand.self, AuditCommand.self, NewCommand.self, FormatCommand.self,
      SchemaCommand.self, ExplainCommand.self, CompletionsCommand.self, ManualCommand.self,
    ],
    defaultSubcommand: InteractiveCommand.self
  )

  static func main() async {
    signal(SIGPIPE, SIG_IGN)
    leaveNoBacktrace()
    // Known before anything is read or written, whichever command it is.
    if let key = Environment["OPENAI_API_KEY"] { Redactor.protect(key) }
    // Answered before the tree of commands is built, which takes half of what a start takes.
    if CommandLine.arguments.dropFirst() == ["--version"] {
      Output.write(version + "\n")
      finish(.held)
    }
    do {
      try checkHelp(CommandLine.arguments.dropFirst())
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      finish(.held)
    } catch let status as ExitStatus {
      finish(status)
    } catch let exit as ProgramExit {
      Glibc.exit(exit.status)
    } catch {
      let code = exitCode(for: error)
      if code == .success {
        Output.write(fullMessage(for: error) + "\n")
        finish(.held)
      }
      Output.complain(fullMessage(for: error))
      finish(.usage)
    }
  }

  /// Lets a crash end the program without what Swift prints of it: registers and pieces of memory,
  /// in which a key may stand; whoever sets `SWIFT_BACKTRACE` gets that all the same.
  private static func leaveNoBacktrace() {
    guard Environment["SWIFT_BACKTRACE"] == nil else { return }
    for number in [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] {
      signal(number, SIG_DFL)
    }
  }

  /// Refuses to explain a command that doesn't exist.
  ///
  /// - Throws: `ValidationError` with a near match.
  private static func checkHelp(_ arguments: ArraySlice<String>) throws {
    guard arguments.first == "help", let name = arguments.dropFirst().first, !name.hasPrefix("-")
    else { return }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard !names.contains(name) else { return }
    let question = NearMatch.question(for: name, among: names)
    throw ValidationError("there is no command `\(name)`" + (question.map { ", \($0)" } ?? ""))
  }

  private static func finish(_ status: ExitStatus) -> Never {
    guard Output.problem != 0 else { Glibc.exit(status.rawValue) }
    guard Output.problem != EPIPE else { Glibc.exit(ExitStatus.brokenPipe.rawValue) }
    let reason = String(cString: strerror(Output.problem))
    Output.complain("tabletop: not all could be written to standard output: \(reason)")
    Glibc.exit(ExitStatus.undecided.rawValue)
  }
}

/// The exit status of a session that says itself how it ended, also by a signal.
struct ProgramExit: Error {
  let status: Int32
}

/// How the program ends, for whoever called it.
enum ExitStatus: Int32, Error {
  /// Everything held.
  case held = 0
  /// The answer is no.
  case no = 1
  /// A usage error, or a file that is invalid; nothing was run.
  case usage = 2
  /// It could not be decided.
  case undecided = 3
  /// Nothing was selected.
  case nothingSelected = 4
  /// A bug.
  case bug = 70
  /// The reader of our output is gone.
  case brokenPipe = 141
}
