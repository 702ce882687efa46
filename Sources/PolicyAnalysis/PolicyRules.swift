public import AccessControl
public import Exercises
public import IncidentTools

/// What a policy says, as plain data that can be edited and compared.
///
/// It decides by itself, in another form than the gate; the tests hold one against the other.
public struct PolicyRules: Sendable, Equatable {
  /// The permissions, in the order in which the policy declares them.
  public var permissions: [Permission]
  /// The roles, in the policy's order.
  public var roles: [Role]
  /// The tools, in the order of the catalogue.
  public var tools: [String]
  /// What each role holds.
  public var grants: [Role: Set<Permission>]
  /// What each tool requires.
  public var requirements: [String: Set<Permission>]
  /// The tools for which any one of their requirements is enough: no sound policy has any.
  public var sufficesAny: Set<String> = []
  /// The tools that nobody may do who asked for it in vain in another role.
  public var dutiesApart: Set<String>
  /// The permission that each group of fields needs.
  public var fields: [FieldGroup: Permission]
  /// The groups whose filter is off: no sound policy has any.
  public var unfiltered: Set<FieldGroup> = []
  /// Whether tools run before the gate decides: true of no sound gate.
  public var runsFirst = false

  /// Takes down what a policy says.
  public init(_ policy: Policy) {
    permissions = policy.matrix.permissions
    roles = policy.matrix.roles
    tools = policy.tools.map(\.name)
    grants = Dictionary(
      policy.matrix.roles.map { role in
        (role, Set(policy.matrix.permissions.filter { policy.matrix.holds(role, $0) }))
      },
      uniquingKeysWith: { first, _ in first }
    )
    requirements = Dictionary(
      policy.tools.map { ($0.name, Set($0.requires)) },
      uniquingKeysWith: { first, _ in first }
    )
    dutiesApart = Set(policy.tools.filter(\.separatesDuties).map(\.name))
    fields = Dictionary(
      FieldGroup.allCases.compactMap { group in
        policy.fields.permission(for: group).map { (group, $0) }
      },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Every cell: each tool with each role, then each group of fields that the policy knows.
  public var cells: [AccessCell] {
    let groups = FieldGroup.allCases.filter { fields[$0] != nil }
    return (tools.map(AccessCell.Subject.tool) + groups.map(AccessCell.Subject.field))
      .flatMap { subject in roles.map { AccessCell(role: $0, subject: subject) } }
  }

  /// Whether a role holds a permission.
  public func holds(_ role: Role, _ permission: Permission) -> Bool {
    grants[role]?.contains(permission) ?? false
  }

  /// Returns what a role lacks for a tool, in the policy's order; nil where there is no such tool.
  public func missing(_ role: Role, for tool: String) -> [Permission]? {
    guard let required = requirements[tool] else { return nil }
    let lacking = required.filter { !holds(role, $0) }
    if sufficesAny.contains(tool), lacking.count < required.count { return [] }
    return permissions.filter(lacking.contains)
  }

  /// Returns the roles that hold all of these, in the policy's order.
  public func holders(of permissions: [Permission]) -> [Role] {
    roles.filter { role in permissions.allSatisfy { holds(role, $0) } }
  }

  /// Whether a role is shown a group, given that it is shown the incident.
  func opens(_ group: FieldGroup, to role: Role) -> Bool {
    unfiltered.contains(group) || fields[group].map { holds(role, $0) } ?? false
  }

  /// Whether a role may use a tool, or is shown a group of fields at all.
  public func allows(_ cell: AccessCell) -> Bool {
    switch cell.subject {
    case .tool(let name): missing(cell.role, for: name)?.isEmpty ?? false
    case .field(let group):
      missing(cell.role, for: ViewIncidentDetails.name)?.isEmpty ?? false
        && opens(group, to: cell.role)
    }
  }
}
