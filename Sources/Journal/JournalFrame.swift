import AccessControl

/// How records lie in a file: one line each, readable by people and by programs.
///
/// A line is the payload's length in eight digits, the SHA-256 of the previous record's digest
/// followed by the payload in 64 lower-case hexadecimal digits, and the payload, parted by spaces.
public enum JournalFrame {
  /// The first line of every journal.
  public static let header = Array("tabletop journal 1\n".utf8)
  /// The most bytes of one payload.
  public static let maximumPayload = 16 * 1_048_576
  /// The most bytes of a journal that are read.
  public static let maximumFile = 256 * 1_048_576

  static let lengthDigits = 8
  static let digestDigits = 64
  /// The bytes in front of a payload: length, space, digest, space.
  static let prefix = lengthDigits + 1 + digestDigits + 1

  private static let space = UInt8(ascii: " ")
  private static let lineFeed = UInt8(ascii: "\n")

  /// Returns the line of a record.
  static func line(_ payload: [UInt8], digest: Digest) -> [UInt8] {
    let digits = String(payload.count)
    let length = String(repeating: "0", count: max(0, lengthDigits - digits.count)) + digits
    return Array("\(length) \(digest) ".utf8) + payload + [lineFeed]
  }

  /// One line as it was found.
  struct Line {
    /// The digest it claims.
    let digest: Digest
    /// Its content.
    let payload: [UInt8]
    /// The whole line's length in bytes.
    let length: Int
  }

  /// What stands at a place of a file.
  enum Found {
    /// A line of the right form, whatever its digest.
    case line(Line)
    /// The beginning of a line, cut off by the file's end.
    case unfinished
    /// Something else.
    case other
  }

  /// Reads what stands at a place.
  static func read(_ bytes: ArraySlice<UInt8>) -> Found {
    let head = bytes.prefix(prefix)
    for (index, byte) in head.enumerated() where !isAllowed(byte, at: index) { return .other }
    let length = head.prefix(lengthDigits).reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    guard length <= maximumPayload else { return .other }
    // Of a line that breaks off in front of its payload, there is no rest either.
    let rest = bytes.dropFirst(prefix)
    guard rest.count > length else { return .unfinished }
    let payload = Array(rest.prefix(length))
    guard rest[rest.startIndex + length] == lineFeed,
      let digest = Digest(hexadecimal: head.dropFirst(lengthDigits + 1).prefix(digestDigits))
    else { return .other }
    return .line(Line(digest: digest, payload: payload, length: prefix + length + 1))
  }

  private static func isAllowed(_ byte: UInt8, at index: Int) -> Bool {
    switch index {
    case lengthDigits, prefix - 1: byte == space
    case 0..<lengthDigits: (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    default: Digest.isDigit(byte)
    }
  }
}
