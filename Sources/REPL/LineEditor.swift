import CEdit
import Dispatch
import Glibc

/// What came of waiting for a line.
enum EditorInput: Sendable, Equatable {
  /// A line was entered.
  case line(String)
  /// Ctrl-C; whether there was anything on the line.
  case interrupted(hadText: Bool)
  /// The input has ended.
  case ended
  /// The program has to end, by this signal.
  case terminated(Int32)
}

/// How hints at the right edge look.
enum HintStyle: Sendable {
  /// There are none.
  case none
  /// As any text.
  case bare
  /// In the background.
  case faint
}

/// The library that reads lines at a terminal.
public enum LineEditing {
  /// Its name and version, such as `libedit 2.11`: what its own header says.
  public static let libraryVersion = "libedit \(LIBEDIT_MAJOR).\(LIBEDIT_MINOR)"
}

/// Reads lines from the terminal with libedit.
///
/// All of libedit happens on one queue; the rest of the program talks to it through the inbox.
/// That is why this may be shared although the compiler can't see it.
final class LineEditor: @unchecked Sendable {
  /// What other threads tell the editor.
  let inbox = Inbox()
  private let queue = DispatchQueue(label: "line editor")
  private let state: EditorState
  private let editor: OpaquePointer
  private let history: OpaquePointer

  /// Opens the terminal, with lines for the arrow keys; nil where libedit can't.
  init?(lines: [String], hints: HintStyle) {
    setlocale(LC_CTYPE, "")
    if tabletop_edit_character_bytes() == 1 { setlocale(LC_CTYPE, "C.UTF-8") }
    guard let editor = tabletop_edit_new("tabletop") else { return nil }
    guard let history = history_init() else {
      el_end(editor)
      return nil
    }
    self.editor = editor
    self.history = history
    state = EditorState(inbox: inbox, hints: hints)
    tabletop_edit_history_size(history, 1_000)
    for line in lines { tabletop_edit_history_enter(history, line) }
    tabletop_edit_set_data(editor, Unmanaged.passUnretained(state).toOpaque())
    tabletop_edit_signals(editor, 0)
    tabletop_edit_mode(editor, "emacs")
    tabletop_edit_set_history(editor, history)
    EditorKeys.install(in: editor)
  }

  /// Waits for a line; `prefill` is on it already.
  func readLine(
    prompt: String,
    prefill: String?,
    completing completion: Completion?
  ) async -> EditorInput {
    await withCheckedContinuation { continuation in
      queue.async {
        self.state.completion = completion
        continuation.resume(returning: self.read(prompt, prefill))
      }
    }
  }

  /// Keeps a line for the arrow keys.
  func remember(_ line: String) {
    queue.async { tabletop_edit_history_enter(self.history, line) }
  }

  /// Puts the terminal back as it was found.
  func close() async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      queue.async {
        el_end(self.editor)
        history_end(self.history)
        continuation.resume()
      }
    }
  }

  private func read(_ prompt: String, _ prefill: String?) -> EditorInput {
    state.setPrompt(prompt)
    state.setHint("")
    state.stop = nil
    if let prefill, !prefill.isEmpty { el_push(editor, prefill) }
    // Before the prompt, or the terminal itself would show what is typed until libedit takes over.
    tabletop_edit_prepare(editor, 1)
    EditorState.control("\u{1B}[?2004h")
    defer { EditorState.control("\u{1B}[?2004l") }
    var count: Int32 = 0
    guard let line = el_gets(editor, &count), count > 0 else { return stopped() }
    var text = String(cString: line)
    if text.unicodeScalars.last == "\n" { text.unicodeScalars.removeLast() }
    return .line(text)
  }

  /// Says why there is no line, and makes the editor ready for the next one.
  private func stopped() -> EditorInput {
    guard let stop = state.stop else { return .ended }
    if case .interrupted = stop {
      el_reset(editor)
      EditorState.write("^C\r\n")
    }
    return stop
  }
}

/// What libedit's callbacks work with; it lives on the editor's queue.
final class EditorState {
  /// The messages from other threads.
  let inbox: Inbox
  /// Says what words can become.
  var completion: Completion?
  /// Why reading stopped without a line.
  var stop: EditorInput?
  /// A character whose bytes have not all come.
  var partial = mbstate_t()
  private(set) var prompt: UnsafeMutablePointer<CChar>?
  /// The hint at the right edge, which libedit asks for whenever it draws the line.
  private(set) var hint: UnsafeMutablePointer<CChar>? = strdup("")
  private let hints: HintStyle

  init(inbox: Inbox, hints: HintStyle) {
    (self.inbox, self.hints) = (inbox, hints)
  }

  deinit {
    free(prompt)
    free(hint)
  }

  /// Whether there is a hint.
  var hasHint: Bool { hint.map { $0.pointee != 0 } ?? false }

  /// Keeps the hint's bytes; nothing but ASCII, over which libedit can't stumble.
  func setHint(_ text: String) {
    guard hints != .none else { return }
    let words = REPLSession.ascii(DisplayWidth.cut(text, to: 40))
    free(hint)
    // An escape at the very end would be lost.
    let isFaint = hints == .faint && !words.isEmpty
    hint = strdup(isFaint ? "\u{1}\u{1B}[2m\u{1}\(words)\u{1}\u{1B}[0m\u{1} " : words)
  }

  /// Keeps the prompt's bytes for as long as libedit may ask for them.
  func setPrompt(_ text: String) {
    free(prompt)
    prompt = strdup(text)
  }

  /// Returns what moves the cursor to the first row of the line that is being edited.
  func wayToTop(of editor: OpaquePointer) -> String {
    let columns = Int(tabletop_edit_columns(STDOUT_FILENO))
    let before = EditorKeys.beforeCursor(editor) ?? ""
    guard columns > 0 else { return "" }
    let shown = prompt.map { String(cString: $0) } ?? ""
    let parts = shown.split(separator: "\u{1}", omittingEmptySubsequences: false)
    let visible = parts.enumerated().filter { $0.offset % 2 == 0 }.map(\.element).joined()
    var rows = 0
    var width = DisplayWidth.of(visible)
    for line in before.split(separator: "\n", omittingEmptySubsequences: false) {
      width += DisplayWidth.of(String(line))
      rows += width / columns + 1
      width = 0
    }
    return rows > 1 ? "\u{1B}[\(rows - 1)A" : ""
  }

  /// Returns the state of an editor.
  static func of(_ editor: OpaquePointer) -> EditorState? {
    tabletop_edit_data(editor).map { Unmanaged<EditorState>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Whether the terminal knows no control sequences, and would show them.
  static let isDumb: Bool = {
    guard let name = getenv("TERM").map({ String(cString: $0) }) else { return true }
    return name.isEmpty || name == "dumb"
  }()

  /// Writes a control sequence to a terminal that knows it.
  static func control(_ text: String) {
    if !isDumb { write(text) }
  }

  /// Writes to the terminal, past libedit.
  static func write(_ text: String) {
    StandardStream.output.write(text)
  }
}
