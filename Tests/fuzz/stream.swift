import EventStreams

/// Event streams: the same events however the bytes are cut.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = input(start, count)
  func events(_ pieces: [[UInt8]]) -> [ServerSentEvent] {
    var decoder = EventStreamDecoder()
    var events: [ServerSentEvent] = []
    for piece in pieces { try? decoder.decode(piece) { events.append($0) } }
    return events
  }
  let whole = events([bytes])
  require(events(bytes.map { [$0] }) == whole, "bytes one by one differ")
  let middle = bytes.count / 2
  require(events([Array(bytes[..<middle]), Array(bytes[middle...])]) == whole, "two halves differ")
  return 0
}
