import CEdit
import Glibc

extension REPL {
  /// Talks to a person at the terminal and returns the exit status.
  public func runInteractively() async -> Int32 {
    let history = HistoryFile(path: options.historyFile)
    guard let editor = LineEditor(lines: history.lines()) else {
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
    var prefill: String?
    while true {
      let completion = await session.completion()
      let prompt = await session.prompt()
      switch await editor.readLine(prompt: prompt, prefill: prefill, completing: completion) {
      case .ended:
        StandardStream.output.write("\n")
        return 0
      case .terminated(let signal):
        if signal != SIGHUP { StandardStream.output.write("\n") }
        return 128 + signal
      case .interrupted(let hadText):
        if !hadText { StandardStream.output.write("Ctrl-D or :quit leaves\n") }
        prefill = nil
      case .line(let line):
        await session.setWidth(columns)
        let result = await play(line, turn)
        if HistoryFile.keeps(line) {
          editor.remember(line)
          history.append(line)
        }
        if let signal = turn.terminatedBy { return 128 + signal }
        if result.ending == .leave { return 0 }
        StandardStream.output.write(result.problem.map { $0 + "\n" }.joined())
        // A line feed in it would enter the line; several lines are in the history instead.
        let isGivenBack = result.isGivenBack && !line.unicodeScalars.contains("\n")
        prefill = isGivenBack ? TerminalText.line(line) : nil
      }
    }
  }

  /// Plays a line; while it runs nothing typed is echoed, and Ctrl-C stops it.
  private func play(_ line: String, _ turn: RunningTurn) async -> LineResult {
    let session = session
    let wasOn = TerminalEcho.isOn
    TerminalEcho.isOn = false
    let task = Task { await session.submit(line) }
    turn.begin { task.cancel() }
    let result = await task.value
    turn.end()
    if wasOn { TerminalEcho.isOn = true }
    return result
  }

  private static func heed(_ signal: Int32, _ turn: RunningTurn, _ inbox: Inbox) {
    switch signal {
    case SIGINT: if !turn.stop() { inbox.post(.interrupted) }
    case SIGWINCH: inbox.post(.resized)
    case SIGCONT: if !turn.isRunning { inbox.post(.resumed) }
    case SIGTSTP:
      guard turn.isRunning else { return inbox.post(.suspended) }
      TerminalEcho.isOn = true
      SignalWatcher.suspend()
      if turn.isRunning { TerminalEcho.isOn = false }
    default: if !turn.terminate(by: signal) { inbox.post(.terminated(signal)) }
    }
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
