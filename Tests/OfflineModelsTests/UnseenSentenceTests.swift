import Foundation
import OfflineModels
import Testing

/// Sentences that were written before the planner was read, in four parts.
///
/// Each part was first answered by a planner that nobody had changed for it. What is wrong now may
/// stay wrong: the floors only keep what has been reached.
@Suite("Unseen sentences")
struct UnseenSentenceTests {
  private static func sentences(_ part: String) throws -> [Sentence] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Unseen/\(part).txt")
    return Sentence.table(try String(contentsOf: file, encoding: .utf8))
  }

  @Test(
    "are understood as before, part by part",
    arguments: [("first", 103, 103), ("second", 92, 91), ("third", 91, 88), ("fourth", 67, 64)]
  )
  func exact(_ part: String, _ count: Int, _ floor: Int) throws {
    let sentences = try Self.sentences(part)
    #expect(sentences.count == count)
    let wrong = sentences.filter { !$0.mistakes(in: $0.plan).isEmpty }
    #expect(sentences.count - wrong.count >= floor, "\(wrong.map(\.text))")
  }

  @Test("never become what they forbid", arguments: ["first", "second", "third", "fourth"])
  func forbidden(_ part: String) throws {
    for sentence in try Self.sentences(part) {
      let calls = sentence.plan.calls
      for wrong in sentence.forbidden {
        let isProposed = calls.contains { call in
          call.tool == wrong.tool
            && wrong.values.allSatisfy { call.arguments[$0.key] == $0.value }
        }
        #expect(!isProposed, "\(sentence.text)")
      }
    }
  }
}
