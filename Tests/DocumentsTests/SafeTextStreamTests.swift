import Documents
import Testing

@Suite("Text that comes in pieces")
struct SafeTextStreamTests {
  @Test(
    "has no character that moves the cursor, hides text or turns it round",
    arguments: [
      ("a\u{1B}[31mb", "a\u{FFFD}[31mb"), ("a\rb", "a\u{FFFD}b"), ("a\r\nb", "a\nb"),
      ("a\u{9B}b", "a\u{FFFD}b"), ("a\u{202E}b", "a\u{FFFD}b"), ("a\u{2066}b", "a\u{FFFD}b"),
      ("a\u{E0041}b", "a\u{FFFD}b"), ("a\u{7F}b", "a\u{FFFD}b"), ("a\tb\nc", "a\tb\nc"),
      ("\u{1B}\u{301}[2J", "\u{FFFD}\u{301}[2J"), ("größe 東京 👩‍💻", "größe 東京 👩‍💻"),
    ]
  )
  func block(_ text: String, _ expected: String) {
    #expect(Self.whole(text) == expected)
    #expect(Self.whole(Self.whole(text)) == expected)
  }

  @Test("is the same however it is cut into pieces")
  func pieces() {
    let text = "x\u{1B}[2J\r\n\u{9B}y\r\u{202E}z\r"
    let whole = Self.whole(text)
    let scalars = Array(text.unicodeScalars)
    for cut in 0...scalars.count {
      var filter = SafeTextStream()
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[..<cut])
      var rest = String.UnicodeScalarView()
      rest.append(contentsOf: scalars[cut...])
      let text = filter.feed(String(view)) + filter.feed(String(rest)) + filter.finish()
      #expect(text == whole)
    }
  }

  @Test("begins anew once it is finished")
  func again() {
    var stream = SafeTextStream()
    #expect(stream.feed("a\r") + stream.finish() == "a\u{FFFD}")
    #expect(stream.feed("b") + stream.finish() == "b")
  }

  private static func whole(_ text: String) -> String {
    var stream = SafeTextStream()
    return stream.feed(text) + stream.finish()
  }
}
