public import AccessControl
public import IncidentTools

/// One mistake that somebody could make in a policy, or in the code that upholds it.
public enum PolicyChange: Sendable, Hashable {
  /// A role holds a permission that it should not.
  case granted(Role, Permission)
  /// A role lacks a permission that it should hold.
  case revoked(Role, Permission)
  /// A tool doesn't ask for a permission that it should.
  case dropped(Permission, tool: String)
  /// A tool asks for a permission too many.
  case added(Permission, tool: String)
  /// A tool asks for one permission in place of another.
  case swapped(Permission, for: Permission, tool: String)
  /// One of a tool's permissions is enough, where all should be needed.
  case anySuffices(tool: String)
  /// A group of fields is shown to whoever sees the incident.
  case unfiltered(FieldGroup)
  /// The gate allows what it should deny.
  case allowsAll
  /// The gate decides after the tool has run.
  case runsFirst

  /// What a change is about; the order is that of reports.
  public enum Kind: String, Sendable, CaseIterable {
    /// Permissions that roles hold.
    case grants
    /// Requirements that are gone.
    case dropped
    /// Requirements that are new.
    case widened
    /// Requirements in place of others.
    case swapped
    /// All of several becomes any of them.
    case anyOf = "any_of"
    /// Filters of fields.
    case filters
    /// How the gate works.
    case gate

    /// The kind as reports title it.
    public var title: String {
      switch self {
      case .grants: "grants flipped"
      case .dropped: "requirements dropped"
      case .widened: "requirements widened"
      case .swapped: "requirements swapped"
      case .anyOf: "all of several -> any"
      case .filters: "field filters off"
      case .gate: "gate: allow all, check late"
      }
    }
  }

  /// What the change is about.
  public var kind: Kind {
    switch self {
    case .granted, .revoked: .grants
    case .dropped: .dropped
    case .added: .widened
    case .swapped: .swapped
    case .anySuffices: .anyOf
    case .unfiltered: .filters
    case .allowsAll, .runsFirst: .gate
    }
  }
}

extension PolicyChange: CustomStringConvertible {
  /// The change in a few words, such as "FINANCE + restart_service".
  public var description: String {
    switch self {
    case .granted(let role, let permission): "\(role) + \(permission)"
    case .revoked(let role, let permission): "\(role) - \(permission)"
    case .dropped(let permission, let tool): "\(tool) without \(permission)"
    case .added(let permission, let tool): "\(tool) also requires \(permission)"
    case .swapped(let new, let old, let tool): "\(tool) requires \(new), not \(old)"
    case .anySuffices(let tool): "\(tool) requires any one, not all"
    case .unfiltered(let group): "\(group.rawValue) is shown to all who see the incident"
    case .allowsAll: "every call is allowed"
    case .runsFirst: "tools run before the gate decides"
    }
  }
}
