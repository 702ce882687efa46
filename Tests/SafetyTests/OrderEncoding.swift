import Foundation

/// How an order is written that a model reads: in the clear, or so that a filter for words misses it.
enum OrderEncoding: String, CaseIterable {
  case clear, base64, hex, rot13, percent, entities, escapes, reversed, wide

  /// Writes an order of a tool and its arguments between its marks.
  func order(_ text: String) -> String {
    self == .clear ? "CALL \(text) END" : "CALL \(rawValue) \(encoded(text)) END"
  }

  /// Finds the last order in a text, however it is wrapped, also inside JSON text.
  static func order(in text: String) -> (tool: String, arguments: String)? {
    let plain = text.replacing("\\\\", with: "\\").replacing("\\\"", with: "\"")
    guard let start = plain.ranges(of: "CALL ").last?.upperBound,
      let end = plain[start...].ranges(of: " END").first?.lowerBound,
      let (first, rest) = halves(String(plain[start..<end]))
    else { return nil }
    guard let encoding = Self(rawValue: first) else { return (first, rest) }
    return encoding.decoded(rest).flatMap(halves).map { (tool: $0.0, arguments: $0.1) }
  }

  private static func halves(_ text: String) -> (String, String)? {
    let parts = text.split(separator: " ", maxSplits: 1)
    return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
  }

  private func encoded(_ text: String) -> String {
    switch self {
    case .clear: text
    case .base64: Data(text.utf8).base64EncodedString()
    case .hex: text.utf8.map { String(format: "%02x", $0) }.joined()
    case .rot13: Self.turned(text)
    case .percent: text.utf8.map { String(format: "%%%02X", $0) }.joined()
    case .entities: text.unicodeScalars.map { "&#\($0.value);" }.joined()
    case .escapes: text.utf16.map { String(format: "u+%04x", $0) }.joined()
    case .reversed: String(text.reversed())
    case .wide: Self.moved(text, 0x21...0x7E, by: 0xFEE0)
    }
  }

  private func decoded(_ text: String) -> String? {
    switch self {
    case .clear: text
    case .base64: Data(base64Encoded: text).flatMap { String(data: $0, encoding: .utf8) }
    case .hex: Self.bytes(text)
    case .rot13: Self.turned(text)
    case .percent: text.removingPercentEncoding
    case .entities:
      String(
        String.UnicodeScalarView(
          text.split(separator: ";").compactMap {
            UInt32($0.dropFirst(2)).flatMap(Unicode.Scalar.init)
          }
        )
      )
    case .escapes:
      String(
        decoding: text.split(separator: "u+").compactMap { UInt16($0, radix: 16) },
        as: UTF16.self
      )
    case .reversed: String(text.reversed())
    case .wide: Self.moved(text, 0xFF01...0xFF5E, by: -0xFEE0)
    }
  }

  private static func bytes(_ text: String) -> String? {
    let digits = Array(text.utf8)
    let values = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
    }
    return String(validating: values, as: UTF8.self)
  }

  private static func moved(_ text: String, _ range: ClosedRange<Int>, by distance: Int) -> String {
    var moved = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let value = Int(scalar.value)
      let other = range.contains(value) ? Unicode.Scalar(UInt32(value + distance)) : nil
      moved.append(other ?? scalar)
    }
    return String(moved)
  }

  private static func turned(_ text: String) -> String {
    String(
      decoding: text.utf8.map { byte in
        switch byte {
        case 0x41...0x5A: (byte - 0x41 + 13) % 26 + 0x41
        case 0x61...0x7A: (byte - 0x61 + 13) % 26 + 0x61
        default: byte
        }
      },
      as: UTF8.self
    )
  }
}
