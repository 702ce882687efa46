/// Compares names as bytes, ASCII letters without case: no Unicode equivalence anywhere.
public enum ASCIIText {
  /// Whether two texts are the same bytes once ASCII letters are folded.
  public static func isEqual(_ first: String, _ second: String) -> Bool {
    first.utf8.elementsEqual(second.utf8) { folded($0) == folded($1) }
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }
}
