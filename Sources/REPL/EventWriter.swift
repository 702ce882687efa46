import Incidents
import AccessControl
import Agent
import Exercises
import Values

/// Writes what happens as one JSON object a line, under the names that the stream uses.
struct EventWriter {
  private let session: Session
  private let clock: () -> Timestamp
  private let write: @Sendable (String) -> Void
  private let turn: Int

  /// Creates a writer for what one person does.
  init(_ repl: isolated REPLSession, _ session: Session) {
    self.session = session
    let time = repl.snapshot.exercise.world.clock
    clock = { time }
    write = repl.write
    turn = repl.snapshot.exercise.thread.turns + 1
  }

  /// Says that a turn begins.
  func begin(_ text: String) { send("turn.started", ["text": .string(text)]) }

  /// Says that a turn is over, and how.
  func end(_ result: TurnResult, _ problem: TurnError?) {
    send(
      "turn.done",
      [
        "problem": problem.map { .string($0.description) } ?? .null,
        "requests": .integer(result.requests), "text": .string(result.text),
        "tokens": .integer(result.tokens),
      ]
    )
  }

  /// Writes what an event says.
  mutating func handle(_ event: ExerciseEvent) {
    switch event {
    case .thread(let event):
      switch event {
      case .itemAdded(let item), .itemDone(let item): send(event.name, ["item": Self.json(item)])
      case .itemUpdated(let id, let delta):
        send(event.name, ["delta": .string(delta), "item_id": .string(id)])
      }
    case .call(let trace): write(trace)
    }
  }

  private func write(_ trace: CallTrace) {
    let call = trace.call
    let arguments = JSONValue.object(call.arguments)
    let subject: [String: JSONValue] = [
      "arguments": arguments, "call": .integer(trace.number), "tool": .string(call.tool),
    ]
    send("call.requested", subject)
    if let consent = call.consent {
      send("call.decision", subject.merging(["decision": .string("asked")]) { $1 })
      _ = consent
    }
    let decision =
      switch call.outcome {
      case .denied: "denied"
      case .declined: "declined"
      case .invalid: "invalid"
      case .ok, .failed: "allowed"
      }
    var details: [String: JSONValue] = [
      "call": .integer(trace.number), "decision": .string(decision),
    ]
    if let denial = trace.denial {
      details["missing"] = .array(denial.missing.map { .string($0.name) })
      details["held_by"] = .array(denial.heldBy.map { .string($0.name) })
    }
    send("call.decision", details)
    send("call.result", ["call": .integer(trace.number), "result": trace.json])
    for change in trace.changes {
      send(
        "state.changed",
        [
          "call": .integer(trace.number), "new": change.new ?? .null, "old": change.old ?? .null,
          "path": .string(change.path.description),
        ]
      )
    }
  }

  private func send(_ name: String, _ members: [String: JSONValue]) {
    let envelope: [String: JSONValue] = [
      "event": .string(name), "role": .string(session.role.name), "t": .string(clock().description),
      "turn": .integer(turn), "user": .string(session.user), "v": 1,
    ]
    write(JSONWriter.text(.object(envelope.merging(members) { own, _ in own })) + "\n")
  }

  private static func json(_ item: ThreadItem) -> JSONValue {
    var members: [String: JSONValue] = ["id": .string(item.id), "turn": .integer(item.turn)]
    switch item.content {
    case .userMessage(let text):
      members["type"] = "user_message"
      members["text"] = .string(text)
    case .assistantMessage(let text):
      members["type"] = "assistant_message"
      members["text"] = .string(text)
    case .toolCall(let call):
      members["type"] = "tool_call"
      members["tool"] = .string(call.tool)
    case .toolOutput(let call):
      members["type"] = "tool_output"
      members["tool"] = .string(call.tool)
      members["outcome"] = .string(call.outcome.word)
    case .inject(let text, _):
      members["type"] = "inject"
      members["text"] = .string(text)
    }
    return .object(members)
  }
}

extension CallTrace {
  /// The call as results for programs show it.
  var json: JSONValue {
    var members: [String: JSONValue] = [
      "arguments": .object(call.arguments), "at": .string(call.attribution.at.description),
      "changed": .array(changes.map { .string($0.path.description) }),
      "number": .integer(number), "outcome": .string(call.outcome.word),
      "role": .string(call.attribution.session.role.name), "tool": .string(call.tool),
      "user": .string(call.attribution.session.user),
    ]
    switch call.outcome {
    case .ok(let result): members["result"] = result
    case .denied(let denial):
      members["missing"] = .array(denial.missing.map { .string($0.name) })
      members["held_by"] = .array(denial.heldBy.map { .string($0.name) })
    case .declined(let reason), .invalid(let reason), .failed(let reason):
      members["reason"] = .string(reason)
    }
    return .object(members)
  }
}
