import AccessControl
public import Exercises
import IncidentTools
public import Values

/// What differs between two policies: who may do and see what, and what the texts say.
public struct PolicyDifference: Sendable, Equatable {
  /// A cell that the two decide differently: the witness of a change.
  public struct Witness: Sendable, Equatable {
    /// The role, and the tool or the group of fields.
    public let cell: AccessCell
    /// What the old policy says, such as "denied (lacks restart_service)".
    public let before: String
    /// What the new policy says.
    public let after: String
  }

  /// The cells that are decided differently, in the order of the old policy, then of the new.
  public let witnesses: [Witness]
  /// Tools whose requester must not be their approver in one of the two only.
  public let duties: [Witness]
  /// Changes of the text that alter no decision: each alone, made to the old policy and taken back
  /// from the new.
  public let silent: [PolicyEdit]

  /// Compares two policies.
  public init(from old: Policy, to new: Policy) {
    self.init(from: PolicyRules(old), to: PolicyRules(new))
  }

  init(from old: PolicyRules, to new: PolicyRules) {
    let cells = old.cells + new.cells.filter { !old.cells.contains($0) }
    witnesses = cells.compactMap { cell in
      let (before, after) = (old.word(for: cell), new.word(for: cell))
      guard old.allows(cell) != new.allows(cell) || old.knows(cell) != new.knows(cell) else {
        return nil
      }
      return Witness(cell: cell, before: before, after: after)
    }
    duties = Self.duties(from: old, to: new)
    silent = PolicyEdit.all(from: old, to: new).filter { edit in
      edit.applied(to: old).hasSameDecisions(as: old)
        && edit.reversed.applied(to: new).hasSameDecisions(as: new)
    }
  }

  private static func duties(from old: PolicyRules, to new: PolicyRules) -> [Witness] {
    let changed = old.dutiesApart.symmetricDifference(new.dutiesApart)
    func word(_ rules: PolicyRules, _ tool: String) -> String {
      rules.dutiesApart.contains(tool) ? "not by who asked for it in vain" : "by whoever may"
    }
    return (old.tools + new.tools.filter { !old.tools.contains($0) }).filter(changed.contains)
      .flatMap { tool in
        new.roles.filter { new.allows(AccessCell(role: $0, subject: .tool(tool))) }.map { role in
          Witness(
            cell: AccessCell(role: role, subject: .tool(tool)),
            before: word(old, tool),
            after: word(new, tool)
          )
        }
      }
  }

  /// Whether somebody may do or see something under one of the two only.
  public var altersDecisions: Bool { !witnesses.isEmpty || !duties.isEmpty }

  /// The differences as text.
  public var text: String {
    let all = witnesses + duties
    let roles = (all.map(\.cell.role.name.count).max() ?? 0) + 2
    let subjects = (all.map(\.cell.subjectName.count).max() ?? 0) + 2
    var text =
      all.isEmpty ? "no decision differs\n" : "decisions that differ: \(all.count)\n"
    for witness in all {
      text +=
        "  " + Columns.left(witness.cell.role.name, roles)
        + Columns.left(witness.cell.subjectName, subjects)
        + "\(witness.before) -> \(witness.after)\n"
    }
    if !silent.isEmpty {
      text += "changes of the text that alter no decision: \(silent.count)\n"
      text += silent.map { "  \($0)\n" }.joined()
    }
    return text
  }

  /// The differences as one JSON value.
  public var json: JSONValue {
    func list(_ witnesses: [Witness]) -> JSONValue {
      .array(
        witnesses.map {
          var members: [String: JSONValue] = [
            "after": .string($0.after), "before": .string($0.before),
            "role": .string($0.cell.role.name),
          ]
          switch $0.cell.subject {
          case .tool(let name): members["tool"] = .string(name)
          case .field(let group): members["field"] = .string(group.rawValue)
          }
          return .object(members)
        }
      )
    }
    return [
      "decisions": list(witnesses), "duties": list(duties),
      "silent": .array(silent.map { .string($0.description) }), "version": 1,
    ]
  }
}

extension PolicyRules {
  /// Whether the policy has the role and the tool or the fields at all.
  fileprivate func knows(_ cell: AccessCell) -> Bool {
    guard roles.contains(cell.role) else { return false }
    return switch cell.subject {
    case .tool(let name): requirements[name] != nil
    case .field(let group): fields[group] != nil
    }
  }

  /// What the policy decides, in words.
  fileprivate func word(for cell: AccessCell) -> String {
    guard roles.contains(cell.role) else { return "no such role" }
    switch cell.subject {
    case .tool(let name):
      guard let missing = missing(cell.role, for: name) else { return "no such tool" }
      let names = missing.map(\.name).joined(separator: ", ")
      return missing.isEmpty ? "allowed" : "denied (lacks \(names))"
    case .field(let group):
      if allows(cell) { return "shown" }
      guard let permission = fields[group] else { return "hidden (shown to nobody)" }
      let isShut = !holds(cell.role, permission)
      return isShut ? "hidden (lacks \(permission))" : "hidden (may not see incidents)"
    }
  }

  /// Whether each role, tool and group that either knows is known to both and decided alike.
  fileprivate func hasSameDecisions(as other: PolicyRules) -> Bool {
    let cells = Set(self.cells).union(other.cells)
    return dutiesApart == other.dutiesApart
      && cells.allSatisfy { knows($0) == other.knows($0) && allows($0) == other.allows($0) }
  }
}
