/// Turns JSON values into text, with members sorted by name.
public struct JSONWriter: Sendable {
  private var bytes: [UInt8] = []
  private let indentation: Int?

  private init(indentation: Int?) {
    self.indentation = indentation
  }

  /// Returns the UTF-8 bytes of a value on one line.
  public static func bytes(_ value: JSONValue) -> [UInt8] {
    var writer = JSONWriter(indentation: nil)
    writer.write(value, depth: 0)
    return writer.bytes
  }

  /// Returns the text of a value: on one line, or indented by this many spaces a level.
  public static func text(_ value: JSONValue, indentation: Int? = nil) -> String {
    var writer = JSONWriter(indentation: indentation)
    writer.write(value, depth: 0)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Appends the UTF-8 bytes of a value on one line.
  public static func write(_ value: JSONValue, into bytes: inout [UInt8]) {
    var writer = JSONWriter(indentation: nil)
    swap(&writer.bytes, &bytes)
    writer.write(value, depth: 0)
    swap(&writer.bytes, &bytes)
  }

  /// Appends the UTF-8 bytes of text in quotes.
  public static func quote(_ text: String, into bytes: inout [UInt8]) {
    var writer = JSONWriter(indentation: nil)
    swap(&writer.bytes, &bytes)
    writer.quote(text)
    swap(&writer.bytes, &bytes)
  }

  private mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .integer(let value): append(String(value))
    case .decimal(let value): append(value.isFinite ? "\(value)" : "null")
    case .string(let text): quote(text)
    case .array(let elements): writeArray(elements, depth: depth)
    case .object(let members): writeObject(members, depth: depth)
    }
  }

  private mutating func writeArray(_ elements: [JSONValue], depth: Int) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      breakLine(depth + 1)
      write(element, depth: depth + 1)
    }
    if !elements.isEmpty { breakLine(depth) }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func writeObject(_ members: [String: JSONValue], depth: Int) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      breakLine(depth + 1)
      quote(member.key)
      bytes.append(UInt8(ascii: ":"))
      if indentation != nil { bytes.append(UInt8(ascii: " ")) }
      write(member.value, depth: depth + 1)
    }
    if !members.isEmpty { breakLine(depth) }
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func breakLine(_ depth: Int) {
    guard let indentation else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation * depth))
  }

  /// Returns a number of bytes that a value's text on one line surely stays within.
  ///
  /// It is many times cheaper than the text, for limits that are hardly ever reached.
  public static func mostBytes(_ value: JSONValue) -> Int {
    switch value {
    case .null, .bool: 5
    case .integer, .decimal: 32
    case .string(let text): mostBytes(text)
    case .array(let elements): elements.reduce(into: 2) { $0 += 1 + mostBytes($1) }
    case .object(let members):
      members.reduce(into: 2) { $0 += 2 + mostBytes($1.key) + mostBytes($1.value) }
    }
  }

  private static func mostBytes(_ text: String) -> Int { 2 + 6 * text.utf8.count }

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Writes text in quotes; control characters, also those from U+007F to U+009F, and what turns
  /// the reading direction or ends lines leave as escapes, as the text may be shown as it is.
  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    let isPlain =
      text.utf8.withContiguousStorageIfAvailable { buffer in
        guard !buffer.contains(where: Self.needsEscape) else { return false }
        bytes.append(contentsOf: buffer)
        return true
      } ?? false
    if !isPlain { quoteByByte(text) }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "\\"): true
    // What a scalar begins with that may have to be escaped.
    case 0xC2, 0xD8, 0xE2: true
    default: false
    }
  }

  private mutating func quoteByByte(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": append("\\\"")
      case "\\": append("\\\\")
      case "\n": append("\\n")
      case "\r": append("\\r")
      case "\t": append("\\t")
      default:
        if Self.isObeyed(scalar) {
          let digits = String(scalar.value, radix: 16)
          append("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
        } else {
          bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
      }
    }
  }

  /// Whether a terminal does something else with a scalar than show it.
  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00..<0x20, 0x7F...0x9F: true
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
