/// Makes text from anywhere harmless for a terminal.
///
/// Everything that comes from a model, a tool, a log, a file or a world passes through here before
/// it is written. Our own colours are added afterwards.
struct TerminalText {
  /// What stands in the place of a character that a terminal must not get.
  static let replacement: Unicode.Scalar = "\u{FFFD}"

  private var hasPendingReturn = false

  /// Whether a terminal may get this character; line feeds and tabs are allowed.
  ///
  /// Controls (C0, DEL, C1), bidirectional controls, line and paragraph separators and tag
  /// characters are not.
  static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x09: true
    case 0..<0x20, 0x7F...0x9F: false
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: false
    case 0xE0000...0xE007F: false
    default: true
    }
  }

  /// Returns text for a place in the middle of a line: line feeds and tabs are replaced as well.
  static func line(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isAllowed = isAllowed(scalar) && scalar != "\n" && scalar != "\t"
      view.append(isAllowed ? scalar : replacement)
    }
    return String(view)
  }

  /// Returns text that may have several lines.
  static func block(_ text: String) -> String {
    var filter = TerminalText()
    return filter.feed(text) + filter.finish()
  }

  /// Returns what can be written of the next piece of a text; a carriage return may wait for the
  /// line feed behind it.
  mutating func feed(_ piece: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in piece.unicodeScalars {
      if hasPendingReturn {
        hasPendingReturn = false
        if scalar != "\n" { view.append(Self.replacement) }
      }
      if scalar == "\r" {
        hasPendingReturn = true
      } else {
        view.append(Self.isAllowed(scalar) ? scalar : Self.replacement)
      }
    }
    return String(view)
  }

  /// Returns what was still waiting when the text ended.
  mutating func finish() -> String {
    defer { hasPendingReturn = false }
    return hasPendingReturn ? String(Self.replacement) : ""
  }
}
