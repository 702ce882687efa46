/// Why a text is not the JSON that was asked for.
public struct JSONSyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The byte offset at which reading stopped.
  public let offset: Int
  /// What is wrong there, in one phrase.
  public let problem: String

  /// The problem with its place.
  public var description: String { "\(problem) at byte \(offset)" }
}

/// Reads JSON text strictly: one value, no duplicate member names, no trailing commas.
///
/// Foundation's two readers keep different ones of two equal member names, so neither can
/// serve where a decision is made on the value. Source: RFC 8259, with names unique.
public struct JSONReader {
  /// The deepest nesting that is read.
  public static let maximumDepth = 64

  /// How many members an object has room for from the start: the outermost one, and those in it.
  ///
  /// It is what an event of a streamed answer has; growing on the way costs more than room.
  private static let membersAtFirst = (outermost: 12, inner: 3)

  /// Belongs to the caller, who keeps it as long as the reader.
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private let maximumDepth: Int

  private init(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
  }

  /// Reads one value from text.
  ///
  /// - Throws: `JSONSyntaxError` with the place of the first problem.
  public static func read(
    _ text: String,
    maximumDepth: Int = maximumDepth
  ) throws(JSONSyntaxError) -> JSONValue {
    try read(Array(text.utf8), maximumDepth: maximumDepth)
  }

  /// Reads one value from UTF-8 bytes.
  ///
  /// - Throws: `JSONSyntaxError` with the place of the first problem.
  public static func read(
    _ bytes: [UInt8],
    maximumDepth: Int = maximumDepth
  ) throws(JSONSyntaxError) -> JSONValue {
    try bytes.withUnsafeBufferPointer { buffer throws(JSONSyntaxError) in
      var reader = JSONReader(buffer, maximumDepth: maximumDepth)
      let value = try reader.value(depth: 0)
      reader.skipSpace()
      guard reader.offset == buffer.count else { throw reader.error("text after the value") }
      return value
    }
  }

  private func error(_ problem: String) -> JSONSyntaxError {
    JSONSyntaxError(offset: offset, problem: problem)
  }

  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
    }
  }

  private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    guard depth <= maximumDepth else { throw error("nesting deeper than \(maximumDepth)") }
    skipSpace()
    guard let byte = current else { throw error("the text ends where a value should stand") }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw error("a character that starts no value")
    }
  }

  private mutating func literal(
    _ word: String,
    _ value: JSONValue
  ) throws(JSONSyntaxError) -> JSONValue {
    guard bytes[offset...].starts(with: word.utf8) else {
      throw error("a word other than true, false or null")
    }
    offset += word.utf8.count
    return value
  }

  private mutating func array(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    offset += 1
    var elements: [JSONValue] = []
    skipSpace()
    if current == UInt8(ascii: "]") {
      offset += 1
      return .array([])
    }
    while true {
      elements.append(try value(depth: depth + 1))
      if try endsList(UInt8(ascii: "]")) { return .array(elements) }
    }
  }

  private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    offset += 1
    skipSpace()
    if current == UInt8(ascii: "}") {
      offset += 1
      return .object([:])
    }
    let room = depth == 0 ? Self.membersAtFirst.outermost : Self.membersAtFirst.inner
    var members = [String: JSONValue](minimumCapacity: room)
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw error("a member without a quoted name") }
      let name = try string()
      let end = offset
      skipSpace()
      guard current == UInt8(ascii: ":") else { throw error("no colon after a member's name") }
      offset += 1
      guard members.updateValue(try value(depth: depth + 1), forKey: name) == nil else {
        throw JSONSyntaxError(offset: end, problem: "a second member `\(name)`")
      }
      if try endsList(UInt8(ascii: "}")) { return .object(members) }
    }
  }

  /// Consumes a comma, or the closing byte and then returns true.
  private mutating func endsList(_ closing: UInt8) throws(JSONSyntaxError) -> Bool {
    skipSpace()
    guard let byte = current else { throw error("the text ends inside a list or an object") }
    guard byte == closing || byte == UInt8(ascii: ",") else {
      throw error("neither a comma nor the end of a list or an object")
    }
    offset += 1
    return byte == closing
  }
}

extension JSONReader {
  private mutating func number() throws(JSONSyntaxError) -> JSONValue {
    let start = offset
    if current == UInt8(ascii: "-") { offset += 1 }
    let leadingZero = current == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, !(leadingZero && whole > 1) else { throw error("a malformed number") }
    var isWhole = true
    if current == UInt8(ascii: ".") {
      isWhole = false
      offset += 1
      guard digits() > 0 else { throw error("a malformed number") }
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      isWhole = false
      offset += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { offset += 1 }
      guard digits() > 0 else { throw error("a malformed number") }
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    if isWhole, let value = Int(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else { throw error("a number out of range") }
    return .number(value)
  }

  private mutating func digits() -> Int {
    let start = offset
    while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      offset += 1
    }
    return offset - start
  }

  /// Reads a text; most hold no escape, and are taken as they stand.
  private mutating func string() throws(JSONSyntaxError) -> String {
    offset += 1
    var decoded: [UInt8] = []
    while true {
      let start = offset
      let isASCII = skipPlainText()
      guard let byte = current else { throw error("the text ends inside quotes") }
      let part = UnsafeBufferPointer(rebasing: bytes[start..<offset])
      switch byte {
      case UInt8(ascii: "\""):
        let text: String
        if decoded.isEmpty {
          text = try self.text(part, isASCII: isASCII)
        } else {
          decoded.append(contentsOf: part)
          text = try decoded.withUnsafeBufferPointer { all throws(JSONSyntaxError) in
            try self.text(all, isASCII: false)
          }
        }
        offset += 1
        return text
      case UInt8(ascii: "\\"):
        decoded.append(contentsOf: part)
        offset += 1
        try escape(into: &decoded)
      default: throw error("a control character inside text")
      }
    }
  }

  /// Goes on to the next quote, backslash or control character, and says if all was ASCII.
  private mutating func skipPlainText() -> Bool {
    var all: UInt8 = 0
    while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"),
      byte >= 0x20
    {
      all |= byte
      offset += 1
    }
    return all < 0x80
  }

  private func text(
    _ bytes: UnsafeBufferPointer<UInt8>,
    isASCII: Bool
  ) throws(JSONSyntaxError) -> String {
    // Checking again what is known to be ASCII is what takes the time.
    if isASCII { return String(decoding: bytes, as: UTF8.self) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw error("text that is not UTF-8")
    }
    return text
  }

  private mutating func escape(into decoded: inout [UInt8]) throws(JSONSyntaxError) {
    guard let byte = current else { throw error("the text ends inside an escape") }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(byte)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"):
      decoded.append(contentsOf: String(Character(try unicodeEscape())).utf8)
    default: throw error("an unknown escape")
    }
  }

  private mutating func unicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800..<0xDC00).contains(first), current == UInt8(ascii: "\\") else {
      throw error("half of a surrogate pair")
    }
    offset += 1
    guard current == UInt8(ascii: "u") else { throw error("half of a surrogate pair") }
    offset += 1
    let second = try codeUnit()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    else { throw error("half of a surrogate pair") }
    return scalar
  }

  private mutating func codeUnit() throws(JSONSyntaxError) -> UInt32 {
    guard offset + 4 <= bytes.count else { throw error("the text ends inside an escape") }
    let digits = String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
    guard digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(digits, radix: 16)
    else { throw error("an escape without four hexadecimal digits") }
    offset += 4
    return value
  }
}
