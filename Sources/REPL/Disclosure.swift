import Values
import AccessControl
import Exercises
import IncidentTools
import Incidents
import Scenarios

/// What a role may read of what others did.
///
/// The gate filters what a tool returns; this keeps the same fields off the screen when calls and
/// changes are shown again, in another role.
struct Disclosure {
  /// The policy in force.
  let policy: Policy
  /// Who looks.
  let role: Role

  /// Returns the permissions that the role lacks for seeing a call's arguments and result.
  func missing(toRead call: PerformedCall) -> [Permission] {
    guard call.attribution.session.role != role else { return [] }
    var needs = policy.tool(call.tool)?.requires ?? []
    if case .ok(let result) = call.outcome {
      for group in FieldGroup.allCases where result[group.rawValue] != nil {
        if let permission = policy.fields.permission(for: group) { needs.append(permission) }
      }
    }
    return needs.filter { !policy.matrix.holds(role, $0) }
  }

  /// Returns the permissions any of which would show a fact, where the role holds none of them.
  func missing(toRead path: WorldPath) -> [Permission] {
    let groups = Self.groups(of: path)
    let permissions = groups.compactMap { policy.fields.permission(for: $0) }
    guard !groups.isEmpty, !permissions.contains(where: { policy.matrix.holds(role, $0) }) else {
      return []
    }
    return permissions
  }

  /// Returns the permissions any of which would show a fact of the exercise, where the role holds
  /// none of them.
  func missing(toRead fact: AfterActionFact) -> [Permission] {
    switch fact {
    case .cost, .costIncrease, .slaExposure, .slaIncrease, .approvals, .selfApproved:
      missing(toRead: WorldPath("approvals.total"))
    case .notices, .firstNotice, .noticeGap: missing(toRead: WorldPath("outbox.count"))
    default: []
    }
  }

  /// Whether the role may see a fact.
  func shows(_ path: WorldPath) -> Bool {
    let groups = Self.groups(of: path)
    return groups.isEmpty
      || groups.contains { group in
        policy.fields.permission(for: group).map { policy.matrix.holds(role, $0) } ?? false
      }
  }

  /// Returns the roles that hold a permission, in words.
  func holders(of permission: Permission) -> String {
    let roles = policy.matrix.roles.filter { policy.matrix.holds($0, permission) }
    return roles.isEmpty ? "no role" : roles.map(\.name).joined(separator: ", ")
  }

  /// Returns the words that stand in the place of what needs these permissions.
  func hidden(_ permissions: [Permission]) -> String {
    guard !permissions.isEmpty else { return "hidden - no role may see it" }
    return "hidden - needs "
      + permissions.map { "\($0) (\(holders(of: $0)))" }.joined(separator: ", ")
  }

  /// The groups of fields that a fact belongs to; none for what every role sees.
  private static func groups(of path: WorldPath) -> [FieldGroup] {
    switch path.parts.first {
    case "services": return [.technicalDetails]
    case "outbox": return [.customerImpact]
    case "approvals": return [.costImpact]
    case "incidents" where path.parts.count > 2:
      switch path.parts[2] {
      case "affected_customers": return [.businessImpact, .customerImpact]
      case "revenue_at_risk", "allocated": return [.businessImpact]
      case "direct_cost", "sla_penalty", "approved_spending": return [.costImpact]
      default: return []
      }
    default: return []
    }
  }
}
