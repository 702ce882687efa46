import Incidents
import Scenarios
import AccessControl
import Agent
import Exercises
import Journal
import Documents
import Values

/// Builds up a session again from what was saved of it.
struct SessionReplay {
  /// The session as it was at the end.
  private(set) var snapshot: REPLSession.Snapshot
  /// The steps that can be taken back.
  private(set) var steps: [REPLSession.Step] = []
  /// Who acts.
  private(set) var session: Session?
  /// The number of the last record that the exercise is made of.
  private(set) var revision = 1
  /// How many calls the turn made that was cut off at the end; nil where none was.
  private(set) var cutOff: Int?

  /// The turn that was cut off, as a step that can be taken back.
  private(set) var cutOffStep: REPLSession.Step?

  private let definition: WorldDefinition
  private var states: [Int: REPLSession.Snapshot] = [:]
  private var needed: Set<Int> = []

  /// Plays a saved session on an exercise that is as it was at the beginning.
  ///
  /// - Throws: `ReplayError` where something can't happen again as it did.
  init(
    _ saved: SavedSession,
    on exercise: Exercise,
    of definition: WorldDefinition
  ) async throws(ReplayError) {
    self.definition = definition
    snapshot = REPLSession.Snapshot(exercise: exercise)
    snapshot.start = exercise.world.clock
    snapshot.exercise.keep(in: nil, after: 1)
    session = saved.beginning.session
    for entry in saved.entries {
      needed.insert(entry.parent)
      if case .step(_, let before) = entry.content { needed.insert(before) }
    }
    states[1] = snapshot
    var index = 0
    while index < saved.entries.count {
      index += try await play(saved.entries[index...])
    }
  }

  /// Plays the first of some entries, with all that belongs to it, and returns how many they were.
  private mutating func play(
    _ entries: ArraySlice<SavedSession.Entry>
  ) async throws(ReplayError) -> Int {
    guard let first = entries.first else { return 0 }
    switch first.content {
    case .opening: return 1
    case .step(let name, let before):
      guard let state = states[before] else { throw unknown(first) }
      steps.append(REPLSession.Step(name: name, before: state))
      (cutOff, cutOffStep) = (nil, nil)
      if steps.count > REPLSession.maximumSteps { steps.removeFirst() }
      return 1
    case .undo(let count):
      guard let state = states[first.parent] else { throw unknown(first) }
      steps.removeLast(min(count, steps.count))
      (cutOff, cutOffStep) = (nil, nil)
      snapshot = state
      return 1
    case .mark(let text, let session, let at):
      guard let state = states[first.parent] else { throw unknown(first) }
      snapshot = state
      snapshot.exercise.advance(to: at)
      let before = snapshot
      snapshot.tell(.note(text), as: session, since: before)
      settle(first.sequence)
      return 1
    case .expectation(let entry, let session, let at):
      guard let state = states[first.parent] else { throw unknown(first) }
      snapshot = state
      snapshot.exercise.advance(to: at)
      snapshot.expect(entry, as: session)
      settle(first.sequence)
      return 1
    case .written(let entry, let plan):
      guard let state = states[first.parent] else { throw unknown(first) }
      snapshot = state
      snapshot.write(inject: entry)
      if let plan, snapshot.plan.indices.contains(plan) { snapshot.plan[plan].isDone = true }
      settle(first.sequence)
      return 1
    case .plan(let entry, let due, let at):
      guard let state = states[first.parent] else { throw unknown(first) }
      snapshot = state
      snapshot.exercise.advance(to: at)
      do throws(Diagnostics) {
        let typed = try TypedInject(entry, on: definition)
        snapshot.plan.append(PlannedInject(typed: typed, due: due))
      } catch {
        throw ReplayError("the planned inject `\(entry)` can't be understood")
      }
      settle(first.sequence)
      return 1
    case .record(let record):
      guard let state = states[first.parent] else { throw unknown(first) }
      snapshot = state
      let group = [first] + Self.rest(of: record, entries.dropFirst())
      try await play(group)
      return group.count
    }
  }

