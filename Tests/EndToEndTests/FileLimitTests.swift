import Foundation
import Testing

@Suite("A limit")
struct FileLimitTests {
  private static let head = "tabletop: 1\nname: n\n"
  private static let step =
    "  - as: IT\n    call: restart_service service=Redis\n    expect: [calls: 1]\n"

  private func run(_ text: String) throws -> Run {
    try Program.withFolder(["x.scenario.yaml": Data(text.utf8)]) {
      try Program.run(["run", "-q", "x.scenario.yaml"], in: $0)
    }
  }

  private func firstLine(_ run: Run) -> String {
    String(run.errors.prefix { $0 != "\n" })
  }

  private static func agent(_ calls: Int) -> String {
    let lines = Array(repeating: "view_incident_details", count: calls).joined(separator: ", ")
    return head
      + "steps:\n  - as: IT\n    say: Look\n    agent: [\(lines)]\n    expect: [calls: \(calls)]\n"
  }

  @Test("of the depth holds where brackets are opened 100,000 times", arguments: ["[", "{a: "])
  func depth(_ opening: String) throws {
    let run = try run(Self.head + "steps: " + String(repeating: opening, count: 100_000))
    #expect(run.status == 2)
    #expect(
      firstLine(run).contains("error[TT005]: lists and mappings are nested")
    )
    #expect(run.errors.utf8.count < 2_000)
  }

  @Test("of the size is 1 MB", arguments: [(-1, 0), (0, 0), (1, 2)] as [(Int, Int32)])
  func size(_ more: Int, _ status: Int32) throws {
    let text = Self.head + "steps:\n" + Self.step + "#"
    let rest = String(repeating: "x", count: 1_048_576 - text.utf8.count + more)
    let run = try run(text + rest)
    #expect(run.status == status)
    #expect(status == 0 || firstLine(run).contains("error[TT005]"))
  }

  @Test("of the steps is 10,000", arguments: [(0, 0), (1, 2)] as [(Int, Int32)])
  func steps(_ more: Int, _ status: Int32) throws {
    let notes = String(repeating: "  - note: x\n", count: 9_999 + more)
    let run = try run(Self.head + "steps:\n" + Self.step + notes)
    #expect(run.status == status)
    #expect(status == 0 || firstLine(run).contains("error[TT005]"))
    #expect(status == 0 || firstLine(run).contains("steps"))
  }

  @Test("of the cases is 1,000 a file", arguments: [(100, 0), (101, 2)] as [(Int, Int32)])
  func cases(_ count: Int, _ status: Int32) throws {
    let values = (0..<count).map { "v\($0)" }.joined(separator: ", ")
    let tens = (0..<10).map { "w\($0)" }.joined(separator: ", ")
    let matrix = "matrix: {a: [\(values)], b: [\(tens)]}\n"
    let run = try run(Self.head + matrix + "steps:\n" + Self.step)
    #expect(run.status == status)
    #expect(status == 0 || firstLine(run).contains("error[TT005]: more than 1000 cases"))
  }

  @Test("of the calls in an answer is 16", arguments: [(16, 0), (17, 3)] as [(Int, Int32)])
  func calls(_ count: Int, _ status: Int32) throws {
    #expect(try run(Self.agent(count)).status == status)
  }

  @Test("on aliases holds before they are followed")
  func bomb() throws {
    let row = "[" + Array(repeating: "*a", count: 9).joined(separator: ", ") + "]"
    let levels = (0..<12).map { "b\($0): &a \(row)\n" }.joined()
    let run = try run(Self.head + "a: &a [x]\n" + levels)
    #expect(run.status == 2)
    #expect(firstLine(run).contains("error[TT004]: anchors and aliases are not allowed"))
  }
}
