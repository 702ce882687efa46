import Documents
import Scenarios
import Values

/// Pieces of the page; everything foreign goes through here.
enum HTMLText {
  /// Returns foreign text for an element or an attribute, as one line.
  static func line(_ text: String, most: Int = .max) -> String {
    XMLText.escaped(SafeText.line(cut(spaced(text), most)))
  }

  /// Turns line ends into spaces, and takes those at the end away.
  private static func spaced(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\n")) else { return text }
    var scalars = text.unicodeScalars
    while scalars.last == "\n" { scalars.removeLast() }
    return scalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0) }.joined(separator: " ")
  }

  /// Returns foreign text with its line ends.
  static func block(_ text: String, most: Int = .max) -> String {
    XMLText.escaped(SafeText.block(cut(text, most)))
  }

  /// Returns a word in a frame; its meaning doesn't hang on the colour.
  static func tag(_ kind: String, _ word: String) -> String {
    "<span class=\"tag \(kind)\">\(line(word))</span>"
  }

  /// Returns arguments as `name=value`, sorted by name.
  static func arguments(_ arguments: [String: JSONValue]) -> String {
    arguments.sorted { $0.key < $1.key }.map { name, value in
      let text = value.text ?? JSONWriter.text(value)
      return line("\(name)=\(cut(text, 160))")
    }.joined(separator: " ")
  }

  static func cut(_ text: String, _ most: Int) -> String {
    guard text.utf8.count > most, text.unicodeScalars.count > most else { return text }
    return String(text.unicodeScalars.prefix(most)) + "…"
  }
}

/// The look of an outcome: a class, a sign and a word.
struct OutcomeLook {
  let kind: String
  let sign: String
  let word: String

  init(_ report: CaseReport) {
    switch report.outcome {
    case .passed: (kind, sign, word) = ("ok", "✓", "held")
    case .failed: (kind, sign, word) = ("bad", "✗", "did not hold")
    case .error: (kind, sign, word) = ("bad", "!", "not decided")
    case .skipped: (kind, sign, word) = ("none", "–", "left out")
    case .todo: (kind, sign, word) = ("warn", "○", "to do")
    case .flaky: (kind, sign, word) = ("warn", "≈", "flaky")
    }
  }

  init(call outcome: String) {
    switch outcome {
    case "ok": (kind, sign, word) = ("ok", "✓", "ok")
    case "denied": (kind, sign, word) = ("denied", "✗", "denied")
    default: (kind, sign, word) = ("other", "▲", outcome)
    }
  }
}
