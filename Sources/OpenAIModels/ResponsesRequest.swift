import AccessControl
import Agent
import Values

/// A request as the Responses API takes it: nothing is stored there, everything is sent each time.
enum ResponsesRequest {
  /// Returns the body.
  static func body(
    _ request: ModelRequest,
    model: String,
    memoModel: String,
    settings: ModelSettings,
    instructions: String
  ) -> JSONValue {
    var body: [String: JSONValue] = [
      "model": .string(model), "instructions": .string(instructions),
      "input": .array(input(Conversation(request, model: memoModel))), "stream": true,
      "store": false,
      "prompt_cache_key": .string("tabletop-" + request.session.role.name),
      "safety_identifier": .string(
        String(Digest(of: Array(request.session.user.utf8)).description.prefix(32))
      ),
    ]
    if !request.tools.isEmpty {
      body["tools"] = .array(
        request.tools.map { tool in
          [
            "type": "function", "name": .string(tool.name), "description": .string(tool.summary),
            "parameters": ToolSchema.parameters(of: tool, strict: true), "strict": true,
          ]
        }
      )
      body["tool_choice"] = "auto"
      body["parallel_tool_calls"] = true
    }
    if reasons(model) { body["include"] = ["reasoning.encrypted_content"] }
    if let effort = settings.effort { body["reasoning"] = ["effort": .string(effort)] }
    if let verbosity = settings.verbosity { body["text"] = ["verbosity": .string(verbosity)] }
    if let temperature = settings.temperature { body["temperature"] = .number(temperature) }
    if let most = settings.maximumTokens { body["max_output_tokens"] = .integer(most) }
    return .object(body)
  }

  /// Whether a model may have reasoning to carry over; the older ones refuse to be asked for it.
  private static func reasons(_ model: String) -> Bool {
    !["gpt-3", "gpt-4", "chatgpt-"].contains { model.hasPrefix($0) }
  }

  private static func input(_ conversation: Conversation) -> [JSONValue] {
    conversation.parts.flatMap { part -> [JSONValue] in
      switch part {
      case .user(let text): [["role": "user", "content": .string(text)]]
      case .assistant(let text):
        // Servers of others need the type of an answer that is not theirs.
        [["type": "message", "role": "assistant", "content": .string(text)]]
      case .memo(let items): items
      case .call(let id, let tool, let arguments):
        [
          [
            "type": "function_call", "call_id": .string(id), "name": .string(tool),
            "arguments": .string(arguments),
          ]
        ]
      case .output(let id, let text):
        [["type": "function_call_output", "call_id": .string(id), "output": .string(text)]]
      }
    }
  }
}
