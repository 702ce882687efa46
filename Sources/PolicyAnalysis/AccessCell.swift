public import AccessControl
public import IncidentTools

/// One question of access: whether a role may use a tool, or is shown a group of fields.
public struct AccessCell: Sendable, Hashable {
  /// What access is about.
  public enum Subject: Sendable, Hashable {
    /// A tool, by its name.
    case tool(String)
    /// A group of an incident's fields.
    case field(FieldGroup)
  }

  /// The role.
  public let role: Role
  /// What it would use or see.
  public let subject: Subject

  /// Creates a cell.
  public init(role: Role, subject: Subject) {
    self.role = role
    self.subject = subject
  }

  /// The name of the tool or of the group.
  public var subjectName: String {
    switch subject {
    case .tool(let name): name
    case .field(let group): group.rawValue
    }
  }

  /// The cell in a sentence's middle, such as "FINANCE may use restart_service".
  func claim(_ isAllowed: Bool) -> String {
    switch subject {
    case .tool(let name): "\(role) may \(isAllowed ? "" : "not ")use \(name)"
    case .field(let group): "\(role) \(isAllowed ? "sees" : "does not see") \(group.rawValue)"
    }
  }
}
