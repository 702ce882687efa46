import Agent
import EventStreams
import HTTPTransport
import Synchronization
import Testing
import Values
import WireServer

@testable import OpenAIModels

@Suite("Model failures")
struct FailureTests {
  @Test("has words and a rule for each status", arguments: FailureCase.statuses)
  func statuses(_ failure: FailureCase) async throws {
    try await withServer({ _ in failure.reply }) { server in
      let asked = try await ask(server, "chat:m", key: "sk-0123456789abcdef")
      #expect(asked.response == nil)
      #expect(
        asked.error == failure.words.replacing("HOST", with: "127.0.0.1:\(server.port)")
      )
      #expect(server.requests.count == 1 + failure.retries)
      #expect(asked.waits.count == failure.retries)
    }
  }

  @Test(
    "executes nothing of an answer that is not complete, and doesn't ask again",
    arguments: FailureCase.streams
  )
  func streams(_ failure: FailureCase) async throws {
    try await withServer({ _ in failure.reply }) { server in
      let asked = try await ask(server)
      #expect(asked.response == nil)
      let words = failure.words.replacing("HOST", with: "127.0.0.1:\(server.port)")
      #expect(asked.error?.hasPrefix(words) == true, "\(asked.error ?? "no error")")
      #expect(server.requests.count == 1)
    }
  }

  @Test(
    "never runs a call of a stream that is cut, wherever it is cut",
    arguments: ["openai:m", "chat:m"]
  )
  func cutAnywhere(model: String) throws {
    let responses = ResponsesEvents.answer(
      .text(["Now."]),
      .call(id: "c", name: "restart_service", arguments: ["{\"service\":", "\"Redis\"}"])
    )
    let chat = ChatEvents.calls(("c", "restart_service", ["{\"service\":", "\"Redis\"}"]))
    let stream = Array((model == "chat:m" ? chat : responses).utf8)
    // The end of what has to be there: the event that completes the answer.
    let marker =
      model == "chat:m" ? "\"finish_reason\":\"tool_calls\"" : "event: response.completed"
    let text = String(decoding: stream, as: UTF8.self)
    let mark = try #require(text.firstRange(of: marker))
    let tail = try #require(text[mark.lowerBound...].firstRange(of: "\n\n"))
    let needed = text[..<tail.upperBound].utf8.count
    for cut in 0...stream.count {
      var decoder = EventStreamDecoder()
      var answer: any ModelAnswer = model == "chat:m" ? ChatAnswer() : ResponsesAnswer()
      var events: [ServerSentEvent] = []
      try decoder.decode(Array(stream[..<cut])) { events.append($0) }
      for event in events where event.text != "[DONE]" {
        try answer.take(try JSONReader.read(event.data)) { _ in }
      }
      let finished = try? answer.finished()
      #expect((finished != nil) == (cut >= needed), "cut at \(cut) of \(stream.count)")
      #expect(
        finished?.calls.map(\.arguments) ?? [] == (cut >= needed ? ["{\"service\":\"Redis\"}"] : [])
      )
    }
  }

  @Test("asks again after a lost connection, as long as nothing was answered")
  func retriesConnections() async throws {
    try await withServer({ request in
      request.number < 3 ? WireReply(status: nil) : .events(ResponsesEvents.answer(.text(["ok"])))
    }) { server in
      let asked = try await ask(server)
      #expect(asked.response?.text == "ok")
      #expect(asked.waits == [.milliseconds(500), .seconds(1)])
      #expect(server.requests.count == 3)
    }
  }

  @Test("asks again where the stream broke off before its first event")
  func retriesEmptyStreams() async throws {
    try await withServer({ request in
      request.number == 1
        ? .stream([.bytes(Array(": hello\n\ndata: {\"ty".utf8)), .reset])
        : .events(ResponsesEvents.answer(.text(["ok"])))
    }) { server in
      let asked = try await ask(server)
      #expect(asked.response?.text == "ok")
      #expect(server.requests.count == 2)
    }
  }

  @Test(
    "waits as long as the server asks",
    arguments: [
      (["retry-after-ms": "250"], Duration.milliseconds(250)),
      (["Retry-After": "1.5"], .milliseconds(1_500)), (["Retry-After": "0"], .milliseconds(500)),
      (["Retry-After": "soon"], .milliseconds(500)), (["Retry-After": "-3"], .milliseconds(500)),
      (["Retry-After": "1e400"], .milliseconds(500)), (["Retry-After": "nan"], .milliseconds(500)),
      (["Retry-After": "Sun, 06 Nov 1994 08:49:41 GMT"], .seconds(4)),
      (["Retry-After": "Sun, 06 Nov 1994 08:49:30 GMT"], .milliseconds(500)),
      (["retry-after-ms": "100", "Retry-After": "9"], .milliseconds(100)),
    ]
  )
  func waits(headers: [String: String], expected: Duration) async throws {
    let list = headers.map { ($0.key, $0.value) }
    try await withServer({ request in
      request.number == 1
        ? .error(429, "Slow down.", headers: list)
        : .events(ResponsesEvents.answer(.text(["ok"])))
    }) { server in
      let asked = try await ask(server)
      #expect(asked.waits == [expected])
      #expect(asked.response?.text == "ok")
    }
  }

  @Test("gives up on a server that falls silent, and on one that takes too long")
  func stalls() async throws {
    var begun = ResponsesEvents()
    begun.add(.text(["Wait"]))
    let reply = WireReply.stream([.bytes(Array(begun.begun.utf8)), .stall])
    try await withServer({ _ in reply }) { server in
      let idle = try await ask(server, timeouts: HTTPTimeouts(idle: .milliseconds(50)))
      #expect(idle.error == "127.0.0.1:\(server.port) sent nothing for 0.05 s")
      #expect(idle.deltas == ["Wait"])
      let total = try await ask(server, timeouts: HTTPTimeouts(total: .milliseconds(50)))
      #expect(total.error == "127.0.0.1:\(server.port) was not done after 0.05 s")
      #expect(server.requests.count == 2)
    }
  }

  @Test("reads lines and streams up to their limits", arguments: [-1, 0, 1])
  func limits(over: Int) async throws {
    let stream = ResponsesEvents.answer(.text(["ok"]))
    let longest = stream.split(separator: "\n").map(\.utf8.count).max() ?? 0
    try await withServer({ _ in .events(stream) }) { server in
      let host = "127.0.0.1:\(server.port)"
      let line = longest - over
      let byLine = try await ask(server, limits: EventStreamLimits(lineBytes: line))
      let expectedLine =
        "\(host) sent what is no answer: a line of the stream has more than \(line) bytes"
      #expect(byLine.error == (over > 0 ? expectedLine : nil))
      let bytes = stream.utf8.count - over
      let byStream = try await ask(server, limits: EventStreamLimits(streamBytes: bytes))
      let expectedStream = "\(host) sent what is no answer: the stream has more than \(bytes) bytes"
      #expect(byStream.error == (over > 0 ? expectedStream : nil))
    }
  }

  @Test("takes the key out of everything that a server says", arguments: ["openai:m", "chat:m"])
  func redacts(model: String) async throws {
    let key = "sk-canary/+0123456789=abcdef"
    let encoded = "c2stY2FuYXJ5LyswMTIzNDU2Nzg5PWFiY2RlZg=="
    let words = ["the key is sk-can", "ary/+0123456789=abc", "def and \(encoded)."]
    let stream =
      model == "chat:m"
      ? ChatEvents.words(words[0], words[1], words[2])
      : ResponsesEvents.answer(.text(words))
    let asked = try await withServer({ _ in .events(stream) }) {
      try await ask($0, model, key: key)
    }
    for text in [asked.response?.text ?? "", asked.deltas.joined()] {
      #expect(text.hasPrefix("the key is [redacted] and [redacted]"), "\(text)")
      #expect(!text.contains("canary") && !text.contains("c2stY2"))
    }
    let error = try await withServer({ _ in .error(400, "no \(key) here") }) {
      try await ask($0, model, key: key).error
    }
    #expect(error?.contains("no [redacted] here") == true)
  }
}
