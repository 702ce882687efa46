import Documents

/// Prints an agent's words as they come, so that no line of theirs can pass for the program's.
///
/// The program's own lines within a turn begin with spaces, a prompt with a bracket. A line of the
/// agent's therefore stands at the margin only if it begins with a letter, a digit or a mark of
/// ordinary text; any other gets a `| ` in front. Lines are wrapped here and not by the terminal:
/// the text could place its own line breaks otherwise.
struct AgentText {
  private static let marker = "| "
  private static let harmlessStarts: Set<Unicode.Scalar> = [
    "\"", "'", "`", "(", "*", "-", "#", ">", "$", "+", "\u{2022}", "\u{201C}", "\u{2018}",
    "\u{201E}",
  ]

  private let width: Int?
  private var filter = SafeTextStream()
  private var word = ""
  private var spaces = ""
  private var column = 0
  private var isAtStart = true

  /// Creates a printer for a screen of this width; without one, lines are not wrapped.
  init(width: Int?) {
    self.width = width.map { max(20, $0) }
  }

  /// Whether what was printed so far ends in the middle of a line.
  var endsInsideLine: Bool { !isAtStart || !word.isEmpty }

  /// Returns what can be printed of the next piece; a word waits for its end.
  mutating func feed(_ piece: String) -> String {
    lay(filter.feed(piece))
  }

  /// Returns the rest, with the end of the last line.
  mutating func finish() -> String {
    var text = lay(filter.finish()) + flush()
    if !isAtStart { text += "\n" }
    self = AgentText(width: width)
    return text
  }

  private mutating func lay(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n":
        out += flush() + "\n"
        (spaces, column, isAtStart) = ("", 0, true)
      case " ", "\t":
        out += flush()
        spaces += scalar == "\t" ? "    " : " "
      default:
        if let width, DisplayWidth.of(word) + DisplayWidth.of(scalar) > width - 2 {
          out += flush()
        }
        word.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// Writes the word that is waiting, on a new line where this one has no room.
  private mutating func flush() -> String {
    guard !word.isEmpty else { return "" }
    var out = ""
    let length = DisplayWidth.of(word)
    if let width, !isAtStart, column + spaces.utf8.count + length > width {
      out = "\n"
      (spaces, column, isAtStart) = ("", 0, true)
    }
    if let width, isAtStart, Self.marker.utf8.count + spaces.utf8.count + length > width {
      spaces = ""
    }
    let text = spaces + word
    if isAtStart, !Self.isHarmless(text) {
      out += Self.marker
      column += Self.marker.utf8.count
    }
    column += spaces.utf8.count + length
    (word, spaces, isAtStart) = ("", "", false)
    return out + text
  }

  private static func isHarmless(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return true }
    if first.value < 0x80, first.properties.isAlphabetic || (0x30...0x39).contains(first.value) {
      return true
    }
    return harmlessStarts.contains(first)
      || first.properties.isAlphabetic && !first.properties.isDefaultIgnorableCodePoint
  }
}
