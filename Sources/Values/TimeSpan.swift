/// A length of time in whole seconds, written as people write it: `90s`, `4m`, `1h30m`, `2d`.
public struct TimeSpan: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The longest span that is read: ten years.
  public static let maximumSeconds = 315_360_000

  /// The length in seconds, never negative.
  public let seconds: Int

  /// Creates a span; a negative length becomes zero.
  public init(seconds: Int) {
    self.seconds = max(0, seconds)
  }

  /// Reads numbers with the units d, h, m, s, largest first; nil for anything else.
  public init?(_ text: String) {
    var total = 0
    var number: Int?
    var remaining: [(UInt8, Int)] = [
      (UInt8(ascii: "d"), 86_400), (UInt8(ascii: "h"), 3_600), (UInt8(ascii: "m"), 60),
      (UInt8(ascii: "s"), 1),
    ]
    for byte in text.utf8 {
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        let next = (number ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
        guard next <= Self.maximumSeconds else { return nil }
        number = next
      } else {
        guard let count = number, let unit = remaining.firstIndex(where: { $0.0 == byte }) else {
          return nil
        }
        total += count * remaining[unit].1
        guard total <= Self.maximumSeconds else { return nil }
        remaining.removeFirst(unit + 1)
        number = nil
      }
    }
    guard number == nil, remaining.count < 4 else { return nil }
    seconds = total
  }

  /// The span in the fewest units, such as `1h30m`.
  public var description: String {
    guard seconds > 0 else { return "0s" }
    var rest = seconds
    var text = ""
    for (unit, length) in [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)] where rest >= length {
      text += "\(rest / length)\(unit)"
      rest %= length
    }
    return text
  }

  /// Whether one span is shorter than another.
  public static func < (lhs: TimeSpan, rhs: TimeSpan) -> Bool { lhs.seconds < rhs.seconds }
}
