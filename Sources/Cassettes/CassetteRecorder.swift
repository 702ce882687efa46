import EventStreams
public import HTTPTransport
import Synchronization
public import Values

/// Passes requests on, and keeps what was asked and answered.
public final class CassetteRecorder: HTTPConnection {
  private let connection: any HTTPConnection
  private let address: String
  private let keepsRequests: Bool
  private let state: Mutex<Cassette>

  /// Creates a recorder of an API's exchanges; without their requests, which repeat all that was
  /// said before, it can go on for long.
  public init(
    _ connection: any HTTPConnection,
    model: String,
    address: HTTPAddress,
    settings: [String: JSONValue],
    keepsRequests: Bool = true
  ) {
    self.connection = connection
    self.keepsRequests = keepsRequests
    self.address = address.description
    state = Mutex(Cassette(model: model, address: address.description, settings: settings))
  }

  /// What was recorded so far.
  public var cassette: Cassette { state.withLock { $0 } }

  /// Sends a request and keeps it, with its answer as far as it is read.
  ///
  /// - Throws: `HTTPError` where no answer begins.
  public func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPReply {
    let kept = CassetteRequest.kept(request, below: address)
    let number = state.withLock { cassette in
      var exchange = Cassette.Exchange(request: kept)
      if !keepsRequests { exchange.request.body = .null }
      cassette.exchanges.append(exchange)
      return cassette.exchanges.count - 1
    }
    let reply: HTTPReply
    do throws(HTTPError) {
      reply = try await connection.send(request)
    } catch {
      fail(number, error)
      throw error
    }
    state.withLock { cassette in
      cassette.exchanges[number].status = reply.status
      for name in Cassette.keptFields {
        if let value = reply.fields[name] { cassette.exchanges[number].fields[name] = value }
      }
    }
    let tape = Tape(isStream: reply.fields["content-type"]?.hasPrefix("text/event-stream") == true)
    let body = reply.body
    return HTTPReply(
      status: reply.status,
      fields: reply.fields,
      body: HTTPBody { [self] () async throws(HTTPError) in
        do throws(HTTPError) {
          var iterator = body.makeAsyncIterator()
          let piece = try await iterator.next()
          keep(tape.take(piece), in: number)
          return piece
        } catch {
          fail(number, error)
          throw error
        }
      }
    )
  }

  private func keep(_ contents: [Cassette.Content], in number: Int) {
    state.withLock { $0.exchanges[number].contents += contents }
  }

  private func fail(_ number: Int, _ error: HTTPError) {
    state.withLock { cassette in
      cassette.exchanges[number].failure = Cassette.Failure(
        kind: error.kind.rawValue,
        description: error.description
      )
    }
  }

  /// Turns the bytes of one answer into what is kept.
  private final class Tape: Sendable {
    private let isStream: Bool
    private let state = Mutex((decoder: EventStreamDecoder(), bytes: [UInt8](), isKept: false))

    init(isStream: Bool) { self.isStream = isStream }

    func take(_ piece: [UInt8]?) -> [Cassette.Content] {
      state.withLock { state in
        guard isStream else {
          state.bytes += piece ?? []
          guard piece == nil, !state.isKept else { return [] }
          state.isKept = true
          return [.text(String(decoding: state.bytes, as: UTF8.self))]
        }
        var contents: [Cassette.Content] = []
        // Whoever reads the answer finds the same limits exceeded, and says so.
        try? state.decoder.decode(piece ?? []) {
          contents.append(.event(name: $0.name, data: $0.text))
        }
        return contents
      }
    }
  }
}

/// What of a request is kept, and compared.
enum CassetteRequest {
  static func kept(_ request: HTTPRequest, below address: String) -> Cassette.Request {
    let whole = request.address.description
    let base = address.hasSuffix("/") ? address : address + "/"
    let body =
      (try? JSONReader.read(request.body))
      ?? .string(
        String(decoding: request.body, as: UTF8.self)
      )
    return Cassette.Request(
      method: request.method.rawValue,
      path: whole.hasPrefix(base) ? String(whole.dropFirst(base.count)) : whole,
      body: request.body.isEmpty ? .null : body
    )
  }
}
