import Dispatch
import Glibc
import Synchronization

/// Turns the first Ctrl-C or SIGTERM into a call, and lets a second one end the program.
final class Interruption: Sendable {
  /// The signal that came; zero while none has.
  private let received = Atomic<Int32>(0)
  private let sources = Mutex<[any DispatchSourceSignal]>([])

  /// Starts to watch.
  init(_ handler: @escaping @Sendable () -> Void) {
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(
        signal: number,
        queue: DispatchQueue(label: "tabletop.signals")
      )
      source.setEventHandler { [self] in
        signal(number, SIG_DFL)
        let (isFirst, _) = received.compareExchange(
          expected: 0,
          desired: number,
          ordering: .sequentiallyConsistent
        )
        if isFirst { handler() }
      }
      source.activate()
      sources.withLock { $0.append(source) }
    }
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
    sources.withLock { sources in
      for source in sources { source.cancel() }
      sources = []
    }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }
}
