internal import CCurl

/// An address that requests may go to: http or https, with a host, without a user or a fragment.
///
/// It is read by libcurl's own parser, so that what is checked is what is connected to.
public struct HTTPAddress: Sendable, Hashable, CustomStringConvertible {
  /// The address as it is written in one way.
  public let description: String
  /// The host, without a port.
  public let host: String
  /// The port, where it isn't the scheme's own.
  public let port: String?
  /// Whether the connection is encrypted.
  public let isEncrypted: Bool

  /// Creates an address.
  ///
  /// - Throws: `HTTPAddressError`.
  public init(_ text: String) throws(HTTPAddressError) {
    guard tabletop_curl_is_available() != 0 else { throw .noLibrary }
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), text.utf8.count <= 2_048,
      let url = tabletop_curl_url_new(text)
    else { throw .malformed }
    defer { tabletop_curl_url_free(url) }
    let scheme = Self.part(CURLUPART_SCHEME, of: url)
    guard scheme == "http" || scheme == "https" else { throw .scheme }
    guard let host = Self.part(CURLUPART_HOST, of: url), !host.isEmpty,
      let whole = Self.part(CURLUPART_URL, of: url)
    else { throw .malformed }
    guard Self.part(CURLUPART_USER, of: url) == nil, Self.part(CURLUPART_PASSWORD, of: url) == nil
    else { throw .credentials }
    guard Self.part(CURLUPART_FRAGMENT, of: url) == nil, Self.part(CURLUPART_QUERY, of: url) == nil
    else { throw .malformed }
    self.host = host
    port = Self.part(CURLUPART_PORT, of: url)
    isEncrypted = scheme == "https"
    description = whole
  }

  /// Whether the host is this machine, by its number or as `localhost`.
  public var isLoopback: Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// The host with its port, as messages name it.
  public var place: String { host + (port.map { ":" + $0 } ?? "") }

  /// Returns the address of something below this one.
  ///
  /// - Throws: `HTTPAddressError`.
  public func appending(_ path: String) throws(HTTPAddressError) -> HTTPAddress {
    try HTTPAddress(description.hasSuffix("/") ? description + path : description + "/" + path)
  }

  private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
    guard let text = tabletop_curl_url_part(url, part) else { return nil }
    defer { tabletop_curl_free(text) }
    return String(cString: text)
  }
}

/// Why an address is not used.
public enum HTTPAddressError: Error, Sendable, Equatable, CustomStringConvertible {
  /// It is no address.
  case malformed
  /// It is of another kind.
  case scheme
  /// It carries a user's name or a password.
  case credentials
  /// libcurl can't be loaded.
  case noLibrary

  /// The reason, in one sentence, lower case and without a full stop.
  public var description: String {
    switch self {
    case .malformed: "the address must be like https://HOST/v1"
    case .scheme: "the address must begin with http:// or https://"
    case .credentials: "the address must not hold a user's name or a password"
    case .noLibrary: "libcurl is not installed (Debian: libcurl4)"
    }
  }
}
