import AccessControl

extension PolicyRules {
  /// Returns these rules with one mistake in them.
  public func with(_ change: PolicyChange) -> PolicyRules {
    var copy = self
    switch change {
    case .granted(let role, let permission): copy.grants[role, default: []].insert(permission)
    case .revoked(let role, let permission): copy.grants[role]?.remove(permission)
    case .dropped(let permission, let tool): copy.requirements[tool]?.remove(permission)
    case .added(let permission, let tool): copy.requirements[tool]?.insert(permission)
    case .swapped(let new, let old, let tool):
      copy.requirements[tool]?.remove(old)
      copy.requirements[tool]?.insert(new)
    case .anySuffices(let tool): copy.sufficesAny.insert(tool)
    case .unfiltered(let group): copy.unfiltered.insert(group)
    case .allowsAll: copy.requirements = requirements.mapValues { _ in [] }
    case .runsFirst: copy.runsFirst = true
    }
    return copy
  }

  /// Returns the cells that other rules over the same roles and tools decide otherwise.
  public func differences(from other: PolicyRules) -> [AccessCell] {
    cells.filter { allows($0) != other.allows($0) }
  }
}
