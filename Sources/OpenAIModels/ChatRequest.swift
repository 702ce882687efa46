import AccessControl
import Agent
import Values

/// A request as the Chat Completions API takes it, with nothing that compatible servers refuse.
enum ChatRequest {
  /// Returns the body.
  static func body(
    _ request: ModelRequest,
    model: String,
    memoModel: String,
    settings: ModelSettings,
    instructions: String,
    isOpenAI: Bool
  ) -> JSONValue {
    let system: JSONValue = ["role": "system", "content": .string(instructions)]
    var body: [String: JSONValue] = [
      "model": .string(model),
      "messages": .array([system] + messages(Conversation(request, model: memoModel))),
      "stream": true, "stream_options": ["include_usage": true],
    ]
    if !request.tools.isEmpty {
      body["tools"] = .array(
        request.tools.map { tool in
          [
            "type": "function",
            "function": [
              "name": .string(tool.name), "description": .string(tool.summary),
              "parameters": ToolSchema.parameters(of: tool, strict: isOpenAI),
              "strict": .bool(isOpenAI),
            ],
          ]
        }
      )
    }
    if isOpenAI { body["store"] = false }
    if let effort = settings.effort { body["reasoning_effort"] = .string(effort) }
    if let verbosity = settings.verbosity { body["verbosity"] = .string(verbosity) }
    if let temperature = settings.temperature { body["temperature"] = .number(temperature) }
    if let most = settings.maximumTokens {
      body[isOpenAI ? "max_completion_tokens" : "max_tokens"] = .integer(most)
    }
    return .object(body)
  }

  private static func messages(_ conversation: Conversation) -> [JSONValue] {
    var messages: [JSONValue] = []
    for part in conversation.parts {
      switch part {
      case .user(let text): messages.append(["role": "user", "content": .string(text)])
      case .assistant(let text): messages.append(["role": "assistant", "content": .string(text)])
      case .memo(let items): messages += items
      case .call(let id, let tool, let arguments):
        messages.append(message(ChatCall(id: id, name: tool, arguments: arguments)))
      case .output(let id, let text):
        messages.append(
          ["role": "tool", "tool_call_id": .string(id), "content": .string(text)]
        )
      }
    }
    return messages
  }

  private static func message(_ call: ChatCall) -> JSONValue {
    ["role": "assistant", "content": .null, "tool_calls": [call.json]]
  }
}

/// A call as Chat Completions writes it.
struct ChatCall: Equatable {
  var id: String
  var name: String
  var arguments: String

  var json: JSONValue {
    [
      "type": "function", "id": .string(id),
      "function": ["name": .string(name), "arguments": .string(arguments)],
    ]
  }
}
