import EventStreams
import Glibc
import Values

/// The algorithm of WHATWG HTML, "Interpreting an event stream", written down as it stands there:
/// the whole stream is decoded, then split into lines, then interpreted.
enum NaiveEventStream {
  static func events(of bytes: [UInt8]) -> [Naive] {
    var scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var events: [Naive] = []
    var data = ""
    var type = ""
    for line in lines(of: scalars) {
      if line.isEmpty {
        if !data.isEmpty {
          if data.unicodeScalars.last == "\n" { data.unicodeScalars.removeLast() }
          events.append(Naive(type: type, data: data))
        }
        data = ""
        type = ""
        continue
      }
      guard let colon = line.firstIndex(of: ":") else {
        process(String(line), "", &data, &type)
        continue
      }
      if colon == line.startIndex { continue }
      var value = line[line.index(after: colon)...]
      if value.first == " " { value.removeFirst() }
      process(String(line[..<colon]), String(value), &data, &type)
    }
    return events
  }

  /// An event as the standard has it: two texts.
  struct Naive: Hashable {
    let type: String
    let data: String
  }

  private static func lines(of scalars: [Unicode.Scalar]) -> [Substring.UnicodeScalarView] {
    var lines: [Substring.UnicodeScalarView] = []
    var line = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      guard scalar == "\n" || scalar == "\r" else {
        line.append(scalar)
        continue
      }
      if scalar == "\r", index < scalars.count, scalars[index] == "\n" { index += 1 }
      lines.append(Substring(String(line)).unicodeScalars)
      line = String.UnicodeScalarView()
    }
    return lines
  }

  private static func process(
    _ field: String,
    _ value: String,
    _ data: inout String,
    _ type: inout String
  ) {
    switch field {
    case "event": type = value
    case "data": data.unicodeScalars.append(contentsOf: (value + "\n").unicodeScalars)
    default: break
    }
  }
}

/// Streams with everything that may stand in one, made from a number.
enum Streams {
  /// The numbers that streams are made from; 200 of them in the long form.
  static let seeds = 0..<(getenv("TABLETOP_LONG") == nil ? 16 : 200)
  /// How lines may end; the last changes from line to line.
  static let lineEnds = ["\n", "\r\n", "\r", "mixed", "mixed again"]

  private static let lines = [
    "data: {\"type\":\"response.created\"}", "data:no space", "data:  two spaces", "data", "data:",
    ": a comment", ":", "event: named", "event:", "id: 7", "retry: 10", "unknown: field",
    "dataset: x", "Data: y", "data: Grüße, 你好, 🚒", "data: a: b: c", "data: \u{2028}\u{85}\u{FEFF}",
    "event", "data: \u{0}", " data: indented", "", "", "",
  ]

  /// Returns the bytes of a stream.
  static func stream(_ seed: Int, lineEnd: String) -> [UInt8] {
    var generator = Numbers(seed: UInt64(seed))
    var bytes: [UInt8] = seed % 3 == 0 ? [0xEF, 0xBB, 0xBF] : []
    for _ in 0..<(4 + seed % 9) {
      bytes += Array(Self.lines[generator.next(Self.lines.count)].utf8)
      if seed % 5 == 0, generator.next(6) == 0 { bytes += [0xE4, 0xBD] }  // half a character
      if seed % 7 == 0, generator.next(6) == 0 { bytes += [0xFF] }
      let end =
        lineEnd.hasPrefix("mixed") ? ["\n", "\r\n", "\r"][generator.next(3)] : lineEnd
      bytes += Array(end.utf8)
    }
    return bytes
  }
}

/// A row of numbers that is the same each time.
struct Numbers {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  mutating func next(_ bound: Int) -> Int { Int(generator.next() % UInt64(bound)) }
}

/// Decodes a stream that comes in these pieces.
func decode(
  _ pieces: [[UInt8]],
  limits: EventStreamLimits = EventStreamLimits()
) throws -> [ServerSentEvent] {
  var decoder = EventStreamDecoder(limits: limits)
  var events: [ServerSentEvent] = []
  for piece in pieces { try decoder.decode(piece) { events.append($0) } }
  return events
}

extension NaiveEventStream.Naive {
  init(_ event: ServerSentEvent) {
    self.init(type: event.name ?? "", data: event.text)
  }
}
