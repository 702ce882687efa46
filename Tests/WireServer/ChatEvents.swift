public import Values

/// The chunks of an answer of the Chat Completions API.
public struct ChatEvents: Sendable {
  private var text = ""

  /// Starts an answer.
  public init() {
    add(delta: ["role": "assistant", "content": .null])
  }

  /// Returns what there is so far.
  public var begun: String { text }

  /// Returns an answer of words in these pieces.
  public static func words(_ pieces: String...) -> String {
    var events = ChatEvents()
    for piece in pieces { events.add(delta: ["content": .string(piece)]) }
    return events.finished("stop")
  }

  /// Returns an answer of calls, each with an identifier, a name and arguments in pieces.
  public static func calls(_ calls: (id: String, name: String, arguments: [String])...) -> String {
    var events = ChatEvents()
    for (index, call) in calls.enumerated() {
      events.add(call: index, id: call.id, name: call.name, arguments: "")
      for piece in call.arguments { events.add(call: index, arguments: piece) }
    }
    return events.finished("tool_calls")
  }

  /// Adds data as it is.
  public mutating func add(data: String) { text += "data: \(data)\n\n" }

  /// Adds a chunk.
  public mutating func add(delta: JSONValue, finish: JSONValue = .null) {
    let choice: JSONValue = ["index": 0, "delta": delta, "finish_reason": finish]
    add(data: JSONWriter.text(Self.chunk(["choices": [choice]])))
  }

  /// Adds a piece of a call.
  public mutating func add(
    call index: Int,
    id: String? = nil,
    name: String? = nil,
    arguments: String
  ) {
    var function: [String: JSONValue] = ["arguments": .string(arguments)]
    if let name { function["name"] = .string(name) }
    var call: [String: JSONValue] = ["index": .integer(index), "function": .object(function)]
    if let id { call["id"] = .string(id) }
    add(delta: ["tool_calls": [.object(call)]])
  }

  /// Returns the answer with its end, the usage, and `[DONE]`.
  public func finished(_ reason: String) -> String {
    var copy = self
    copy.add(delta: [:], finish: .string(reason))
    let usage: JSONValue = ["prompt_tokens": 20, "completion_tokens": 7, "total_tokens": 27]
    copy.add(data: JSONWriter.text(Self.chunk(["choices": [], "usage": usage])))
    copy.add(data: "[DONE]")
    return copy.text
  }

  private static func chunk(_ members: [String: JSONValue]) -> JSONValue {
    .object(
      members.merging(
        ["id": "chatcmpl-1", "object": "chat.completion.chunk", "model": "m", "created": 1]
      ) { $1 }
    )
  }
}
