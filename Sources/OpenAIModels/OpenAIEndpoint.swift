public import HTTPTransport

/// Where the API is, and what opens it.
public struct OpenAIEndpoint: Sendable {
  /// The API's address where nothing else is said.
  public static let standardAddress = "https://api.openai.com/v1"

  /// The address below which the API's paths lie.
  public let address: HTTPAddress
  /// The key, where there is one.
  public let key: APIKey?
  private let identity: [HTTPHeader]

  /// Creates an endpoint.
  ///
  /// - Throws: `OpenAIEndpointError`: a key goes over an unencrypted connection only to this
  ///   machine, and the organization and the project must be identifiers.
  public init(
    address: HTTPAddress,
    key: APIKey?,
    organization: String? = nil,
    project: String? = nil
  ) throws(OpenAIEndpointError) {
    guard key == nil || address.isEncrypted || address.isLoopback else {
      throw .unencrypted(host: address.place)
    }
    var identity: [HTTPHeader] = []
    do throws(HTTPHeaderError) {
      if let organization {
        identity.append(try HTTPHeader("OpenAI-Organization", identity: organization))
      }
      if let project { identity.append(try HTTPHeader("OpenAI-Project", identity: project)) }
    } catch {
      throw .identity(error.description)
    }
    self.address = address
    self.key = key
    self.identity = identity
  }

  /// Whether this is the API of OpenAI itself, which takes settings that others refuse.
  var isOpenAI: Bool { address.host == "api.openai.com" }

  /// Returns a request for a path of the API.
  ///
  /// - Throws: `HTTPAddressError` where the address and the path make none.
  func request(
    _ method: HTTPRequest.Method,
    _ path: String,
    body: [UInt8] = [],
    timeouts: HTTPTimeouts
  ) throws(HTTPAddressError) -> HTTPRequest {
    HTTPRequest(
      method,
      try address.appending(path),
      headers: (key.map { [$0.header] } ?? []) + identity
        + (method == .post ? Self.contentHeaders : []),
      body: body,
      timeouts: timeouts
    )
  }

  private static let contentHeaders: [HTTPHeader] = {
    let pairs = [("Content-Type", "application/json"), ("Accept", "text/event-stream")]
    // Both are fixed texts; a test sees that they are sent.
    return pairs.compactMap { try? HTTPHeader($0.0, $0.1) }
  }()
}

/// Why an endpoint is not used.
public enum OpenAIEndpointError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A key would go over the network for all to read.
  case unencrypted(host: String)
  /// The organization or the project is no identifier.
  case identity(String)

  /// The reason, in one sentence, lower case and without a full stop.
  public var description: String {
    switch self {
    case .unencrypted(let host):
      "a key is not sent to \(host) without encryption; use https, or take the key away"
    case .identity(let reason): reason
    }
  }
}
