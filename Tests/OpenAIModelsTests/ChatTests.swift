import AccessControl
import Agent
import Testing
import Values
import WireServer

@testable import OpenAIModels

@Suite("Chat Completions API")
struct ChatTests {
  @Test("streams text as it comes, whatever the chunks", arguments: [1, 7, 65_536])
  func text(chunk: Int) async throws {
    let stream = ChatEvents.words("Redis ", "is slow 🚒")
    let asked = try await withServer({ _ in .events(stream, chunk: chunk) }) {
      try await ask($0, "chat:m")
    }
    #expect(asked.deltas == ["Redis ", "is slow 🚒"])
    #expect(asked.response?.text == "Redis is slow 🚒")
    #expect(asked.response?.usage == TokenUsage(input: 20, output: 7))
  }

  @Test("puts calls together by their place")
  func calls() async throws {
    let stream = ChatEvents.calls(
      ("call_a", "restart_service", ["{\"service\":", "\"Re\\u00", "64is\"}"]),
      ("call_b", "view_logs", [""])
    )
    let asked = try await withServer({ _ in .events(stream) }) { try await ask($0, "chat:m") }
    #expect(
      asked.response?.calls == [
        ProposedCall(
          id: "call_a",
          tool: "restart_service",
          arguments: .values(["service": "Redis"])
        ),
        ProposedCall(id: "call_b", tool: "view_logs", arguments: .values([:])),
      ]
    )
  }

  @Test("asks for what every compatible server understands")
  func request() async throws {
    let server = try WireServer { _ in .events(ChatEvents.words("ok")) }
    defer { server.stop() }
    _ = try await ask(server, "chat:qwen", settings: ModelSettings(maximumTokens: 50))
    let request = try #require(server.requests.first)
    #expect(request.line == "POST /v1/chat/completions HTTP/1.1")
    #expect(!request.names.contains("authorization"))
    let body = request.json
    #expect(
      body.members?.keys.sorted() == [
        "max_tokens", "messages", "model", "stream", "stream_options", "tools",
      ]
    )
    #expect(body["messages"]?.elements?.map { $0["role"] } == ["system", "user"])
    #expect(body["tools"]?.elements?.first?["function"]?["strict"] == false)
  }

  @Test("sets a name that comes twice, once")
  func repeatedNames() async throws {
    var events = ChatEvents()
    events.add(call: 0, id: "c", name: "view_logs", arguments: "{\"limit\":")
    events.add(call: 0, id: "c", name: "view_logs", arguments: "5}")
    let stream = events.finished("tool_calls")
    let asked = try await withServer({ _ in .events(stream) }) { try await ask($0, "chat:m") }
    #expect(
      asked.response?.calls == [
        ProposedCall(id: "c", tool: "view_logs", arguments: .values(["limit": 5]))
      ]
    )
  }

  @Test("goes by the calls where a server says stop, and makes identifiers up where it gives none")
  func stopWithCalls() async throws {
    var events = ChatEvents()
    events.add(data: "{\"choices\":[],\"prompt_filter_results\":[]}")
    events.add(delta: ["tool_calls": [["function": ["name": "view_logs", "arguments": "{}"]]]])
    let stream = events.finished("stop")
    let asked = try await withServer({ _ in .events(stream) }) { try await ask($0, "chat:m") }
    #expect(asked.response?.calls.map(\.id) == ["call_1_0_0"])
  }

  @Test("needs no [DONE] once the reason to finish is there")
  func withoutDone() async throws {
    let stream = ChatEvents.words("ok").replacing("data: [DONE]\n\n", with: "")
    let asked = try await withServer({ _ in .events(stream) }) { try await ask($0, "chat:m") }
    #expect(asked.response?.text == "ok")
  }

  @Test("leaves a model's thoughts out, and shows a call that is only text as text")
  func thoughts() async throws {
    var events = ChatEvents()
    events.add(delta: ["reasoning_content": "hm"])
    events.add(delta: ["content": "```json\n{\"name\":\"view_logs\",\"arguments\":{}}\n```"])
    let stream = events.finished("stop")
    let asked = try await withServer({ _ in .events(stream) }) { try await ask($0, "chat:m") }
    #expect(asked.response?.calls == [])
    #expect(asked.response?.text.contains("view_logs") == true)
    #expect(asked.response?.text.contains("hm") == false)
  }

  @Test("reads an answer of a server that doesn't stream")
  func wholeAnswer() async throws {
    let message: JSONValue = ["role": "assistant", "content": "whole"]
    let choice: JSONValue = ["index": 0, "message": message, "finish_reason": "stop"]
    let asked = try await withServer({ _ in .json(["choices": [choice]]) }) {
      try await ask($0, "chat:m")
    }
    #expect(asked.response?.text == "whole")
  }
}
