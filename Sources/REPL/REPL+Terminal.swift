import AccessControl
import Documents
import CEdit
import Glibc
import Values

extension REPL {
  /// Talks to a person at the terminal and returns the exit status.
  public func runInteractively() async -> Int32 {
    let history = HistoryFile(path: options.historyFile)
    // What others typed at this terminal is nothing for a participant.
    let lines =
      options.isLocked
      ? history.typed().filter { $0.role == options.role?.name }.map(\.text) : history.lines()
    guard let editor = LineEditor(lines: lines, hints: hints) else {
      StandardStream.errors.write("tabletop: the terminal can't be opened for editing\n")
      return 70
    }
    let turn = RunningTurn()
    let watcher = SignalWatcher { signal in Self.heed(signal, turn, editor.inbox) }
    await session.setWidth(columns)
    let opened = await session.startSaving()
    guard opened.ending == .done else {
      StandardStream.errors.write(opened.problem.map { "tabletop: \($0)\n" }.joined())
      return opened.ending.status
    }
    await session.welcome()
    if case .named = options.saving { await session.recapIfResumed() }
    if case .last = options.saving { await session.recapIfResumed() }
    let status = await talk(editor, history, turn)
    await editor.close()
    watcher?.stop()
    return status
  }

  private func talk(
    _ editor: LineEditor,
    _ history: HistoryFile,
    _ turn: RunningTurn
  ) async -> Int32 {
    await session.setAsk { await ask($0, $1, editor, turn) }
    var waiting = PendingLines()
    while true {
      switch await next(editor, &waiting) {
      case .ended:
        StandardStream.output.write("\n")
        return await leave()
      case .terminated(let signal):
        if signal != SIGHUP { StandardStream.output.write("\n") }
        return 128 + signal
      case .interrupted(let hadText):
        if !hadText, !waiting.isInsideBlock {
          StandardStream.output.write("Ctrl-D or :quit leaves\n")
        }
        waiting = PendingLines()
      case .line(let typed):
        guard let line = waiting.take(typed) else { continue }
        if waiting.queue.isEmpty, let several = REPLCommandParser.commands(in: line),
          await agrees(to: several, editor, turn)
        {
          waiting.queue = several
          continue
        }
        if let status = await handle(line, editor, history, turn, &waiting) { return status }
      }
    }
  }

  /// Returns the next line: one that waits, or one that is typed now.
  private func next(_ editor: LineEditor, _ waiting: inout PendingLines) async -> EditorInput {
    if !waiting.queue.isEmpty {
      let line = waiting.queue.removeFirst()
      StandardStream.output.write(Self.visible(await session.prompt()) + SafeText.line(line) + "\n")
      return .line(line)
    }
    let prompt = waiting.isInsideBlock ? "...> " : await session.prompt()
    defer { waiting.prefill = nil }
    let crier = waiting.isInsideBlock ? nil : Task { await cry(to: editor.inbox) }
    defer { crier?.cancel() }
    return await editor.readLine(
      prompt: prompt,
      prefill: waiting.prefill,
      completing: await session.completion()
    )
  }

  /// Tells what falls due while a line is being edited.
  private func cry(to inbox: Inbox) async {
    while let seconds = await session.secondsToNextEvent {
      guard (try? await Task.sleep(for: .seconds(max(1, seconds)))) != nil else { return }
      let news = await session.news()
      if !news.isEmpty { inbox.post(.notice(news)) }
    }
  }

