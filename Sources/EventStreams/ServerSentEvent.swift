/// One event of an event stream.
public struct ServerSentEvent: Sendable, Hashable {
  /// The event's name; nil where the stream gives none, which means `message`.
  public let name: String?
  /// What the event carries, its lines joined by line feeds.
  public let data: [UInt8]

  /// Creates an event.
  public init(name: String? = nil, data: [UInt8]) {
    self.name = name
    self.data = data
  }

  /// What the event carries as text; bytes that are not UTF-8 are replaced.
  public var text: String { String(decoding: data, as: UTF8.self) }
}

/// How much of an event stream is read.
public struct EventStreamLimits: Sendable, Equatable {
  /// Bytes of one line, without its end.
  public let lineBytes: Int
  /// Bytes of the whole stream.
  public let streamBytes: Int

  /// Creates limits; the defaults are the published ones.
  public init(lineBytes: Int = 1_048_576, streamBytes: Int = 16_777_216) {
    self.lineBytes = lineBytes
    self.streamBytes = streamBytes
  }
}

/// Why an event stream is not read any further.
public enum EventStreamError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A line is too long.
  case lineTooLong(limit: Int)
  /// The stream is too long.
  case streamTooLong(limit: Int)

  /// The reason, in one sentence, lower case and without a full stop.
  public var description: String {
    switch self {
    case .lineTooLong(let limit): "a line of the stream has more than \(limit) bytes"
    case .streamTooLong(let limit): "the stream has more than \(limit) bytes"
    }
  }
}
