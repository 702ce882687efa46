import Documents
import Testing

@Suite("Where the words of a scalar stand")
struct ScalarSpanTests {
  /// Reads `v: …` and returns where a word of its text stands, as line:column+length.
  private static func place(of word: String, in text: String) throws -> String {
    let node = try #require(try YAMLReader.read(SourceFile(path: "a", text: text)).get()["v"])
    let scalars = Array(try #require(node.scalar).unicodeScalars)
    let wanted = Array(word.unicodeScalars)
    let starts = scalars.indices.filter { scalars[$0...].starts(with: wanted) }
    let start = try #require(starts.first)
    let span = node.span(ofScalars: start..<(start + wanted.count))
    return "\(span.start.line):\(span.start.column)+\(span.length)"
  }

  @Test(
    "is where a reader sees them",
    arguments: [
      ("v: tool key=value", "key", "1:9+3"),
      ("v:   tool key", "tool", "1:6+4"),
      ("v: \"tool key=value\"", "key", "1:10+3"),
      ("v: 'tool key=value'", "value", "1:14+5"),
      ("v: 'it''s here'", "here", "1:11+4"),
      ("v: 'it''s here'", "it's", "1:5+5"),
      (#"v: "a \"quoted\" key""#, "key", "1:18+3"),
      (#"v: "\x41\u0042\U00000043 key""#, "key", "1:26+3"),
      (#"v: "\x41B""#, "A", "1:5+1"),
      ("v: été 日本 key", "key", "1:11+3"),
      ("v: |\n  first\n  second key\n", "key", "3:10+3"),
      ("v: |-\n\n\n    a\n      b key\n", "key", "5:9+3"),
      ("v: |2\n    a key\n", "key", "2:7+3"),
      ("v: |2\n    a key\n", "  a", "2:3+3"),
      ("v: >\n  first\n  second key\n", "key", "3:10+3"),
      ("v: >\n  a\n\n\n  b key\n", "key", "5:5+3"),
      ("v: >\n  a\n    more\n  b key\n", "key", "4:5+3"),
      ("v: | # note\n  key\n", "key", "2:3+3"),
      ("v: first\n   second key\n", "key", "2:11+3"),
      ("v: a\n\n\n  b key\n", "key", "4:5+3"),
      ("v: \"a\n   b  \n\n   c key\"\n", "key", "4:6+3"),
      ("v: \"a \\\n   b key\"\n", "key", "2:6+3"),
      ("v: 'a\n  it''s key'\n", "key", "2:9+3"),
      ("v: |\r\n  a\r\n  b key\r\n", "key", "3:5+3"),
      ("\u{FEFF}v: a key", "key", "1:6+3"),
    ]
  )
  func place(text: String, word: String, expected: String) throws {
    #expect(try Self.place(of: word, in: text) == expected)
  }

  @Test(
    "stays inside the text",
    arguments: [(-5..<1, "1:4+1"), (9..<12, "1:7+1"), (1..<99, "1:5+2"), (2..<2, "1:6+1")]
  )
  func outside(range: Range<Int>, expected: String) throws {
    let node = try #require(try YAMLReader.read(SourceFile(path: "a", text: "v: abc")).get()["v"])
    let span = node.span(ofScalars: range)
    #expect("\(span.start.line):\(span.start.column)+\(span.length)" == expected)
    #expect(node.span(ofScalars: Int.min..<Int.max).length == 3)
  }

  @Test("is the own place of a list or mapping")
  func collection() throws {
    let node = try #require(try YAMLReader.read(SourceFile(path: "a", text: "v: [a]")).get()["v"])
    #expect(node.span(ofScalars: 3..<9) == node.span)
  }

  @Test(
    "covers the written token on its first line",
    arguments: [
      ("v: abc", 3), ("v: 'a''c'", 6), ("v: \"a\\n\"", 5), ("v: a  # note", 1), ("v: été", 3),
      ("v: first \n  second", 5), ("v: |-  # note\n  a", 2), ("v:", 1), ("v: ''", 2), ("v: [a]", 1),
    ]
  )
  func length(text: String, expected: Int) throws {
    let node = try #require(try YAMLReader.read(SourceFile(path: "a", text: text)).get()["v"])
    #expect(node.span.length == expected)
  }
}
