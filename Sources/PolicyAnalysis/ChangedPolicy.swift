import AccessControl
import Exercises
import IncidentTools
import Incidents

/// A policy with a mistake in it, ready to play cases on.
struct ChangedPolicy {
  /// The policy, where the mistake is one that a policy can hold.
  let policy: Policy
  /// The flawed gate, where the mistake is one that only code can make.
  let performer: (any CallPerformer<World>)?

  init(_ policy: Policy, _ change: PolicyChange) throws(PolicyError) {
    var performer: (any CallPerformer<World>)?
    switch change {
    case .anySuffices(let tool): performer = try AnyPermissionGate(policy, tool: tool)
    case .runsFirst: performer = try LateGate(policy)
    default: break
    }
    self.performer = performer
    self.policy =
      performer == nil ? try policy.changed(to: PolicyRules(policy).with(change)) : policy
  }
}

extension Policy {
  /// Returns this policy with these rules in place of its own.
  func changed(to rules: PolicyRules) throws(PolicyError) -> Policy {
    let grants = rules.roles.map { role in
      PermissionMatrix.Grant(
        role: role,
        permissions: rules.permissions.filter { rules.holds(role, $0) }
      )
    }
    // Whoever may see the incident holds what looking at it requires, so a group that needs just
    // that has no filter.
    let anyone = rules.permissions.first {
      rules.requirements[ViewIncidentDetails.name]?.contains($0) ?? false
    }
    var fields = rules.fields
    for group in rules.unfiltered { fields[group] = anyone }
    return try changed(
      matrix: try PermissionMatrix(permissions: rules.permissions, grants: grants),
      requirements: rules.requirements.mapValues { required in
        rules.permissions.filter(required.contains)
      },
      fields: FieldPolicy(fields)
    )
  }
}
