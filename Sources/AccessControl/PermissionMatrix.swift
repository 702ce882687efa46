/// Why a policy can't be used.
///
/// An error in a policy never widens access: there is no matrix then.
public enum PolicyError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A grant or a tool names a permission that the policy doesn't declare.
  case unknownPermission(String, usedBy: String)
  /// Two roles, permissions or tools share a name.
  case duplicateName(String)
  /// Two roles differ in nothing but ASCII case, so that what people type is ambiguous.
  case ambiguousRole(String, String)
  /// The policy declares more permissions than a set can hold.
  case tooManyPermissions(Int)

  /// One sentence that says what is wrong.
  public var description: String {
    switch self {
    case .unknownPermission(let name, let user): "`\(user)` names the unknown permission `\(name)`"
    case .duplicateName(let name): "`\(name)` is defined twice"
    case .ambiguousRole(let first, let second): "`\(first)` and `\(second)` differ only in case"
    case .tooManyPermissions(let count):
      "\(count) permissions, at most \(PermissionMatrix.maximumPermissions) are possible"
    }
  }
}

/// Some of one matrix's permissions.
///
/// Sets of different matrices can't be compared.
public struct PermissionSet: Sendable, Hashable {
  /// One bit a permission, in the matrix's order.
  let bits: UInt64

  /// Whether every permission of another set is in this one.
  func isSuperset(of other: PermissionSet) -> Bool { other.bits & ~bits == 0 }

  /// Returns what another set has and this one lacks.
  func missing(from other: PermissionSet) -> PermissionSet {
    PermissionSet(bits: other.bits & ~bits)
  }
}

/// Which permissions each role holds: the policy, as data.
public struct PermissionMatrix: Sendable, Equatable {
  /// How many permissions one matrix can declare.
  public static let maximumPermissions = 64

  /// One row of a matrix: a role and the permissions it holds.
  public struct Grant: Sendable, Equatable {
    /// The role.
    public let role: Role
    /// The permissions it holds.
    public let permissions: [Permission]

    /// Creates a row.
    public init(role: Role, permissions: [Permission]) {
      self.role = role
      self.permissions = permissions
    }
  }

  /// Every permission, in the order in which the policy declares them.
  public let permissions: [Permission]
  /// Every role, in the order in which the policy declares them.
  public let roles: [Role]
  private let index: [Permission: Int]
  private let held: [Role: PermissionSet]

  /// Creates a matrix.
  ///
  /// - Throws: `PolicyError` where names repeat or a grant names an undeclared permission.
  public init(permissions: [Permission], grants: [Grant]) throws(PolicyError) {
    guard permissions.count <= Self.maximumPermissions else {
      throw .tooManyPermissions(permissions.count)
    }
    var index: [Permission: Int] = [:]
    for (position, permission) in permissions.enumerated() {
      guard index.updateValue(position, forKey: permission) == nil else {
        throw .duplicateName(permission.name)
      }
    }
    self.permissions = permissions
    self.index = index
    roles = grants.map(\.role)
    var held: [Role: PermissionSet] = [:]
    var folded: [String: Role] = [:]
    for grant in grants {
      // The name is ASCII, so lower case is the same as folding ASCII letters.
      if let other = folded.updateValue(grant.role, forKey: grant.role.name.lowercased()) {
        throw other == grant.role
          ? .duplicateName(other.name) : .ambiguousRole(other.name, grant.role.name)
      }
      held[grant.role] = try Self.set(grant.permissions, index: index, for: grant.role.name)
    }
    self.held = held
  }

  /// Returns the set of these permissions.
  ///
  /// - Throws: `PolicyError.unknownPermission` naming who uses it.
  public func set(
    _ permissions: [Permission],
    for user: String
  ) throws(PolicyError) -> PermissionSet {
    try Self.set(permissions, index: index, for: user)
  }

  /// Returns the permissions that a role holds, or nil where the policy has no such role.
  public func permissions(of role: Role) -> PermissionSet? { held[role] }

  /// Whether a role holds a permission; false where either is unknown.
  public func holds(_ role: Role, _ permission: Permission) -> Bool {
    guard let held = held[role], let position = index[permission] else { return false }
    return held.bits & (1 << UInt64(position)) != 0
  }

  /// Returns the permissions of a set, in the policy's order.
  public func list(_ set: PermissionSet) -> [Permission] {
    permissions.indices.filter { set.bits & (1 << UInt64($0)) != 0 }.map { permissions[$0] }
  }

  /// Returns the roles that hold every permission of a set, in the policy's order.
  public func roles(holding set: PermissionSet) -> [Role] {
    roles.filter { held[$0]?.isSuperset(of: set) == true }
  }

  /// Returns the role that a person means by this text: ASCII case doesn't count, all else does.
  public func role(named text: String) -> Role? {
    roles.first { $0.matches(text) }
  }

  private static func set(
    _ permissions: [Permission],
    index: [Permission: Int],
    for user: String
  ) throws(PolicyError) -> PermissionSet {
    var bits: UInt64 = 0
    for permission in permissions {
      guard let position = index[permission] else {
        throw .unknownPermission(permission.name, usedBy: user)
      }
      bits |= 1 << UInt64(position)
    }
    return PermissionSet(bits: bits)
  }
}

extension Role {
  /// Whether a person's text names this role: equal bytes once ASCII letters are folded.
  public func matches(_ text: String) -> Bool {
    func folded(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 32 : byte }
    return name.utf8.elementsEqual(text.utf8) { folded($0) == folded($1) }
  }
}
