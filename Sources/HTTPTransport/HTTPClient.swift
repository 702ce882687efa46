internal import CCurl

/// Sends requests over the network: one thread drives them all, and each answer comes as it is
/// read, never faster.
///
/// TLS is verified; redirects are not followed; `HTTPS_PROXY`, `NO_PROXY`, `SSL_CERT_FILE`,
/// `SSL_CERT_DIR` and `CURL_CA_BUNDLE` are honoured.
public final class HTTPClient: HTTPConnection {
  private let driver: TransferDriver

  /// Creates a client and starts its thread.
  ///
  /// - Throws: `HTTPError` where libcurl can't be had.
  public init() throws(HTTPError) { driver = try TransferDriver() }

  deinit { driver.stop() }

  /// What libcurl calls itself, such as `libcurl 7.88.1`; nil where it can't be loaded.
  public static var libraryVersion: String? {
    guard tabletop_curl_is_available() != 0 else { return nil }
    let version = String(cString: tabletop_curl_version())
    return String(version.prefix { $0 != " " }).replacing("/", with: " ")
  }

  /// Sends a request and returns as soon as the answer's header is there.
  ///
  /// - Throws: `HTTPError` where no answer begins.
  public func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPReply {
    let exchange = Exchange(try Transfer(request), client: self, driver: driver)
    driver.begin(exchange.transfer)
    switch await exchange.take() {
    case .head(let status, let fields):
      return HTTPReply(
        status: status,
        fields: fields,
        body: HTTPBody { () async throws(HTTPError) in try await exchange.piece() }
      )
    case .failure(let error): throw error
    case .piece, .end:
      throw HTTPError(.broken, "\(request.address.place) closed the connection without an answer")
    }
  }
}

/// The reader's end of a transfer; letting go of it ends the transfer.
private final class Exchange: Sendable {
  let transfer: Transfer
  private let client: HTTPClient
  private let driver: TransferDriver

  init(_ transfer: Transfer, client: HTTPClient, driver: TransferDriver) {
    self.transfer = transfer
    self.client = client
    self.driver = driver
  }

  deinit { driver.cancel(transfer) }

  /// Waits for what comes next; stops the transfer where the task is cancelled.
  func take() async -> TransferInbox.Taken {
    await withTaskCancellationHandler {
      await transfer.inbox.wait()
    } onCancel: {
      driver.cancel(transfer)
    }
    let (taken, wasHeldBack) = transfer.inbox.take()
    if wasHeldBack { driver.resume(transfer) }
    return taken
  }

  /// Returns the next piece of the body, or nil at its end.
  func piece() async throws(HTTPError) -> [UInt8]? {
    switch await take() {
    case .piece(let bytes): return bytes
    case .failure(let error): throw error
    case .end, .head: return nil
    }
  }
}
