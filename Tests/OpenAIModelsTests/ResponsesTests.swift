import AccessControl
import Agent
import Testing
import Values
import WireServer

@testable import OpenAIModels

@Suite("Responses API")
struct ResponsesTests {
  @Test("streams text as it comes, whatever the chunks", arguments: [1, 7, 65_536])
  func text(chunk: Int) async throws {
    let stream = ResponsesEvents.answer(.text(["Redis ", "is ", "slow: Grüße 🚒"]))
    let asked = try await withServer({ _ in .events(stream, chunk: chunk) }) { try await ask($0) }
    #expect(asked.deltas == ["Redis ", "is ", "slow: Grüße 🚒"])
    #expect(asked.response?.text == "Redis is slow: Grüße 🚒")
    #expect(asked.response?.calls == [])
    #expect(
      asked.response?.usage == TokenUsage(input: 134, cached: 100, output: 63, reasoning: 40)
    )
    #expect(asked.response?.tokens == 197)
  }

  @Test("takes calls in order, with whole arguments, also after text", arguments: [true, false])
  func calls(hasIndexes: Bool) async throws {
    let stream = ResponsesEvents.answer(
      .reasoning(id: "rs_1", encrypted: "gAAA"),
      .text(["Looking."]),
      .call(
        id: "call_a",
        name: "restart_service",
        arguments: ["{\"serv", "ice\":\"Redis\",\"reason\":null}"]
      ),
      .call(id: "call_b", name: "view_logs", arguments: ["{\"amount\":1}"]),
      hasIndexes: hasIndexes
    )
    let asked = try await withServer({ _ in .events(stream) }) { try await ask($0) }
    #expect(
      asked.response?.calls == [
        ProposedCall(
          id: "call_a",
          tool: "restart_service",
          arguments: .values(["service": "Redis"])
        ),
        ProposedCall(id: "call_b", tool: "view_logs", arguments: .values(["amount": 1])),
      ]
    )
    #expect(asked.response?.text == "Looking.")
    #expect(asked.response?.memo?.items.count == 4)
    #expect(asked.response?.memo?.items.first?["encrypted_content"] == "gAAA")
  }

  @Test("asks for what the API wants, and stores nothing there")
  func request() async throws {
    let server = try WireServer { _ in .events(ResponsesEvents.answer(.text(["ok"]))) }
    defer { server.stop() }
    let settings = ModelSettings(
      effort: "low",
      verbosity: "low",
      temperature: 0.5,
      maximumTokens: 2_000
    )
    _ = try await ask(server, key: "sk-test-0123456789", settings: settings)
    let request = try #require(server.requests.first)
    #expect(request.line == "POST /v1/responses HTTP/1.1")
    #expect(request.values("authorization") == ["Bearer sk-test-0123456789"])
    #expect(request.values("content-type") == ["application/json"])
    let body = request.json
    #expect(body["model"] == "gpt-5")
    #expect(body["stream"] == true)
    #expect(body["store"] == false)
    #expect(body["include"] == ["reasoning.encrypted_content"])
    #expect(body["reasoning"] == ["effort": "low"])
    #expect(body["text"] == ["verbosity": "low"])
    #expect(body["temperature"] == .number(0.5))
    #expect(body["max_output_tokens"] == 2_000)
    #expect(body["input"] == [["role": "user", "content": "Restart Redis"]])
    #expect(body["tools"]?.elements?.count == 2)
    #expect(body["tools"]?.elements?.first?["strict"] == true)
    #expect(body["instructions"]?.text?.contains("dana@example.com, whose role is IT") == true)
  }

  @Test("doesn't ask older models for reasoning", arguments: ["gpt-4.1", "gpt-4o-mini"])
  func olderModels(model: String) async throws {
    let server = try WireServer { _ in .events(ResponsesEvents.answer(.text(["ok"]))) }
    defer { server.stop() }
    _ = try await ask(server, "openai:\(model)")
    #expect(server.requests.first?.json["include"] == nil)
  }

  @Test("says what a model refuses")
  func refusal() async throws {
    let stream = ResponsesEvents.answer(.refusal("I can't help with that."))
    let asked = try await withServer({ _ in .events(stream) }) { try await ask($0) }
    #expect(asked.response?.text == "I can't help with that.")
    #expect(asked.deltas == ["I can't help with that."])
  }

  @Test("reads an answer of a server that doesn't stream")
  func wholeAnswer() async throws {
    let message: JSONValue = [
      "type": "message", "content": [["type": "output_text", "text": "whole"]],
    ]
    let answer: JSONValue = ["status": "completed", "output": [message]]
    let asked = try await withServer({ _ in .json(answer) }) { try await ask($0) }
    #expect(asked.response?.text == "whole")
    #expect(asked.deltas == ["whole"])
  }

  @Test("ignores events, items and members that it doesn't know")
  func unknownEvents() async throws {
    var events = ResponsesEvents()
    events.add("response.sparkle.delta", ["delta": "✨"])
    events.add(
      "response.output_item.added",
      ["output_index": 0, "item": ["type": "sparkle", "id": "s"]]
    )
    events.add(
      "response.output_item.done",
      ["output_index": 0, "item": ["type": "sparkle", "id": "s"]]
    )
    let stream = events.completed().replacing(
      "event: response.completed",
      with: ": hi\n\nid: 4\nevent: x"
    )
    let asked = try await withServer({ _ in .events(stream) }) { try await ask($0) }
    #expect(asked.error == nil)
    #expect(asked.response?.text == "")
  }

  @Test("tells items apart by their place where identifiers change")
  func rotatingIdentifiers() async throws {
    var events = ResponsesEvents()
    for (type, id) in [("added", "fc_1"), ("done", "fc_2")] {
      events.add(
        "response.output_item.\(type)",
        [
          "output_index": 0,
          "item": [
            "type": "function_call", "id": .string(id), "call_id": "call_1", "name": "view_logs",
            "arguments": type == "done" ? "{}" : "",
          ],
        ]
      )
    }
    let stream = events.completed()
    let asked = try await withServer({ _ in .events(stream) }) { try await ask($0) }
    #expect(asked.response?.calls.map(\.id) == ["call_1"])
  }

  @Test("gives each call an identifier of its own", arguments: ["", "call_a", "0 0"])
  func identifiers(second: String) async throws {
    let stream = ResponsesEvents.answer(
      .call(id: "call_a", name: "view_logs", arguments: ["{}"]),
      .call(id: second, name: "view_logs", arguments: ["{\"lines\":5}"])
    )
    let asked = try await withServer({ _ in .events(stream) }) { try await ask($0) }
    #expect(asked.response?.calls.map(\.id) == ["call_a", "call_1_0_1"])
    #expect(asked.response?.memo?.calls == ["call_a", "call_1_0_1"])
    #expect(asked.response?.memo?.items.map { $0["call_id"] } == ["call_a", "call_1_0_1"])
  }

  @Test("takes a call that stands twice in one answer, identifier and all, for one")
  func repeated() async throws {
    let stream = ResponsesEvents.answer(
      .call(id: "call_a", name: "view_logs", arguments: ["{}"]),
      .call(id: "call_b", name: "view_logs", arguments: ["{}"]),
      .call(id: "call_a", name: "view_logs", arguments: ["{}"])
    )
    let asked = try await withServer({ _ in .events(stream) }) { try await ask($0) }
    #expect(asked.response?.calls.map(\.id) == ["call_a", "call_b"])
    #expect(asked.response?.memo?.items.map { $0["call_id"] } == ["call_a", "call_b"])
  }

  @Test("hands arguments that can't be read to the gate, and sends the server an empty object")
  func brokenArguments() async throws {
    let stream = ResponsesEvents.answer(.call(id: "c", name: "view_logs", arguments: ["{"]))
    let asked = try await withServer({ _ in .events(stream) }) { try await ask($0) }
    #expect(asked.response?.calls.map(\.arguments) == [.text("{")])
    #expect(asked.response?.memo?.items.first?["arguments"] == "{}")
  }
}
