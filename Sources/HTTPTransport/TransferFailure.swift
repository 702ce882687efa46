internal import CCurl

/// Says what a code of libcurl means for the person who waits.
enum TransferFailure {
  /// Returns the error for a code, with libcurl's own words where they tell more.
  static func error(
    _ code: CURLcode,
    _ detail: String,
    _ request: HTTPRequest,
    proxy: HTTPProxy? = nil
  ) -> HTTPError {
    if let proxy, let error = error(code, detail, request, at: proxy) { return error }
    let place = request.address.place
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      return HTTPError(.name, "can't reach \(place): there is no such host")
    case CURLE_COULDNT_RESOLVE_PROXY:
      return HTTPError(.name, "can't reach \(place): its proxy's name leads nowhere")
    case CURLE_OPERATION_TIMEDOUT:
      let limit = request.timeouts.connect.inWords
      return HTTPError(.connection, "can't reach \(place): no connection within \(limit)")
    case CURLE_COULDNT_CONNECT, CURLE_PROXY:
      return HTTPError(.connection, "can't reach \(place): \(cause(detail))")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_CERTPROBLEM:
      return HTTPError(.trust, "can't trust \(place): \(cause(detail))")
    case CURLE_SSL_CONNECT_ERROR:
      return HTTPError(.trust, "no encrypted connection to \(place): \(cause(detail))")
    case CURLE_GOT_NOTHING:
      return HTTPError(.broken, "\(place) closed the connection without an answer")
    case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_HTTP2,
      CURLE_HTTP2_STREAM:
      return HTTPError(.broken, "the connection to \(place) broke off: \(cause(detail))")
    default:
      return HTTPError(.broken, "\(place) gave no usable answer: \(cause(detail))")
    }
  }

  /// Returns the error where the proxy on the way is what fails.
  private static func error(
    _ code: CURLcode,
    _ detail: String,
    _ request: HTTPRequest,
    at proxy: HTTPProxy
  ) -> HTTPError? {
    let start = "can't reach \(request.address.place): "
    switch code {
    case CURLE_COULDNT_RESOLVE_PROXY:
      return HTTPError(.name, start + "\(proxy.words) can't be found")
    case CURLE_COULDNT_CONNECT, CURLE_PROXY:
      return HTTPError(.connection, start + "\(proxy.words) can't be reached, \(cause(detail))")
    case CURLE_OPERATION_TIMEDOUT:
      let limit = request.timeouts.connect.inWords
      return HTTPError(.connection, start + "no connection through \(proxy.words) within \(limit)")
    case CURLE_RECV_ERROR, CURLE_COULDNT_RESOLVE_HOST:
      guard let status = status(ofTunnelIn: detail) else { return nil }
      // What the proxy could not do now, it may do later; a refusal stays one.
      return status >= 500
        ? HTTPError(.connection, start + "\(proxy.words) can't reach it (\(status))")
        : HTTPError(.proxy, start + "\(proxy.words) refuses (\(status))")
    default: return nil
    }
  }

  /// Returns the status with which a proxy answered, where libcurl's words say that it did.
  private static func status(ofTunnelIn detail: String) -> Int? {
    guard detail.hasPrefix("CONNECT tunnel failed") || detail.contains("from proxy after CONNECT")
    else { return nil }
    let numbers = detail.split { !("0"..."9").contains($0) }.compactMap { Int($0) }
    return numbers.first { (100...599).contains($0) }
  }

  /// Returns the last part of libcurl's words, which is the cause, as the end of a sentence.
  private static func cause(_ detail: String) -> String {
    var text = detail
    if let range = text.range(ofLast: ": "), text.hasPrefix("Failed to connect") {
      text = String(text[range...])
    }
    while text.hasSuffix(".") || text.hasSuffix("\n") { text.removeLast() }
    let word = text.prefix { $0 != " " && $0 != ":" }
    guard let first = text.first, first.isUppercase,
      !word.dropFirst().contains(where: \.isUppercase)
    else { return text }
    return first.lowercased() + text.dropFirst()
  }
}

extension String {
  /// Returns where the text after the last occurrence of a mark begins.
  fileprivate func range(ofLast mark: String) -> String.Index? {
    var index = endIndex
    while index > startIndex {
      index = self.index(before: index)
      if self[index...].hasPrefix(mark) { return self.index(index, offsetBy: mark.count) }
    }
    return nil
  }
}
