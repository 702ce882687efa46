import AccessControl
import Agent
import Values

/// A thread as a model is told it: who said what, which calls were made, and what came of them.
struct Conversation {
  /// One thing in it.
  enum Part: Equatable {
    /// Somebody's words.
    case user(String)
    /// The agent's own answer, in its model's form.
    case memo([JSONValue])
    /// The agent's words.
    case assistant(String)
    /// A call that the agent made.
    case call(id: String, tool: String, arguments: String)
    /// What came of a call.
    case output(id: String, text: String)
  }

  let parts: [Part]

  /// Reads the items of a request as this model is told them.
  init(_ request: ModelRequest, model: String) {
    var builder = ConversationBuilder(request: request, model: model)
    for item in request.items { builder.add(item) }
    builder.endAnswer()
    parts = builder.parts
  }
}

private struct ConversationBuilder {
  let request: ModelRequest
  let model: String
  var parts: [Conversation.Part] = []
  /// The calls of the answer that was sent as a whole, and have no output yet.
  private var open: [String] = []
  /// The item that the answer began with, whose text is part of it.
  private var isInAnswer = false
  private var lastCall: String?

  init(request: ModelRequest, model: String) {
    self.request = request
    self.model = model
  }

  mutating func add(_ item: ThreadItem) {
    if let memo = item.memo, memo.model == model, item.session == request.session {
      endAnswer()
      parts.append(.memo(memo.items))
      open = memo.calls
      isInAnswer = true
      if case .toolCall(let call) = item.content { lastCall = call.id }
      return
    }
    switch item.content {
    case .userMessage(let text):
      endAnswer()
      let isOther = item.session != request.session
      let mark = isOther ? "[\(item.session.user), \(item.session.role)] " : ""
      parts.append(.user(mark + text))
    case .inject(let text, _):
      endAnswer()
      parts.append(.user("[exercise] " + text))
    case .assistantMessage(let text):
      endAnswer()
      parts.append(.assistant(text))
    case .toolCall(let call):
      if !isInAnswer || !open.contains(call.id) {
        endAnswer()
        parts.append(.call(id: call.id, tool: call.tool, arguments: Self.text(call.arguments)))
      }
      lastCall = call.id
    case .toolOutput(let performed):
      guard let id = lastCall else { return }
      open.removeAll { $0 == id }
      parts.append(.output(id: id, text: ToolOutputText.text(of: performed, limit: 32_768)))
      lastCall = nil
    }
  }

  /// Gives every call of the last answer an output, as the APIs want it.
  mutating func endAnswer() {
    if let id = lastCall, !open.contains(id) { open.append(id) }
    lastCall = nil
    for id in open {
      parts.append(
        .output(id: id, text: "{\"message\":\"the turn was stopped\",\"outcome\":\"not run\"}")
      )
    }
    open = []
    isInAnswer = false
  }

  private static func text(_ arguments: ToolArguments) -> String {
    switch arguments {
    case .values(let values): JSONWriter.text(.object(values))
    case .text(let text): ToolSchema.isObject(text) ? text : "{}"
    }
  }
}
