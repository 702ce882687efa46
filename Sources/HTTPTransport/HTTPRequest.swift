/// A request.
public struct HTTPRequest: Sendable, Hashable {
  /// What is asked of the server.
  public enum Method: String, Sendable {
    /// To show something.
    case get = "GET"
    /// To take the body.
    case post = "POST"
  }

  /// What is asked.
  public let method: Method
  /// Where it goes.
  public let address: HTTPAddress
  /// The header fields, besides those that every request has.
  public let headers: [HTTPHeader]
  /// The body; empty where the method has none.
  public let body: [UInt8]
  /// How long it may take.
  public let timeouts: HTTPTimeouts

  /// Creates a request.
  public init(
    _ method: Method,
    _ address: HTTPAddress,
    headers: [HTTPHeader] = [],
    body: [UInt8] = [],
    timeouts: HTTPTimeouts = HTTPTimeouts()
  ) {
    self.method = method
    self.address = address
    self.headers = headers
    self.body = body
    self.timeouts = timeouts
  }
}

/// How long a request may take.
public struct HTTPTimeouts: Sendable, Hashable {
  /// Until there is a connection.
  public var connect: Duration
  /// Without a byte of the answer.
  public var idle: Duration
  /// In all.
  public var total: Duration

  /// Creates timeouts; the defaults are the published ones.
  public init(
    connect: Duration = .seconds(10),
    idle: Duration = .seconds(60),
    total: Duration = .seconds(120)
  ) {
    self.connect = connect
    self.idle = idle
    self.total = total
  }
}

/// Sends requests: over the network, or from a recording.
public protocol HTTPConnection: Sendable {
  /// Sends a request and returns as soon as the answer's header is there.
  ///
  /// - Throws: `HTTPError` where no answer begins.
  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPReply
}

/// An answer whose body may still be on its way.
public struct HTTPReply: Sendable {
  /// The status, such as 200.
  public let status: Int
  /// The header fields.
  public let fields: HTTPFields
  /// The body.
  public let body: HTTPBody

  /// Creates an answer.
  public init(status: Int, fields: HTTPFields = HTTPFields(), body: HTTPBody) {
    self.status = status
    self.fields = fields
    self.body = body
  }
}

/// The body of an answer, piece by piece as it comes; it can be read once.
///
/// Not reading it holds the sender back; letting go of it ends the transfer.
public struct HTTPBody: AsyncSequence, Sendable {
  /// A piece of the body.
  public typealias Element = [UInt8]

  /// Gives the next piece, or nil at the end.
  private let next: @Sendable () async throws(HTTPError) -> [UInt8]?

  /// Creates a body from something that gives piece after piece, and nil at the end.
  public init(next: @escaping @Sendable () async throws(HTTPError) -> [UInt8]?) {
    self.next = next
  }

  /// Reads the body.
  public struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let source: @Sendable () async throws(HTTPError) -> [UInt8]?

    /// Returns the next piece, or nil at the end.
    ///
    /// - Throws: `HTTPError` where the body breaks off.
    public mutating func next() async throws(HTTPError) -> [UInt8]? { try await source() }

    /// Returns the next piece, or nil at the end.
    ///
    /// - Throws: `HTTPError` where the body breaks off.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(HTTPError) -> [UInt8]? { try await source() }
  }

  /// Begins to read.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(source: next) }

  /// Returns the whole body, or its beginning where it is longer than this.
  ///
  /// - Throws: `HTTPError` where the body breaks off.
  public func bytes(upTo limit: Int) async throws(HTTPError) -> [UInt8] {
    var all: [UInt8] = []
    while let piece = try await next() {
      all.append(contentsOf: piece.prefix(limit - all.count))
      if all.count == limit { break }
    }
    return all
  }
}
