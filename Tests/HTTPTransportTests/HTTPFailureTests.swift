import CCurl
import Testing
import WireServer

@testable import HTTPTransport

@Suite("HTTP failures")
struct HTTPFailureTests {
  @Test("says which host refuses the connection")
  func refused() async throws {
    let server = try WireServer { _ in WireReply() }
    server.stop()
    let error = await failure(of: get(server))
    #expect(error?.kind == .connection)
    #expect(
      error?.description.hasPrefix("can't reach 127.0.0.1:\(server.port): ") == true,
      "\(String(describing: error))"
    )
  }

  @Test(
    "names the host and the cause",
    arguments: [
      (WireReply(status: nil), HTTPError.Kind.broken, "closed the connection without an answer"),
      (
        WireReply(status: nil, steps: [.bytes(Array("garbage\n\n".utf8))]), .broken,
        "gave no usable answer"
      ),
      (.stream([.bytes([1]), .reset]), .broken, "broke off"),
      (
        WireReply(
          status: nil,
          steps: [.bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc".utf8))]
        ), .broken, "broke off"
      ),
      (
        WireReply(headers: [("X-Long", String(repeating: "x", count: 70_000))]), .broken,
        "gave no usable answer"
      ),
    ]
  )
  func broken(reply: WireReply, kind: HTTPError.Kind, words: String) async throws {
    let server = try WireServer { _ in reply }
    defer { server.stop() }
    let error = try #require(await failure(of: get(server)))
    #expect(error.kind == kind)
    #expect(error.description.contains("127.0.0.1:\(server.port)"), "\(error)")
    #expect(error.description.contains(words), "\(error)")
  }

  @Test("gives up on a server that falls silent")
  func idle() async throws {
    let server = try WireServer { _ in .stream([.bytes([1]), .stall]) }
    defer { server.stop() }
    let error = await failure(of: get(server, timeouts: HTTPTimeouts(idle: .milliseconds(40))))
    #expect(error == HTTPError(.idle, "127.0.0.1:\(server.port) sent nothing for 0.04 s"))
  }

  @Test("gives up on an answer that takes too long in all")
  func total() async throws {
    let server = try WireServer { _ in .stream([.bytes([1]), .stall]) }
    defer { server.stop() }
    let error = await failure(of: get(server, timeouts: HTTPTimeouts(total: .milliseconds(40))))
    #expect(error == HTTPError(.total, "127.0.0.1:\(server.port) was not done after 0.04 s"))
  }

  @Test(
    "puts libcurl's codes into words",
    arguments: [
      (
        CURLE_COULDNT_RESOLVE_HOST, "Could not resolve host: api.example.com", HTTPError.Kind.name,
        "can't reach api.example.com: there is no such host"
      ),
      (
        CURLE_COULDNT_RESOLVE_PROXY, "Could not resolve proxy: p", .name,
        "can't reach api.example.com: its proxy's name leads nowhere"
      ),
      (
        CURLE_OPERATION_TIMEDOUT, "Connection timed out after 10001 milliseconds", .connection,
        "can't reach api.example.com: no connection within 10 s"
      ),
      (
        CURLE_COULDNT_CONNECT,
        "Failed to connect to api.example.com port 443 after 3 ms: Couldn't connect to server",
        .connection, "can't reach api.example.com: couldn't connect to server"
      ),
      (
        CURLE_PEER_FAILED_VERIFICATION, "SSL certificate problem: self-signed certificate", .trust,
        "can't trust api.example.com: SSL certificate problem: self-signed certificate"
      ),
      (
        CURLE_SSL_CONNECT_ERROR, "OpenSSL: wrong version number", .trust,
        "no encrypted connection to api.example.com: OpenSSL: wrong version number"
      ),
      (
        CURLE_HTTP2_STREAM, "HTTP/2 stream 1 was reset.", .broken,
        "the connection to api.example.com broke off: HTTP/2 stream 1 was reset"
      ),
      (
        CURLE_WRITE_ERROR, "Too large.", .broken,
        "api.example.com gave no usable answer: too large"
      ),
    ]
  )
  func words(code: CURLcode, detail: String, kind: HTTPError.Kind, expected: String) throws {
    let request = HTTPRequest(.get, try HTTPAddress("https://api.example.com/v1"))
    #expect(TransferFailure.error(code, detail, request) == HTTPError(kind, expected))
  }

  @Test(
    "says when it is the proxy that fails, and what named it",
    arguments: [
      (
        CURLE_COULDNT_RESOLVE_PROXY, "Could not resolve proxy: p", HTTPError.Kind.name,
        "the proxy p:3128 (HTTPS_PROXY) can't be found"
      ),
      (
        CURLE_COULDNT_CONNECT,
        "Failed to connect to p port 3128 after 3 ms: Couldn't connect to server", .connection,
        "the proxy p:3128 (HTTPS_PROXY) can't be reached, couldn't connect to server"
      ),
      (
        CURLE_OPERATION_TIMEDOUT, "Connection timed out after 10001 milliseconds", .connection,
        "no connection through the proxy p:3128 (HTTPS_PROXY) within 10 s"
      ),
      (
        CURLE_RECV_ERROR, "CONNECT tunnel failed, response 407", .proxy,
        "the proxy p:3128 (HTTPS_PROXY) refuses (407)"
      ),
      (
        CURLE_RECV_ERROR, "Received HTTP code 503 from proxy after CONNECT", .connection,
        "the proxy p:3128 (HTTPS_PROXY) can't reach it (503)"
      ),
    ]
  )
  func proxyWords(
    code: CURLcode,
    detail: String,
    kind: HTTPError.Kind,
    expected: String
  ) throws {
    let request = HTTPRequest(.get, try HTTPAddress("https://api.example.com/v1"))
    let proxy = HTTPProxy(for: request.address) {
      $0 == "HTTPS_PROXY" ? "http://faye:canary@p:3128" : nil
    }
    #expect(
      TransferFailure.error(code, detail, request, proxy: proxy)
        == HTTPError(kind, "can't reach api.example.com: " + expected)
    )
    // What happens behind the proxy is the host's.
    #expect(
      TransferFailure.error(CURLE_RECV_ERROR, "Connection reset by peer", request, proxy: proxy)
        == HTTPError(
          .broken,
          "the connection to api.example.com broke off: connection reset by peer"
        )
    )
  }

  /// An address, what is set, and the proxy that is taken.
  private static let environments: [(String, [String: String], String?)] = [
    ("https://api.example.com", ["HTTPS_PROXY": "p:1"], "the proxy p:1 (HTTPS_PROXY)"),
    (
      "https://api.example.com", ["https_proxy": "socks5h://a:b@p", "HTTPS_PROXY": "q"],
      "the proxy p (https_proxy)"
    ),
    ("https://api.example.com", ["ALL_PROXY": "http://[::1]:3"], "the proxy [::1]:3 (ALL_PROXY)"),
    ("https://api.example.com", ["http_proxy": "p", "HTTP_PROXY": "p"], nil),
    ("http://api.example.com", ["http_proxy": "p:1"], "the proxy p:1 (http_proxy)"),
    ("http://api.example.com", ["HTTP_PROXY": "p:1"], nil),
    ("https://api.example.com", ["HTTPS_PROXY": "p", "NO_PROXY": "a.org, .Example.com"], nil),
    ("https://api.example.com", ["HTTPS_PROXY": "p", "no_proxy": "*"], nil),
    (
      "https://api.example.com", ["HTTPS_PROXY": "p", "NO_PROXY": "ample.com"],
      "the proxy p (HTTPS_PROXY)"
    ),
    ("https://127.0.0.1:8443", ["HTTPS_PROXY": "p"], nil),
  ]

  @Test("knows which proxy libcurl takes", arguments: environments)
  func proxies(address: String, variables: [String: String], expected: String?) throws {
    let proxy = HTTPProxy(for: try HTTPAddress(address)) { variables[$0] }
    #expect(proxy?.words == expected)
  }

  private func failure(of request: HTTPRequest) async -> HTTPError? {
    do throws(HTTPError) {
      _ = try await HTTPClient().send(request).body.bytes(upTo: 1_000_000)
      return nil
    } catch {
      return error
    }
  }
}

