import Agent
import Values

/// Gives each call an identifier of its own.
///
/// Some servers count calls from 0 in every answer, or give no identifier: the output of one call
/// would then be told of another, and the second of two would not run.
enum CallIdentifiers {
  /// Replaces identifiers that are missing, malformed, or taken in the conversation; also in the
  /// answer that is sent back.
  static func makeUnique(_ answer: inout FinishedAnswer, in request: ModelRequest) {
    guard !answer.calls.isEmpty else { return }
    dropRepeated(&answer)
    var taken: Set<String> = []
    for item in request.items {
      if case .toolCall(let call) = item.content { taken.insert(call.id) }
    }
    for index in answer.calls.indices {
      let id = answer.calls[index].id
      if !isUsable(id) || taken.contains(id) {
        answer.calls[index].id = "call_\(request.turn)_\(request.round)_\(index)"
      }
      taken.insert(answer.calls[index].id)
    }
    rewrite(&answer)
  }

  /// Leaves out a call that stands twice in one answer, identifier and all: it is the same call.
  private static func dropRepeated(_ answer: inout FinishedAnswer) {
    let calls = answer.calls
    var isKept = calls.indices.map { index in
      !isUsable(calls[index].id) || !calls[..<index].contains(calls[index])
    }
    guard isKept.contains(false) else { return }
    answer.calls = calls.indices.filter { isKept[$0] }.map { calls[$0] }
    func takesNext() -> Bool { isKept.isEmpty ? true : isKept.removeFirst() }
    answer.items = answer.items.compactMap { item in
      guard var members = item.members else { return item }
      if members["type"]?.text == "function_call", !takesNext() { return nil }
      if let list = members["tool_calls"]?.elements {
        members["tool_calls"] = .array(list.filter { _ in takesNext() })
      }
      return .object(members)
    }
  }

  private static func isUsable(_ id: String) -> Bool {
    (1...128).contains(id.utf8.count)
      && id.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
          || (0x61...0x7A).contains($0) || "_-.:".utf8.contains($0)
      }
  }

  /// Writes the identifiers, and arguments that can be read, into the model's own form.
  private static func rewrite(_ answer: inout FinishedAnswer) {
    var calls = answer.calls[...]
    answer.items = answer.items.map { item in
      guard var members = item.members else { return item }
      if members["type"]?.text == "function_call", let call = calls.popFirst() {
        members["call_id"] = .string(call.id)
        members["arguments"] = .string(readable(call.arguments))
      }
      if let list = members["tool_calls"]?.elements {
        members["tool_calls"] = .array(
          list.map { entry in
            guard let call = calls.popFirst() else { return entry }
            return ChatCall(id: call.id, name: call.name, arguments: readable(call.arguments)).json
          }
        )
      }
      return .object(members)
    }
  }

  private static func readable(_ arguments: String) -> String {
    ToolSchema.isObject(arguments) ? arguments : "{}"
  }
}
