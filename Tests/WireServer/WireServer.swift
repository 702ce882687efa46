import Glibc
import Synchronization

/// An HTTP server on loopback that answers as it is told to, also wrongly.
///
/// Each connection has a thread of its own, so that a test can hold some and go on with others.
public final class WireServer: Sendable {
  private struct State {
    var requests: [WireRequest] = []
    var connections: Set<Int32> = []
    var connectionCount = 0
    var isStopped = false
  }

  /// The port on 127.0.0.1.
  public let port: UInt16
  private let listener: Int32
  /// A pipe; a byte in it lets everything go on.
  private let released: (read: Int32, write: Int32)
  private let answer: @Sendable (WireRequest) -> WireReply
  private let state = Mutex(State())

  /// Starts a server; stop it, or its threads stay.
  public init(_ answer: @escaping @Sendable (WireRequest) -> WireReply) throws {
    self.answer = answer
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw WireServerError(code: errno) }
    released = (ends[0], ends[1])
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 4_096) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard listener >= 0, isListening else { throw WireServerError(code: errno) }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    WireThread { [self] in accept() }.start()
  }

  /// The address of the API, as a client is given it.
  public var base: String { "http://127.0.0.1:\(port)/v1" }

  /// Every request so far.
  public var requests: [WireRequest] { state.withLock { $0.requests } }

  /// How many connections were made.
  public var connectionCount: Int { state.withLock { $0.connectionCount } }

  /// How many connections are open.
  public var openConnections: Int { state.withLock { $0.connections.count } }

  /// Lets everything go on that is held, now and later.
  public func release() {
    _ = write(released.write, "!", 1)
  }

  /// Ends the server and all its connections; to do so twice is harmless.
  public func stop() {
    let isFirst = state.withLock { state in
      defer { state.isStopped = true }
      for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
      return !state.isStopped
    }
    // Its number may be another server's by the second time.
    if isFirst { shutdown(listener, Int32(SHUT_RDWR)) }
  }

  deinit {
    close(released.read)
    close(released.write)
  }

  private func accept() {
    while true {
      let connection = Glibc.accept(listener, nil, nil)
      if connection < 0, errno == EINTR || errno == ECONNABORTED || errno == EMFILE { continue }
      guard connection >= 0 else { break }
      let number = state.withLock { state in
        guard !state.isStopped else { return 0 }
        state.connections.insert(connection)
        state.connectionCount += 1
        return state.connectionCount
      }
      guard number > 0 else {
        close(connection)
        break
      }
      WireThread { [self] in serve(WireConnection(connection, released: released.read), number) }
        .start()
    }
    close(listener)
  }

  private func serve(_ connection: WireConnection, _ number: Int) {
    while let (head, body) = connection.read() {
      let request = state.withLock { state in
        let request = WireRequest(
          number: state.requests.count + 1,
          connection: number,
          head: head,
          body: body
        )
        state.requests.append(request)
        return request
      }
      guard connection.send(answer(request)) else { break }
    }
    state.withLock { state in
      state.connections.remove(connection.descriptor)
      close(connection.descriptor)
    }
  }
}

/// Why a server can't be started.
public struct WireServerError: Error {
  /// The system's reason.
  public let code: Int32
}

/// A thread with a small stack.
final class WireThread: Sendable {
  private let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  func start() {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 262_144)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let me = Unmanaged.passRetained(self)
    let code = pthread_create(
      &thread,
      &attributes,
      { argument in
        guard let argument else { return nil }
        Unmanaged<WireThread>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      },
      me.toOpaque()
    )
    if code != 0 { me.release() }
    pthread_attr_destroy(&attributes)
  }
}
