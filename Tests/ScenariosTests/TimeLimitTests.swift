import Agent
import Documents
import Exercises
import Incidents
import Scenarios
import Synchronization
import Testing
import Values

@Suite("The time of a case")
struct TimeLimitTests {
  private static func text(_ timeout: String = "") -> String {
    """
    tabletop: 1
    name: n
    keep_going: true
    \(timeout)
    steps:
      - as: IT
        call: restart_service service=Redis
        expect: [{call: restart_service}]
      - as: IT
        call: restart_service service=CDN
        expect: [{call: restart_service}]
      - note: never come to
    expect:
      - calls: 2
    """
  }

  /// A watch that shows 0 twice, as the case begins and after its first step, and then a time.
  private func watch(_ seconds: Int) -> @Sendable () -> Duration {
    let looks = Mutex(0)
    return {
      looks.withLock { looks in
        looks += 1
        return looks <= 2 ? .zero : .seconds(seconds)
      }
    }
  }

  @Test(
    "is 300 seconds, or less where the run or the scenario says so, and never more",
    arguments: [
      (nil, "", 300), (20, "", 20), (nil, "timeout: 30s", 30), (20, "timeout: 30s", 20),
      (40, "timeout: 30s", 30), (900, "", 300),
    ] as [(Int?, String, Int)]
  )
  func limit(_ run: Int?, _ scenario: String, _ limit: Int) async throws {
    for seconds in [limit - 1, limit, limit + 1] {
      var options = RunOptions()
      options.stopwatch = watch(seconds)
      options.caseTime = run.map { TimeSpan(seconds: $0) }
      let result = try await Fixtures.play(Self.text(scenario), options)
      guard seconds > limit else {
        #expect(result.outcome == .passed)
        continue
      }
      #expect(result.outcome == .error)
      #expect(result.steps.count == 2)
      let error = try #require(result.steps.last?.error)
      #expect(error.code == "TT301")
      #expect(error.message == "the case took longer than \(TimeSpan(seconds: limit))")
    }
  }

  @Test("that is over is told to whoever looks on, like any other end of a step")
  func observed() async throws {
    var options = RunOptions()
    options.stopwatch = watch(301)
    let ends = Mutex<[String]>([])
    let scenario = try #require(try Fixtures.cases(Self.text()).first)
    let runner = CaseRunner(models: Fixtures.models, options: options)
    _ = await runner.run(scenario) { event in
      if case .stepDone(let step) = event {
        ends.withLock { $0.append(step.error?.message ?? "played") }
      }
    }
    #expect(ends.withLock(\.self) == ["played", "the case took longer than 5m"])
  }

  @Test("ends a wait for a model that never answers, and keeps what was done before")
  func waiting() async throws {
    let text = """
      tabletop: 1
      name: n
      model: openai:silent
      timeout: 1s
      steps:
        - as: IT
          call: restart_service service=Redis
          expect: [{call: restart_service}]
        - as: IT
          say: Are you there?
          expect: [{calls: 0}]
      """
    let scenario = try #require(try Fixtures.cases(text).first)
    var options = RunOptions()
    options.alarm = { _ in }
    options.stopwatch = watch(2)
    let result = await CaseRunner(models: SilentModel(), options: options).run(scenario)
    #expect(result.outcome == .error)
    #expect(result.steps.map(\.calls.count) == [1, 0])
    #expect(result.steps.last?.error?.message == "the case took longer than 1s")
  }
}

/// A model that waits until it is cancelled.
private struct SilentModel: Model, ModelSource {
  let name = "silent"

  func model(named: String, for definition: WorldDefinition) throws(ModelError) -> any Model {
    self
  }

  func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse {
    let (stream, end) = AsyncStream.makeStream(of: Void.self)
    for await _ in stream {}
    end.finish()
    throw ModelError("stopped")
  }
}
