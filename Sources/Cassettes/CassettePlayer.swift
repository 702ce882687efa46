public import HTTPTransport
import Synchronization
import Values

/// Answers requests from a cassette, in its order, and touches no network.
public final class CassettePlayer: HTTPConnection {
  private let cassette: Cassette
  private let name: String
  private let answersAnything: Bool
  private let position = Mutex(0)

  /// Creates a player; the name is what messages call the cassette.
  ///
  /// One that answers anything gives each answer to whatever is asked in its place.
  public init(_ cassette: Cassette, name: String, answersAnything: Bool = false) {
    self.cassette = cassette
    self.name = name
    self.answersAnything = answersAnything
  }

  /// How many exchanges were not asked for yet.
  public var unused: Int { cassette.exchanges.count - position.withLock { $0 } }

  /// Answers a request as its recording did.
  ///
  /// - Throws: `HTTPError` where the recording has another request here, or none, or failed.
  public func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPReply {
    let number = position.withLock { $0 }
    guard cassette.exchanges.indices.contains(number) else {
      let count = cassette.exchanges.count
      throw HTTPError(
        .unavailable,
        "\(name) has \(count) exchange\(count == 1 ? "" : "s"), and this is request \(number + 1)"
      )
    }
    let exchange = cassette.exchanges[number]
    let asked = CassetteRequest.kept(request, below: cassette.address)
    let differences =
      answersAnything
      ? []
      : JSONDifference.all(
        from: Self.json(exchange.request),
        to: try Self.redacted(Self.json(asked))
      )
    guard differences.isEmpty else {
      throw HTTPError(
        .unavailable,
        "request \(number + 1) is not the one in \(name): "
          + JSONDifference.sentence(differences) + "; if that is meant, record anew with --live"
      )
    }
    position.withLock { $0 = number + 1 }
    guard let status = exchange.status else {
      throw Self.error(exchange.failure ?? Cassette.Failure(kind: "", description: ""))
    }
    var fields = HTTPFields()
    for (name, value) in exchange.fields.sorted(by: { $0.key < $1.key }) {
      fields.append(name, value)
    }
    return HTTPReply(status: status, fields: fields, body: Self.body(of: exchange))
  }

  private static func body(of exchange: Cassette.Exchange) -> HTTPBody {
    let contents = exchange.contents
    let failure = exchange.failure
    let place = Place()
    return HTTPBody { () async throws(HTTPError) in
      let index = place.next()
      guard contents.indices.contains(index) else {
        if let failure { throw error(failure) }
        return nil
      }
      switch contents[index] {
      case .text(let text): return Array(text.utf8)
      case .event(let name, let data):
        let lines = data.split(separator: "\n", omittingEmptySubsequences: false)
        let text = (name.map { "event: \($0)\n" } ?? "") + lines.map { "data: \($0)\n" }.joined()
        return Array((text + "\n").utf8)
      }
    }
  }

  /// Counts the parts of one body.
  private final class Place: Sendable {
    private let position = Mutex(0)

    func next() -> Int {
      position.withLock { position in
        defer { position += 1 }
        return position
      }
    }
  }

  private static func error(_ failure: Cassette.Failure) -> HTTPError {
    HTTPError(HTTPError.Kind(rawValue: failure.kind) ?? .broken, failure.description)
  }

  private static func json(_ request: Cassette.Request) -> JSONValue {
    [
      "method": .string(request.method), "path": .string(request.path), "body": request.body,
    ]
  }

  /// Returns a request as a cassette would keep it.
  private static func redacted(_ value: JSONValue) throws(HTTPError) -> JSONValue {
    let redactor = Redactor.shared
    guard !redactor.isEmpty else { return value }
    return (try? JSONReader.read(redactor.redacted(JSONWriter.text(value)))) ?? value
  }
}
