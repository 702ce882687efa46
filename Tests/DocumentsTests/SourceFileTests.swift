import Documents
import Testing

@Suite("Source file")
struct SourceFileTests {
  @Test(
    "finds lines by their number",
    arguments: [
      ("a\nb", ["a", "b"]),
      ("a\nb\n", ["a", "b", ""]),
      ("a\r\nb\r\n", ["a", "b", ""]),
      ("a\rb\nc", ["a\rb", "c"]),
      ("a\r", ["a\r"]),
      ("\r\n\n", ["", "", ""]),
      ("\u{FEFF}a\nb", ["a", "b"]),
      ("a\u{2028}b\nc", ["a\u{2028}b", "c"]),
    ]
  )
  func lines(text: String, expected: [String]) {
    let file = SourceFile(path: "a", text: text)
    let lines = expected.indices.map { file.line($0 + 1) }
    #expect(lines.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }

  @Test("has an empty line where there is none", arguments: [Int.min, -1, 0, 3, Int.max])
  func noLine(number: Int) {
    #expect(SourceFile(path: "a", text: "a\nb").line(number).isEmpty)
  }

  @Test("keeps the bytes as they were")
  func bytes() {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF, 0xFF, 0x0A, 0x00]
    #expect(SourceFile(path: "a", bytes: bytes).bytes == bytes)
    #expect(SourceFile(path: "a", bytes: bytes).line(1) == "\u{FFFD}")
  }

  @Test("counts lines and columns from 1")
  func positions() {
    let first = SourcePosition(line: 0, column: -3)
    #expect(first == SourcePosition(line: 1, column: 1))
    #expect(first < SourcePosition(line: 1, column: 2))
    #expect(SourcePosition(line: 1, column: 9) < SourcePosition(line: 2, column: 1))
    #expect(SourceSpan(start: first, length: 0).length == 1)
  }
}

@Suite("Diagnostics")
struct DiagnosticsTests {
  private static func diagnostic(
    _ path: String,
    _ line: Int,
    _ column: Int,
    _ code: String
  )
    -> Diagnostic
  {
    let span = SourceSpan(start: SourcePosition(line: line, column: column), length: 1)
    let file = SourceFile(path: path, text: "")
    return Diagnostic(code: code, file: file, span: span, message: code)
  }

  @Test("sorts by path, line and column, and keeps the order of one place")
  func sorted() {
    var found = Diagnostics([Self.diagnostic("b", 1, 1, "6"), Self.diagnostic("a", 2, 1, "4")])
    found.add(Self.diagnostic("a", 1, 9, "3"))
    found.add(contentsOf: Diagnostics([Self.diagnostic("a", 1, 2, "1")]))
    found.add(Self.diagnostic("a", 1, 2, "2"))
    found.add(Self.diagnostic("a", 10, 1, "5"))
    #expect(found.sorted().map(\.code) == ["1", "2", "3", "4", "5", "6"])
  }

  @Test("keeps a thousand problems and counts the rest")
  func limit() {
    var found = Diagnostics()
    #expect(found.isEmpty)
    for number in 0..<1_003 { found.add(Self.diagnostic("a", number, 1, "x")) }
    #expect(found.all.count == Diagnostics.limit)
    #expect(found.omitted == 3)
  }
}
