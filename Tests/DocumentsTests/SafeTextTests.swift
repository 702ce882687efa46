import Documents
import Testing

@Suite("Safe text")
struct SafeTextTests {
  @Test(
    "replaces what does more than being seen",
    arguments: [
      ("a colour", "\u{1B}[31mred", "�[31mred"),
      ("ESC with a combining accent behind it", "\u{1B}\u{301}[2J", "�\u{301}[2J"),
      ("a window title", "\u{1B}]0;x\u{7}", "�]0;x�"),
      ("a NUL", "a\0b", "a�b"),
      ("a delete", "a\u{7F}", "a�"),
      ("a backspace", "ok\u{8}\u{8}", "ok��"),
      ("a carriage return", "safe\revil", "safe�evil"),
      ("CR LF, which is one character for Swift", "a\r\nb", "a��b"),
      ("a line feed", "a\nb", "a�b"),
      ("a vertical tab and a form feed", "a\u{B}\u{C}b", "a��b"),
      ("the eight-bit CSI", "\u{9B}31m", "�31m"),
      ("a next-line character", "a\u{85}b", "a�b"),
      ("a right-to-left override", "\u{202E}cod.exe", "�cod.exe"),
      ("all embeddings and overrides", "\u{202A}\u{202B}\u{202C}\u{202D}", "����"),
      ("all isolates", "\u{2066}\u{2067}\u{2068}\u{2069}", "����"),
      ("direction marks", "\u{200E}\u{200F}\u{61C}", "���"),
      ("line and paragraph separators", "a\u{2028}b\u{2029}c", "a�b�c"),
      ("hidden text in tag characters", "x\u{E0041}\u{E0042}\u{E007F}", "x���"),
      ("hidden text in variation selectors", "x\u{E0100}", "x�"),
      ("a byte order mark", "\u{FEFF}x", "�x"),
      ("a tab", "a\tb", "a b"),
    ]
  )
  func replaces(what: String, text: String, expected: String) {
    #expect(SafeText.line(text).unicodeScalars.elementsEqual(expected.unicodeScalars), "\(what)")
  }

  @Test(
    "leaves what is only seen",
    arguments: ["", "plain", "é", "e\u{301}", "日本語", "👩‍🚒", "שלום", "\u{FFFD}", "a\u{A0}b"]
  )
  func leaves(text: String) {
    #expect(SafeText.line(text).unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test("keeps line feeds in a block, and nothing else")
  func block() {
    let safe = SafeText.block("a\n\tb\r\nc\u{2028}d\u{1B}")
    #expect(safe.unicodeScalars.elementsEqual("a\n b\u{FFFD}\nc\u{FFFD}d\u{FFFD}".unicodeScalars))
  }

  @Test("cuts a quotation after 200 scalars")
  func quoted() {
    let long = String(repeating: "é", count: 200)
    #expect(SafeText.quoted("a\u{1B}b") == "`a�b`")
    #expect(SafeText.quoted(long) == "`\(long)`")
    #expect(SafeText.quoted(long + "x") == "`\(long)…`")
  }

  @Test("replaces one scalar by one scalar, for every scalar there is")
  func everyScalar() {
    for value in UInt32(0)...0xE0FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      if SafeText.line(String(scalar)).unicodeScalars.count != 1 { Issue.record("\(value)") }
    }
  }
}
