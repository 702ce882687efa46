import Foundation
import Testing
import Values
import WireServer

@Suite("Live models that fail")
struct LiveFailureTests {
  /// A failure of a server, and what the program says of it; HOST stands for the host.
  struct Failure: Sendable, CustomTestStringConvertible {
    let name: String
    let reply: WireReply
    let words: String
    var requests = 1
    var testDescription: String { name }
  }

  /// Requests are sent again after a millisecond.
  private static let soon = [("retry-after-ms", "1")]

  private static let begun: [UInt8] = {
    var events = ChatEvents()
    events.add(call: 0, id: "c", name: "restart_service", arguments: "{\"service\":\"Redis\"}")
    return Array(events.begun.utf8)
  }()

  static let failures = [
    Failure(
      name: "401",
      reply: .error(401, "Incorrect API key provided: \(LiveProgram.key)."),
      words: "HOST does not accept the key (401); check OPENAI_API_KEY"
    ),
    Failure(
      name: "404",
      reply: .error(404, "The model `m` does not exist.", code: "model_not_found"),
      words: "HOST has no model `m`"
    ),
    Failure(
      name: "429",
      reply: .error(429, "Rate limit reached.", headers: soon),
      words: "HOST takes no more requests now (429): Rate limit reached, 3 times in a row",
      requests: 3
    ),
    Failure(
      name: "429 that asks to wait a minute",
      reply: .error(429, "Rate limit reached.", headers: [("Retry-After", "60")]),
      words: "HOST takes no more requests now (429): Rate limit reached; it asks to wait 60 s"
    ),
    Failure(
      name: "no quota",
      reply: .error(429, "You exceeded your quota.", code: "insufficient_quota"),
      words: "the account at HOST has no quota left (429)"
    ),
    Failure(
      name: "503",
      reply: WireReply(status: 503, headers: soon),
      words: "HOST failed (503), 3 times in a row",
      requests: 3
    ),
    Failure(
      name: "too long",
      reply: .error(
        400,
        "This model's maximum context length is 8.",
        code: "context_length_exceeded"
      ),
      words: "the conversation is too long for `m` at HOST"
    ),
    Failure(
      name: "error in the stream",
      reply: .stream([
        .bytes(begun), .bytes(Array("data: {\"error\":{\"message\":\"Gone.\"}}\n\n".utf8)),
      ]),
      words: "HOST reports an error: Gone"
    ),
    Failure(
      name: "reset in the stream",
      reply: .stream([.bytes(begun), .reset]),
      words: "the connection to HOST broke off"
    ),
    Failure(
      name: "end before the answer's end",
      reply: .stream([.bytes(begun)]),
      words: "HOST ended the stream before the answer was complete"
    ),
    Failure(
      name: "no JSON",
      reply: .stream([.bytes(begun), .bytes(Array("data: {\"choices\":\n\n".utf8))]),
      words: "HOST sent what is no answer: an event that is not JSON"
    ),
  ]

  @Test("are told with their own words, nothing is done, and the status is 3", arguments: failures)
  func words(_ failure: Failure) throws {
    try LiveProgram.with(answer: { _ in failure.reply }) { folder, server in
      let run = try LiveProgram.run(["run", ".", "-r", "json"], in: folder, at: server.base)
      #expect(run.status == 3)
      let report = try JSONReader.read(run.output)
      #expect(report["summary"]?["errors"] == 1 && report["summary"]?["calls"] == 0)
      let words = failure.words.replacing("HOST", with: "127.0.0.1:\(server.port)")
      let error = report["cases"]?.elements?.first?["steps"]?.elements?.first?["error"]?.text
      #expect(error?.hasPrefix(words) == true, "\(error ?? run.output)")
      #expect(server.requests.count == failure.requests)
      #expect(!run.output.contains("canary") && !run.errors.contains("canary"))
    }
  }

  @Test("by falling silent are given up after --idle-timeout")
  func stall() throws {
    try LiveProgram.with(answer: { _ in .stream([.bytes(Self.begun), .stall]) }) { folder, server in
      let run = try LiveProgram.run(
        ["run", ".", "--idle-timeout", "1"],
        in: folder,
        at: server.base
      )
      #expect(run.status == 3)
      #expect(run.output.contains("127.0.0.1:\(server.port) sent nothing for 1 s"), "\(run.output)")
      #expect(server.requests.count == 1)
    }
  }

