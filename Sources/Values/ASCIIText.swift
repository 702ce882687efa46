/// Compares names as bytes, ASCII letters without case: no Unicode equivalence anywhere.
public enum ASCIIText {
  /// Whether two texts are the same bytes once ASCII letters are folded.
  public static func isEqual(_ first: String, _ second: String) -> Bool {
    agree(first, second) { folded($0) == folded($1) }
  }

  /// Whether two texts are the same bytes; `==` alone also takes equivalent ones for equal.
  ///
  /// Names are looked up by this all the time, and mostly differ: a different length, or `==` where
  /// it says no, tells that at a fraction of the cost of a walk over both.
  @inlinable
  public static func isSame(_ first: String, _ second: String) -> Bool {
    guard first.utf8.count == second.utf8.count, first == second else { return false }
    return agreeInBytes(first, second)
  }

  @usableFromInline
  static func agreeInBytes(_ first: String, _ second: String) -> Bool {
    agree(first, second) { $0 == $1 }
  }

  /// Whether a text has a byte in it.
  public static func has(_ text: String, _ byte: UInt8) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { $0.contains(byte) } ?? text.utf8.contains(byte)
  }

  /// Whether a text has another in it, byte by byte.
  public static func has(_ text: String, _ part: String) -> Bool {
    var (text, part) = (text, part)
    return text.withUTF8 { text in
      part.withUTF8 { part in
        guard let first = part.first else { return true }
        guard text.count >= part.count else { return false }
        return (0...text.count - part.count).contains { start in
          text[start] == first && part.indices.allSatisfy { text[start + $0] == part[$0] }
        }
      }
    }
  }

  /// Whether two texts are equally long and agree byte by byte.
  private static func agree(
    _ first: String,
    _ second: String,
    _ isEqual: (UInt8, UInt8) -> Bool
  ) -> Bool {
    guard first.utf8.count == second.utf8.count else { return false }
    let fast = first.utf8.withContiguousStorageIfAvailable { first in
      second.utf8.withContiguousStorageIfAvailable { second in
        first.indices.allSatisfy { isEqual(first[$0], second[$0]) }
      }
    }
    return (fast ?? nil) ?? first.utf8.elementsEqual(second.utf8, by: isEqual)
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }
}
