import AccessControl
import Agent
import Synchronization
import Testing
import Values

@testable import REPL

/// A live model that keeps how long it is told that it may take.
private final class Timed: Model {
  let name = "chat:m"
  let isLive = true
  private let times = Mutex<[Duration]>([])

  var told: [Duration] { times.withLock { $0 } }

  func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse {
    times.withLock { $0.append(request.timeLeft) }
    return ModelResponse(text: "There.")
  }
}

@Suite("A turn with a live model")
struct TurnTimeTests {
  @Test("may take what the options say")
  func time() async throws {
    let model = Timed()
    var options = REPLOptions(role: Role("IT"))
    options.limits = TurnLimits(modelTime: .seconds(300))
    let session = REPLSession(
      definition: try defaultWorld(),
      model: model,
      options: options,
      now: { nine },
      write: { _ in }
    )
    #expect(await session.submit("hello").ending == .done)
    #expect(model.told == [.seconds(300)])
  }
}

@Suite("A turn that uses up its calls")
struct TurnPauseTests {
  private func type(
    _ answer: String?
  ) async throws -> (
    asked: [String], text: String, result: LineResult
  ) {
    let answers = (0..<3).map { round in
      ModelResponse(
        calls: (0..<15).map {
          ProposedCall(
            id: "\(round).\($0)",
            tool: "run_diagnostics",
            arguments: .values(["target": "Redis"])
          )
        }
      )
    }
    let model = ScriptedModel(answers + [ModelResponse(text: "Nothing new.")])
    let typist = try Typist(as: "IT", model: model, interactive: answer != nil)
    let asked = Mutex<[String]>([])
    if let answer {
      await typist.session.setAsk { prompt, _ in
        asked.withLock { $0.append(prompt) }
        return answer
      }
    }
    let (text, result) = await typist.type("look at Redis until it is well")
    return (asked.withLock { $0 }, text, result)
  }

  @Test("goes on where the person at the terminal says so", arguments: ["y", " YES "])
  func yes(_ answer: String) async throws {
    let (asked, text, result) = try await type(answer)
    #expect(
      asked == ["     Stopped after 30 tool calls in one turn. Continue for 40 more? y/N> "]
    )
    #expect(text.contains(" 45  run_diagnostics"))
    #expect(text.contains("Nothing new."))
    #expect(result.ending == .done)
  }

  @Test("ends where the person says anything else", arguments: ["", "n", "yo", "40"])
  func no(_ answer: String) async throws {
    let (asked, text, result) = try await type(answer)
    #expect(asked.count == 1)
    #expect(!text.contains(" 31  run_diagnostics"))
    #expect(
      result.problem == [
        "The turn stopped: the agent proposed 45 calls in one turn, at most 40 are allowed.",
        "30 calls already ran. :undo removes the turn.",
      ]
    )
  }

  @Test("ends where nobody can be asked")
  func script() async throws {
    let (asked, text, result) = try await type(nil)
    #expect(asked.isEmpty)
    #expect(!text.contains(" 31  run_diagnostics"))
    #expect(result.ending == .undecided)
  }
}
