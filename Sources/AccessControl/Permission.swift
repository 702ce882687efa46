/// The right to perform one kind of operation on one kind of object.
///
/// Its name is an ASCII identifier, so equal names are equal bytes.
public struct Permission: Sendable, Hashable, CustomStringConvertible {
  /// The permission's name, such as `restart_service`.
  public let name: String

  /// Creates a permission; nil where the name is not an ASCII identifier.
  public init?(_ name: String) {
    guard PolicyName.isValid(name) else { return nil }
    self.name = name
  }

  /// The permission's name.
  public var description: String { name }
}

/// What every name in a policy looks like: a letter, then letters, digits, `_` or `-`.
public enum PolicyName {
  /// The longest name in bytes.
  public static let maximumLength = 64

  /// Whether a text can name a role, a permission or a tool.
  public static func isValid(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first), text.utf8.count <= maximumLength else {
      return false
    }
    return text.utf8.allSatisfy {
      isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: "-")
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
