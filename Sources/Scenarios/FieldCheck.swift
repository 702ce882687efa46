import AccessControl
import Exercises
import IncidentTools
import Incidents
import Values

/// Holds expectations about what a role is shown against what it was shown.
enum FieldCheck {
  static func sees(_ fields: [String], _ role: Role?, _ evidence: Evidence) -> Failure? {
    guard let seen = seen(role, evidence) else { return nothingShown }
    let absent = fields.filter { !seen.contains($0) }
    guard !absent.isEmpty else { return nil }
    return Failure(
      code: "TT210",
      message: "\(absent.joined(separator: ", ")) is hidden, expected shown",
      why: why(absent, evidence)
    )
  }

  static func hidden(_ fields: [String], _ role: Role?, _ evidence: Evidence) -> Failure? {
    guard let seen = seen(role, evidence) else { return nothingShown }
    let shown = fields.filter(seen.contains)
    guard !shown.isEmpty else { return nil }
    return Failure(
      code: "TT210",
      message: "\(shown.joined(separator: ", ")) is shown, expected hidden",
      why: why(shown, evidence)
    )
  }

  private static let nothingShown = Failure(
    code: "TT210",
    message: "no incident was shown, so nothing was seen or hidden",
    help: "call view_incident_details in this step, or write {from: ROLE, fields: […]}"
  )

  /// The fields that were shown in these calls, or that a role would be shown now.
  private static func seen(_ role: Role?, _ evidence: Evidence) -> Set<String>? {
    if let role {
      let incident = evidence.after.incident ?? evidence.after.world.incidents.first?.id
      return incident.map { evidence.after.fieldsSeen(by: role, of: $0) }
    }
    let shown = evidence.calls.compactMap { trace -> Set<String>? in
      guard trace.call.tool == ViewIncidentDetails.name, case .ok(let result) = trace.call.outcome
      else { return nil }
      return Set((result.members ?? [:]).keys)
    }
    return shown.isEmpty ? nil : shown.reduce(into: []) { $0.formUnion($1) }
  }

  private static func why(_ fields: [String], _ evidence: Evidence) -> String? {
    guard let group = fields.compactMap(FieldGroup.init(rawValue:)).first,
      let permission = evidence.after.policy.fields.permission(for: group)
    else { return nil }
    let matrix = evidence.after.policy.matrix
    let holders = matrix.roles.filter { matrix.holds($0, permission) }.map(\.name)
    return "\(group.rawValue) needs \(permission), which "
      + (holders.isEmpty ? "nobody holds" : holders.joined(separator: ", ") + " hold")
  }
}

/// Holds a hand-off against what was done: denied for one, then done by another.
enum HandoffCheck {
  static func failure(of handoff: Handoff, in evidence: Evidence) -> Failure? {
    let denied = evidence.calls.filter {
      $0.call.tool == handoff.tool && $0.denial != nil
        && $0.call.attribution.session == handoff.from.session
    }
    guard let need = denied.first else {
      return Failure(
        code: "TT216",
        message:
          "\(handoff.tool) was never denied to \(handoff.from.name), so nothing was handed over"
      )
    }
    let done = evidence.calls.first { trace in
      guard trace.number > need.number, trace.call.tool == handoff.tool,
        trace.call.attribution.session == handoff.to.session, case .ok = trace.call.outcome
      else { return false }
      return handoff.same.allSatisfy { trace.agrees(with: need, in: $0, evidence) }
    }
    guard let done else {
      return Failure(
        code: "TT216",
        message:
          "\(handoff.to.name) did not do \(handoff.tool) after \(handoff.from.name) was denied"
      )
    }
    let seconds = done.call.attribution.at.seconds - need.call.attribution.at.seconds
    if let within = handoff.within, seconds > within.seconds {
      return Failure(
        code: "TT216",
        message:
          "\(handoff.tool) was handed over in \(TimeSpan(seconds: seconds)), expected \(within)"
      )
    }
    return nil
  }
}
