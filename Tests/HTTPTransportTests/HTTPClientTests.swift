import HTTPTransport
import Testing
import Values
import WireServer

@Suite("HTTP client")
struct HTTPClientTests {
  @Test("sends a request as it was given, and reads the answer")
  func sendsAndReads() async throws {
    let server = try WireServer { _ in
      .json(["ok": true], status: 201, headers: [("X-Request-Id", "req_1")])
    }
    defer { server.stop() }
    let reply = try await HTTPClient().send(
      HTTPRequest(
        .post,
        try HTTPAddress(server.base).appending("responses"),
        headers: [try HTTPHeader("Content-Type", "application/json")],
        body: Array("{\"a\":1}".utf8)
      )
    )
    #expect(reply.status == 201)
    #expect(reply.fields["x-request-id"] == "req_1")
    #expect(
      String(decoding: try await reply.body.bytes(upTo: 1_000), as: UTF8.self) == "{\"ok\":true}"
    )
    let request = try #require(server.requests.first)
    #expect(request.line == "POST /v1/responses HTTP/1.1")
    #expect(request.values("content-type") == ["application/json"])
    #expect(request.body == Array("{\"a\":1}".utf8))
    #expect(!request.names.contains("expect"))
  }

  @Test("gives each piece as it comes, not at the end")
  func streams() async throws {
    let server = try WireServer { _ in
      .stream([.bytes(Array("one".utf8)), .hold, .bytes(Array("two".utf8))])
    }
    defer { server.stop() }
    let reply = try await HTTPClient().send(get(server))
    var body = reply.body.makeAsyncIterator()
    #expect(try await body.next() == Array("one".utf8))
    server.release()
    #expect(try await body.next() == Array("two".utf8))
    #expect(try await body.next() == nil)
    #expect(try await body.next() == nil)
  }

  @Test("uses a connection again")
  func reusesConnections() async throws {
    var counts: [Int] = []
    // A connection is given up after two minutes; where this had to wait that long, once more.
    while counts.count < 3, counts.last != 1 {
      let server = try WireServer { _ in .json(true) }
      defer { server.stop() }
      let client = try HTTPClient()
      for _ in 0..<3 { _ = try await client.send(get(server)).body.bytes(upTo: 100) }
      #expect(server.requests.count == 3)
      counts.append(server.connectionCount)
    }
    #expect(counts.last == 1)
  }

  @Test("holds the sender back while nobody reads, and loses nothing")
  func holdsBack() async throws {
    let size = 1_500_000
    let server = try WireServer { _ in
      .stream([.bytes((0..<size).map { UInt8(truncatingIfNeeded: $0 / 3) })])
    }
    defer { server.stop() }
    let reply = try await HTTPClient().send(get(server))
    var all: [UInt8] = []
    var largest = 0
    for try await piece in reply.body {
      largest = max(largest, piece.count)
      all += piece
    }
    #expect(all.count == size)
    #expect(all.indices.allSatisfy { all[$0] == UInt8(truncatingIfNeeded: $0 / 3) })
    #expect(largest <= 262_144 + 65_536)
  }

  @Test("doesn't follow a redirect")
  func ignoresRedirects() async throws {
    let server = try WireServer { request in
      request.path == "/v1/models"
        ? WireReply(status: 302, headers: [("Location", "/v1/elsewhere")]) : .json(true)
    }
    defer { server.stop() }
    let reply = try await HTTPClient().send(get(server))
    #expect(reply.status == 302)
    _ = try await reply.body.bytes(upTo: 10)
    #expect(server.requests.map(\.path) == ["/v1/models"])
  }

  @Test("ends the connection when nobody wants the rest")
  func letsGo() async throws {
    let server = try WireServer { _ in .stream([.bytes([1]), .stall]) }
    defer { server.stop() }
    let client = try HTTPClient()
    var reply: HTTPReply? = try await client.send(get(server))
    #expect(reply?.status == 200)
    reply = nil
    // The next request is driven after the first was given up.
    _ = try await client.send(get(server))
    #expect(server.connectionCount == 2)
  }

  @Test("stops when the task is cancelled, before and after the answer begins", arguments: [0, 1])
  func cancels(bytes: Int) async throws {
    let server = try WireServer { _ in
      bytes == 0
        ? WireReply(status: nil, steps: [.stall]) : .stream([.bytes([1]), .stall])
    }
    defer { server.stop() }
    let client = try HTTPClient()
    let request = get(server)
    let (started, start) = AsyncStream<Void>.makeStream()
    let task = Task { () -> HTTPError? in
      do throws(HTTPError) {
        if bytes == 0 { start.yield() }
        var body = try await client.send(request).body.makeAsyncIterator()
        _ = try await body.next()
        start.yield()
        _ = try await body.next()
        return nil
      } catch {
        return error
      }
    }
    for await _ in started { break }
    task.cancel()
    #expect(await task.value?.kind == .cancelled)
  }

  @Test("many at once, each its own answer")
  func manyAtOnce() async throws {
    let server = try WireServer { .json(.string($0.path)) }
    defer { server.stop() }
    let client = try HTTPClient()
    let base = try HTTPAddress(server.base)
    let answers = await withTaskGroup(of: (Int, String).self) { group in
      for number in 0..<50 {
        group.addTask {
          do {
            let request = HTTPRequest(.get, try base.appending("models/\(number)"))
            let bytes = try await client.send(request).body.bytes(upTo: 100)
            return (number, String(decoding: bytes, as: UTF8.self))
          } catch {
            return (number, "\(error)")
          }
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    for number in 0..<50 { #expect(answers[number] == "\"/v1/models/\(number)\"") }
  }
}

func get(_ server: WireServer, timeouts: HTTPTimeouts = .patient) -> HTTPRequest {
  do {
    return HTTPRequest(
      .get,
      try HTTPAddress(server.base).appending("models"),
      timeouts: timeouts
    )
  } catch {
    preconditionFailure("the server's address is none: \(error)")
  }
}

extension HTTPTimeouts {
  /// Longer than any test takes, on a machine that has much else to do.
  static let patient = HTTPTimeouts(idle: .seconds(3_600), total: .seconds(3_600))
}