  private func handle(
    _ line: String,
    _ editor: LineEditor,
    _ history: HistoryFile,
    _ turn: RunningTurn,
    _ waiting: inout PendingLines
  ) async -> Int32? {
    await session.setWidth(columns)
    let role = await session.session?.role.name
    let result = await play(line, turn)
    if HistoryFile.keeps(line) {
      editor.remember(line)
      history.append(line, as: role)
    }
    if let signal = turn.terminatedBy { return 128 + signal }
    if result.ending == .leave { return await leave() }
    let layout = await session.layout
    let problem = Layout.$current.withValue(layout) { result.problem.flatMap(Screen.fitted) }
    StandardStream.output.write(problem.map { $0 + "\n" }.joined())
    if result.ending != .done { waiting.queue = [] }
    waiting.prefill = await session.takeNextLine()
    // A line feed in it would enter the line; several lines are in the history instead.
    // Nor is it put before what was typed meanwhile.
    if result.isGivenBack, !line.unicodeScalars.contains("\n"), !Self.hasInput {
      waiting.prefill = SafeText.line(line)
    }
    return nil
  }

  /// Whether something was typed that no line has taken yet.
  private static var hasInput: Bool {
    var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, 0) > 0
  }

  private func leave() async -> Int32 {
    for line in await session.farewell() { StandardStream.output.write(line + "\n") }
    return 0
  }

  /// Asks the person at the terminal for a line in the middle of a turn; nil for Ctrl-C.
  private func ask(
    _ prompt: String,
    _ prefill: String,
    _ editor: LineEditor,
    _ turn: RunningTurn
  ) async -> String? {
    progress.pause()
    turn.isAsking = true
    defer { turn.isAsking = false }
    TerminalEcho.isOn = true
    let input = await editor.readLine(prompt: prompt, prefill: prefill, completing: nil)
    if turn.isRunning {
      TerminalEcho.isOn = false
      progress.begin()
    }
    switch input {
    case .line(let text): return Redactor.shared.redacted(text)
    case .ended:
      StandardStream.output.write("\n")
      return nil
    case .interrupted: return nil
    case .terminated(let signal):
      _ = turn.terminate(by: signal)
      return nil
    }
  }

  private func agrees(
    to commands: [String],
    _ editor: LineEditor,
    _ turn: RunningTurn
  ) async -> Bool {
    let prompt = "\(commands.count) commands. Run as commands? y/N> "
    let answer = await ask(prompt, "", editor, turn) ?? ""
    return ["y", "yes"].contains(REPLCommandParser.trimmed(answer).lowercased())
  }

  /// Plays a line; while it runs nothing typed is echoed, and Ctrl-C stops it.
  private func play(_ line: String, _ turn: RunningTurn) async -> LineResult {
    let session = session
    let wasOn = TerminalEcho.isOn
    TerminalEcho.isOn = false
    // Before there is work, which may stop it at once to give the terminal to a pager.
    progress.begin()
    let task = Task { await session.submit(line) }
    turn.begin { task.cancel() }
    let result = await task.value
    progress.end()
    turn.end()
    if wasOn { TerminalEcho.isOn = true }
    return result
  }

  private static func heed(_ signal: Int32, _ turn: RunningTurn, _ inbox: Inbox) {
    let isPlaying = turn.isRunning && !turn.isAsking
    switch signal {
    case SIGINT: if !isPlaying || !turn.stop() { inbox.post(.interrupted) }
    case SIGWINCH: inbox.post(.resized)
    case SIGCONT: if !isPlaying { inbox.post(.resumed) }
    case SIGTSTP:
      guard isPlaying else { return inbox.post(.suspended) }
      TerminalEcho.isOn = true
      SignalWatcher.suspend()
      if turn.isRunning { TerminalEcho.isOn = false }
    default:
      if turn.isAsking || !turn.terminate(by: signal) { inbox.post(.terminated(signal)) }
    }
  }

  /// Returns a prompt without the marks around what takes no room.
  private static func visible(_ prompt: String) -> String { prompt.replacing("\u{1}", with: "") }

  private var hints: HintStyle {
    options.isPlain || EditorState.isDumb ? .none : options.color ? .faint : .bare
  }

  private var columns: Int {
    if let width = options.width { return width }
    if let value = getenv("COLUMNS").flatMap({ Int(String(cString: $0)) }), value > 0 {
      return value
    }
    let columns = Int(tabletop_edit_columns(STDOUT_FILENO))
    return columns > 0 ? columns : 80
  }
}
