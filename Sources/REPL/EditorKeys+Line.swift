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

  /// Lets the person edit the line in their own editor; Enter sends what comes back.
  static func compose(_ editor: OpaquePointer) -> UInt8 {
    el_cursor(editor, Int32.max / 2)
    guard let text = beforeCursor(editor) else { return UInt8(CC_ERROR) }
    EditorState.write("\u{1B}[?2004l\r\n")
    tabletop_edit_prepare(editor, 0)
    let edited = ExternalProgram.edit(text)
    tabletop_edit_prepare(editor, 1)
    EditorState.write("\u{1B}[?2004h")
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
