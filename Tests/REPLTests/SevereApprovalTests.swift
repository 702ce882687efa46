import Synchronization
import Testing

@testable import REPL

/// What was asked, and what is answered to it.
private final class Answers: Sendable {
  private let state: Mutex<(asked: [String], rest: [String])>

  init(_ answers: [String]) { state = Mutex(([], answers)) }

  var asked: [String] { state.withLock { $0.asked } }

  func next(_ prompt: String) -> String? {
    state.withLock { state in
      state.asked.append(prompt)
      return state.rest.isEmpty ? nil : state.rest.removeFirst()
    }
  }
}

@Suite("A message to every customer")
struct SevereApprovalTests {
  private func type(_ line: String, _ answers: Answers) async throws -> String {
    let typist = try Typist(as: "CSM", interactive: true, approved: [])
    await typist.session.setAsk { prompt, _ in answers.next(prompt) }
    return await typist.type(line).text
  }

  @Test(
    "is sent only once the number of those whom it reaches was typed",
    arguments: ["", " segment=all"]
  )
  func count(_ segment: String) async throws {
    let answers = Answers(["y", "50", "500"])
    let text = try await type(
      "notify_affected_customers message=\"we know\"" + segment,
      answers
    )
    #expect(answers.asked.count == 3)
    #expect(answers.asked.allSatisfy { $0.contains("Type 500 to approve, n to decline") })
    #expect(text.contains("That is not 500. Nothing has run yet."))
    #expect(text.contains("outbox.count  0 -> 1"))
  }

  @Test("is not sent where the answer is no")
  func no() async throws {
    let answers = Answers(["n", "wait for legal"])
    let text = try await type("notify_affected_customers message=\"we know\"", answers)
    #expect(text.contains("You said no: wait for legal. Nothing was changed."))
  }

  @Test("is more than one to a segment, for which a yes is enough")
  func segment() async throws {
    let answers = Answers(["y"])
    let text = try await type(
      "notify_affected_customers message=\"we know\" segment=enterprise",
      answers
    )
    #expect(answers.asked.count == 1)
    #expect(answers.asked[0].contains("Allow?"))
    #expect(text.contains("outbox.count  0 -> 1"))
  }
}
