/// A named set of permissions that a user activates for a session.
///
/// Its name is an ASCII identifier, so equal names are equal bytes.
public struct Role: Sendable, Hashable, CustomStringConvertible {
  /// The role's name as the policy writes it, such as `IT`.
  public let name: String

  /// Creates a role; nil where the name is not an ASCII identifier.
  public init?(_ name: String) {
    guard PolicyName.isValid(name) else { return nil }
    self.name = name
  }

  /// The role's name.
  public var description: String { name }
}
