import Documents
import Testing

/// Files made to take time, memory or the process.
///
/// Each gets its answer within a second, unoptimised builds on a busy machine excepted.
@Suite("Hostile files", .serialized)
struct HostileInputTests {
  struct Attack: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: String
    let text: @Sendable () -> String

    init(_ name: String, _ code: String, _ text: @escaping @Sendable () -> String) {
      testDescription = name
      self.code = code
      self.text = text
    }
  }

  #if DEBUG
  static let patience = Duration.seconds(5)
  #else
  static let patience = Duration.seconds(1)
  #endif

  static let attacks: [Attack] = [
    Attack("100,000 open brackets", "TT005") { repeated("[", 100_000) },
    Attack("100,000 open brackets on lines", "TT005") { repeated("[\n", 100_000) },
    Attack("100,000 open braces", "TT005") { repeated("{", 100_000) },
    Attack("100,000 mappings in each other", "TT005") { repeated("{a: ", 100_000) },
    Attack("100,000 lists in each other", "TT005") { repeated("- ", 100_000) },
    Attack("100,000 keys of keys", "TT004") { repeated("? ", 100_000) },
    Attack("an alias bomb", "TT004") { aliasBomb },
    Attack("1 MB of one text", "fine") { "a: " + repeated("x", 1_000_000) },
    Attack("1 MB behind an open quote", "TT001") { "a: \"" + repeated("x", 1_000_000) },
    Attack("1 MB of escape sequences", "fine") { "a: \"" + repeated("\\n", 500_000) + "\"" },
    Attack("99,000 escaped texts on one line", "fine") { "[" + repeated("\"\\n\",", 99_000) + "]" },
    Attack("1 MB of line ends", "TT002") { repeated("\n", 1_000_000) },
    Attack("1 MB of spaces", "TT002") { repeated(" ", 1_000_000) },
    Attack("1 MB of tabs", "TT001") { repeated("\t", 1_000_000) },
    Attack("1 MB of colons", "TT001") { repeated(":", 1_000_000) },
    Attack("1 MB of quotes", "TT001") { repeated("\"", 1_000_000) },
    Attack("1 MB of percent signs", "TT004") { repeated("%", 1_000_000) },
    Attack("1 MB of exclamation marks", "TT004") { repeated("!", 1_000_000) },
    Attack("1 MB of documents", "TT004") { repeated("---\n", 250_000) },
    Attack("1 MB of a block text", "fine") { "a: |\n" + repeated("  x\n", 250_000) },
    Attack("1 MB of a folded text", "fine") { "a: >\n" + repeated("  x\n\n", 200_000) },
    Attack("1 MB of a text on many lines", "fine") { "a: x\n" + repeated(" x\n", 333_000) },
    Attack("150,000 duplicate keys", "TT007") { repeated("a: 1\n", 150_000) },
    Attack("150,000 duplicate keys on one line", "TT007") {
      "{" + repeated("a: 1,", 150_000) + "}"
    },
    Attack("150,000 tags", "TT004") { "[" + repeated("!!x ,", 150_000) + "]" },
    Attack("100,000 empty items", "TT005") { repeated("-\n", 300_000) },
    Attack("200,000 accents on a key", "TT005") { "? a" + repeated("\u{301}\u{323}", 100_000) },
    Attack("an indentation of 1 MB", "TT001") { repeated(" ", 1_000_000) + "a: \"x" },
  ]

  @Test("are answered at once", arguments: attacks)
  func answered(attack: Attack) {
    let file = SourceFile(path: "a", text: attack.text())
    var code = "fine"
    let duration = ContinuousClock().measure {
      if case .failure(let found) = YAMLReader.read(file) {
        code = found.all.first?.code ?? "none"
        for diagnostic in found.all { #expect(diagnostic.rendered().utf8.count < 1_000) }
      }
    }
    #expect(code == attack.code)
    #expect(duration < Self.patience)
  }

  @Test("cut anywhere are answered as well")
  func cut() {
    let text = Array(#"a: &b [!c "d\x41", {e: 'f'}, |"#.utf8) + Array("\n  g\n? h\n: >-\n i\n".utf8)
    for start in text.indices {
      for end in start...text.count {
        _ = YAMLReader.read(SourceFile(path: "a", bytes: Array(text[start..<end])))
      }
    }
  }

  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  private static var aliasBomb: String {
    let levels = (1...9).map { level in
      "a\(level): &a\(level) [" + repeated("*a\(level - 1),", 9) + "]\n"
    }
    return "a0: &a0 [x]\n" + levels.joined()
  }
}
