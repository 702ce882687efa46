import AccessControl

/// What the words of incident work mean, from the policy and a short list.
struct Glossary {
  let matrix: PermissionMatrix
  let tools: [ToolDescription]

  /// Returns what a word means; nil where nothing is known of it.
  func meaning(of word: String) -> String? {
    if let permission = matrix.permissions.first(where: { $0.name == word }) {
      let holders = matrix.roles.filter { matrix.holds($0, permission) }.map(\.name)
      return "\(permission) is a permission, held by \(holders.joined(separator: ", "))."
    }
    if let tool = tools.first(where: { $0.name == word }) { return "\(tool.name): \(tool.summary)" }
    if let role = matrix.roles.first(where: { Folding.fold($0.name) == word }) {
      let held = matrix.permissions.filter { matrix.holds(role, $0) }.map(\.name)
      return "\(role) is a role; it holds \(held.joined(separator: ", "))."
    }
    return Self.terms[word] ?? value(word) ?? parameter(word)
  }

  /// A value of a choice: "P1 is a priority, one of P1, P2, P3, P4".
  private func value(_ word: String) -> String? {
    for tool in tools {
      for parameter in tool.parameters {
        guard case .choice(let choices) = parameter.kind,
          let choice = choices.first(where: { Folding.fold($0) == word })
        else { continue }
        let name = parameter.name.split(separator: "_").joined(separator: " ")
        return "\(choice) is a value of \(name), one of \(choices.joined(separator: ", "))."
      }
    }
    return nil
  }

  private func parameter(_ word: String) -> String? {
    for tool in tools {
      if let found = tool.parameter(word), !found.summary.isEmpty {
        return "\(word): \(found.summary)."
      }
    }
    return nil
  }

  /// Whether "what is …" asks for the meaning of a word rather than for a state of things.
  static func explains(_ word: String) -> Bool { terms[word] != nil }

  private static let terms = [
    "severity": "Severity is how bad an incident is: CRITICAL, HIGH, MEDIUM or LOW.",
    "priority": "Priority is how soon an incident must be worked on, from P1 to P4.",
    "status": "Status is how far the work has come: open, investigating, identified, monitoring, "
      + "resolved, closed.",
    "p1": "P1 is the highest priority: everybody works on it now.",
    "p2": "P2 is a high priority, the second of four.",
    "p3": "P3 is a medium priority, the third of four.",
    "p4": "P4 is the lowest priority.",
    "investigating": "Investigating: the symptoms are known, the cause is not.",
    "identified": "Identified: the cause is known and a fix is in work.",
    "monitoring": "Monitoring: a fix is in place and is being watched.",
    "resolved": "Resolved: the cause is gone.",
    "closed": "Closed: the incident is over; nothing in it changes any more.",
    "inject": "An inject is something the facilitator brings into an exercise.",
    "sla": "An SLA is a service level agreement: customers may claim credits when uptime falls.",
    "attribution": "Attribution is who performed a call, in which role, and when.",
    "gate": "The gate decides each call by the permissions of the role that makes it.",
    "incident":
      "An incident is something that went wrong, with a severity, a priority and a status.",
  ]
}
