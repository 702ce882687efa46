public import AccessControl
public import IncidentTools
public import Incidents
import Values

/// Who may do what: the permission matrix, the tools with what they require, and the fields.
public struct Policy: Sendable {
  /// Something that a role might say first.
  public struct Starter: Sendable, Equatable {
    /// What it says.
    public let text: String
    /// What to know of it beforehand, in a few words.
    public let note: String?

    /// Creates a starter.
    public init(text: String, note: String? = nil) {
      self.text = text
      self.note = note
    }
  }

  /// What a role is, besides the permissions it holds.
  public struct RoleProfile: Sendable, Equatable {
    /// The role.
    public let role: Role
    /// The user who acts in it where nobody in particular is named.
    public let user: String
    /// What it does, in a few words.
    public let summary: String
    /// What it might say first.
    public let starters: [Starter]

    /// Creates a profile.
    public init(role: Role, user: String, summary: String, starters: [Starter]) {
      self.role = role
      self.user = user
      self.summary = summary
      self.starters = starters
    }
  }

  /// The gate: matrix and tools.
  public let gate: Gate<World>
  /// The permission that each group of fields needs.
  public let fields: FieldPolicy
  /// The roles, in the order of the matrix.
  public let profiles: [RoleProfile]

  /// Creates a policy.
  public init(gate: Gate<World>, fields: FieldPolicy, profiles: [RoleProfile]) {
    self.gate = gate
    self.fields = fields
    self.profiles = profiles
  }

  /// The matrix.
  public var matrix: PermissionMatrix { gate.matrix }
  /// The tools, in the order of the catalogue.
  public var tools: [ToolDescription] { gate.tools }

  /// Returns the tool of this name.
  public func tool(_ name: String) -> ToolDescription? {
    gate.tool(named: name)
  }

  /// Returns what is known of a role.
  public func profile(of role: Role) -> RoleProfile? { profiles.first { $0.role == role } }

  /// The SHA-256 over everything that a decision depends on.
  public var digest: Digest {
    var roles: [String: JSONValue] = [:]
    for role in matrix.roles {
      let held = matrix.permissions.filter { matrix.holds(role, $0) }
      roles[role.name] = .array(held.map { .string($0.name) })
    }
    var requirements: [String: JSONValue] = [:]
    for tool in tools {
      let marks = tool.separatesDuties ? ["requester is not approver"] : []
      requirements[tool.name] = .array((tool.requires.map(\.name) + marks).map { .string($0) })
    }
    var groups: [String: JSONValue] = [:]
    for group in FieldGroup.allCases {
      groups[group.rawValue] = fields.permission(for: group).map { .string($0.name) }
    }
    return Digest(
      of: JSONWriter.bytes([
        "fields": .object(groups), "roles": .object(roles), "tools": .object(requirements),
      ])
    )
  }
}
