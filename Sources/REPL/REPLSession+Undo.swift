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
    guard !steps.isEmpty else { return .usage("Nothing to undo in this session.") }
    guard count <= steps.count else {
      return .usage("Only \(Screen.count(steps.count, "step")) can be undone.")
    }
    let undone = Array(steps.suffix(count))
    guard let first = undone.first else { return .done }
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
    show(
      Screen.wrapped(
        "removed \(TerminalText.line(names)) and "
          + (changes.isEmpty ? "no changes" : "\(Screen.count(changes.count, "change")):"),
        indent: 2,
        first: ""
      )
    )
    show(screen.changes(changes))
    return .done
  }

  /// Shows the time in the exercise, or skips ahead.
  func moveClock(_ argument: String) -> LineResult {
    let world = snapshot.exercise.world
    guard !argument.isEmpty else {
      let ahead = snapshot.skipped == 0 ? "" : "  \(TimeSpan(seconds: snapshot.skipped)) ahead"
      show(["\(world.clock)\(ahead)"])
      return .done
    }
    guard argument.hasPrefix("+"), let span = TimeSpan(String(argument.dropFirst())) else {
      return .usage("The clock moves forward only: :clock +15m, also s, h and d.")
    }
    let step = willChange("skip of \(span)")
    snapshot.exercise.advance(by: span)
    snapshot.skipped += span.seconds
    keep(step)
    show(["\(snapshot.exercise.world.clock)  skipped \(span)"])
    if let screen = callScreen {
      show(screen.changes(snapshot.exercise.world.changes(since: world)))
    }
    return .done
  }
}