  @Test("leave a session usable: what comes next is answered")
  func usable() throws {
    try LiveProgram.with(answer: {
      $0.number == 1 ? .stream([.bytes(Self.begun), .reset]) : LiveProgram.restarts($0)
    }) { folder, server in
      let run = try LiveProgram.run(
        [
          "repl", "--model", "chat:m", "--role", "it", "--approve", "all", "--keep-going",
          "-c", "Restart Redis", "-c", "Restart Redis", "-c", ":stats",
        ],
        in: folder,
        at: server.base
      )
      #expect(run.status == 3)
      #expect(run.errors.contains("the connection to 127.0.0.1:\(server.port) broke off"))
      #expect(run.output.contains("That is what came of it."), "\(run.output)")
      #expect(run.output.contains("1: 1 ok"), "\(run.output)")
    }
  }

  @Test("are not reached at all: the host and the cause are named")
  func unreachable() throws {
    try LiveProgram.with { folder, server in
      server.stop()
      let doctor = try LiveProgram.run(
        ["doctor", "--model", "chat:m"],
        in: folder,
        at: server.base
      )
      #expect(doctor.status == 1)
      #expect(
        doctor.output.contains("FAIL  can't reach 127.0.0.1:\(server.port): couldn't connect"),
        "\(doctor.output)"
      )
    }
  }
}

@Suite("tabletop doctor with a live model")
struct LiveDoctorTests {
  private static func answers(_ request: WireRequest, lists: String = "m") -> WireReply {
    if request.path == "/v1/models" { return .json(["data": [["id": .string(lists)]]]) }
    return .events(ChatEvents.calls(("call_1", "echo", ["{\"word\":\"hello\"}"])))
  }

  @Test("checks the endpoint, the key, the model and tool calls with one tiny request")
  func good() throws {
    try LiveProgram.with(answer: { Self.answers($0) }) { folder, server in
      let run = try LiveProgram.run(["doctor", "--model", "chat:m"], in: folder, at: server.base)
      #expect(run.status == 0, "\(run.output)")
      for line in [
        "  ok    endpoint \(server.base), OPENAI_API_KEY set, 26 characters\n",
        "  ok    the server answers and lists `m`\n",
        "  ok    model chat:m calls tools, 27 tokens\n",
      ] { #expect(run.output.contains(line), "\(run.output)") }
      #expect(server.requests.map(\.path) == ["/v1/models", "/v1/chat/completions"])
      #expect(server.requests[1].body.count < 4_000)
      #expect(!run.output.contains("canary"))
    }
  }

  @Test("says when the model is not listed, and when it calls no tool")
  func doubtful() throws {
    try LiveProgram.with(answer: {
      $0.path == "/v1/models"
        ? Self.answers($0, lists: "other") : .events(ChatEvents.words("hello"))
    }) { folder, server in
      let run = try LiveProgram.run(["doctor", "--model", "chat:m"], in: folder, at: server.base)
      #expect(run.status == 1)
      #expect(run.output.contains("note  the server answers and doesn't list `m`; it lists other"))
      #expect(run.output.contains("FAIL  model chat:m answered without calling the tool"))
    }
  }

  @Test("says that the key is not accepted")
  func refused() throws {
    try LiveProgram.with(answer: { _ in .error(401, "Bad key.") }) { folder, server in
      let run = try LiveProgram.run(["doctor", "--model", "chat:m"], in: folder, at: server.base)
      #expect(run.status == 1)
      let words = "127.0.0.1:\(server.port) does not accept the key (401); check OPENAI_API_KEY"
      #expect(run.output.contains("  FAIL  \(words)\n"))
    }
  }

  @Test("leaves the network alone with --offline")
  func offline() throws {
    try LiveProgram.with { folder, server in
      let run = try LiveProgram.run(
        ["doctor", "--model", "chat:m", "--offline"],
        in: folder,
        at: server.base
      )
      #expect(run.status == 0, "\(run.output)")
      #expect(server.requests.isEmpty)
    }
  }
}

@Suite("The models that a server lists")
struct ListedModelTests {
  @Test("are asked for by `:model`")
  func models() throws {
    try LiveProgram.with(answer: { _ in .json(["data": [["id": "one"], ["id": "two"]]]) }) {
      folder,
      server in
      let run = try LiveProgram.run(
        ["repl", "--model", "chat:one", "--role", "it", "-c", ":model"],
        in: folder,
        at: server.base
      )
      #expect(run.status == 0 && server.requests.map(\.line) == ["GET /v1/models HTTP/1.1"])
      for name in ["* chat:one", "chat:two", "offline"] {
        #expect(run.output.contains(name), "\(run.output)")
      }
    }
  }
}
