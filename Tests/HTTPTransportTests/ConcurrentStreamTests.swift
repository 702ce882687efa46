import Glibc
import HTTPTransport
import Synchronization
import Testing
import WireServer

@Suite("Many streams at once", .serialized)
struct ConcurrentStreamTests {
  /// How many streams are open at the same time, each with two sockets of this process.
  ///
  /// Foundation reads past the end of a buffer when it starts a program while more than some 1,300
  /// files are open, and other tests start programs at the same time; `.ci/run` has 1,000 streams.
  private static let count = 200

  /// Counts streams that have begun, or failed before that; the last one lets all of them go on.
  private final class Start: Sendable {
    private let left: Mutex<Int>
    private let whenAll: @Sendable () -> Void

    init(_ count: Int, whenAll: @escaping @Sendable () -> Void) {
      left = Mutex(count)
      self.whenAll = whenAll
    }

    func one() {
      let isLast = left.withLock { left in
        left -= 1
        return left == 0
      }
      if isLast { whenAll() }
    }
  }

  /// Reads one stream to its end; returns its bytes, or what went wrong.
  private static func read(
    _ client: HTTPClient,
    _ request: HTTPRequest,
    _ start: Start
  ) async
    -> String
  {
    var hasBegun = false
    defer { if !hasBegun { start.one() } }
    do throws(HTTPError) {
      var text = ""
      for try await piece in try await client.send(request).body {
        text += String(decoding: piece, as: UTF8.self)
        if !hasBegun { start.one() }
        hasBegun = true
      }
      return text
    } catch {
      return error.description
    }
  }

  /// How many sockets of this process are connected to a port.
  private static func sockets(to port: UInt16) -> Int {
    (0..<Int32(20_000)).count { descriptor in
      var address = sockaddr_in()
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let isConnected = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          getpeername(descriptor, $0, &length) == 0
        }
      }
      return isConnected && address.sin_family == sa_family_t(AF_INET)
        && UInt16(bigEndian: address.sin_port) == port
    }
  }

  @Test(
    "are each read to their end, though none ends before all have begun",
    .timeLimit(.minutes(2))
  )
  func all() async throws {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    // Two sockets a stream, one of them the server's.
    let count = min(Self.count, Int(clamping: limit.rlim_max) / 4)
    let server = try WireServer { request in
      .stream([.bytes(Array("\(request.path) ".utf8)), .hold, .bytes(Array("end".utf8))])
    }
    defer { server.stop() }
    let client = try HTTPClient()
    let base = try HTTPAddress(server.base)
    let start = Start(count) { server.release() }
    let answers = await withTaskGroup(of: (Int, String).self) { group in
      for number in 0..<count {
        group.addTask {
          guard let address = try? base.appending("s/\(number)") else { return (number, "none") }
          let request = HTTPRequest(.get, address, timeouts: .patient)
          return (number, await Self.read(client, request, start))
        }
      }
      return await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
    }
    let wrong = (0..<count).filter { answers[$0] != "/v1/s/\($0) end" }
    #expect(wrong.isEmpty, "\(wrong.count), such as \(answers[wrong.first ?? 0] ?? "none")")
    #expect(server.connectionCount == count)
    // What is kept for later requests is little; the rest is closed before its stream ends.
    #expect(Self.sockets(to: server.port) <= 16)
  }
}
