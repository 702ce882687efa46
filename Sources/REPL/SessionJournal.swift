import AccessControl
import Exercises
import Glibc
import Journal
import Synchronization
import Values

/// Keeps a session as it happens: what has returned from here survives the end of the program.
///
/// The file is made when the first thing happens.
final class SessionJournal: ExerciseRecorder {
  private struct State {
    var name: String?
    /// Whether a person gave it its name.
    var isNamed = false
    var writer: JournalWriter?
    /// The number of the last record that is part of the exercise.
    var last: Int
    var failure: String?
    /// What happened before there was a file; it alone is not worth one.
    var pending: [JSONValue] = []
  }

  private let folder: SessionFolder
  private let head: JSONValue
  private let now: @Sendable () -> Timestamp
  private let state: Mutex<State>

  /// Creates the journal of a session that begins with the record `head`.
  init(
    folder: SessionFolder,
    name: String?,
    head: JSONValue,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.folder = folder
    self.head = head
    self.now = now
    state = Mutex(State(name: name, isNamed: name != nil, last: 1))
  }

  /// Goes on with a journal, after the record with this number.
  init(
    folder: SessionFolder,
    name: String,
    writer: JournalWriter,
    last: Int,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.folder = folder
    head = .null
    self.now = now
    // A name that was made begins with the day.
    let isNamed = !name.utf8.prefix(4).allSatisfy { (0x30...0x39).contains($0) }
    state = Mutex(State(name: name, isNamed: isNamed, writer: writer, last: last))
  }

  /// The session's name; nil while it has none, because nothing has happened.
  var name: String? { state.withLock { $0.name } }

  /// Whether a person gave it its name.
  var isNamed: Bool { state.withLock { $0.isNamed } }

  /// The digest of everything that was kept, and how many records; nil while there is no file.
  var extent: (head: String, records: Int)? {
    state.withLock { state in state.writer.map { ($0.head.description, $0.count) } }
  }

  /// Why nothing is kept any more; nil while all is well.
  var failure: String? { state.withLock { $0.failure } }

  /// Keeps something that happens in the exercise.
  func record(
    _ record: ExerciseRecord,
    after revision: Int?
  ) throws(RecordingError) -> Int {
    try state.withLock { state throws(RecordingError) in
      if state.writer == nil, record.isPreparation {
        var members = record.json.members ?? [:]
        members["parent"] = .integer(revision ?? state.last)
        state.pending.append(.object(members))
        state.last = 1 + state.pending.count
        return state.last
      }
      state.last = try append(record.json, after: revision ?? state.last, &state)
      return state.last
    }
  }

  /// Gives the session another name; false where that can't be done.
  func rename(to name: String) -> Bool {
    state.withLock { state in
      if state.writer != nil, let old = state.name {
        guard folder.rename(old, to: name) else { return false }
      }
      (state.name, state.isNamed) = (name, true)
      return true
    }
  }

  /// Keeps that a step which can be taken back began at a record.
  func note(step name: String, before revision: Int) {
    note(["before": .integer(revision), "do": "step", "name": .string(name)], after: nil)
  }

  /// Keeps that steps were taken back, to what was there at a record.
  func note(undone count: Int, to revision: Int) {
    note(["do": "undo", "steps": .integer(count)], after: revision)
  }

  /// Keeps a remark, and returns its number; nil where it could not be kept.
  func note(mark text: String, by session: Session, at: Timestamp, after revision: Int) -> Int? {
    note(
      ["at": .integer(at.seconds), "by": session.json, "do": "mark", "text": .string(text)],
      after: revision,
      begins: true
    )
  }

  /// Keeps that something held, and returns its number; nil where it could not be kept.
  func note(
    expectation entry: String,
    by session: Session,
    at: Timestamp,
    after revision: Int
  ) -> Int? {
    note(
      ["at": .integer(at.seconds), "by": session.json, "do": "expect", "entry": .string(entry)],
      after: revision
    )
  }

  /// Keeps how an inject was written, and returns its number; nil where it could not be kept.
  ///
  /// `plan` is its place among the planned ones, where it was planned.
  func note(inject entry: String, plan: Int?, after revision: Int) -> Int? {
    var members: [String: JSONValue] = ["do": "written", "entry": .string(entry)]
    if let plan { members["plan"] = .integer(plan) }
    return note(.object(members), after: revision)
  }

  /// Keeps that an inject was planned, and returns its number; nil where it could not be kept.
  func note(
    plan entry: String,
    due: Timestamp,
    by session: Session,
    at: Timestamp,
    after revision: Int
  ) -> Int? {
    note(
      [
        "at": .integer(at.seconds), "by": session.json, "do": "plan",
        "due": .integer(due.seconds), "entry": .string(entry),
      ],
      after: revision,
      begins: true
    )
  }

  /// Keeps which program writes from now on, for those who find the journal in use.
  func noteOpening() {
    note(["at": .integer(now().seconds), "do": "open", "pid": .integer(Int(getpid()))], after: nil)
  }

  /// Keeps something; a failure shows in `failure`.
  @discardableResult
  private func note(_ value: JSONValue, after revision: Int?, begins: Bool = false) -> Int? {
    state.withLock { state in
      guard begins || state.writer != nil else { return nil }
      return try? append(value, after: revision ?? state.last, &state)
    }
  }

  private func append(
    _ value: JSONValue,
    after parent: Int,
    _ state: inout State
  ) throws(RecordingError) -> Int {
    do throws(JournalError) {
      let writer = if let open = state.writer { open } else { try begin(&state) }
      var members = value.members ?? [:]
      members["parent"] = .integer(parent)
      return try writer.append(.object(members)).sequence
    } catch {
      state.failure = error.description
      throw RecordingError(error.description)
    }
  }

  private func begin(_ state: inout State) throws(JournalError) -> JournalWriter {
    if let failure = state.failure { throw .stopped(reason: failure) }
    let name = state.name ?? folder.freeName(on: now())
    var members = head.members ?? [:]
    members["pid"] = .integer(Int(getpid()))
    let writer = try folder.begin(name, with: [.object(members)] + state.pending)
    state.pending = []
    state.name = name
    state.writer = writer
    return writer
  }
}

extension ExerciseRecord {
  /// Whether it only prepares what is to come.
  fileprivate var isPreparation: Bool {
    switch event {
    case .switched, .focused: true
    default: false
    }
  }
}
