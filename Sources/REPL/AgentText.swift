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
  private let marksCalls: Bool
  private var markdown: InlineMarkdown?
  private var filter = SafeTextStream()
  private var word = ""
  private var spaces = ""
  private var column = 0
  private var isAtStart = true

  /// Creates a printer for a screen of this width; without one, lines are not wrapped.
  ///
  /// In colour, marks of Markdown become what they mean. Where the program's own calls begin with
  /// the word "Call", a line of the agent's that does so is marked.
  init(width: Int?, style: Style = Style(isColored: false), marksCalls: Bool = false) {
    self.width = width.map { max(20, $0) }
    self.marksCalls = marksCalls
    markdown = style.isColored ? InlineMarkdown(style: style) : nil
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
    markdown?.reset()
    (word, spaces, column, isAtStart) = ("", "", 0, true)
    filter = SafeTextStream()
    return text
  }

  private mutating func lay(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n":
        out += flush() + "\n"
        markdown?.endLine()
        (spaces, column, isAtStart) = ("", 0, true)
      case " " where isAtStart && spaces.isEmpty && markdown?.takesHeading(word) == true:
        word = ""
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
    let isFirst = isAtStart && spaces.isEmpty
    let (seen, shown) = markdown?.render(word, isFirst: isFirst) ?? (word, word)
    word = ""
    guard !seen.isEmpty else { return "" }
    let length = DisplayWidth.of(seen)
    if let width, !isAtStart, column + spaces.utf8.count + length > width {
      out = "\n"
      (spaces, column, isAtStart) = ("", 0, true)
    }
    if let width, isAtStart, Self.marker.utf8.count + spaces.utf8.count + length > width {
      spaces = ""
    }
    if isAtStart, !isHarmless(spaces + seen) {
      out += Self.marker
      column += Self.marker.utf8.count
    }
    column += spaces.utf8.count + length
    out += spaces + shown
    (spaces, isAtStart) = ("", false)
    return out
  }

  private func isHarmless(_ text: String) -> Bool {
    if marksCalls, text.lowercased().hasPrefix("call") { return false }
    guard let first = text.unicodeScalars.first else { return true }
    if first.value < 0x80, first.properties.isAlphabetic || (0x30...0x39).contains(first.value) {
      return true
    }
    return Self.harmlessStarts.contains(first)
      || first.properties.isAlphabetic && !first.properties.isDefaultIgnorableCodePoint
  }
}
