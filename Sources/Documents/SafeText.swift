/// Makes foreign text harmless for a terminal, a log and a report.
///
/// What could move the cursor, forge a line, turn the reading direction or hide text becomes
/// U+FFFD, one scalar for one scalar, so that columns stay true. A tab becomes one space.
public enum SafeText {
  /// Returns the text as one line: line ends are replaced too.
  public static func line(_ text: String) -> String {
    replaced(text, keepingLineFeeds: false)
  }

  /// Returns the text with its line feeds kept and everything else as in one line.
  public static func block(_ text: String) -> String {
    replaced(text, keepingLineFeeds: true)
  }

  /// Returns the text in backticks, cut after 200 scalars.
  public static func quoted(_ text: String) -> String {
    let limit = 200
    let start = String(text.unicodeScalars.prefix(limit))
    return start.utf8.count == text.utf8.count ? "`\(line(text))`" : "`\(line(start))…`"
  }

  /// Whether a scalar may be typed or pasted: what can only be seen, line feeds and tabs.
  public static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    !isUnsafe(scalar) || scalar == "\n" || scalar == "\t"
  }

  /// Whether a scalar may do more in a terminal than be seen.
  public static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: true  // control characters
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // reading direction
    case 0x2028, 0x2029: true  // line and paragraph separator
    case 0x00AD, 0x180E, 0x200B, 0x2060...0x2064: true  // what is there and can't be seen
    case 0xFEFF, 0xFFFE, 0xFFFF: true  // byte order mark and what is no character
    case 0xE0000...0xE0FFF: true  // tag characters and their invisible neighbours
    default: false
    }
  }

  private static func replaced(_ text: String, keepingLineFeeds: Bool) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t": safe.append(" ")
      case "\n" where keepingLineFeeds: safe.append("\n")
      default: safe.append(isUnsafe(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return String(safe)
  }
}
