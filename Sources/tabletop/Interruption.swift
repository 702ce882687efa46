import Glibc
import REPL
import Synchronization

/// Turns the first Ctrl-C or SIGTERM into a call, and lets a second one end the program.
final class Interruption: Sendable {
  /// The signal that came; zero while none has.
  private let received = Atomic<Int32>(0)
  private let watcher = Mutex<SignalWatcher?>(nil)

  private let handler = Mutex<(@Sendable () -> Void)?>(nil)

  /// Starts to watch.
  init() {
    let watcher = SignalWatcher(for: [SIGINT, SIGTERM]) { [self] number in
      let (isFirst, _) = received.compareExchange(
        expected: 0,
        desired: number,
        ordering: .sequentiallyConsistent
      )
      guard isFirst else { _exit(128 + number) }
      handler.withLock { $0 }?()
    }
    self.watcher.withLock { $0 = watcher }
  }

  /// Says what to do when a signal comes; if one has come already, it is done at once.
  func onSignal(_ body: @escaping @Sendable () -> Void) {
    handler.withLock { $0 = body }
    if signalNumber != nil { body() }
  }

  /// The signal that came; nil while none has.
  var signalNumber: Int32? {
    let number = received.load(ordering: .sequentiallyConsistent)
    return number == 0 ? nil : number
  }

  /// The signal's name.
  var name: String { signalNumber == SIGTERM ? "SIGTERM" : "SIGINT" }

  /// Ends the watching; signals do what they did before.
  func stop() {
    watcher.withLock { watcher in
      watcher?.stop()
      watcher = nil
    }
  }
}
