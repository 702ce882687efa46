import Reporters
import Scenarios
import Synchronization

/// Puts the events of cases that are played at once into the order of the cases.
///
/// What happens in the case whose turn it is is told at once; the others wait. So the events are
/// the same whatever the number of jobs.
final class EventStream: Sendable {
  private struct State {
    /// The case whose turn it is.
    var turn = 0
    var waiting: [Int: String] = [:]
    var finished: Set<Int> = []
    var sinks: [@Sendable (String) -> Void] = []
  }

  private let state = Mutex(State())

  /// Adds somebody who is told.
  func open(_ sink: @escaping @Sendable (String) -> Void) {
    state.withLock { $0.sinks.append(sink) }
  }

  /// Tells what happens in the case at a place.
  func tell(_ text: String, of place: Int) {
    guard !text.isEmpty else { return }
    state.withLock { state in
      if place == state.turn {
        for sink in state.sinks { sink(text) }
      } else {
        state.waiting[place, default: ""] += text
      }
    }
  }

  /// Ends the case at a place: the next one has its turn.
  func finish(_ place: Int) {
    state.withLock { state in
      state.finished.insert(place)
      while state.finished.remove(state.turn) != nil {
        state.turn += 1
        guard let text = state.waiting.removeValue(forKey: state.turn) else { continue }
        for sink in state.sinks { sink(text) }
      }
    }
  }

  /// Tells what still waits of cases that were over, in their order; of others nothing.
  func close() {
    state.withLock { state in
      for place in state.finished.sorted() {
        guard let text = state.waiting.removeValue(forKey: place) else { continue }
        for sink in state.sinks { sink(text) }
      }
      state.waiting = [:]
      state.sinks = []
    }
  }
}
