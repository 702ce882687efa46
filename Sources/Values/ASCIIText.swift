/// Compares names as bytes, ASCII letters without case: no Unicode equivalence anywhere.
public enum ASCIIText {
  /// Whether two texts are the same bytes once ASCII letters are folded.
  public static func isEqual(_ first: String, _ second: String) -> Bool {
    agree(first, second) { folded($0) == folded($1) }
  }

  /// Whether two texts are the same bytes; `==` alone also takes equivalent ones for equal.
  public static func isSame(_ first: String, _ second: String) -> Bool {
    agree(first, second) { $0 == $1 }
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
