import Glibc

/// Compares names as bytes, ASCII letters without case: no Unicode equivalence anywhere.
public enum ASCIIText {
  /// Whether two texts are the same bytes once ASCII letters are folded.
  public static func isEqual(_ first: String, _ second: String) -> Bool {
    isOne(first, second)
      || agree(first, second) { folded($0) == folded($1) }
  }

  /// Whether two texts are the same bytes; `==` alone also takes equivalent ones for equal.
  ///
  /// Names are looked up by this all the time, and mostly differ: a different length, or `==` where
  /// it says no, tells that at a fraction of the cost of a walk over both.
  @inlinable
  public static func isSame(_ first: String, _ second: String) -> Bool {
    if isOne(first, second) { return true }
    guard first.utf8.count == second.utf8.count, first == second else { return false }
    return agreeInBytes(first, second)
  }

  /// Whether two texts are one and the same in memory, as equal ones of up to 15 bytes are: then
  /// there is nothing to compare.
  @inlinable
  static func isOne(_ first: String, _ second: String) -> Bool {
    unsafeBitCast(first, to: SIMD2<UInt64>.self) == unsafeBitCast(second, to: SIMD2<UInt64>.self)
  }

  @usableFromInline
  static func agreeInBytes(_ first: String, _ second: String) -> Bool {
    let fast = first.utf8.withContiguousStorageIfAvailable { first in
      second.utf8.withContiguousStorageIfAvailable { second in
        guard let start = first.baseAddress, let other = second.baseAddress else { return true }
        return memcmp(start, other, first.count) == 0
      }
    }
    return (fast ?? nil) ?? first.utf8.elementsEqual(second.utf8)
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
        guard let wanted = part.baseAddress, let first = part.first else { return true }
        guard var place = text.baseAddress, text.count >= part.count else { return false }
        let last = place + (text.count - part.count)
        while place <= last, let found = memchr(place, Int32(first), last - place + 1) {
          if memcmp(found, wanted, part.count) == 0 { return true }
          place += UnsafeRawPointer(found) - UnsafeRawPointer(place) + 1
        }
        return false
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
