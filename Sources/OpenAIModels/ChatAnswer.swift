import Agent
import Values

/// An answer of the Chat Completions API.
struct ChatAnswer: ModelAnswer {
  /// The most calls that are put together; the agent loop allows fewer.
  private static let maximumCalls = 128

  private var text = ""
  private var refusal = ""
  private var calls: [(index: Int, call: ChatCall)] = []
  private var finishReason: String?
  private var usage: TokenUsage?

  var isFinished: Bool { finishReason != nil }

  mutating func take(_ event: JSONValue, emit: (ModelEvent) -> Void) throws(AnswerError) {
    if let error = event["error"], error != .null { throw .server(ServerProblem(error)) }
    if let usage = event["usage"], usage.members != nil { self.usage = Self.usage(usage) }
    guard let choice = event["choices"]?.elements?.first(where: { $0["index"]?.int ?? 0 == 0 })
    else { return }
    try take(delta: choice["delta"] ?? choice["message"] ?? .null, emit)
    if let reason = choice["finish_reason"]?.text { finishReason = reason }
  }

  mutating func takeWhole(_ answer: JSONValue, emit: (ModelEvent) -> Void) throws(AnswerError) {
    guard answer["choices"]?.elements?.isEmpty == false else {
      throw .malformed("neither a stream nor an answer")
    }
    try take(answer, emit: emit)
  }

  func finished() throws(AnswerError) -> FinishedAnswer {
    switch finishReason {
    case nil: throw .cutOff
    case "length": throw .incomplete("it reached the most tokens an answer may have")
    case "content_filter": throw .incomplete("the server's content filter stopped it")
    default: break
    }
    let said = text.isEmpty ? refusal : text
    var message: [String: JSONValue] = [
      "role": "assistant", "content": said.isEmpty ? .null : .string(said),
    ]
    let all = calls.map(\.call)
    guard all.allSatisfy({ !$0.name.isEmpty }) else { throw .malformed("a call without a name") }
    if !all.isEmpty { message["tool_calls"] = .array(all.map(\.json)) }
    return FinishedAnswer(
      text: said,
      calls: all.map { FinishedAnswer.Call(id: $0.id, name: $0.name, arguments: $0.arguments) },
      usage: usage,
      items: [.object(message)]
    )
  }

  private mutating func take(
    delta: JSONValue,
    _ emit: (ModelEvent) -> Void
  ) throws(AnswerError) {
    if let more = delta["content"]?.text, !more.isEmpty {
      text += more
      emit(.textDelta(more))
    }
    if let more = delta["refusal"]?.text, !more.isEmpty {
      refusal += more
      emit(.textDelta(more))
    }
    for part in delta["tool_calls"]?.elements ?? [] { try take(part, emit) }
  }

  /// Takes a piece of a call; its name is set, its arguments grow.
  private mutating func take(
    _ part: JSONValue,
    _ emit: (ModelEvent) -> Void
  ) throws(AnswerError) {
    let id = part["id"]?.text ?? ""
    let place = part["index"]?.int ?? place(of: id)
    if !calls.contains(where: { $0.index == place }) {
      guard calls.count < Self.maximumCalls else { throw .malformed("too many calls") }
      calls.append((place, ChatCall(id: "", name: "", arguments: "")))
      emit(.callStarted(tool: part["function"]?["name"]?.text ?? ""))
    }
    guard let index = calls.firstIndex(where: { $0.index == place }) else { return }
    if !id.isEmpty { calls[index].call.id = id }
    if let name = part["function"]?["name"]?.text, !name.isEmpty { calls[index].call.name = name }
    if let more = part["function"]?["arguments"]?.text { calls[index].call.arguments += more }
  }

  /// Returns where a piece without a place belongs: to the call it names, or to the last one.
  private func place(of id: String) -> Int {
    if id.isEmpty { return calls.last?.index ?? 0 }
    return calls.first { $0.call.id == id }?.index ?? (calls.map(\.index).max() ?? -1) + 1
  }

  private static func usage(_ value: JSONValue) -> TokenUsage {
    TokenUsage(
      input: AnswerParts.count(value["prompt_tokens"]),
      cached: AnswerParts.count(value["prompt_tokens_details"]?["cached_tokens"]),
      output: AnswerParts.count(value["completion_tokens"]),
      reasoning: AnswerParts.count(value["completion_tokens_details"]?["reasoning_tokens"])
    )
  }
}
