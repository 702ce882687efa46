import EventStreams
import HTTPTransport
import Values

/// The answer of a server, as events: a stream, or one JSON text.
struct StreamedReply {
  /// What comes.
  enum Event {
    /// The data of an event.
    case event(JSONValue)
    /// All of the answer at once.
    case whole(JSONValue)
    /// `[DONE]`.
    case done

    var isLast: Bool {
      switch self {
      case .event: false
      case .whole, .done: true
      }
    }
  }

  /// Why nothing more comes.
  enum Failure: Error {
    /// The connection was lost, or took too long.
    case connection
    /// What came can't be read.
    case malformed(String)
  }

  /// How the connection failed, where it did.
  private(set) var failure: HTTPError?
  private var body: HTTPBody.AsyncIterator
  private var decoder: EventStreamDecoder
  private let isStream: Bool
  private let limits: EventStreamLimits
  private var waiting: [ServerSentEvent] = []
  private var position = 0
  private var problem: EventStreamError?
  private var hasEnded = false

  /// Begins to read, up to the first event: until it is there, nothing was answered.
  ///
  /// - Throws: `HTTPError` where not even one event comes.
  init(_ reply: HTTPReply, limits: EventStreamLimits) async throws(HTTPError) {
    self.limits = limits
    body = reply.body.makeAsyncIterator()
    decoder = EventStreamDecoder(limits: limits)
    let type = reply.fields["content-type"] ?? "text/event-stream"
    isStream = !type.lowercased().hasPrefix("application/json")
    while isStream, waiting.isEmpty, problem == nil, !hasEnded {
      decode(try await body.next())
    }
  }

  /// Returns the next event, or nil at the end.
  ///
  /// - Throws: `Failure`.
  mutating func next() async throws(Failure) -> Event? {
    guard isStream else { return try await whole() }
    while position == waiting.count {
      if let problem { throw .malformed(problem.description) }
      if hasEnded { return nil }
      waiting.removeAll(keepingCapacity: true)
      position = 0
      do throws(HTTPError) {
        decode(try await body.next())
      } catch {
        failure = error
        throw .connection
      }
    }
    defer { position += 1 }
    let data = waiting[position].data
    if data.elementsEqual("[DONE]".utf8) { return .done }
    do throws(JSONSyntaxError) {
      return .event(try JSONReader.read(data))
    } catch {
      throw .malformed("an event that is not JSON, \(error.description)")
    }
  }

  private mutating func decode(_ piece: [UInt8]?) {
    guard let piece else {
      hasEnded = true
      return
    }
    // Events that came before a limit was exceeded were still sent.
    var events: [ServerSentEvent] = []
    do throws(EventStreamError) {
      try decoder.decode(piece) { events.append($0) }
    } catch {
      problem = error
    }
    waiting += events
  }

  private mutating func whole() async throws(Failure) -> Event? {
    guard !hasEnded else { return nil }
    hasEnded = true
    let bytes: [UInt8]
    do throws(HTTPError) {
      var all: [UInt8] = []
      while all.count <= limits.streamBytes, let piece = try await body.next() { all += piece }
      bytes = all
    } catch {
      failure = error
      throw .connection
    }
    guard bytes.count <= limits.streamBytes else {
      throw .malformed(EventStreamError.streamTooLong(limit: limits.streamBytes).description)
    }
    do throws(JSONSyntaxError) {
      let value = try JSONReader.read(bytes)
      if let error = value["error"], error != .null { return .event(["error": error]) }
      return .whole(value)
    } catch {
      throw .malformed("neither a stream nor JSON")
    }
  }
}
