import Documents
import Exercises
import Incidents
import Values

extension REPLSession {
  /// Takes back the last steps: conversation, record and world become what they were.
  func undo(_ argument: String) -> LineResult {
    guard let screen = callScreen else { return noRole }
    guard let count = argument.isEmpty ? 1 : Int(argument), count > 0 else {
      return .usage("How many steps? :undo [N]")
    }
    guard !steps.isEmpty else { return .nothing("Nothing to undo in this session.") }
    guard count <= steps.count else {
      return .usage("Only \(Screen.count(steps.count, "step")) can be undone.")
    }
    let undone = Array(steps.suffix(count))
    guard let first = undone.first else { return .done }
    if options.isLocked, !isOwn(since: first.before) { return locked("what others did") }
    let world = snapshot.exercise.world
    let incident = snapshot.exercise.incident
    journal?.note(undone: count, to: first.before.exercise.revision)
    steps.removeLast(count)
    snapshot = first.before
    if let incident, snapshot.exercise.world.incident(incident) != nil {
      snapshot.exercise.incident = incident
    }
    let changes = snapshot.exercise.world.changes(since: world)
    let names = undone.map(\.name).joined(separator: ", ")
    if isForPrograms {
      let visible = changes.filter { screen.disclosure.shows($0.path) }
      answer(
        [
          "changed": .array(visible.map { .string($0.path.description) }),
          "undone": .array(undone.map { .string($0.name) }),
        ],
        of: "undo"
      )
    }
    show(
      Screen.wrapped(
        "removed \(SafeText.line(names)) and "
          + (changes.isEmpty ? "no changes" : "\(Screen.count(changes.count, "change")):"),
        indent: 2,
        first: ""
      )
    )
    show(screen.changes(changes))
    return .done
  }

  /// Whether the person at the terminal did everything that happened since then.
  func isOwn(since before: Snapshot) -> Bool {
    snapshot.skipped == before.skipped
      && snapshot.story.dropFirst(before.story.count).allSatisfy { step in
        if case .inject = step.action { return false }
        return step.session == session
      }
  }

  /// Shows the time in the exercise, or skips ahead.
  func moveClock(_ argument: String) -> LineResult {
    let world = snapshot.exercise.world
    guard !argument.isEmpty else {
      let ahead = snapshot.skipped == 0 ? "" : "  \(TimeSpan(seconds: snapshot.skipped)) ahead"
      show(["\(world.clock)\(ahead)"])
      return .done
    }
    guard let span = self.span(argument), span.seconds > 0 else {
      return .usage("The clock moves forward only: :clock +15m (also s, h, d) or :clock 14:30.")
    }
    let step = willChange("skip of \(span)")
    let injects = advanceClock(to: world.clock.advanced(by: span.seconds)) { exercise, time in
      let rest = time.seconds - exercise.world.clock.seconds
      if rest > 0 { exercise.advance(by: TimeSpan(seconds: rest)) }
    }
    snapshot.skipped += span.seconds
    keep(step)
    show(injects)
    show(["\(snapshot.exercise.world.clock)  skipped \(span)"])
    if let screen = callScreen {
      show(screen.changes(snapshot.exercise.world.changes(since: world)))
    }
    return .done
  }

  /// Returns how far away a time is: `+15m`, a time of day, or a whole time stamp.
  func span(_ argument: String) -> TimeSpan? {
    let now = snapshot.exercise.world.clock
    if argument.hasPrefix("+") { return TimeSpan(String(argument.dropFirst())) }
    if let time = Timestamp(argument) { return TimeSpan(seconds: time.seconds - now.seconds) }
    let day = now.description.prefix(11)
    let text = argument.utf8.count == 5 ? argument + ":00" : argument
    guard let time = Timestamp("\(day)\(text)Z") else { return nil }
    let later = time > now ? time : time.advanced(by: 86_400)
    return TimeSpan(seconds: later.seconds - now.seconds)
  }
}
