import CEdit
import Documents
import Glibc

extension EditorKeys {
  /// Puts a space into the line and shows what may follow it.
  static func space(_ editor: OpaquePointer) -> UInt8 {
    guard el_insertstr(editor, " ") == 0 else { return UInt8(CC_ERROR) }
    if let state = EditorState.of(editor) { showHint(editor, state) }
    return UInt8(CC_REFRESH)
  }

  /// Sets the hint for the line up to the cursor; none while more is coming than is read.
  static func showHint(_ editor: OpaquePointer, _ state: EditorState) {
    var source = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    let isWaiting = poll(&source, 1, 0) > 0
    let text = isWaiting ? nil : beforeCursor(editor)
    state.setHint(text.flatMap { state.completion?.hint(after: $0) } ?? "")
  }

  /// Enters the line; a hint behind it goes first, or it would stay on the screen for good.
  static func enter(_ editor: OpaquePointer) -> UInt8 {
    // The key that ends a line is bound to libedit's own function, which comes after this one.
    el_push(editor, "\r")
    guard let state = EditorState.of(editor), state.hasHint else { return UInt8(CC_NORM) }
    state.setHint("")
    return UInt8(CC_REFRESH)
  }

  /// Takes the hint off the screen, where nothing but it stands behind the cursor.
  static func clearHint(_ editor: OpaquePointer, _ state: EditorState) {
    guard state.hasHint, let line = el_line(editor)?.pointee, line.cursor == line.lastchar else {
      return
    }
    state.setHint("")
    EditorState.control("\u{1B}[K")
  }

  /// Deletes the word before the cursor, up to a space.
  static func rubout(_ editor: OpaquePointer) -> UInt8 {
    guard let before = beforeCursor(editor)?.unicodeScalars else { return UInt8(CC_ERROR) }
    let word = before.reversed().drop { $0 == " " }.drop { $0 != " " }
    let count = before.count - word.count
    guard count > 0 else { return UInt8(CC_ERROR) }
    el_deletestr(editor, Int32(clamping: count))
    return UInt8(CC_REFRESH)
  }

  /// Shows lines above the one that is being edited.
  static func announce(_ lines: [String], _ editor: OpaquePointer, _ state: EditorState) {
    EditorState.write("\r")
    EditorState.control(state.wayToTop(of: editor) + "\u{1B}[J")
    EditorState.write(lines.map { Screen.guarded($0) + "\r\n" }.joined())
    tabletop_edit_refresh(editor)
  }

  /// Lets the person edit the line in their own editor; Enter sends what comes back.
  static func compose(_ editor: OpaquePointer) -> UInt8 {
    el_cursor(editor, Int32.max / 2)
    guard let text = beforeCursor(editor) else { return UInt8(CC_ERROR) }
    EditorState.control("\u{1B}[?2004l")
    EditorState.write("\r\n")
    tabletop_edit_prepare(editor, 0)
    let edited = ExternalProgram.edit(text)
    tabletop_edit_prepare(editor, 1)
    EditorState.control("\u{1B}[?2004h")
    guard let edited else {
      EditorState.write("Nothing came back from the editor ($VISUAL, $EDITOR).\r\n")
      return UInt8(CC_REDISPLAY)
    }
    el_deletestr(editor, Int32(clamping: text.unicodeScalars.count))
    return el_insertstr(editor, typed(edited.unicodeScalars)) == 0
      ? UInt8(CC_REDISPLAY) : UInt8(CC_ERROR)
  }

  /// Returns what of foreign text may stand in the line: what can only be seen, and not too much.
  static func typed(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars.prefix(maximumPaste)
    where SafeText.isSafe(scalar) { text.append(scalar) }
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }

  /// Returns the line up to the cursor.
  static func beforeCursor(_ editor: OpaquePointer) -> String? {
    guard let line = el_line(editor)?.pointee, let buffer = line.buffer else { return nil }
    let length = line.cursor - buffer
    return String(decoding: UnsafeRawBufferPointer(start: buffer, count: length), as: UTF8.self)
  }
}
