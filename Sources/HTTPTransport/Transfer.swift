internal import CCurl
import Glibc

/// One request and its answer in libcurl's hands.
///
/// Everything but the inbox belongs to the driver's thread once the transfer was handed over.
final class Transfer: @unchecked Sendable {
  /// How much of a body waits for its reader before the sender is held back.
  private static let capacity = 262_144
  private static let maximumHeaderBytes = 65_536

  let easy: UnsafeMutableRawPointer
  let inbox = TransferInbox(capacity: capacity)
  var timer: TransferTimer
  private let request: HTTPRequest
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private let errorText: UnsafeMutablePointer<CChar>
  private var fields = HTTPFields()
  private var headerBytes = 0

  /// Prepares a transfer.
  ///
  /// - Throws: `HTTPError` where libcurl refuses a setting; without it the request is not safe.
  init(_ request: HTTPRequest) throws(HTTPError) {
    guard tabletop_curl_is_available() != 0, let easy = tabletop_curl_easy_new() else {
      throw HTTPError(.unavailable, HTTPAddressError.noLibrary.description)
    }
    self.easy = easy
    self.request = request
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    timer = TransferTimer(request.timeouts, began: .now)
    try configure()
  }

  deinit {
    tabletop_curl_easy_free(easy)
    if let headerList { tabletop_curl_list_free(headerList) }
    errorText.deallocate()
  }

  private func configure() throws(HTTPError) {
    try text(CURLOPT_URL, request.address.description)
    try text(CURLOPT_PROTOCOLS_STR, "http,https")
    try number(CURLOPT_FOLLOWLOCATION, 0)
    try number(CURLOPT_SSL_VERIFYPEER, 1)
    try number(CURLOPT_SSL_VERIFYHOST, 2)
    try number(CURLOPT_NOSIGNAL, 1)
    try number(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
    try number(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    try number(CURLOPT_BUFFERSIZE, 16_384)
    try number(CURLOPT_CONNECTTIMEOUT_MS, request.timeouts.connect.milliseconds)
    // Only what is negotiated with TLS can share a connection. Elsewhere a request would wait until
    // the first one on its way is answered, however long that takes.
    if request.address.isEncrypted { try number(CURLOPT_PIPEWAIT, 1) }
    // A proxy on the way to this machine would get to see what stays on it.
    if request.address.isLoopback { try text(CURLOPT_PROXY, "") }
    for (variable, option) in Self.certificateVariables {
      guard let value = getenv(variable), value.pointee != 0 else { continue }
      try text(option, String(cString: value))
    }
    tabletop_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
    try setHeaders()
    if request.method == .post { try setBody() }
    let receiver = Unmanaged.passUnretained(self).toOpaque()
    try check(
      tabletop_curl_set_receivers(
        easy,
        { Transfer.receive($0, $1 * $2, $3) { $0.receiveHeader($1) } },
        { Transfer.receive($0, $1 * $2, $3) { $0.receiveBody($1) } },
        receiver
      )
    )
  }

  /// The variables that the curl program honours, and libcurl leaves to its callers.
  private static let certificateVariables = [
    ("SSL_CERT_DIR", CURLOPT_CAPATH), ("SSL_CERT_FILE", CURLOPT_CAINFO),
    ("CURL_CA_BUNDLE", CURLOPT_CAINFO),
  ]

  private func setHeaders() throws(HTTPError) {
    // An empty value keeps libcurl from waiting for a server's consent to large bodies.
    for line in request.headers.map({ "\($0.name): \($0.value)" }) + ["Expect:"] {
      guard let list = tabletop_curl_list_append(headerList, line) else {
        throw HTTPError(.unavailable, "there is no memory for a request")
      }
      headerList = list
    }
    try check(tabletop_curl_set_headers(easy, headerList))
  }

  private func setBody() throws(HTTPError) {
    try number(CURLOPT_POST, 1)
    try number(CURLOPT_POSTFIELDSIZE, request.body.count)
    let code = request.body.withUnsafeBytes { bytes in
      tabletop_curl_set_pointer(
        easy,
        CURLOPT_COPYPOSTFIELDS,
        UnsafeMutableRawPointer(mutating: bytes.baseAddress)
      )
    }
    try check(code)
  }

  private func text(_ option: CURLoption, _ value: String) throws(HTTPError) {
    try check(tabletop_curl_set_text(easy, option, value))
  }

  private func number(_ option: CURLoption, _ value: some BinaryInteger) throws(HTTPError) {
    try check(tabletop_curl_set_number(easy, option, Int(clamping: value)))
  }

  private func check(_ code: CURLcode) throws(HTTPError) {
    guard code == CURLE_OK else {
      throw HTTPError(
        .unavailable,
        "libcurl refuses a setting: \(String(cString: tabletop_curl_error(code)))"
      )
    }
  }
}

extension Transfer {
  private static func receive(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ count: Int,
    _ receiver: UnsafeMutableRawPointer?,
    _ take: (Transfer, UnsafeRawBufferPointer) -> Int
  ) -> Int {
    guard let receiver else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(receiver).takeUnretainedValue()
    return take(transfer, UnsafeRawBufferPointer(start: bytes, count: count))
  }

  private func receiveHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
    timer.noteActivity(at: .now)
    headerBytes += bytes.count
    guard headerBytes <= Self.maximumHeaderBytes else { return 0 }
    let end = bytes.lastIndex { $0 != 0x0D && $0 != 0x0A }.map { $0 + 1 } ?? 0
    let line = String(decoding: bytes[..<end], as: UTF8.self)
    if line.isEmpty {
      let status = tabletop_curl_status(easy)
      // What stands before the answer, such as 100, is not the answer; a trailer comes after it.
      if status >= 200 { inbox.put(status: status, fields: fields) }
    } else if line.hasPrefix("HTTP/") {
      fields = HTTPFields()
    } else if let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) {
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      fields.append(String(line[..<colon]), String(value))
    }
    return bytes.count
  }

  private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard inbox.put(bytes) else {
      timer.holdBack()
      return Int(CURL_WRITEFUNC_PAUSE)
    }
    timer.noteActivity(at: .now)
    return bytes.count
  }

  /// Goes on after the reader made room.
  func resume() {
    timer.noteActivity(at: .now)
    tabletop_curl_resume(easy)
  }

  /// Ends the transfer as libcurl says.
  func end(_ code: CURLcode) {
    guard code != CURLE_OK else { return inbox.end(nil) }
    let detail = String(cString: errorText)
    inbox.end(
      TransferFailure.error(
        code,
        detail.isEmpty ? String(cString: tabletop_curl_error(code)) : detail,
        request,
        proxy: HTTPProxy(for: request.address)
      )
    )
  }

  /// Ends the transfer because it took too long.
  func end(_ expiry: TransferTimer.Expiry) {
    let place = request.address.place
    switch expiry {
    case .idle(let limit):
      inbox.end(HTTPError(.idle, "\(place) sent nothing for \(limit.inWords)"))
    case .total(let limit):
      inbox.end(HTTPError(.total, "\(place) was not done after \(limit.inWords)"))
    }
  }

  /// Ends the transfer because nobody waits for it.
  func cancel() {
    inbox.end(HTTPError(.cancelled, "the request to \(request.address.place) was stopped"))
  }
}
