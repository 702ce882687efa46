import Glibc

/// Reads an event stream piece by piece, whatever the pieces.
///
/// Source: WHATWG HTML, "Interpreting an event stream". Lines end in CR, LF or CRLF; an event is
/// delivered at its blank line, and what no blank line follows is dropped. `id` and `retry` serve
/// reconnecting, which a model's answer doesn't have: they are read over.
public struct EventStreamDecoder: Sendable {
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let colon = UInt8(ascii: ":")
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private let limits: EventStreamLimits
  /// The line that has begun and not ended.
  private var line: [UInt8] = []
  private var data: [UInt8] = []
  private var name: String?
  private var isFirstLine = true
  /// Whether the last byte was a CR, whose LF would belong to it.
  private var endedInReturn = false
  private var bytesRead = 0

  /// Creates a decoder for one stream.
  public init(limits: EventStreamLimits = EventStreamLimits()) { self.limits = limits }

  /// Whether bytes have come that no event was made of yet.
  public var isInsideEvent: Bool { !line.isEmpty || !data.isEmpty || name != nil }

  /// Reads the next bytes and delivers the events that they complete.
  ///
  /// - Throws: `EventStreamError` where a limit is exceeded; events before that were delivered.
  public mutating func decode(
    _ bytes: [UInt8],
    deliver: (ServerSentEvent) -> Void
  ) throws(EventStreamError) {
    let allowed = min(bytes.count, limits.streamBytes - bytesRead)
    bytesRead += allowed
    // A typed error can't leave the closure of a buffer.
    let problem: EventStreamError? = bytes.withUnsafeBufferPointer { buffer in
      do throws(EventStreamError) {
        try read(UnsafeBufferPointer(rebasing: buffer[..<allowed]), deliver)
        return nil
      } catch {
        return error
      }
    }
    if let problem { throw problem }
    guard allowed == bytes.count else { throw .streamTooLong(limit: limits.streamBytes) }
  }

  private mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ deliver: (ServerSentEvent) -> Void
  ) throws(EventStreamError) {
    var start = 0
    if endedInReturn, let first = bytes.first {
      endedInReturn = false
      if first == Self.lineFeed { start = 1 }
    }
    while start < bytes.count {
      let rest = UnsafeBufferPointer(rebasing: bytes[start...])
      let length = Self.lengthOfLine(rest)
      guard line.count + length <= limits.lineBytes else {
        throw .lineTooLong(limit: limits.lineBytes)
      }
      let part = UnsafeBufferPointer(rebasing: rest[..<length])
      guard length < rest.count else {
        line.append(contentsOf: part)
        return
      }
      end(part, deliver)
      start += length + 1
      if rest[length] == Self.carriageReturn {
        if start == bytes.count {
          endedInReturn = true
        } else if bytes[start] == Self.lineFeed {
          start += 1
        }
      }
    }
  }

  /// Returns how many bytes stand before the next line end, or all of them.
  private static func lengthOfLine(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var length = bytes.count
    if let end = memchr(base, Int32(lineFeed), length) {
      length = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(end))
    }
    if let end = memchr(base, Int32(carriageReturn), length) {
      length = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(end))
    }
    return length
  }

  /// Ends the line of which this is the last part.
  private mutating func end(
    _ part: UnsafeBufferPointer<UInt8>,
    _ deliver: (ServerSentEvent) -> Void
  ) {
    if line.isEmpty, !isFirstLine {
      take(part, deliver)
      return
    }
    line.append(contentsOf: part)
    if isFirstLine, line.starts(with: Self.byteOrderMark) { line.removeFirst(3) }
    isFirstLine = false
    let whole = line
    line.removeAll(keepingCapacity: whole.count <= 65_536)
    whole.withUnsafeBufferPointer { take($0, deliver) }
  }

  private mutating func take(
    _ line: UnsafeBufferPointer<UInt8>,
    _ deliver: (ServerSentEvent) -> Void
  ) {
    guard !line.isEmpty else {
      dispatch(deliver)
      return
    }
    let end = line.firstIndex(of: Self.colon) ?? line.count
    var start = min(end + 1, line.count)
    if start < line.count, line[start] == UInt8(ascii: " ") { start += 1 }
    if Self.names(line, end, "data") {
      data.append(contentsOf: line[start...])
      data.append(Self.lineFeed)
    } else if Self.names(line, end, "event") {
      name = String(decoding: line[start...], as: UTF8.self)
    }
  }

  private static func names(
    _ line: UnsafeBufferPointer<UInt8>,
    _ end: Int,
    _ field: StaticString
  ) -> Bool {
    guard end == field.utf8CodeUnitCount, let base = line.baseAddress else { return false }
    return memcmp(base, field.utf8Start, end) == 0
  }

  private mutating func dispatch(_ deliver: (ServerSentEvent) -> Void) {
    defer { name = nil }
    guard !data.isEmpty else { return }
    data.removeLast()
    let event = ServerSentEvent(name: name?.isEmpty == true ? nil : name, data: data)
    data = []
    deliver(event)
  }
}
