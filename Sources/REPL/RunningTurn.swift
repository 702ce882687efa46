import Glibc
import Synchronization

/// The turn that is being played, for whoever wants to stop it.
final class RunningTurn: Sendable {
  private struct State {
    var cancel: (@Sendable () -> Void)?
    var signal: Int32?
    var isAsking = false
  }

  /// How long a turn may take to stop before the program ends without it, in seconds.
  private static let patience: UInt32 = 2

  private let state = Mutex(State())

  /// The signal that asked the program to end during a turn.
  var terminatedBy: Int32? { state.withLock { $0.signal } }

  /// Whether a turn is being played.
  var isRunning: Bool { state.withLock { $0.cancel != nil } }

  /// Whether the turn waits for a person's answer at the editor.
  var isAsking: Bool {
    get { state.withLock { $0.isAsking } }
    set { state.withLock { $0.isAsking = newValue } }
  }

  /// Says that a turn began, and how to stop it.
  func begin(_ cancel: @escaping @Sendable () -> Void) { state.withLock { $0.cancel = cancel } }

  /// Says that the turn is over.
  func end() { state.withLock { $0.cancel = nil } }

  /// Stops the turn; false where there is none.
  func stop() -> Bool {
    guard let cancel = state.withLock({ $0.cancel }) else { return false }
    cancel()
    return true
  }

  /// Stops the turn so that the program can end; false where there is none.
  ///
  /// A turn that doesn't stop is left behind after a while, with the terminal put right.
  func terminate(by signal: Int32) -> Bool {
    state.withLock { $0.signal = signal }
    guard stop() else { return false }
    ThreadBody {
      sleep(Self.patience)
      TerminalEcho.isOn = true
      _exit(128 + signal)
    }
    .start()
    return true
  }
}
