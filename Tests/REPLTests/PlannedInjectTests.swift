import Testing

@testable import REPL

@Suite("An inject that was planned")
struct PlannedInjectTests {
  @Test("is said to come, and comes as the clock passes its time")
  func comes() async throws {
    let typist = try Typist(as: "IT")
    #expect(
      await typist.type(":inject +15m the CFO asks for a number").text
        == "inject 1 comes at 09:15:00, in 15m\n"
    )
    #expect(await !typist.type(":clock +14m").text.contains("CFO"))
    let text = await typist.type(":clock +2m").text
    #expect(text.contains("! 09:15:00 inject 1: facilitator: the CFO asks for a number\n"))
    #expect(text.contains("2025-01-15T09:16:00Z  skipped 2m"))
    #expect(await !typist.type(":clock +1h").text.contains("CFO"))
  }

  @Test("comes in the order of the times, and at them, not where the clock stops")
  func order() async throws {
    let typist = try Typist(as: "IT")
    _ = await typist.type(":inject 09:30 metric: {service: Redis, name: load, value: 2}")
    _ = await typist.type(":inject +10m metric: {service: Redis, name: load, value: 1}")
    let text = await typist.type(":clock +1h").text
    let first = try #require(text.firstRange(of: "! 09:10:00 inject 2"))
    let second = try #require(text.firstRange(of: "! 09:30:00 inject 1"))
    #expect(first.lowerBound < second.lowerBound)
    #expect(
      await typist.type(":expect state services.Redis.metrics.load 2").text.hasPrefix("ok")
    )
  }

  @Test("is told to programs when it comes")
  func event() async throws {
    let typist = try Typist(as: "IT")
    _ = await typist.type(":output jsonl")
    _ = await typist.type(":inject +5m the press calls")
    let text = await typist.type(":clock +6m").text
    #expect(text.contains(#""event":"notice","inject":1,"problem":null"#))
    #expect(text.contains(#""t":"2025-01-15T09:05:00Z","text":"facilitator: the press calls""#))
  }

  @Test("can be listed, and brought in by its number")
  func number() async throws {
    let typist = try Typist(as: "IT")
    _ = await typist.type(":inject +15m first")
    _ = await typist.type(":inject +5m second")
    #expect(await typist.type(":inject 1").text.contains("inject 1: facilitator: first"))
    let list = await typist.type(":inject").text
    #expect(
      list.split(separator: "\n").map { $0.split(separator: " ").prefix(3).joined(separator: " ") }
        == ["1 09:15:00 delivered", "2 09:05:00 waiting"]
    )
    #expect(await typist.type(":inject 1").result.problem == ["Inject 1 has come already."])
    #expect(await typist.type(":inject 3").result.problem == ["No inject 3, only 1-2."])
    #expect(await typist.type(":inject --json").text.contains(#""due":"2025-01-15T09:05:00Z""#))
  }

  @Test("is taken back by :undo, before it came and after")
  func undo() async throws {
    let typist = try Typist(as: "IT")
    _ = await typist.type(":inject +5m metric: {service: Redis, name: load, value: 1}")
    _ = await typist.type(":clock +6m")
    _ = await typist.type(":undo")
    #expect(await typist.type(":inject").text.contains("waiting"))
    #expect(await typist.type(":clock +6m").text.contains("! 09:05:00 inject 1"))
    _ = await typist.type(":undo 2")
    #expect(await typist.type(":clock +6m").text.contains("inject") == false)
  }

  @Test(
    "is refused where the time or what happens makes no sense",
    arguments: [
      ":inject +15m", ":inject +15x TEXT", ":inject 25:99 TEXT", ":inject +0m TEXT",
      ":inject +5m fault: {service: Nowhere}", ":inject 1",
    ]
  )
  func refused(_ line: String) async throws {
    let typist = try Typist(as: "IT")
    #expect(await typist.type(line).result.ending == .usage)
    #expect(await typist.type(":inject").result.ending == .usage)
  }
}