@Suite("Transfer timer")
struct TransferTimerTests {
  private let start = ContinuousClock.now
  private let timeouts = HTTPTimeouts()

  @Test(
    "allows a silence of exactly the limit",
    arguments: [(59_999, nil), (60_000, nil), (60_001, TransferTimer.Expiry.idle(.seconds(60)))]
  )
  func idle(milliseconds: Int, expected: TransferTimer.Expiry?) {
    var timer = TransferTimer(timeouts, began: start)
    timer.noteActivity(at: start + .seconds(20))
    #expect(timer.expiry(at: start + .seconds(20) + .milliseconds(milliseconds)) == expected)
    #expect(timer.nextCheck == start + .seconds(80))
  }

  @Test(
    "allows exactly the limit in all, however busy",
    arguments: [
      (119_999, nil), (120_000, nil), (120_001, TransferTimer.Expiry.total(.seconds(120))),
    ]
  )
  func total(milliseconds: Int, expected: TransferTimer.Expiry?) {
    var timer = TransferTimer(timeouts, began: start)
    let now = start + .milliseconds(milliseconds)
    timer.noteActivity(at: now)
    #expect(timer.expiry(at: now) == expected)
    #expect(timer.nextCheck == start + .seconds(120))
  }

  @Test("doesn't count silence while the reader holds the sender back")
  func heldBack() {
    var timer = TransferTimer(timeouts, began: start)
    timer.holdBack()
    #expect(timer.expiry(at: start + .seconds(100)) == nil)
    timer.noteActivity(at: start + .seconds(100))
    #expect(timer.expiry(at: start + .seconds(119)) == nil)
    timer.holdBack()
    #expect(timer.expiry(at: start + .seconds(121)) == .total(.seconds(120)))
  }

  @Test("has the published limits, and waits ten seconds for a connection")
  func published() {
    #expect(
      HTTPTimeouts()
        == HTTPTimeouts(connect: .seconds(10), idle: .seconds(60), total: .seconds(120))
    )
    #expect(timeouts.connect.milliseconds == 10_000)
    #expect(Duration.microseconds(1).milliseconds == 1)
    #expect(Duration.seconds(Int64.max).milliseconds == Int(Int32.max))
  }

  @Test(
    "says times in words",
    arguments: [(10_000, "10 s"), (250, "0.25 s"), (40, "0.04 s"), (1_500, "1.5 s")]
  )
  func words(milliseconds: Int, expected: String) {
    #expect(Duration.milliseconds(milliseconds).inWords == expected)
  }
}
