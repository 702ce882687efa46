import Glibc
import Testing

@testable import REPL

@Suite("Lines of a script")
struct ScriptLinesTests {
  /// Returns what comes out of a pipe with these bytes, as it is read line by line.
  private func lines(_ bytes: [UInt8]) throws -> [ScriptLine] {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    let written = bytes.withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) }
    close(ends[1])
    #expect(written == bytes.count)
    return Array(ScriptLines(descriptor: ends[0], source: "<stdin>"))
  }

  @Test("have their numbers; remarks are left out, and marks hold a message together")
  func numbered() throws {
    let text = "# a remark\n:version\n\"\"\"\nfirst\nsecond\"\"\"  \n\nlast"
    let found = try lines(Array(text.utf8))
    #expect(found.map(\.number) == [1, 2, 3, 6, 7])
    #expect(found.map(\.text) == ["", ":version", "first\nsecond", "", "last"])
    #expect(ScriptText.lines(of: text, source: "f").map(\.text) == found.map(\.text))
  }

  @Test("may come from Windows, and begin with a mark of their encoding")
  func windows() throws {
    #expect(
      try lines([0xEF, 0xBB, 0xBF] + Array(":a\r\n:b\r\n".utf8)).map(\.text) == [":a", ":b"]
    )
  }

  @Test("are there as soon as they end")
  func early() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    var lines = ScriptLines(descriptor: ends[0], source: "<stdin>")
    for text in ["one", "two"] {
      let bytes = Array((text + "\n").utf8)
      #expect(bytes.withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) } == 4)
      #expect(lines.next()?.text == text)
    }
    close(ends[1])
    #expect(lines.next() == nil)
    close(ends[0])
  }

  @Test("end with an error where one is not UTF-8")
  func notText() throws {
    let found = try lines(Array(":a\nrestart ".utf8) + [0xFF, 0xFE] + Array("\n:b\n".utf8))
    #expect(found.map(\.text) == [":a", ""])
    #expect(
      found.last?.problem == "This is not UTF-8 text. Nothing was sent to the agent."
    )
  }

  @Test("end with an error where a message is too long")
  func tooLong() {
    var rest = ["\"\"\"", "a", String(repeating: "b", count: ScriptLines.maximumBytes), "c"][...]
    var lines = ScriptLines(source: "f") { rest.popFirst().map { .text($0) } }
    let line = lines.next()
    #expect(line?.number == 1)
    #expect(line?.problem?.hasPrefix("A message has at most 1 MB.") == true)
    #expect(lines.next() == nil)
  }
}
