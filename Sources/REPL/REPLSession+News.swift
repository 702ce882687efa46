import Exercises
import Incidents
import Values

/// What happens by itself as time passes.
extension REPLSession {
  /// The time on the exercise's clock now.
  private var present: Timestamp { now().advanced(by: snapshot.skipped + clockOffset) }

  /// In how many seconds something falls due; nil where nothing is under way.
  var secondsToNextEvent: Int? {
    [snapshot.exercise.world.nextDue, nextInject].compactMap(\.self).min()
      .map { max(0, $0.seconds - present.seconds) }
  }

  /// Moves the clock to now, and returns which injects came and what happened to the health of
  /// services that the role may see.
  func passTime() -> [String] {
    let before = snapshot.exercise.world
    let injects = advanceClock(to: present) { $0.advance(to: $1) }
    guard let due = before.nextDue, due <= present, let screen = callScreen else { return injects }
    return injects
      + snapshot.exercise.world.changes(since: before).filter { change in
        change.path.parts.last == "health" && screen.disclosure.shows(change.path)
      }.flatMap { change in
        Screen.wrapped("! \(due.timeOfDay) \(CallScreen.text(change))", indent: 2, first: "")
      }
  }

  /// Returns what happened by itself, for the screen as it is.
  func news() -> [String] { Layout.$current.withValue(layout) { passTime() } }
}
