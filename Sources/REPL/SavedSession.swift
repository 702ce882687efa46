import AccessControl
import Exercises
import Journal
import Values

/// A saved session as its journal tells it.
struct SavedSession {
  /// One entry of the journal that is about the session.
  struct Entry {
    /// What an entry can be.
    enum Content {
      /// Something that happened in the exercise.
      case record(ExerciseRecord)
      /// A step that can be taken back; everything before it was at `before`.
      case step(name: String, before: Int)
      /// This many steps were taken back.
      case undo(steps: Int)
      /// A remark was made.
      case mark(String, by: Session, at: Timestamp)
      /// An expectation held of what was done last.
      case expectation(String, by: Session, at: Timestamp)
      /// How the inject was written that came last.
      case written(String, plan: Int?)
      /// An inject was planned.
      case plan(String, due: Timestamp, at: Timestamp)
      /// A program began to write.
      case opening
    }

    let sequence: Int
    let parent: Int
    let content: Content
  }

  /// How the session began.
  struct Beginning: Equatable {
    var world: String
    var policy: String
    var clock: Timestamp
    var incident: String?
    var session: Session?

    var json: JSONValue {
      [
        "clock": .integer(clock.seconds), "do": "session",
        "incident": incident.map { .string($0) } ?? .null, "policy": .string(policy),
        "session": session?.json ?? .null, "version": 1, "world": .string(world),
      ]
    }
  }

  let name: String
  let beginning: Beginning
  let entries: [Entry]
  let contents: JournalContents
  /// The program that wrote it last.
  let process: Int?

  /// Reads a journal.
  ///
  /// - Throws: `ReplayError` where it holds something else than a session.
  init(name: String, contents: JournalContents) throws(ReplayError) {
    self.name = name
    self.contents = contents
    guard let first = contents.records.first?.value, first["do"]?.text == "session",
      let clock = first["clock"]?.int
    else { throw ReplayError("\(name) is no saved session") }
    guard first["version"]?.int == 1 else {
      throw ReplayError("\(name) was saved by a newer tabletop")
    }
    beginning = Beginning(
      world: first["world"]?.text ?? "",
      policy: first["policy"]?.text ?? "",
      clock: Timestamp(seconds: clock),
      incident: first["incident"]?.text,
      session: Session(json: first["session"])
    )
    var process = first["pid"]?.int
    var entries: [Entry] = []
    for record in contents.records.dropFirst() {
      guard let value = record.value, let parent = value["parent"]?.int,
        let content = Self.content(value)
      else { throw ReplayError("record \(record.sequence) of \(name) can't be understood") }
      if case .opening = content { process = value["pid"]?.int }
      entries.append(Entry(sequence: record.sequence, parent: parent, content: content))
    }
    self.entries = entries
    self.process = process
  }

  private static func content(_ value: JSONValue) -> Entry.Content? {
    switch value["do"]?.text {
    case "step":
      guard let name = value["name"]?.text, let before = value["before"]?.int else { return nil }
      return .step(name: name, before: before)
    case "undo": return value["steps"]?.int.map { .undo(steps: $0) }
    case "mark":
      guard let text = value["text"]?.text, let by = Session(json: value["by"]),
        let at = value["at"]?.int
      else { return nil }
      return .mark(text, by: by, at: Timestamp(seconds: at))
    case "written": return value["entry"]?.text.map { .written($0, plan: value["plan"]?.int) }
    case "expect":
      guard let entry = value["entry"]?.text, let by = Session(json: value["by"]),
        let at = value["at"]?.int
      else { return nil }
      return .expectation(entry, by: by, at: Timestamp(seconds: at))
    case "plan":
      guard let entry = value["entry"]?.text, let due = value["due"]?.int,
        let at = value["at"]?.int
      else { return nil }
      return .plan(entry, due: Timestamp(seconds: due), at: Timestamp(seconds: at))
    case "open": return .opening
    default: return ExerciseRecord(value).map { .record($0) }
    }
  }

  /// Everyone who acted, in the order in which they began.
  var roles: [Role] {
    var roles: [Role] = []
    for entry in entries {
      guard case .record(let record) = entry.content, let role = record.actor?.role,
        !roles.contains(role)
      else { continue }
      roles.append(role)
    }
    return roles
  }

  /// How many turns there are, those that were taken back left out.
  var turns: Int {
    var parents: [Int: (parent: Int, isTurn: Bool)] = [:]
    var last = 1
    for entry in entries {
      switch entry.content {
      case .record(let record):
        var isTurn = false
        if case .turnBegan = record.event { isTurn = true }
        parents[entry.sequence] = (entry.parent, isTurn)
        last = entry.sequence
      case .mark, .expectation, .written, .plan:
        parents[entry.sequence] = (entry.parent, false)
        last = entry.sequence
      case .undo: last = entry.parent
      case .step, .opening: break
      }
    }
    var turns = 0
    // A parent is always an earlier record, so this ends.
    while let link = parents[last], link.parent < last {
      if link.isTurn { turns += 1 }
      last = link.parent
    }
    return turns
  }

  /// The incidents it was about.
  var incidents: [String] {
    var incidents = beginning.incident.map { [$0] } ?? []
    for entry in entries {
      if case .record(let record) = entry.content, case .focused(let id?) = record.event,
        !incidents.contains(id)
      {
        incidents.append(id)
      }
    }
    return incidents
  }
}

extension ExerciseRecord {
  /// Who acts in it.
  fileprivate var actor: Session? {
    switch event {
    case .turnBegan(let turn): turn.session
    case .called(let call): call.session
    default: nil
    }
  }
}

extension SavedSession.Beginning {
  /// Returns an exercise as it was when the session began.
  ///
  /// - Throws: `ReplayError` where it began on another world or policy than this.
  func exercise(
    on definition: WorldDefinition,
    offer: ToolOffer
  ) throws(ReplayError) -> Exercise {
    guard world == definition.name, policy == definition.policy.digest.description else {
      throw ReplayError(
        "it was played on another world or policy (`\(world)`); "
          + "--world FILE takes the one it was played on"
      )
    }
    return Exercise(
      policy: definition.policy,
      world: definition.world(startingAt: clock),
      incident: incident,
      offer: offer,
      approvals: .ask
    )
  }
}
