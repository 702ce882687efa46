public import Agent
public import Exercises
import CEdit
import Glibc
import Synchronization
import Values

/// One line of a script, and where it stands.
public struct ScriptLine: Sendable {
  /// The file, or what stands for one.
  public let source: String
  /// The line's number, from 1.
  public let number: Int
  /// The line.
  public let text: String

  /// Creates a line.
  public init(source: String, number: Int, text: String) {
    self.source = source
    self.number = number
    self.text = text
  }
}

/// The interactive program: a person at a terminal, or a script, explores an exercise.
public struct REPL: Sendable {
  private let session: REPLSession
  private let options: REPLOptions
  private let completion: Completion

  /// Creates a REPL on a fresh world; text goes to standard output.
  public init(definition: WorldDefinition, model: any Model, options: REPLOptions) {
    self.options = options
    completion = Completion(policy: definition.policy, world: definition.world)
    session = REPLSession(
      definition: definition,
      model: model,
      options: options,
      now: { Timestamp(seconds: time(nil)) },
      write: { Self.write($0, to: STDOUT_FILENO) }
    )
  }

  /// Runs a script and returns the exit status: 0, or that of the first line that went wrong.
  public func run(_ lines: some Sequence<ScriptLine>) async -> Int32 {
    var status: Int32 = 0
    var count = 0
    for line in lines {
      count += 1
      if options.echo { Self.write("> " + TerminalText.line(line.text) + "\n", to: STDOUT_FILENO) }
      let result = await session.submit(line.text)
      if result.ending == .leave { break }
      guard result.ending != .done else { continue }
      let place = "\(TerminalText.line(line.source)):\(line.number): "
      let problem = result.problem.first ?? "the answer is no"
      let rest = result.problem.dropFirst().map { $0 + "\n" }.joined()
      Self.write(place + problem + "\n" + rest, to: STDERR_FILENO)
      status = Self.worse(status, result.ending.status)
      guard options.keepGoing else {
        Self.write(
          "stopped at the first error (use --keep-going to continue); \(count - 1) lines ran\n",
          to: STDERR_FILENO
        )
        break
      }
    }
    return status
  }

  /// Talks to a person at the terminal and returns the exit status.
  public func runInteractively() async -> Int32 {
    let history = HistoryFile(path: options.historyFile)
    let completion = completion
    guard
      let editor = LineEditor(
        lines: history.lines(),
        complete: { completion.candidates(before: $0) }
      )
    else {
      Self.write("tabletop: the terminal can't be opened for editing\n", to: STDERR_FILENO)
      return 70
    }
    let turn = RunningTurn()
    let watcher = SignalWatcher { signal in Self.heed(signal, turn, editor.inbox) }
    defer { withExtendedLifetime(watcher) {} }
    await session.setWidth(Self.columns)
    await session.welcome()
    let status = await talk(editor, history, turn)
    await editor.close()
    return status
  }

  private func talk(
    _ editor: LineEditor,
    _ history: HistoryFile,
    _ turn: RunningTurn
  ) async -> Int32 {
    var prefill: String?
    while true {
      switch await editor.readLine(prompt: await session.prompt(), prefill: prefill) {
      case .ended:
        Self.write("\n", to: STDOUT_FILENO)
        return 0
      case .terminated(let signal): return 128 + signal
      case .interrupted(let hadText):
        if !hadText { Self.write("Ctrl-D or :quit leaves\n", to: STDOUT_FILENO) }
        prefill = nil
      case .line(let line):
        await session.setWidth(Self.columns)
        let result = await play(line, turn)
        if HistoryFile.keeps(line) {
          editor.remember(line)
          history.append(line)
        }
        if let signal = turn.terminatedBy { return 128 + signal }
        if result.ending == .leave { return 0 }
        Self.write(result.problem.map { $0 + "\n" }.joined(), to: STDOUT_FILENO)
        prefill = result.isGivenBack ? TerminalText.line(line) : nil
      }
    }
  }

  /// Plays a line; while it runs nothing typed is echoed, and Ctrl-C stops it.
  private func play(_ line: String, _ turn: RunningTurn) async -> LineResult {
    let session = session
    let echo = EchoGuard()
    let task = Task { await session.submit(line) }
    turn.begin { task.cancel() }
    let result = await task.value
    turn.end()
    echo.restore()
    return result
  }

  private static func heed(_ signal: Int32, _ turn: RunningTurn, _ inbox: Inbox) {
    switch signal {
    case SIGINT: if !turn.stop() { inbox.post(.interrupted) }
    case SIGWINCH: inbox.post(.resized)
    case SIGCONT: inbox.post(.resumed)
    default:
      turn.terminate(by: signal)
      inbox.post(.terminated(signal))
    }
  }

  private static var columns: Int {
    if let value = getenv("COLUMNS").flatMap({ Int(String(cString: $0)) }), value > 0 {
      return value
    }
    let columns = Int(tabletop_edit_columns(STDOUT_FILENO))
    return columns > 0 ? columns : 80
  }

  private static func worse(_ first: Int32, _ second: Int32) -> Int32 {
    let order: [Int32] = [2, 1, 3]
    return order.first { $0 == first || $0 == second } ?? 0
  }

  private static func write(_ text: String, to file: Int32) {
    let bytes = Array(text.utf8)
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      if count < 0 {
        if errno == EINTR || errno == EAGAIN { continue }
        exit(141)
      }
      offset += count
    }
  }
}

extension LineResult.Ending {
  /// The exit status of a script that ends with this.
  fileprivate var status: Int32 {
    switch self {
    case .done, .leave: 0
    case .no: 1
    case .usage: 2
    case .undecided, .stopped: 3
    }
  }
}

/// The turn that is being played, for whoever wants to stop it.
final class RunningTurn: Sendable {
  private struct State {
    var cancel: (@Sendable () -> Void)?
    var signal: Int32?
  }

  private let state = Mutex(State())

  /// The signal that asked the program to end during a turn.
  var terminatedBy: Int32? { state.withLock { $0.signal } }

  func begin(_ cancel: @escaping @Sendable () -> Void) { state.withLock { $0.cancel = cancel } }

  func end() { state.withLock { $0.cancel = nil } }

  /// Stops the turn; false where there is none.
  func stop() -> Bool {
    guard let cancel = state.withLock({ $0.cancel }) else { return false }
    cancel()
    return true
  }

  func terminate(by signal: Int32) {
    state.withLock { $0.signal = signal }
    _ = stop()
  }
}

/// Keeps what is typed during a turn from being shown in the middle of the answer.
struct EchoGuard {
  private var saved = termios()
  private let isActive: Bool

  init() {
    isActive = tcgetattr(STDIN_FILENO, &saved) == 0
    guard isActive else { return }
    var quiet = saved
    quiet.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &quiet)
  }

  func restore() {
    guard isActive else { return }
    var saved = saved
    tcsetattr(STDIN_FILENO, TCSANOW, &saved)
  }
}
