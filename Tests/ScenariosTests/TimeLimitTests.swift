import Documents
import Scenarios
import Synchronization
import Testing

@Suite("The time of a case")
struct TimeLimitTests {
  private static let text = """
    tabletop: 1
    name: n
    keep_going: true
    steps:
      - as: IT
        call: restart_service service=Redis
        expect: [{call: restart_service}]
      - as: IT
        call: restart_service service=CDN
        expect: [{call: restart_service}]
    expect:
      - calls: 2
    """

  /// A watch that shows 0 twice and then a time for good.
  private func watch(_ seconds: Int) -> @Sendable () -> Duration {
    let looks = Looks()
    return { looks.next() < 2 ? .zero : .seconds(seconds) }
  }

  @Test("is 300 seconds", arguments: [299, 300, 301])
  func limit(_ seconds: Int) async throws {
    var options = RunOptions()
    options.stopwatch = watch(seconds)
    let result = try await Fixtures.play(Self.text, options)
    guard seconds > 300 else {
      #expect(result.outcome == .passed)
      return
    }
    #expect(result.outcome == .error)
    #expect(result.steps.count == 2)
    let error = try #require(result.steps.last?.error)
    #expect(error.code == "TT301")
    #expect(error.message == "this scenario has taken more than 300 seconds")
  }
}

/// Counts how often somebody looked.
private final class Looks: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      defer { count += 1 }
      return count
    }
  }
}
