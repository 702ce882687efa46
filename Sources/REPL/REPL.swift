import Documents
public import Agent
public import Exercises
import Glibc
import Values

/// The interactive program: a person at a terminal, or a script, explores an exercise.
public struct REPL: Sendable {
  let session: REPLSession
  let options: REPLOptions
  let progress: ProgressLine
  private let output: @Sendable (String) -> Void
  private let errors: @Sendable (String) -> Void

  /// Creates a REPL on a fresh world; text goes to standard output, errors of scripts to standard
  /// error.
  public init(definition: WorldDefinition, model: any Model, options: REPLOptions) {
    self.init(
      definition: definition,
      model: model,
      options: options,
      now: { Timestamp(seconds: time(nil)) },
      output: { StandardStream.output.write($0) },
      errors: { StandardStream.errors.write($0) }
    )
  }

  /// Creates a REPL with a clock and places for what it writes.
  init(
    definition: WorldDefinition,
    model: any Model,
    options: REPLOptions,
    now: @escaping @Sendable () -> Timestamp,
    output: @escaping @Sendable (String) -> Void,
    errors: @escaping @Sendable (String) -> Void
  ) {
    self.options = options
    let progress = ProgressLine(
      isOn: options.interactive && !options.isPlain && isatty(STDERR_FILENO) == 1
        && !EditorState.isDumb
    )
    self.progress = progress
    self.output = output
    self.errors = errors
    var options = options
    // Nothing is written over another program that has the terminal.
    options.pager = options.pager.map { page in
      { @Sendable text in
        progress.pause()
        defer { progress.begin() }
        return page(text)
      }
    }
    options.editor = options.editor.map { edit in
      { @Sendable text in
        progress.pause()
        defer { progress.begin() }
        return edit(text)
      }
    }
    session = REPLSession(
      definition: definition,
      model: model,
      options: options,
      now: now,
      write: { text in progress.interrupt { output(text) } }
    )
  }

  /// Runs a script and returns the exit status: 0, or that of the first line that went wrong.
  ///
  /// Where the script goes on after errors, the most serious of them counts.
  public func run(_ lines: some Sequence<ScriptLine>) async -> Int32 {
    var status: Int32 = 0
    var count = 0
    let opened = await session.startSaving()
    guard opened.ending == .done else {
      errors(opened.problem.map { "tabletop: \($0)\n" }.joined())
      return opened.ending.status
    }
    if !options.interactive {
      errors(await session.recapOfScript().map { $0 + "\n" }.joined())
    }
    for line in lines {
      if options.echo, !line.text.isEmpty { output("> " + SafeText.line(line.text) + "\n") }
      let result =
        if let problem = line.problem { LineResult.usage(problem) } else {
          await session.submit(line.text)
        }
      if result.ending == .leave { break }
      guard result.ending != .done else {
        count += 1
        continue
      }
      errors(Self.report(result, at: line))
      status = Self.worse(status, result.ending.status)
      guard options.keepGoing else {
        errors(
          "stopped at the first error (use --keep-going to continue); "
            + "\(Screen.count(count, "line")) ran\n"
        )
        break
      }
    }
    return status
  }

  /// Says to whoever follows the events that the session is over.
  public func end(status: Int32) async { await session.endEvents(status: status) }

  private static func report(_ result: LineResult, at line: ScriptLine) -> String {
    let problem = result.problem.isEmpty ? ["the answer is no"] : result.problem
    return "\(SafeText.line(line.source)):\(line.number): "
      + problem.map { $0 + "\n" }.joined()
  }

  /// Returns the status that counts where both apply.
  private static func worse(_ first: Int32, _ second: Int32) -> Int32 {
    let order: [Int32] = [2, 1, 3]
    return order.first { $0 == first || $0 == second } ?? 0
  }
}

extension LineResult.Ending {
  /// The exit status of a script that ends with this.
  var status: Int32 {
    switch self {
    case .done, .leave: 0
    case .no: 1
    case .usage: 2
    case .undecided, .stopped: 3
    }
  }
}
