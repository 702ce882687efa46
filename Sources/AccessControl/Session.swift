/// One user acting in one active role.
///
/// There is no call without a session.
public struct Session: Sendable, Hashable {
  /// The user's identifier, such as `dana@example.com`.
  public let user: String
  /// The role that is active.
  public let role: Role

  /// The longest user identifier in bytes.
  public static let maximumUserLength = 128

  /// Creates a session; nil where the user's identifier isn't 1 to 128 of `A-Za-z0-9._@+-`.
  public init?(user: String, role: Role) {
    guard (1...Self.maximumUserLength).contains(user.utf8.count),
      user.utf8.allSatisfy(Self.isAllowed)
    else { return nil }
    self.user = user
    self.role = role
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "._@+-".utf8.contains(byte)
    }
  }
}
