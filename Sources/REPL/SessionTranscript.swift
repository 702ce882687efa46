import Documents
import AccessControl
import Agent
import Exercises
import Incidents
import Values

/// What was said and done in a session, as far as one role may read it.
struct SessionTranscript {
  /// The session's name.
  let name: String
  /// What happened.
  let exercise: Exercise
  /// Who reads.
  let disclosure: Disclosure

  private var items: [ThreadItem] {
    exercise.thread.items(readableBy: disclosure.role, under: disclosure.policy.matrix)
  }

  /// The transcript in the form that a file's name asks for; nil where it asks for none of them.
  func text(forFile path: String) -> String? {
    switch path.split(separator: ".").last {
    case "md": markdown
    case "json": JSONWriter.text(json, indentation: 2) + "\n"
    case "jsonl": jsonLines
    default: nil
    }
  }

  /// The whole as one JSON object, members sorted.
  var json: JSONValue {
    [
      "audit_head": .string(exercise.audit.head.description),
      "calls": .array(exercise.calls.map(json)),
      "clock": .string(exercise.world.clock.description),
      "hidden_items": .integer(exercise.thread.items.count - items.count),
      "items": .array(items.map(json)),
      "role": .string(disclosure.role.name),
      "session": .string(name),
      "version": 1,
    ]
  }

  /// One JSON object a line: the items, then the calls, then the rest.
  var jsonLines: String {
    var rest = json.members ?? [:]
    rest["calls"] = nil
    rest["items"] = nil
    let lines =
      items.map { Self.typed("item", json(of: $0)) }
      + exercise.calls.map { Self.typed("call", json(of: $0)) }
      + [Self.typed("session", .object(rest))]
    return lines.map { JSONWriter.text($0) + "\n" }.joined()
  }

  /// The whole for people.
  var markdown: String {
    var text = "# Session \(Self.escaped(name)), as \(disclosure.role) may read it\n"
    var turn = 0
    for item in items {
      if item.turn != turn, item.turn > 0 {
        turn = item.turn
        text +=
          "\n## Turn \(turn): \(item.session.role), \(Self.escaped(item.session.user)),"
          + " \(item.at.timeOfDay)\n"
      }
      switch item.content {
      case .userMessage(let words): text += "\n" + Self.quoted(words)
      case .assistantMessage(let words): text += "\n" + Self.escaped(words) + "\n"
      case .inject(let words, _): text += "\nFacilitator: " + Self.escaped(words) + "\n"
      case .toolCall, .toolOutput: break
      }
    }
    text += "\n## Calls\n\n| call | who | tool | outcome |\n|---|---|---|---|\n"
    for trace in exercise.calls {
      let call = trace.call
      let isHidden = !disclosure.missing(toRead: call).isEmpty
      let arguments = isHidden ? [:] : call.arguments
      let line = ToolCallLine.text(
        tool: call.tool,
        arguments: arguments,
        order: arguments.keys.sorted()
      )
      text +=
        "| \(trace.number) | \(call.attribution.session.role) | \(Self.escaped(line))"
        + (isHidden ? " (arguments hidden)" : "") + " | \(call.outcome.word) |\n"
    }
    return text + "\nHead of the record: \(exercise.audit.head)\n"
  }

  private func json(of item: ThreadItem) -> JSONValue {
    var members: [String: JSONValue] = [
      "at": .string(item.at.description), "id": .string(item.id),
      "role": .string(item.session.role.name), "turn": .integer(item.turn),
      "user": .string(item.session.user),
    ]
    switch item.content {
    case .userMessage(let text):
      members["kind"] = "user_message"
      members["text"] = .string(text)
    case .assistantMessage(let text):
      members["kind"] = "assistant_message"
      members["text"] = .string(text)
    case .inject(let text, let role):
      members["kind"] = "inject"
      members["text"] = .string(text)
      members["to"] = role.map { .string($0.name) } ?? .null
    case .toolCall(let call):
      members["kind"] = "tool_call"
      members["tool"] = .string(call.tool)
    case .toolOutput(let call):
      members["kind"] = "tool_output"
      members["call"] = .string(call.id)
      members["outcome"] = .string(call.outcome.word)
    }
    return .object(members)
  }

  private func json(of trace: CallTrace) -> JSONValue {
    let call = trace.call
    let session = call.attribution.session
    var members: [String: JSONValue] = [
      "at": .string(call.attribution.at.description), "id": .string(call.id),
      "outcome": .string(call.outcome.word), "proposed_by": .string(trace.proposer.rawValue),
      "role": .string(session.role.name), "tool": .string(call.tool),
      "user": .string(session.user),
    ]
    if case .denied(let denial) = call.outcome {
      members["missing"] = .array(denial.missing.map { .string($0.name) })
      members["held_by"] = .array(denial.heldBy.map { .string($0.name) })
    }
    let missing = disclosure.missing(toRead: call)
    guard missing.isEmpty else {
      members["hidden_without"] = .array(missing.map { .string($0.name) })
      return .object(members)
    }
    members["arguments"] = .object(call.arguments)
    members["changed"] = .array(
      trace.changes.filter { disclosure.shows($0.path) }.map { .string($0.path.description) }
    )
    switch call.outcome {
    case .ok(let result): members["result"] = result
    case .declined(let reason), .invalid(let reason), .failed(let reason):
      members["reason"] = .string(reason)
    case .denied: break
    }
    return .object(members)
  }

  private static func typed(_ type: String, _ value: JSONValue) -> JSONValue {
    var members = value.members ?? [:]
    members["type"] = .string(type)
    return .object(members)
  }

  private static func quoted(_ words: String) -> String {
    SafeText.block(words).split(separator: "\n", omittingEmptySubsequences: false)
      .map { "> " + escaped(String($0)) + "\n" }.joined()
  }

  /// Returns text that Markdown shows as it is, in one paragraph.
  private static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in SafeText.block(text).unicodeScalars {
      switch scalar {
      case "\n": escaped.append(" ")
      case "\\", "`", "*", "[", "]", "<", ">", "#", "|", "!", "_":
        escaped.append("\\")
        escaped.append(scalar)
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
