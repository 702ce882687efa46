import Agent
import Values

/// An answer of the Responses API.
///
/// Calls are taken from finished items only. Items are told apart by their place where the server
/// gives one, since some change an item's identifier from event to event; else by the identifier.
struct ResponsesAnswer: ModelAnswer {
  private struct Item {
    let key: String
    var done: JSONValue?
  }

  private var items: [Item] = []
  private var completed: JSONValue?

  var isFinished: Bool { completed != nil }

  mutating func take(_ event: JSONValue, emit: (ModelEvent) -> Void) throws(AnswerError) {
    switch event["type"]?.text {
    case "response.output_text.delta", "response.refusal.delta":
      if let delta = event["delta"]?.text, !delta.isEmpty { emit(.textDelta(delta)) }
    case "response.output_item.added":
      guard let item = event["item"] else { throw .malformed("an item without content") }
      place(of: item, in: event)
      if item["type"]?.text == "function_call" {
        emit(.callStarted(tool: item["name"]?.text ?? ""))
      }
    case "response.output_item.done":
      guard let item = event["item"] else { throw .malformed("an item without content") }
      items[place(of: item, in: event)].done = item
    case "response.completed": completed = event["response"] ?? .object([:])
    case "response.incomplete":
      let reason = event["response"]?["incomplete_details"]?["reason"]?.text
      throw .incomplete(Self.words(for: reason))
    case "response.failed":
      throw .server(ServerProblem(event["response"]?["error"] ?? .null))
    case "error": throw .server(ServerProblem(event["error"] ?? event))
    default:
      if event["type"] == nil, let error = event["error"] { throw .server(ServerProblem(error)) }
    }
  }

  mutating func takeWhole(_ answer: JSONValue, emit: (ModelEvent) -> Void) throws(AnswerError) {
    switch answer["status"]?.text {
    case "completed": completed = answer
    case "incomplete":
      throw .incomplete(Self.words(for: answer["incomplete_details"]?["reason"]?.text))
    default: throw .malformed("neither a stream nor an answer")
    }
    let text = Self.text(of: answer["output"]?.elements ?? [])
    if !text.isEmpty { emit(.textDelta(text)) }
  }

  func finished() throws(AnswerError) -> FinishedAnswer {
    guard let completed else { throw .cutOff }
    var output = completed["output"]?.elements ?? []
    if output.isEmpty {
      guard items.allSatisfy({ $0.done != nil }) else {
        throw .malformed("an answer with an unfinished item")
      }
      output = items.compactMap(\.done)
    }
    var calls: [FinishedAnswer.Call] = []
    for item in output where item["type"]?.text == "function_call" {
      guard let name = item["name"]?.text else { throw .malformed("a call without a name") }
      calls.append(
        FinishedAnswer.Call(
          id: item["call_id"]?.text ?? "",
          name: name,
          arguments: item["arguments"]?.text ?? ""
        )
      )
    }
    return FinishedAnswer(
      text: Self.text(of: output),
      calls: calls,
      usage: Self.usage(completed["usage"]),
      items: output
    )
  }

  /// Returns the place of an item, which is a new one at its first event.
  @discardableResult
  private mutating func place(of item: JSONValue, in event: JSONValue) -> Int {
    let key =
      event["output_index"]?.int.map { "#\($0)" } ?? item["id"]?.text ?? item["call_id"]?.text ?? ""
    if let index = items.firstIndex(where: { $0.key == key }) { return index }
    items.append(Item(key: key))
    return items.count - 1
  }

  private static func text(of output: [JSONValue]) -> String {
    output.filter { $0["type"]?.text == "message" }
      .map { message in
        (message["content"]?.elements ?? [])
          .compactMap { $0["text"]?.text ?? $0["refusal"]?.text }.joined()
      }
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func usage(_ value: JSONValue?) -> TokenUsage? {
    guard let value, value.members != nil else { return nil }
    return TokenUsage(
      input: AnswerParts.count(value["input_tokens"]),
      cached: AnswerParts.count(value["input_tokens_details"]?["cached_tokens"]),
      output: AnswerParts.count(value["output_tokens"]),
      reasoning: AnswerParts.count(value["output_tokens_details"]?["reasoning_tokens"])
    )
  }

  private static func words(for reason: String?) -> String {
    switch reason {
    case "max_output_tokens": "it reached the most tokens an answer may have"
    case "content_filter": "the server's content filter stopped it"
    case let reason?: "the server says `\(reason.prefix(100))`"
    case nil: "the server doesn't say why"
    }
  }
}
