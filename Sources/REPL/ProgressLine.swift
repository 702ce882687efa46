import Dispatch
import Glibc
import Synchronization

/// One line on standard error that says that the agent is still at work.
///
/// It comes after a while, changes once a second, and is gone before anything else is written.
final class ProgressLine: Sendable {
  private struct State {
    var round = 0
    var isWorking = false
    var isShown = false
    /// Whether what was written last ended its line: there is no room behind half a line.
    var isAtStart = true
    var began = DispatchTime.now()
  }

  /// How long nothing is shown.
  private static let delay = DispatchTimeInterval.milliseconds(300)

  private let isOn: Bool
  private let state = Mutex(State())

  /// Creates a line; one that is off is never shown.
  init(isOn: Bool) { self.isOn = isOn }

  /// Says that work has begun.
  func begin() {
    guard isOn else { return }
    let round = state.withLock { state in
      state.round += 1
      state.isWorking = true
      state.isAtStart = true
      state.began = .now()
      return state.round
    }
    tick(round, after: Self.delay)
  }

  /// Says that the work is done.
  func end() {
    guard isOn else { return }
    state.withLock { state in
      state.isWorking = false
      Self.erase(&state)
    }
  }

  /// Writes a text in place of the line; the line comes back later if the work goes on and the
  /// text has ended its own.
  func interrupt(with text: String, _ write: (String) -> Void) {
    guard isOn else { return write(text) }
    state.withLock { state in
      Self.erase(&state)
      write(text)
      if let last = text.unicodeScalars.last { state.isAtStart = last == "\n" }
    }
  }

  /// Stops the line while a person is asked something.
  func pause() { end() }

  private func tick(_ round: Int, after delay: DispatchTimeInterval) {
    DispatchQueue.global().asyncAfter(deadline: .now() + delay) { [self] in
      let goesOn = state.withLock { state in
        guard state.isWorking, state.round == round else { return false }
        guard state.isAtStart else { return true }
        let spent = DispatchTime.now().uptimeNanoseconds - state.began.uptimeNanoseconds
        let tenths = spent / 100_000_000
        StandardStream.errors.write(
          "\r\u{1B}[Kthinking \(tenths / 10).\(tenths % 10)s  Ctrl-C stops"
        )
        state.isShown = true
        return true
      }
      if goesOn { tick(round, after: .seconds(1)) }
    }
  }

  private static func erase(_ state: inout State) {
    guard state.isShown else { return }
    StandardStream.errors.write("\r\u{1B}[K")
    state.isShown = false
  }
}
