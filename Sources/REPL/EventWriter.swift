import Incidents
import AccessControl
import Agent
import Exercises
import Values

/// Writes what happens as one JSON object a line, under the names that the stream uses.
struct EventWriter {
  private let log: EventLog
  private let isOnScreen: Bool
  private let session: Session?
  private let journal: SessionJournal?
  private let beginning: [String: JSONValue]
  private let time: Timestamp
  private let turn: Int?
  private var text: String?

  /// Creates a writer for what one person does, in a turn or outside of one.
  init(_ repl: isolated REPLSession, _ session: Session?, turn: Int? = nil) {
    log = repl.events
    isOnScreen = repl.mode == .jsonl
    self.session = session
    journal = repl.journal
    time = repl.snapshot.exercise.world.clock
    self.turn = turn
    beginning = [
      "incident": repl.snapshot.exercise.incident.map { .string($0) } ?? .null,
      "model": .string(repl.model.name),
      "policy": .string(repl.policy.digest.description),
      "tool_version": .string(repl.options.version),
      "world": .string(repl.definition.name),
    ]
  }

  /// Says that a turn begins, as soon as anything happens in it.
  mutating func begin(_ text: String) { self.text = text }

  /// Says that a turn is over, and how.
  mutating func end(_ result: TurnResult, _ problem: TurnError?, milliseconds: Int) {
    tellBeginning()
    send(
      "turn.done",
      [
        "ms": .integer(milliseconds),
        "problem": problem.map { .string($0.description) } ?? .null,
        "requests": .integer(result.requests), "text": .string(result.text),
        "usage": ["tokens": .integer(result.tokens)],
      ]
    )
  }

  /// Writes what an event says.
  mutating func handle(_ event: ExerciseEvent) {
    tellBeginning()
    switch event {
    case .thread(let event):
      switch event {
      case .itemAdded(let item), .itemDone(let item): send(event.name, ["item": Self.json(item)])
      case .itemUpdated(let id, let delta):
        send(event.name, ["delta": .string(delta), "item_id": .string(id)])
      }
    case .call(let trace): write(trace)
    case .paused: break
    }
  }

  /// Says that a person is asked whether a call may run.
  func ask(_ question: ApprovalQuestion) {
    request(question.number, question.tool.name, question.arguments)
    send(
      "call.decision",
      [
        "call": .integer(question.number), "decision": "asked",
        "reason": .string(question.reason.rawValue),
      ]
    )
    log.noteQuestion(about: question.number)
  }

  /// Writes an event with who acts, when, in which session and turn.
  func send(_ name: String, _ members: [String: JSONValue]) {
    guard isOnScreen || log.hasFile else { return }
    if log.setOpen(true) { deliver("session.started", beginning) }
    deliver(name, members)
  }

  private func deliver(_ name: String, _ members: [String: JSONValue]) {
    let envelope: [String: JSONValue] = [
      "event": .string(name), "role": session.map { .string($0.role.name) } ?? .null,
      "session": journal?.name.map { .string($0) } ?? .null, "t": .string(time.description),
      "turn": turn.map { .integer($0) } ?? .null,
      "user": session.map { .string($0.user) } ?? .null, "v": 1,
    ]
    log.send(envelope.merging(members) { own, _ in own }, onScreen: isOnScreen)
  }

  private mutating func tellBeginning() {
    guard let text else { return }
    self.text = nil
    send("turn.started", ["text": .string(text)])
  }

  private func request(_ number: Int, _ tool: String, _ arguments: [String: JSONValue]) {
    send(
      "call.requested",
      ["arguments": .object(arguments), "call": .integer(number), "tool": .string(tool)]
    )
  }

  private func write(_ trace: CallTrace) {
    let call = trace.call
    if !log.endQuestion(about: trace.number) { request(trace.number, call.tool, call.arguments) }
    var details: [String: JSONValue] = [
      "call": .integer(trace.number), "decision": .string(Self.decision(call.outcome)),
    ]
    if let denial = trace.denial {
      details["missing"] = .array(denial.missing.map { .string($0.name) })
      details["held_by"] = .array(denial.heldBy.map { .string($0.name) })
    }
    if let consent = call.consent {
      details["answer"] = .string(consent.answer.rawValue)
      if consent.answer == .edited { details["arguments"] = .object(call.arguments) }
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

  private static func decision(_ outcome: ToolOutcome) -> String {
    switch outcome {
    case .denied: "denied"
    case .declined: "declined"
    case .invalid: "invalid"
    case .ok, .failed: "allowed"
    }
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

extension REPLSession {
  /// Says that the session is over, to whoever follows its events.
  func endEvents(status: Int32?) {
    guard mode == .jsonl || events.hasFile else { return }
    var members: [String: JSONValue] = [
      "calls": .integer(snapshot.exercise.calls.count),
      "denied": .integer(snapshot.exercise.audit.denied),
      "head": .string(snapshot.exercise.audit.head.description),
      "turns": .integer(snapshot.exercise.thread.turns),
    ]
    if let status { members["status"] = .integer(Int(status)) }
    EventWriter(self, session).send("session.ended", members)
    _ = events.setOpen(false)
  }

  /// Says that another session takes the place of this one.
  func leaveEvents() {
    if events.isOpen { endEvents(status: nil) }
  }
}
