import CEdit
import Glibc
import Synchronization

/// The descriptor that signal handlers write to; -1 while nobody watches.
private let signalDescriptor = Atomic<Int32>(-1)

/// Turns signals into ordinary calls: a handler writes one byte, a thread of its own reads it.
public final class SignalWatcher: Sendable {
  /// The signals that an interactive program watches.
  public static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT]

  private let ends: [Int32]
  private let watched: [Int32]

  /// Starts to watch; the handler is called on the watcher's thread.
  public init?(
    for signals: [Int32] = SignalWatcher.signals,
    _ handler: @escaping @Sendable (Int32) -> Void
  ) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    self.ends = ends
    watched = signals
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    signalDescriptor.store(ends[1], ordering: .sequentiallyConsistent)
    for signal in watched { Self.install(signal) }
    let descriptor = ends[0]
    let thread = ThreadBody {
      var byte: UInt8 = 0
      while true {
        let count = Glibc.read(descriptor, &byte, 1)
        if count == 1 {
          handler(Int32(byte))
        } else if count == 0 || errno != EINTR {
          return
        }
      }
    }
    thread.start()
  }

  /// Ends the watching; signals do what they did before.
  public func stop() {
    signalDescriptor.store(-1, ordering: .sequentiallyConsistent)
    for signal in watched { Self.reset(signal) }
    close(ends[1])
  }

  /// Stops the program as Ctrl-Z does, and returns when it goes on.
  static func suspend() {
    // Threads of a dispatch queue, and those made by them, don't get signals otherwise.
    var stop = sigset_t()
    var before = sigset_t()
    sigemptyset(&stop)
    sigaddset(&stop, SIGTSTP)
    reset(SIGTSTP)
    pthread_sigmask(SIG_UNBLOCK, &stop, &before)
    raise(SIGTSTP)
    pthread_sigmask(SIG_SETMASK, &before, nil)
    install(SIGTSTP)
  }

  private static func reset(_ signal: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = SIG_DFL
    sigaction(signal, &action, nil)
  }

  /// Installs the handler; system calls that it interrupts go on afterwards.
  private static func install(_ signal: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { signal in
      let saved = errno
      var byte = UInt8(truncatingIfNeeded: signal)
      let descriptor = signalDescriptor.load(ordering: .relaxed)
      if descriptor >= 0 { _ = Glibc.write(descriptor, &byte, 1) }
      errno = saved
    }
    action.sa_flags = SA_RESTART
    sigaction(signal, &action, nil)
  }
}

/// A thread that runs one function.
struct ThreadBody {
  private final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  /// Starts the thread; nobody waits for it.
  func start() {
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(Box(body)).toOpaque()
    let result = pthread_create(
      &thread,
      nil,
      { raw in
        guard let raw else { return nil }
        Unmanaged<Box>.fromOpaque(raw).takeRetainedValue().body()
        return nil
      },
      argument
    )
    if result == 0 {
      pthread_detach(thread)
    } else {
      Unmanaged<Box>.fromOpaque(argument).release()
    }
  }
}
