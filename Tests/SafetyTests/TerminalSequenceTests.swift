import Documents
import Testing

@Suite("Text for a terminal")
struct TerminalSequenceTests {
  /// What no terminal, log or report may get: controls but line feed and tab, and what turns the
  /// reading direction, parts lines or hides text.
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x09: false
    case 0...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    case 0xE0000...0xE007F: true
    default: false
    }
  }

  private static let sinks: [@Sendable (String) -> String] = [
    { SafeText.line($0) }, { SafeText.block($0) }, { streamed($0) },
  ]

  private static func streamed(_ text: String) -> String {
    var stream = SafeTextStream()
    return stream.feed(text) + stream.finish()
  }

  /// Sequences that terminals act on.
  private static let zoo = [
    "\u{1B}[2J", "\u{1B}]0;title\u{7}", "\u{1B}]8;;http://x\u{1B}\\", "\u{1B}]52;c;aGk=\u{7}",
    "\u{1B}[?1049h", "\u{1B}P$q\u{1B}\\", "\u{1B}c", "\u{9B}31m", "\u{9D}0;x\u{9C}", "\u{8}\u{8}",
    "\r\u{1B}[K", "\u{1B}[6n", "\u{1B}\u{301}[2J", "a\u{202E}b", "\u{2066}x\u{2069}",
    "\u{E0041}\u{E0042}", "\u{2028}ok 1", "\r\n::error::x", "\u{7F}", "\u{0}", "\u{85}", "\u{A0}",
    "\u{1B}[31;1;4mred\u{1B}[0m", "\u{1B}(0", "\u{1B}#8", "\u{1B}%G", "\u{5}", "\u{E}\u{F}",
  ]

  @Test("has none of these characters, whatever one or two bytes it is made of")
  func pairs() {
    var texts: [String] = []
    for first in UInt8.min...UInt8.max {
      texts.append(String(decoding: [first], as: UTF8.self))
      for second in UInt8.min...UInt8.max {
        texts.append(String(decoding: [first, second], as: UTF8.self))
      }
    }
    #expect(texts.count == 65_792)
    for sink in Self.sinks {
      for text in texts {
        let safe = sink(text)
        if safe.unicodeScalars.contains(where: Self.isForbidden) || sink(safe) != safe {
          Issue.record("\(Array(text.utf8))")
        }
      }
    }
  }

  @Test("has none of these characters, each one alone and after an escape")
  func scalars() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), Self.isForbidden(scalar) else { continue }
      for sink in Self.sinks {
        #expect(!sink("a\(scalar)b").unicodeScalars.contains(where: Self.isForbidden))
        #expect(!sink("\u{1B}\(scalar)\u{301}").unicodeScalars.contains(where: Self.isForbidden))
      }
    }
  }

  @Test(
    "of a known sequence is harmless, and the same however it is cut into pieces",
    arguments: zoo
  )
  func pieces(_ sequence: String) {
    let text = "before" + sequence + "after"
    let whole = Self.streamed(text)
    #expect(!whole.unicodeScalars.contains(where: Self.isForbidden))
    let scalars = Array(text.unicodeScalars)
    for cut in 0...scalars.count {
      for end in cut...scalars.count {
        var filter = SafeTextStream()
        var fed = ""
        for part in [scalars[..<cut], scalars[cut..<end], scalars[end...]] {
          var view = String.UnicodeScalarView()
          view.append(contentsOf: part)
          fed += filter.feed(String(view))
        }
        #expect(fed + filter.finish() == whole)
      }
    }
  }
}