  private mutating func play(_ group: [SavedSession.Entry]) async throws(ReplayError) {
    let records = group.compactMap { entry in
      if case .record(let record) = entry.content { record } else { nil }
    }
    guard let last = group.last?.sequence, let first = records.first else { return }
    let before = snapshot
    let calls = before.exercise.calls.count
    try await snapshot.exercise.replay(records)
    snapshot.exercise.keep(in: nil, after: last)
    (cutOff, cutOffStep) = (nil, nil)
    switch first.event {
    case .advanced(let span): snapshot.skipped += span.seconds
    case .switched(_, let new): session = new
    case .turnBegan(let turn):
      let number = snapshot.exercise.thread.turns
      if case .turnEnded? = records.last?.event {
      } else {
        cutOff = snapshot.exercise.calls.count - calls
        cutOffStep = REPLSession.Step(name: "turn \(number)", before: before)
      }
      for trace in snapshot.exercise.calls.dropFirst(calls) {
        snapshot.turns[trace.number] = REPLSession.Turn(number: number, text: turn.text)
      }
    default: break
    }
    tell(first, before)
    revision = last
    for entry in group where needed.contains(entry.sequence) {
      states[entry.sequence] = snapshot
    }
  }

  /// Makes an entry the last one that the exercise is made of.
  private mutating func settle(_ sequence: Int) {
    snapshot.exercise.keep(in: nil, after: sequence)
    revision = sequence
    if needed.contains(sequence) { states[sequence] = snapshot }
  }

  /// Adds what happened to the story that a recording tells.
  private mutating func tell(_ record: ExerciseRecord, _ before: REPLSession.Snapshot) {
    var before = before
    before.exercise.advance(to: record.at)
    switch record.event {
    case .turnBegan(let turn):
      let number = snapshot.exercise.thread.turns
      snapshot.tell(
        .say(turn.text, turn: number),
        as: turn.session,
        since: before,
        text: snapshot.lastWords
      )
    case .called(let call):
      guard let trace = snapshot.exercise.calls.last else { return }
      // A look at an incident's card is no part of the story.
      guard case .values(let arguments) = call.given, !trace.isCard else { return }
      snapshot.tell(.call(tool: call.tool, arguments: arguments), as: call.session, since: before)
    case .injected(let inject, let role, let session):
      snapshot.tell(.inject(inject.scenarioEntry ?? "", to: role), as: session, since: before)
    default: break
    }
  }

  /// Returns the entries that are part of the turn that a record begins.
  private static func rest(
    of record: ExerciseRecord,
    _ entries: ArraySlice<SavedSession.Entry>
  ) -> [SavedSession.Entry] {
    guard case .turnBegan = record.event else { return [] }
    var rest: [SavedSession.Entry] = []
    for entry in entries {
      guard case .record(let record) = entry.content, record.isInsideTurn else { break }
      rest.append(entry)
      if case .turnEnded = record.event { break }
    }
    return rest
  }

  private func unknown(_ entry: SavedSession.Entry) -> ReplayError {
    ReplayError("record \(entry.sequence) follows on one that isn't there")
  }
}

extension SessionReplay {
  /// Says what was found after a crash, or after something worse.
  func recovery(of contents: JournalContents) -> [String] {
    var lines: [String] = []
    switch contents.tail {
    case .unfinished(let bytes)?:
      lines.append(
        "recovered: the last record was never finished; its \(bytes) bytes were dropped"
      )
    case .damaged(let bytes)?:
      lines.append(
        "recovered: \(bytes) bytes behind record \(contents.records.count) are damaged; they are"
          + " kept in a file beside the journal, and what they held is not part of the session"
      )
    case nil: break
    }
    if let calls = cutOff {
      lines.append(
        "recovered: the last turn was cut off after \(Screen.count(calls, "call"));"
          + " what was done stays done   :undo removes the turn"
      )
    }
    return lines.flatMap { Screen.wrapped($0, indent: 5) }
  }
}
