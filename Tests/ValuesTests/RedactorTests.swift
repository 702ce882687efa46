import Testing

@testable import Values

@Suite("Redactor")
struct RedactorTests {
  private static let secret = "sk-Canary/+\"9"

  private var redactor: Redactor {
    var redactor = Redactor()
    redactor.add(Self.secret)
    return redactor
  }

  @Test(
    "finds a secret in every common form",
    arguments: [
      "sk-Canary/+\"9", "sk-Canary/+\\\"9", "sk-Canary\\/+\\\"9", "sk-Canary%2F%2B%229",
      "sk-Canary%2f%2b%229", "sk-Canary/+%229", "736b2d43616e6172792f2b2239",
      "736B2D43616E6172792F2B2239",
    ]
  )
  func forms(form: String) {
    #expect(redactor.redacted("a \(form) b \(form)") == "a [redacted] b [redacted]")
    #expect(redactor.redacted(Array("x\(form)".utf8)) == Array("x[redacted]".utf8))
  }

  @Test("finds it in base64, wherever it begins", arguments: 0..<6)
  func base64(offset: Int) {
    let text = Base64.text(Array((String(repeating: "u", count: offset) + Self.secret + "!").utf8))
    for form in [text, text.replacing("+", with: "-").replacing("/", with: "_")] {
      let redacted = redactor.redacted(form)
      #expect(redacted.contains("[redacted]"), "\(form)")
      #expect(redacted.count < form.count)
    }
  }

  @Test("leaves everything else as it is", arguments: ["", "sk-Canary", "SK-CANARY/+\"9", "日本 🚒"])
  func others(text: String) { #expect(redactor.redacted(text) == text) }

  @Test("finds it in values, also where their text had it escaped")
  func values() throws {
    let escaped = Self.secret.unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
    let value = try JSONReader.read("{\"a\": [\"x \(escaped)\"], \"\(escaped)\": 1}")
    #expect(redactor.redacted(value) == ["a": ["x [redacted]"], "[redacted]": 1])
  }

  @Test("doesn't look for what is too short", arguments: [(7, false), (8, true), (9, true)])
  func short(length: Int, isFound: Bool) {
    var redactor = Redactor()
    let secret = String("abcdefghi".prefix(length))
    redactor.add(secret)
    #expect((redactor.redacted("[\(secret)]") == "[[redacted]]") == isFound)
  }

  @Test("finds a secret that is cut between pieces, wherever it is cut")
  func pieces() {
    let text = "Grüße \(Self.secret) and sk-Can, \(Self.secret)"
    let bytes = Array(text.unicodeScalars)
    for cut in 0...bytes.count {
      var stream = RedactingStream(redactor)
      var shown = stream.push(String(String.UnicodeScalarView(bytes[..<cut])))
      #expect(!shown.contains("sk-Canary"))
      shown += stream.push(String(String.UnicodeScalarView(bytes[cut...])))
      shown += stream.finish()
      #expect(shown == "Grüße [redacted] and sk-Can, [redacted]")
    }
  }
}

/// Base64 as RFC 4648 has it, written anew.
private enum Base64 {
  static func text(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for position in 0..<4 {
        text += position <= group.count ? String(letters[bits >> (18 - 6 * position) & 63]) : "="
      }
    }
    return text
  }
}
