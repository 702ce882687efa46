import AccessControl
import IncidentTools

extension PolicyRules {
  /// Says why a change lets every role do and see what it did and saw before.
  func reasonForNoDifference(_ change: PolicyChange) -> String {
    switch change {
    case .granted(let role, let permission), .revoked(let role, let permission):
      uselessness(of: permission, to: role)
    case .dropped(let permission, let tool):
      "\(whoever(holds: rest(of: tool, without: permission))) also holds \(permission)"
    case .added(let permission, let tool):
      "\(whoever(holds: list(requirements[tool] ?? []))) also holds \(permission)"
    case .swapped(let new, let old, let tool):
      "\(names(users(of: tool))) may use \(tool) either way: "
        + "\(new) in place of \(old) lets nobody else in"
    case .anySuffices(let tool): "no role holds some, but not all, of what \(tool) requires"
    case .unfiltered(let group):
      "every role that sees the incident sees \(group.rawValue)"
    case .allowsAll, .runsFirst: "no role is ever denied a call"
    }
  }

  /// Says why it makes no difference whether a role holds a permission.
  private func uselessness(of permission: Permission, to role: Role) -> String {
    let uses = tools.filter { requirements[$0]?.contains(permission) ?? false }
    guard !uses.isEmpty else { return "no tool requires \(permission), and \(role) sees no more" }
    let reasons = uses.map { tool in
      let others = rest(of: tool, without: permission).filter { !holds(role, $0) }
      return "\(tool) also requires \(names(others.map(\.name))), which \(role) lacks"
    }
    return reasons.joined(separator: "; ")
  }

  private func rest(of tool: String, without permission: Permission) -> [Permission] {
    list((requirements[tool] ?? []).subtracting([permission]))
  }

  private func list(_ set: Set<Permission>) -> [Permission] { permissions.filter(set.contains) }

  private func users(of tool: String) -> [String] {
    roles.filter { missing($0, for: tool)?.isEmpty ?? false }.map(\.name)
  }

  private func whoever(holds held: [Permission]) -> String {
    guard !held.isEmpty else { return "every role" }
    let holders = holders(of: held).map(\.name)
    return "whoever holds \(names(held.map(\.name))) (\(names(holders)))"
  }

  private func names(_ names: [String]) -> String {
    names.isEmpty ? "nobody" : names.joined(separator: ", ")
  }
}
