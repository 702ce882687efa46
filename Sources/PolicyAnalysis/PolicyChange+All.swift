import AccessControl
import IncidentTools

extension PolicyChange {
  /// Returns every change of a policy, in the order of reports.
  public static func all(of rules: PolicyRules) -> [PolicyChange] {
    flippedGrants(rules) + changedRequirements(rules)
      + FieldGroup.allCases.filter { rules.fields[$0] != nil }.map(PolicyChange.unfiltered)
      + [.allowsAll, .runsFirst]
  }

  /// Returns a change for each role and permission: what is held is taken, what isn't is given.
  public static func flippedGrants(_ rules: PolicyRules) -> [PolicyChange] {
    var changes: [PolicyChange] = []
    for role in rules.roles {
      for permission in rules.permissions {
        let isHeld = rules.holds(role, permission)
        changes.append(isHeld ? .revoked(role, permission) : .granted(role, permission))
      }
    }
    return changes
  }

  private static func changedRequirements(_ rules: PolicyRules) -> [PolicyChange] {
    var dropped: [PolicyChange] = []
    var added: [PolicyChange] = []
    var swapped: [PolicyChange] = []
    var loosened: [PolicyChange] = []
    for tool in rules.tools {
      let required = rules.requirements[tool] ?? []
      let own = rules.permissions.filter(required.contains)
      let others = rules.permissions.filter { !required.contains($0) }
      for old in own {
        dropped.append(.dropped(old, tool: tool))
        for new in others { swapped.append(.swapped(new, for: old, tool: tool)) }
      }
      for new in others { added.append(.added(new, tool: tool)) }
      if own.count > 1 { loosened.append(.anySuffices(tool: tool)) }
    }
    return dropped + added + swapped + loosened
  }
}
