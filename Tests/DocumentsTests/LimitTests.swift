import Documents
import Testing

@Suite("Limits of a file")
struct LimitTests {
  private static func said(_ text: String, _ limits: YAMLLimits = .standard) -> String {
    Malformed.said(reading: SourceFile(path: "a", text: text), limits: limits)
  }

  private static func firstLine(_ text: String) -> String {
    String(said(text).prefix { $0 != "\n" })
  }

  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test(
    "are a size of 1 MB",
    arguments: [
      (1_048_575, "fine"), (1_048_576, "fine"),
      (
        1_048_577,
        """
        a:1:1: error[TT005]: this file is larger than 1048576 bytes
          1 | a: b
            | ^
            = why:  it has 1048577 bytes
        """
      ),
    ]
  )
  func size(bytes: Int, expected: String) {
    let text = "a: b\n"
    #expect(Self.said(text + Self.repeated("\n", bytes - text.utf8.count)) == expected)
  }

  @Test("are a depth of 64, in brackets, braces, lists and mappings")
  func depth() {
    let message = "error[TT005]: lists and mappings are nested more than 64 deep"
    #expect(Self.said(Self.repeated("[", 64) + Self.repeated("]", 64)) == "fine")
    #expect(
      Self.firstLine(Self.repeated("[", 65) + Self.repeated("]", 65)) == "a:1:65: \(message)"
    )
    #expect(Self.said(Self.repeated("- ", 64) + "a") == "fine")
    #expect(Self.firstLine(Self.repeated("- ", 65) + "a") == "a:1:129: \(message)")
    #expect(Self.said(Self.repeated("{a: ", 64) + Self.repeated("}", 64)) == "fine")
    #expect(
      Self.firstLine(Self.repeated("{a: ", 65) + Self.repeated("}", 65)) == "a:1:257: \(message)"
    )
    let steps = (0..<65).map { Self.repeated(" ", $0) + "a:\n" }
    #expect(Self.said(steps.dropLast().joined()) == "fine")
    #expect(Self.firstLine(steps.joined()) == "a:65:65: \(message)")
  }

  @Test("are 100,000 values, keys and the outermost list included", arguments: [-1, 0, 1])
  func nodes(more: Int) {
    let text = "[" + Self.repeated("a,", 99_999 + more) + "]"
    let expected =
      more > 0 ? "a:1:200000: error[TT005]: this file has more than 100000 values" : "fine"
    #expect(Self.firstLine(text) == expected)
  }

  @Test("can be narrower")
  func narrower() {
    let limits = YAMLLimits(bytes: 20, depth: 1, nodes: 5)
    #expect(Self.said("{a: b, c: d}", limits) == "fine")
    #expect(
      Self.said("{a: b, c: d, e: f}", limits) == """
        a:1:14: error[TT005]: this file has more than 5 values
          1 | {a: b, c: d, e: f}
            |              ^
        """
    )
    #expect(
      Self.said("a: [b]", limits) == """
        a:1:4: error[TT005]: lists and mappings are nested more than 1 deep
          1 | a: [b]
            |    ^
        """
    )
  }

  @Test("are 30 combining marks in a row, written out or as escape sequences")
  func marks() {
    let message = "error[TT005]: more than 30 combining marks follow each other"
    #expect(Self.said("a: e" + Self.repeated("\u{301}", 30)) == "fine")
    #expect(Self.firstLine("a: e" + Self.repeated("\u{301}", 31)) == "a:1:35: \(message)")
    let escaped = Self.repeated(#"\u0301"#, 31)
    #expect(Self.firstLine("a: \"e\(escaped)\"") == "a:1:186: \(message)")
    #expect(Self.firstLine("e" + Self.repeated("\u{301}", 31) + ": b") == "a:1:32: \(message)")
  }

  @Test("are 20 problems of a file")
  func problems() {
    let file = SourceFile(path: "a", text: Self.repeated("a: 1\n", 50))
    guard case .failure(let found) = YAMLReader.read(file) else { return }
    #expect(found.all.map(\.code) == Array(repeating: "TT007", count: 20) + ["TT005"])
    #expect(found.all.last?.message == "too many problems; only the first are shown")
  }
}
