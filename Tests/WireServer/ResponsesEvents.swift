public import Values

/// The events of an answer of the Responses API, in the order and shape in which they were recorded.
public struct ResponsesEvents: Sendable {
  /// One output item.
  public enum Item: Sendable {
    /// Thought that comes back encrypted.
    case reasoning(id: String, encrypted: String)
    /// Words, in these pieces.
    case text([String])
    /// A refusal.
    case refusal(String)
    /// A call with its arguments, in these pieces.
    case call(id: String, name: String, arguments: [String])
  }

  private var sequence = 0
  private var text = ""
  private var output: [JSONValue] = []
  private let hasIndexes: Bool

  /// Starts an answer; llama.cpp gives events neither a place nor a number.
  public init(hasIndexes: Bool = true) {
    self.hasIndexes = hasIndexes
    add("response.created", ["response": Self.response("in_progress", [])])
    add("response.in_progress", ["response": Self.response("in_progress", [])])
  }

  /// Returns a whole answer.
  public static func answer(_ items: Item..., hasIndexes: Bool = true) -> String {
    var events = ResponsesEvents(hasIndexes: hasIndexes)
    for item in items { events.add(item) }
    return events.completed()
  }

  /// Returns what there is so far.
  public var begun: String { text }

  /// Adds an event.
  public mutating func add(_ type: String, _ members: [String: JSONValue]) {
    var event = members
    event["type"] = .string(type)
    if hasIndexes { event["sequence_number"] = .integer(sequence) }
    sequence += 1
    text += "event: \(type)\ndata: \(JSONWriter.text(.object(event)))\n\n"
  }

  /// Adds the events of an item.
  public mutating func add(_ item: Item) {
    switch item {
    case .reasoning(let id, let encrypted):
      begin(["type": "reasoning", "id": .string(id), "summary": [], "encrypted_content": ""])
      end([
        "type": "reasoning", "id": .string(id), "summary": [],
        "encrypted_content": .string(encrypted),
      ])
    case .text(let pieces): add(message: pieces, "output_text", "text")
    case .refusal(let words): add(message: [words], "refusal", "refusal")
    case .call(let id, let name, let arguments): add(call: id, name, arguments)
    }
  }

  /// Returns the answer with its end.
  public func completed() -> String { ended("completed", [:]) }

  /// Returns the answer, cut off by the server for a reason.
  public func incomplete(_ reason: String) -> String {
    ended("incomplete", ["incomplete_details": ["reason": .string(reason)]])
  }

  /// Returns the answer, failed with an error.
  public func failed(_ code: String, _ message: String) -> String {
    ended("failed", ["error": ["code": .string(code), "message": .string(message)]])
  }

  private func ended(_ status: String, _ more: [String: JSONValue]) -> String {
    var copy = self
    let usage: JSONValue = [
      "input_tokens": 134, "input_tokens_details": ["cached_tokens": 100], "output_tokens": 63,
      "output_tokens_details": ["reasoning_tokens": 40], "total_tokens": 197,
    ]
    let response = Self.response(status, output).members ?? [:]
    copy.add(
      "response.\(status)",
      ["response": .object(response.merging(["usage": usage]) { $1 }.merging(more) { $1 })]
    )
    return copy.text
  }

  private var place: [String: JSONValue] {
    hasIndexes ? ["output_index": .integer(output.count)] : [:]
  }

  private mutating func begin(_ item: JSONValue) {
    add("response.output_item.added", place.merging(["item": item]) { $1 })
  }

  private mutating func end(_ item: JSONValue) {
    add("response.output_item.done", place.merging(["item": item]) { $1 })
    output.append(item)
  }

  private mutating func add(message pieces: [String], _ type: String, _ member: String) {
    let id = "msg_\(output.count)"
    let message: [String: JSONValue] = [
      "type": "message", "id": .string(id), "role": "assistant", "status": "in_progress",
      "content": [],
    ]
    begin(.object(message))
    for piece in pieces {
      add(
        "response.\(type).delta",
        place.merging(["item_id": .string(id), "content_index": 0, "delta": .string(piece)]) { $1 }
      )
    }
    let content: JSONValue = ["type": .string(type), member: .string(pieces.joined())]
    end(.object(message.merging(["status": "completed", "content": [content]]) { $1 }))
  }

  private mutating func add(call id: String, _ name: String, _ arguments: [String]) {
    let item = "fc_\(output.count)"
    let call: [String: JSONValue] = [
      "type": "function_call", "id": .string(item), "status": "in_progress", "arguments": "",
      "call_id": .string(id), "name": .string(name),
    ]
    begin(.object(call))
    for piece in arguments {
      add(
        "response.function_call_arguments.delta",
        place.merging(["item_id": .string(item), "delta": .string(piece)]) { $1 }
      )
    }
    end(
      .object(
        call.merging(["status": "completed", "arguments": .string(arguments.joined())]) { $1 }
      )
    )
  }

  private static func response(_ status: String, _ output: [JSONValue]) -> JSONValue {
    [
      "id": "resp_1", "object": "response", "status": .string(status), "output": .array(output),
      "model": "gpt-5", "error": .null, "incomplete_details": .null,
    ]
  }
}
