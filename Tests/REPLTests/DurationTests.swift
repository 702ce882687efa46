import Testing

@testable import REPL

@Suite("How long something took")
struct DurationTests {
  @Test(
    "is told in the unit that people would choose",
    arguments: [
      (Duration.zero, "under 0.1 ms"), (.microseconds(99), "under 0.1 ms"),
      (.microseconds(100), "0.1 ms"), (.microseconds(9_999), "9.9 ms"),
      (.milliseconds(10), "10 ms"), (.milliseconds(999), "999 ms"), (.seconds(1), "1.0 s"),
      (.milliseconds(61_250), "61.2 s"), (.seconds(Int64.max), "1000000000.0 s"),
    ]
  )
  func words(_ duration: Duration, _ text: String) {
    #expect(REPLSession.text(duration) == text)
  }

  @Test("stands in a call's details at a terminal")
  func call() async throws {
    let typist = try Typist(as: "IT", interactive: true)
    _ = await typist.type("run_diagnostics target=Redis")
    #expect(await typist.type(":show 1").text.contains("\n     took         30 ms\n"))
  }

  @Test("is no part of what a script prints")
  func script() async throws {
    let typist = try Typist(as: "IT")
    _ = await typist.type("run_diagnostics target=Redis")
    #expect(await !typist.type(":show 1").text.contains("took"))
  }

  @Test("of a turn leaves out what a person took to answer")
  func waiting() async throws {
    let model = try offlineModel.get()
    let typist = try Typist(as: "IT", model: model, interactive: true, approved: [])
    await typist.session.setAsk { _, _ in
      typist.stopwatch.skip(.seconds(60))
      return "y"
    }
    #expect(await typist.type("restart redis").text.contains("offline  1 call  0.1s   :show 1"))
  }
}
