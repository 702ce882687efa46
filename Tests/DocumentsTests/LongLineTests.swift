import Documents
import Testing

@Suite("Diagnostic: long lines")
struct LongLineTests {
  /// Renders a line of `count` letters and returns the shown line and the carets.
  private static func shown(_ line: String, column: Int, length: Int = 1) -> [String] {
    let diagnostic = Diagnostic(
      code: "TT001",
      file: SourceFile(path: "a", text: line),
      span: SourceSpan(start: SourcePosition(line: 1, column: column), length: length),
      message: "m"
    )
    return diagnostic.rendered().split(separator: "\n").dropFirst().map { String($0.dropFirst(6)) }
  }

  @Test("shows 160 scalars whole")
  func whole() {
    let line = String(repeating: "x", count: 160)
    #expect(Self.shown(line, column: 160) == [line, String(repeating: " ", count: 159) + "^"])
  }

  @Test("cuts the end where the caret is near the beginning")
  func beginning() {
    let line = String(repeating: "x", count: 161)
    let expected = String(repeating: "x", count: 159) + "…"
    #expect(Self.shown(line, column: 3) == [expected, "  ^"])
  }

  @Test("cuts both ends round a caret in the middle")
  func middle() {
    let line = String(repeating: "x", count: 500) + "HERE" + String(repeating: "x", count: 500)
    let side = String(repeating: "x", count: 79)
    let expected = "…\(side)HERE" + String(repeating: "x", count: 75) + "…"
    #expect(
      Self.shown(line, column: 501, length: 4)
        == [expected, String(repeating: " ", count: 80) + "^^^^"]
    )
  }

  @Test("cuts the beginning where the caret is at the end")
  func end() {
    let line = String(repeating: "x", count: 1_000)
    let expected = "…" + String(repeating: "x", count: 159)
    #expect(
      Self.shown(line, column: 1_000) == [expected, String(repeating: " ", count: 159) + "^"]
    )
  }

  @Test("counts scalars, not bytes")
  func scalars() {
    let line = String(repeating: "é", count: 200) + "😀" + String(repeating: "é", count: 200)
    let rows = Self.shown(line, column: 201)
    #expect(rows[0].unicodeScalars.count == 160)
    #expect(Array(rows[0].unicodeScalars)[rows[1].count - 1] == "😀")
  }

  @Test("takes no time for a line of 1 MB")
  func fast() {
    let line = String(repeating: "é", count: 500_000)
    let file = SourceFile(path: "a", text: line)
    let span = SourceSpan(start: SourcePosition(line: 1, column: 400_000), length: 1)
    let duration = ContinuousClock().measure {
      for _ in 0..<5 { _ = Diagnostic(code: "TT001", file: file, span: span, message: "m") }
    }
    #expect(duration < .seconds(10))
  }
}
