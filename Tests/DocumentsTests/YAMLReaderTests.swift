import Documents
import Testing

@Suite("YAML reader")
struct YAMLReaderTests {
  private static func read(_ text: String) throws -> YAMLNode {
    try YAMLReader.read(SourceFile(path: "a.yaml", text: text)).get()
  }

  @Test(
    "takes no text for anything but text",
    arguments: [
      "no", "yes", "on", "off", "true", "null", "~", "014", "0x1F", "12:30", "12:30:45", ".nan",
      "-.inf", "1e3", "1_000", "2025-01-15", "=", "a#b", "a:b", "http://x/?a=b&c=*", "C:\\dir",
    ]
  )
  func text(word: String) throws {
    #expect(try Self.read("\(word): [\(word)]").entries?.first?.key.scalar == word)
    #expect(try Self.read("a: \(word)")["a"]?.scalar == word)
  }

  @Test("keeps the order of keys and items, and where they stand")
  func tree() throws {
    let node = try Self.read("b: 1\na:\n  - x\n  - {y: 'z'}\n")
    #expect(node.entries?.map(\.key.scalar) == ["b", "a"])
    let items = try #require(node["a"]?.items)
    #expect(items.map(\.span.start.line) == [3, 4])
    #expect(items.map(\.span.start.column) == [5, 5])
    #expect(items[1]["y"]?.content == .scalar("z", isPlain: false, isBlock: false))
    #expect(items[1]["y"]?.span.start == SourcePosition(line: 4, column: 9))
    #expect(node["c"] == nil)
    #expect(items[0].entries == nil)
    #expect(items[0].items == nil)
    #expect(node.scalar == nil)
  }

  @Test("knows nothing from null only without quotes")
  func null() throws {
    let node = try Self.read("a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: Null\ng: []\nh: |\n")
    let nulls = node.entries?.map(\.value.isNull)
    #expect(nulls == [true, true, true, false, false, false, false, false])
  }

  @Test(
    "reads the same from",
    arguments: [
      "a: 1\nb: [x]\n", "a: 1\r\nb: [x]\r\n", "\u{FEFF}a: 1\nb: [x]", "---\na: 1\nb: [x]\n",
      "# comment\n--- # note\na: 1\nb:\n- x\n", "{a: 1, b: [x]}", "\"a\": '1'\nb: [\"x\"]",
      "? a\n: 1\n? b\n: - x\n", "a: |-\n  1\nb: [x,]",
    ]
  )
  func same(text: String) throws {
    let node = try Self.read(text)
    #expect(node.entries?.map(\.key.scalar) == ["a", "b"])
    #expect(node["a"]?.scalar == "1")
    #expect(node["b"]?.items?.map(\.scalar) == ["x"])
  }

  @Test("finds keys byte for byte")
  func keys() throws {
    let node = try Self.read("e\u{301}: 1")
    #expect(node["e\u{301}"]?.scalar == "1")
    #expect(node["\u{E9}"] == nil)
  }

  @Test("lets control characters in as escape sequences")
  func escapes() throws {
    #expect(try Self.read(#"a: "\e[0m\0\t\u2028""#)["a"]?.scalar == "\u{1B}[0m\0\t\u{2028}")
  }

  @Test(
    "refuses bytes that are no UTF-8",
    arguments: [
      ([0x61, 0x0A, 0x62, 0xFF], 2, 2, "the bytes here are no text"),
      ([0xC3, 0xA9, 0xC3], 1, 2, "the bytes here are no text"),
      ([0xC0, 0x80], 1, 1, "the bytes here are no text"),
      ([0xED, 0xA0, 0x80], 1, 1, "the bytes here are no text"),
      ([0xF4, 0x90, 0x80, 0x80], 1, 1, "the bytes here are no text"),
      ([0xFF, 0xFE, 0x61, 0x00], 1, 1, "it looks like UTF-16 or UTF-32"),
      ([0xFE, 0xFF, 0x00, 0x61], 1, 1, "it looks like UTF-16 or UTF-32"),
      ([0x61, 0x00, 0x3A, 0x00], 1, 1, "it looks like UTF-16 or UTF-32"),
      ([0x00, 0x61, 0x00, 0x3A], 1, 1, "it looks like UTF-16 or UTF-32"),
    ] as [([UInt8], Int, Int, String)]
  )
  func notUTF8(bytes: [UInt8], line: Int, column: Int, why: String) throws {
    guard case .failure(let found) = YAMLReader.read(SourceFile(path: "a", bytes: bytes)) else {
      Issue.record("it was read")
      return
    }
    let diagnostic = try #require(found.all.first)
    #expect(found.all.count == 1)
    #expect(diagnostic.code == "TT006")
    #expect(diagnostic.message == "this file is not UTF-8")
    #expect(diagnostic.span.start == SourcePosition(line: line, column: column))
    #expect(diagnostic.why == why)
  }
}
