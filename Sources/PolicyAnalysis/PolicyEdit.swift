public import AccessControl
public import IncidentTools

/// The smallest edit of a policy's text: one name or one line more or less.
public struct PolicyEdit: Sendable, Hashable {
  /// What is there in one policy only.
  public enum Part: Sendable, Hashable {
    /// A permission in the list of permissions.
    case permission(Permission)
    /// A role, with nothing granted.
    case role(Role)
    /// A permission that a role holds.
    case grant(Role, Permission)
    /// A tool, which requires nothing yet.
    case tool(String)
    /// A permission that a tool requires.
    case requirement(Permission, tool: String)
    /// The permission that a group of fields needs.
    case field(FieldGroup, Permission)
  }

  /// What is edited.
  public let part: Part
  /// Whether it is new; else it is gone.
  public let isNew: Bool

  /// The edit that takes this one back.
  var reversed: PolicyEdit { PolicyEdit(part: part, isNew: !isNew) }

  /// Returns the edits that lead from one policy to another.
  static func all(from old: PolicyRules, to new: PolicyRules) -> [PolicyEdit] {
    let before = parts(of: old)
    let after = parts(of: new)
    let (known, wanted) = (Set(before), Set(after))
    return before.filter { !wanted.contains($0) }.map { PolicyEdit(part: $0, isNew: false) }
      + after.filter { !known.contains($0) }.map { PolicyEdit(part: $0, isNew: true) }
  }

  private static func parts(of rules: PolicyRules) -> [Part] {
    var parts = rules.permissions.map(Part.permission)
    for role in rules.roles {
      parts.append(.role(role))
      parts += rules.permissions.filter { rules.holds(role, $0) }.map { .grant(role, $0) }
    }
    for tool in rules.tools {
      parts.append(.tool(tool))
      let required = rules.requirements[tool] ?? []
      parts += rules.permissions.filter(required.contains).map { .requirement($0, tool: tool) }
    }
    for group in FieldGroup.allCases {
      if let permission = rules.fields[group] { parts.append(.field(group, permission)) }
    }
    return parts
  }

  func applied(to rules: PolicyRules) -> PolicyRules {
    var copy = rules
    switch part {
    case .permission(let permission):
      copy.permissions.removeAll { $0 == permission }
      if isNew { copy.permissions.append(permission) }
    case .role(let role):
      copy.roles.removeAll { $0 == role }
      if isNew { copy.roles.append(role) } else { copy.grants[role] = nil }
    case .grant(let role, let permission):
      if isNew {
        copy.grants[role, default: []].insert(permission)
      } else {
        copy.grants[role]?.remove(permission)
      }
    case .tool(let tool):
      copy.tools.removeAll { $0 == tool }
      if isNew { copy.tools.append(tool) }
      copy.requirements[tool] = isNew ? copy.requirements[tool] ?? [] : nil
    case .requirement(let permission, let tool):
      if isNew {
        copy.requirements[tool]?.insert(permission)
      } else {
        copy.requirements[tool]?.remove(permission)
      }
    case .field(let group, let permission): copy.fields[group] = isNew ? permission : nil
    }
    return copy
  }
}

extension PolicyEdit: CustomStringConvertible {
  /// The edit in a few words, such as "IT + update_status".
  public var description: String {
    let sign = isNew ? "+" : "-"
    return switch part {
    case .permission(let permission): "permissions \(sign) \(permission)"
    case .role(let role): "roles \(sign) \(role)"
    case .grant(let role, let permission): "\(role) \(sign) \(permission)"
    case .tool(let tool): "tools \(sign) \(tool)"
    case .requirement(let permission, let tool): "\(tool) requires \(sign) \(permission)"
    case .field(let group, let permission): "\(group.rawValue) needs \(sign) \(permission)"
    }
  }
}
