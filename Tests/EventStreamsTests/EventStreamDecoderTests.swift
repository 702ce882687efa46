import Testing

@testable import EventStreams

@Suite("Event stream decoder")
struct EventStreamDecoderTests {
  @Test(
    "agrees with the standard's algorithm, wherever the stream is cut",
    arguments: Streams.seeds
  )
  func agreesWithTheStandard(seed: Int) throws {
    for lineEnd in Streams.lineEnds {
      let stream = Streams.stream(seed, lineEnd: lineEnd)
      let expected = NaiveEventStream.events(of: stream)
      for cut in 0...stream.count {
        let events = try decode([Array(stream[..<cut]), Array(stream[cut...])])
        #expect(events.map(NaiveEventStream.Naive.init) == expected, "cut at \(cut) of \(stream)")
      }
      let single = try decode(stream.map { [$0] })
      #expect(single.map(NaiveEventStream.Naive.init) == expected)
    }
  }

  @Test(
    "reads what the standard's own examples hold",
    arguments: [
      ("data: YHOO\ndata: +2\ndata: 10\n\n", ["YHOO\n+2\n10"]),
      (
        ": test\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
        ["first event", "second event", " third event"]
      ),
      ("data\n\ndata\ndata\n\ndata:", ["", "\n"]),
      ("data:test\n\ndata: test\n\n", ["test", "test"]),
    ]
  )
  func readsTheExamples(stream: String, expected: [String]) throws {
    #expect(try decode([Array(stream.utf8)]).map(\.text) == expected)
  }

  @Test("gives an event its name, and only that event")
  func names() throws {
    let events = try decode([Array("event: a\ndata: 1\n\ndata: 2\n\nevent: b\n\ndata: 3\n\n".utf8)])
    #expect(events.map(\.name) == ["a", nil, nil])
  }

  @Test("delivers an event at its blank line, before more comes", arguments: ["\n", "\r", "\r\n"])
  func deliversAtOnce(end: String) throws {
    var decoder = EventStreamDecoder()
    var events: [ServerSentEvent] = []
    try decoder.decode(Array("data: 1\(end)\(end)".utf8)) { events.append($0) }
    #expect(events.map(\.text) == ["1"])
    #expect(!decoder.isInsideEvent)
  }

  @Test("drops what no blank line follows, and says that it is there")
  func dropsTheTail() throws {
    var decoder = EventStreamDecoder()
    var events: [ServerSentEvent] = []
    try decoder.decode(Array("data: 1\n\ndata: 2\n".utf8)) { events.append($0) }
    #expect(events.map(\.text) == ["1"])
    #expect(decoder.isInsideEvent)
  }

  @Test("takes a mark of the byte order only at the start")
  func byteOrderMark() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    #expect(try decode([mark, Array("data: 1\n\n".utf8)]).map(\.text) == ["1"])
    #expect(try decode([mark + mark + Array("data: 1\n\n".utf8)]).isEmpty)
    #expect(try decode([Array("\n".utf8), mark + Array("data: 1\n\n".utf8)]).isEmpty)
  }

  @Test("reads lines up to the limit, whatever the pieces", arguments: [99, 100, 101])
  func lineLimit(length: Int) throws {
    let line = "data: " + String(repeating: "x", count: length - 6)
    let stream = Array((line + "\n\n").utf8)
    for size in [1, 7, stream.count] {
      let pieces = stride(from: 0, to: stream.count, by: size).map {
        Array(stream[$0..<min($0 + size, stream.count)])
      }
      let result = Result { try decode(pieces, limits: EventStreamLimits(lineBytes: 100)) }
      if length <= 100 {
        #expect(try result.get().map(\.data.count) == [length - 6])
      } else {
        #expect(throws: EventStreamError.lineTooLong(limit: 100)) { try result.get() }
      }
    }
  }

  @Test("reads streams up to the limit, and delivers what came before", arguments: [9, 10, 11])
  func streamLimit(length: Int) throws {
    let stream = Array("data: 1\n\n".utf8) + Array(repeating: UInt8(ascii: ":"), count: length - 9)
    var decoder = EventStreamDecoder(limits: EventStreamLimits(streamBytes: 10))
    var events: [ServerSentEvent] = []
    let decode = { try decoder.decode(stream) { events.append($0) } }
    if length <= 10 {
      try decode()
    } else {
      #expect(throws: EventStreamError.streamTooLong(limit: 10)) { try decode() }
    }
    #expect(events.map(\.text) == ["1"])
  }

  @Test("has the published limits")
  func publishedLimits() {
    #expect(EventStreamLimits() == EventStreamLimits(lineBytes: 1_048_576, streamBytes: 16_777_216))
    #expect(
      EventStreamError.lineTooLong(limit: 5).description
        == "a line of the stream has more than 5 bytes"
    )
    #expect(
      EventStreamError.streamTooLong(limit: 5).description == "the stream has more than 5 bytes"
    )
  }
}
