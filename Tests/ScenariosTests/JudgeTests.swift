import Agent
import Exercises
import Scenarios
import Testing

@Suite("A judge")
struct JudgeTests {
  private static let text = """
    tabletop: 1
    name: n
    model: openai:m
    steps:
      - as: IT
        say: Hello
        expect:
          - judge: Is it polite?
          - calls: 0
    """

  @Test(
    "is a live model that is asked about its answer, and decides nothing",
    arguments: ["no", "yes"]
  )
  func live(_ word: String) async throws {
    let scenario = try #require(try Fixtures.cases(Self.text).first)
    let result = await CaseRunner(models: JudgingModel(word: word)).run(scenario)
    #expect(result.outcome == .passed)
    #expect(
      result.steps[0].notes
        == ["judge, Is it polite? \(word), of Question: Is it polite?, The answer: Good morning."]
    )
  }

  @Test("is skipped without a live model, and a note says so")
  func offline() async throws {
    var options = RunOptions()
    options.model = "offline"
    let result = try await Fixtures.play(Self.text, options)
    #expect(result.outcome == .passed)
    #expect(result.steps[0].notes == ["judge, Is it polite? skipped: needs a live model"])
  }

  @Test("doesn't count as something expected")
  func alone() {
    #expect(throws: (any Error).self) {
      try Fixtures.cases(Self.text.replacing("      - calls: 0", with: ""))
    }
  }
}

/// Says good morning, and repeats what it is asked to judge.
private struct JudgingModel: Model, ModelSource {
  let name = "judging"
  let isLive = true
  let word: String

  func model(named: String, for definition: WorldDefinition) throws(ModelError) -> any Model {
    self
  }

  func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse {
    guard case .userMessage(let text)? = request.items.last?.content, text.hasPrefix("Judge") else {
      return ModelResponse(text: "Good morning.")
    }
    let lines = text.split(separator: "\n").filter {
      $0.hasPrefix("Question:") || $0.hasPrefix("The answer:")
    }
    return ModelResponse(text: "\(word), of \(lines.joined(separator: ", "))")
  }
}
