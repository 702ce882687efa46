import HTTPTransport
import Testing
import Values
import WireServer

@Suite("Headers and addresses")
struct HTTPSafetyTests {
  /// What people, models and attackers might call themselves.
  static let identities: [String] =
    [
      "dana@example.com", "IT", "a", "A.b_c@d+e-f", String(repeating: "x", count: 128),
      String(repeating: "x", count: 129), "", " ", " IT", "IT ", "I T",
      "IT\r\nX-User-Role: FINANCE",
      "IT\nX-User-Role: FINANCE", "IT\r", "\nIT", "IT\u{0}FINANCE", "\u{0}", "IT\t", "IT:FINANCE",
      "IT,FINANCE", "IT;FINANCE", "IT/OPS", "IT\\OPS", "\"IT\"", "'IT'", "<IT>", "(IT)", "{IT}",
      "[IT]", "IT?", "IT*", "IT%0d%0aX: y", "IT%00", "$IT", "`IT`", "IT|OPS", "IT&OPS", "IT=OPS",
      "IT!", "IT#", "IT^", "IT~", "ıt", "ＩＴ", "opſ", "\u{212A}", "IT\u{301}", "IT\u{200B}",
      "IT\u{202E}",
      "IT\u{7F}", "IT\u{85}", "IT\u{2028}", "IT\u{FEFF}", "IT\u{E0049}", "é", "\u{1B}[2J",
      "IT\u{B}",
      "IT\u{C}", "日本", "🚒",
    ]

  @Test("sends an identity exactly as it is, or not at all")
  func identities() async throws {
    let server = try WireServer { _ in .json(true) }
    defer { server.stop() }
    let client = try HTTPClient()
    let address = try HTTPAddress(server.base).appending("models")
    var sent: [[String]] = []
    for name in ["X-User-Role", "X-User-Id"] {
      for identity in Self.identities {
        guard let header = try? HTTPHeader(name, identity: identity) else { continue }
        _ = try await client.send(HTTPRequest(.get, address, headers: [header]))
        sent.append([name, identity])
      }
    }
    #expect(sent.count == 2 * 5)
    #expect(server.requests.count == sent.count)
    for (request, header) in zip(server.requests, sent) {
      #expect(request.values(header[0].lowercased()) == [header[1]])
      #expect(request.names.filter { $0.hasPrefix("x-") } == [header[0].lowercased()])
    }
  }

  @Test(
    "refuses values that libcurl would cut, drop or split",
    arguments: [
      ("a\r\nb", HTTPHeaderError.control("N")), ("a\nb", .control("N")), ("a\rb", .control("N")),
      ("a\u{0}b", .control("N")), ("a\u{7F}", .control("N")), ("", .length("N")),
      (String(repeating: "x", count: 8_193), .length("N")), (" a", .space("N")),
      ("a ", .space("N")),
    ]
  )
  func values(value: String, expected: HTTPHeaderError) {
    #expect(throws: expected) { try HTTPHeader("N", value) }
  }

  @Test("takes values up to their length", arguments: [8_191, 8_192])
  func lengths(length: Int) throws {
    #expect(try HTTPHeader("N", String(repeating: "x", count: length)).value.count == length)
  }

  @Test("refuses names that are no tokens", arguments: ["", "a b", "a:b", "a\nb", "é", "a\u{0}"])
  func names(name: String) {
    #expect(throws: HTTPHeaderError.name) { try HTTPHeader(name, "x") }
  }

  @Test("never repeats a value in its reason")
  func reasons() {
    let errors: [HTTPHeaderError] = [
      .name, .length("N"), .control("N"), .space("N"), .identity("N"),
    ]
    #expect(
      errors.map(\.description) == [
        "the name of a header is no token",
        "the value of N must have 1 to 8192 bytes",
        "the value of N holds a control character or a line end",
        "the value of N begins or ends in a space",
        "the value of N must be 1 to 128 of letters, digits and ._@+-",
      ]
    )
  }

  @Test(
    "takes addresses of http and https",
    arguments: [
      ("https://api.openai.com/v1", "api.openai.com", true, false),
      ("http://127.0.0.1:8080/v1", "127.0.0.1:8080", false, true),
      ("http://localhost:1/v1/", "localhost:1", false, true),
      ("http://[::1]:1/v1/", "[::1]:1", false, true),
      ("HTTPS://API.example.com", "API.example.com", true, false),
      ("http://127.0.0.1.example.com/", "127.0.0.1.example.com", false, false),
      ("http://127.1.2.3.4/", "127.1.2.3.4", false, false),
      ("http://128.0.0.1/", "128.0.0.1", false, false),
    ]
  )
  func addresses(text: String, place: String, encrypted: Bool, loopback: Bool) throws {
    let address = try HTTPAddress(text)
    #expect(address.place == place)
    #expect(address.isEncrypted == encrypted)
    #expect(address.isLoopback == loopback)
  }

  @Test(
    "refuses other addresses",
    arguments: [
      ("file:///etc/passwd", HTTPAddressError.scheme), ("ftp://example.com/", .scheme),
      ("gopher://127.0.0.1:25/_x", .scheme), ("example.com/v1", .malformed), ("", .malformed),
      ("https://", .malformed), ("https://user:secret@example.com/", .credentials),
      ("https://user@example.com/", .credentials), ("https://example.com/v1?key=1", .malformed),
      ("https://example.com/v1#x", .malformed), ("https://example.com/a b", .malformed),
      ("https://example.com/\r\nX: y", .malformed), ("http://example.com:99999/", .malformed),
    ]
  )
  func refusals(text: String, expected: HTTPAddressError) {
    #expect(throws: expected) { try HTTPAddress(text) }
  }

  @Test("puts a path below an address, with one slash between", arguments: ["", "/"])
  func paths(end: String) throws {
    let address = try HTTPAddress("https://api.example.com/v1" + end).appending("chat/completions")
    #expect(address.description == "https://api.example.com/v1/chat/completions")
  }
}
