import Documents
import CEdit
import Glibc

/// The keys, and the functions behind those that libedit doesn't have.
enum EditorKeys {
  private static let bindings: [(key: String, name: String)] = [
    ("\t", "tabletop-complete"), (" ", "tabletop-space"), ("^X^E", "tabletop-compose"),
    ("\u{1B}[200~", "tabletop-paste"),
    ("\u{1B}\n", "tabletop-newline"), ("\u{1B}\r", "tabletop-newline"),
    ("^R", "em-inc-search-prev"), ("^S", "em-inc-search-next"), ("^W", "tabletop-rubout"),
    ("\n", "tabletop-enter"), ("\r", "ed-newline"),
    ("^U", "vi-kill-line-prev"), ("^_", "vi-undo"),
    ("\u{1B}[A", "ed-search-prev-history"), ("\u{1B}OA", "ed-search-prev-history"),
    ("\u{1B}[B", "ed-search-next-history"), ("\u{1B}OB", "ed-search-next-history"),
    ("^P", "ed-search-prev-history"), ("^N", "ed-search-next-history"),
    ("\u{1B}[1;5C", "em-next-word"), ("\u{1B}[1;5D", "ed-prev-word"),
    ("\u{1B}[5C", "em-next-word"), ("\u{1B}[5D", "ed-prev-word"),
    ("\u{1B}[1;3C", "em-next-word"), ("\u{1B}[1;3D", "ed-prev-word"),
    ("\u{1B}[H", "ed-move-to-beg"), ("\u{1B}[F", "ed-move-to-end"),
    ("\u{1B}OH", "ed-move-to-beg"), ("\u{1B}OF", "ed-move-to-end"),
    ("\u{1B}[1~", "ed-move-to-beg"), ("\u{1B}[4~", "ed-move-to-end"),
    ("\u{1B}[3~", "ed-delete-next-char"), ("\u{1B}[5~", "ed-search-prev-history"),
    ("\u{1B}[6~", "ed-search-next-history"),
  ]
  /// A paste of more than this is cut.
  static let maximumPaste = 65_536

  /// Sets up prompt, reading and keys; the person's own .editrc comes in between.
  static func install(in editor: OpaquePointer) {
    tabletop_edit_set_prompt(editor) { EditorState.of($0)?.prompt }
    tabletop_edit_set_hint(editor) { EditorState.of($0)?.hint }
    tabletop_edit_set_read(editor) { editor, character in
      EditorKeys.readCharacter(editor, character)
    }
    tabletop_edit_add(editor, "tabletop-complete", "complete a word") { editor, _ in
      EditorKeys.complete(editor)
    }
    tabletop_edit_add(editor, "tabletop-paste", "take pasted text as it is") { editor, _ in
      EditorKeys.paste(editor)
    }
    tabletop_edit_add(editor, "tabletop-space", "a space, and a hint at what follows") {
      editor,
      _ in
      EditorKeys.space(editor)
    }
    tabletop_edit_add(editor, "tabletop-compose", "edit the line in $EDITOR") { editor, _ in
      EditorKeys.compose(editor)
    }
    tabletop_edit_add(editor, "tabletop-rubout", "delete back to a space") { editor, _ in
      EditorKeys.rubout(editor)
    }
    tabletop_edit_add(editor, "tabletop-enter", "enter the line") { editor, _ in
      EditorKeys.enter(editor)
    }
    tabletop_edit_add(editor, "tabletop-newline", "put a line feed in the line") { editor, _ in
      el_insertstr(editor, "\n") == 0 ? UInt8(CC_REFRESH) : UInt8(CC_ERROR)
    }
    bind(editor)
    el_source(editor, nil)
    bind(editor)
  }

  private static func bind(_ editor: OpaquePointer) {
    for (key, name) in bindings { tabletop_edit_bind(editor, key, name) }
  }

