/// One of several parts of a suite, by a hash of the case's id: a new case moves no other.
public struct Shard: Sendable, Hashable, CustomStringConvertible {
  /// Which part, from 1.
  public let index: Int
  /// How many parts there are.
  public let count: Int

  /// The most parts a suite can be split into.
  public static let maximumCount = 100_000

  /// Creates a part; nil where there is no such part.
  public init?(index: Int, of count: Int) {
    guard (1...Self.maximumCount).contains(count), (1...count).contains(index) else { return nil }
    self.index = index
    self.count = count
  }

  /// The part as `I/N`.
  public var description: String { "\(index)/\(count)" }

  /// Whether the case of this id belongs to the part.
  public func contains(_ id: String) -> Bool {
    Int(Self.hash(id) % UInt64(count)) == index - 1
  }

  /// Returns the 64-bit FNV-1a hash of a text's bytes, mixed so that every bit counts.
  private static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash ^= hash >> 33
    hash = hash &* 0xFF51_AFD7_ED55_8CCD
    return hash ^ (hash >> 33)
  }
}
