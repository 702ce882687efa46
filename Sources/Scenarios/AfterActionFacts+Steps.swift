import AccessControl
import Exercises
public import Incidents
import Values

extension AfterActionFacts {
  /// Computes the facts from what was done, and from the worlds before and after.
  ///
  /// The incident is the one in context, or the world's first.
  public init(steps: [StepResult], before: World, after: World, incident: String?) {
    self.init()
    start = before.clock
    end = after.clock
    let calls = steps.flatMap(\.calls)
    let requests = steps.filter { $0.verb == "say" || $0.verb == "call" }
    self.requests = requests.count
    wrongDepartment = requests.count { $0.calls.contains { $0.denial != nil } }
    needs = Self.needs(calls)
    notices = after.outbox.dropFirst(before.outbox.count).map(\.at)
    approvals = after.approvals.count - before.approvals.count
    selfApproved = Self.selfApproved(calls)
    switchedRoles = Self.switchedRoles(calls)
    confirmations = calls.count { $0.call.consent != nil }
    declined = calls.count { $0.call.consent?.answer == .declined }
    secondsToRespond = Self.secondsToRespond(steps)
    let resolved = Self.resolved(calls)
    secondsToResolve = resolved.map { $0.seconds - before.clock.seconds }
    exposure = Self.exposure(steps, after, incident, until: resolved)
  }

  private static func needs(_ calls: [CallTrace]) -> [Need] {
    var needs: [Need] = []
    for trace in calls {
      let session = trace.requester
      let at = trace.call.attribution.at
      let open = needs.lastIndex { $0.tool == trace.call.tool && $0.metAt == nil }
      if let denial = trace.denial {
        guard let open else {
          needs.append(
            Need(
              tool: trace.call.tool,
              askedBy: session.user,
              askedIn: session.role.name,
              askedAt: at,
              heldBy: denial.heldBy.map(\.name)
            )
          )
          continue
        }
        needs[open].denials += 1
      } else if let open, case .ok = trace.call.outcome {
        needs[open].metBy = session.user
        needs[open].metIn = session.role.name
        needs[open].metAt = at
      }
    }
    return needs
  }

  /// Counts calls that were made by a user who had been denied them in another role.
  private static func selfApproved(_ calls: [CallTrace]) -> Int {
    var asked: Set<[String]> = []
    var count = 0
    for trace in calls {
      let key = [trace.call.tool, trace.requester.user]
      if trace.denial != nil {
        asked.insert(key)
      } else if case .ok = trace.call.outcome, asked.contains(key) {
        count += 1
      }
    }
    return count
  }

  private static func switchedRoles(_ calls: [CallTrace]) -> [String] {
    var roles: [String: Set<String>] = [:]
    for trace in calls {
      roles[trace.requester.user, default: []].insert(trace.requester.role.name)
    }
    return roles.filter { $0.value.count > 1 }.keys.sorted()
  }

  private static func secondsToRespond(_ steps: [StepResult]) -> Int? {
    var longest: Int?
    for (index, step) in steps.enumerated() {
      guard let role = step.addressee else { continue }
      let answer = steps[(index + 1)...].first { $0.actor?.session.role == role }
      guard let answer else { continue }
      longest = max(longest ?? 0, answer.at.seconds - step.at.seconds)
    }
    return longest
  }

  private static func resolved(_ calls: [CallTrace]) -> Timestamp? {
    let words = ["resolved", "closed"]
    let call = calls.last { trace in
      trace.changes.contains { change in
        change.path.parts.last == "status" && words.contains(change.new?.text ?? "")
      }
    }
    return call?.call.attribution.at
  }

  private static func exposure(
    _ steps: [StepResult],
    _ after: World,
    _ incident: String?,
    until resolved: Timestamp?
  ) -> [Exposure] {
    let named = incident.flatMap { after.incident($0) }
    guard let incident = named ?? after.incidents.first else { return [] }
    let fees =
      incident.affectedCustomers == 0 ? 0 : after.customers.reduce(0) { $0 + $1.monthlyFee }
    var points: [Exposure] = []
    for time in steps.map(\.at) + [after.clock] where points.last?.at != time {
      let until = min(time, resolved ?? time)
      let hours = max(0, Double(until.seconds - incident.opened.seconds) / 3_600)
      let credit = after.terms.credit(atUptime: after.terms.uptime(afterHours: hours))
      points.append(
        Exposure(
          at: time,
          cost: rounded(incident.costPerHour * hours),
          credits: rounded(fees * credit / 100)
        )
      )
    }
    return points
  }

  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