  /// Waits for a key or a message, whichever comes first.
  private static func readCharacter(
    _ editor: OpaquePointer,
    _ character: UnsafeMutablePointer<wchar_t>
  ) -> Int32 {
    guard let state = EditorState.of(editor) else { return -1 }
    while true {
      var sources = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: state.inbox.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      if poll(&sources, 2, -1) < 0 {
        if errno == EINTR { continue }
        return -1
      }
      if sources[1].revents != 0 {
        guard heed(state.inbox.take(), editor, state) else { return -1 }
        continue
      }
      var byte: CChar = 0
      let count = read(STDIN_FILENO, &byte, 1)
      if count == 0 {
        if tabletop_edit_has_ended(sources[0].revents) != 0 { return 0 }
        continue
      }
      if count < 0 {
        if errno == EINTR || errno == EAGAIN { continue }
        return -1
      }
      if byte == 0x1B, state.completion == nil, isAlone() {
        state.stop = .interrupted(hadText: false)
        errno = EINTR
        return -1
      }
      switch Int(truncatingIfNeeded: mbrtowc(character, &byte, 1, &state.partial)) {
      case 0, 1: return 1
      case -2: continue
      default: state.partial = mbstate_t()
      }
    }
  }

  /// Whether nothing follows the escape that was read: the key itself, and not one that begins so.
  private static func isAlone() -> Bool {
    var source = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&source, 1, 50) == 0
  }

  /// Does what messages ask for; false where reading has to stop.
  private static func heed(
    _ messages: [Inbox.Message],
    _ editor: OpaquePointer,
    _ state: EditorState
  ) -> Bool {
    for message in messages {
      switch message {
      case .resized: el_resize(editor)
      case .notice(let lines): announce(lines, editor, state)
      case .suspended:
        EditorState.control("\u{1B}[?2004l")
        tabletop_edit_prepare(editor, 0)
        SignalWatcher.suspend()
        resume(editor)
      case .resumed: resume(editor)
      case .interrupted:
        let line = el_line(editor)?.pointee
        clearHint(editor, state)
        state.stop = .interrupted(hadText: line.map { $0.lastchar > $0.buffer } ?? false)
        errno = EINTR
        return false
      case .terminated(let signal):
        state.stop = .terminated(signal)
        errno = EINTR
        return false
      }
    }
    return true
  }

  /// Takes the terminal back from whoever was in front, and shows the line again.
  private static func resume(_ editor: OpaquePointer) {
    EditorState.write("\r")
    EditorState.control("\u{1B}[J\u{1B}[?2004h")
    tabletop_edit_prepare(editor, 0)
    tabletop_edit_prepare(editor, 1)
    tabletop_edit_refresh(editor)
  }

  private static func complete(_ editor: OpaquePointer) -> UInt8 {
    guard let state = EditorState.of(editor), let before = beforeCursor(editor) else {
      return UInt8(CC_ERROR)
    }
    guard let candidates = state.completion?.candidates(before: before) else {
      return UInt8(CC_ERROR)
    }
    guard let first = candidates.first else { return UInt8(CC_REFRESH_BEEP) }
    let word = Completion.lastWord(of: before)
    let common = Completion.commonPrefix(of: candidates.map(\.text))
    if candidates.count == 1 || common.utf8.count > word.utf8.count {
      el_deletestr(editor, Int32(word.unicodeScalars.count))
      let isWhole = candidates.count == 1 && first.text.utf8.last != UInt8(ascii: "=")
      el_insertstr(editor, common + (isWhole ? " " : ""))
      if isWhole { showHint(editor, state) }
      return UInt8(CC_REFRESH)
    }
    clearHint(editor, state)
    EditorState.write("\n" + Completion.list(candidates) + "\n")
    return UInt8(CC_REDISPLAY)
  }

  /// Takes pasted text into the line without acting on any of it.
  private static func paste(_ editor: OpaquePointer) -> UInt8 {
    guard let state = EditorState.of(editor) else { return UInt8(CC_ERROR) }
    let end = Array("\u{1B}[201~".unicodeScalars)
    var scalars: [Unicode.Scalar] = []
    var character: wchar_t = 0
    while el_wgetc(editor, &character) == 1 {
      guard let scalar = Unicode.Scalar(UInt32(bitPattern: character)) else { continue }
      scalars.append(scalar == "\r" ? "\n" : scalar)
      if scalars.suffix(end.count).elementsEqual(end) {
        scalars.removeLast(end.count)
        break
      }
    }
    // Ctrl-C and the end of the program count while pasting, too.
    guard state.stop == nil else { return UInt8(CC_EOF) }
    return el_insertstr(editor, typed(scalars)) == 0 ? UInt8(CC_REFRESH) : UInt8(CC_ERROR)
  }
}
