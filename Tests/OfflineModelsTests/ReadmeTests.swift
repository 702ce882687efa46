import Foundation
import OfflineModels
import Testing

/// The table of what is understood, as people read it first.
@Suite("The README on the offline model")
struct ReadmeTests {
  /// The rows of the table whose first cell is a sentence.
  private static func rows() throws -> [(text: String, outcome: String)] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "README.md")
    let readme = try String(contentsOf: file, encoding: .utf8)
    guard let start = readme.range(of: "| said | understood as |") else { return [] }
    return readme[start.upperBound...].split(separator: "\n").dropFirst()
      .prefix { $0.hasPrefix("|") }
      .map { line in
        let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        return (cells[0].trimmingCharacters(in: ["`"]), cells[1])
      }
  }

  @Test("says what is so")
  func table() throws {
    let rows = try Self.rows()
    #expect(rows.count == 14)
    for row in rows {
      var table = "> \(row.text)\n"
      if row.outcome.hasPrefix("`") {
        for call in row.outcome.split(separator: "`, `") {
          table += "= \(call.filter { $0 != "`" })\n"
        }
      }
      let sentence = try #require(Sentence.table(table).first)
      if row.outcome.hasPrefix("asks") {
        #expect(!sentence.plan.clarifications.isEmpty, "\(row.text)")
      } else {
        sentence.check()
      }
    }
  }
}
