import Exercises
import Incidents
import Values

/// What happens by itself as time passes.
extension REPLSession {
  /// The time on the exercise's clock now.
  private var present: Timestamp { now().advanced(by: snapshot.skipped + clockOffset) }

  /// In how many seconds something falls due; nil where nothing is under way.
  var secondsToNextEvent: Int? {
    snapshot.exercise.world.nextDue.map { max(0, $0.seconds - present.seconds) }
  }

  /// Moves the clock to now, and returns what happened to the health of services that the role
  /// may see.
  func passTime() -> [String] {
    let before = snapshot.exercise.world
    snapshot.exercise.advance(to: present)
    guard let due = before.nextDue, due <= present, let screen = callScreen else { return [] }
    return snapshot.exercise.world.changes(since: before).filter { change in
      change.path.parts.last == "health" && screen.disclosure.shows(change.path)
    }.flatMap { change in
      Screen.wrapped("! \(due.timeOfDay) \(CallScreen.text(change))", indent: 2, first: "")
    }
  }

  /// Returns what happened by itself, for the screen as it is.
  func news() -> [String] { Layout.$current.withValue(layout) { passTime() } }
}
