public import Values

/// What an after-action report says of one exercise: computed, never judged.
///
/// Times are in seconds on the virtual clock. Costs are the incident's cost an hour, and the service
/// level credits that its downtime would entitle to, by the formulae of `calculate_cost_impact`;
/// both end when the incident is resolved, and they are never summed.
public struct AfterActionFacts: Sendable, Equatable {
  /// Something a department asked for that it may not do itself.
  public struct Need: Sendable, Equatable {
    /// The tool that was asked for.
    public let tool: String
    /// The user who was denied first.
    public let askedBy: String
    /// The role in which they asked.
    public let askedIn: String
    /// When they asked.
    public let askedAt: Timestamp
    /// The roles that may do it.
    public let heldBy: [String]
    /// How many requests were denied until it was done.
    public var denials = 1
    /// The user who did it; nil where nobody did.
    public var metBy: String?
    /// The role in which they did it.
    public var metIn: String?
    /// When they did it.
    public var metAt: Timestamp?

    /// How long it took to reach whoever may do it.
    public var seconds: Int? { metAt.map { $0.seconds - askedAt.seconds } }
  }

  /// Money at one time of the exercise, in USD.
  public struct Exposure: Sendable, Equatable {
    /// When.
    public let at: Timestamp
    /// What the incident has cost since it was opened.
    public let cost: Double
    /// The service level credits that its downtime entitles to.
    public let credits: Double
  }

  /// When the exercise began.
  public var start = Timestamp(seconds: 0)
  /// When it ended.
  public var end = Timestamp(seconds: 0)
  /// How many requests people made, to the agent or of a tool.
  public var requests = 0
  /// How many of them went to a department that may not do it.
  public var wrongDepartment = 0
  /// What was asked for by departments that may not do it, in order.
  public var needs: [Need] = []
  /// The longest time from an inject addressed to a department until it acted.
  public var secondsToRespond: Int?
  /// When customers were told something, in order.
  public var notices: [Timestamp] = []
  /// The time until the incident was resolved.
  public var secondsToResolve: Int?
  /// Cost and exposure at every time at which something happened.
  public var exposure: [Exposure] = []
  /// How many expenses were approved.
  public var approvals = 0
  /// How many calls were made by the user who had asked for them in another role.
  public var selfApproved = 0
  /// The users who acted in more than one role.
  public var switchedRoles: [String] = []
  /// How often a person was asked whether a call may run.
  public var confirmations = 0
  /// How often they said no.
  public var declined = 0

  /// Creates the facts of an exercise in which nothing happened.
  public init() {}
}

/// The facts a scenario can name, with the type of their values.
public enum AfterActionFact: String, Sendable, Hashable, CaseIterable {
  /// How many requests people made.
  case requests
  /// How many requests went to a department that may not do it.
  case wrongDepartment = "wrong_department"
  /// The longest time from a denied request to the call of whoever may.
  case timeToRightDepartment = "time_to_right_department"
  /// How many needs were never met.
  case unmetNeeds = "unmet_needs"
  /// The longest time from an inject to a department until it acted.
  case timeToRespond = "time_to_respond"
  /// How many notices customers got.
  case notices
  /// The time until the first notice.
  case firstNotice = "first_notice"
  /// The longest time between two notices.
  case noticeGap = "notice_gap"
  /// The time until the incident was resolved.
  case timeToResolve = "time_to_resolve"
  /// What the incident has cost at the end.
  case cost
  /// By how much that grew.
  case costIncrease = "cost_increase"
  /// The service level credits at the end.
  case slaExposure = "sla_exposure"
  /// By how much those grew.
  case slaIncrease = "sla_increase"
  /// How many expenses were approved.
  case approvals
  /// How many calls were made by whoever had asked for them in another role.
  case selfApproved = "self_approved"
  /// How many users acted in more than one role.
  case switchedRoles = "switched_roles"
  /// How often a person was asked whether a call may run.
  case confirmations
  /// How often they said no.
  case declined

  /// What a fact counts.
  public enum Unit: Sendable {
    /// Things.
    case count
    /// Seconds.
    case time
    /// US dollars.
    case money
  }

  /// What the fact counts.
  public var unit: Unit {
    switch self {
    case .timeToRightDepartment, .timeToRespond, .firstNotice, .noticeGap, .timeToResolve: .time
    case .cost, .costIncrease, .slaExposure, .slaIncrease: .money
    default: .count
    }
  }
}

extension AfterActionFacts {
  /// Returns the value of a fact; nil where it has none, such as the time of a notice never sent.
  public subscript(_ fact: AfterActionFact) -> JSONValue? {
    switch fact {
    case .requests: .integer(requests)
    case .wrongDepartment: .integer(wrongDepartment)
    case .timeToRightDepartment: needs.compactMap(\.seconds).max().map { .integer($0) }
    case .unmetNeeds: .integer(needs.count { $0.metAt == nil })
    case .timeToRespond: secondsToRespond.map { .integer($0) }
    case .notices: .integer(notices.count)
    case .firstNotice: notices.first.map { .integer($0.seconds - start.seconds) }
    case .noticeGap:
      zip(notices, notices.dropFirst()).map { $1.seconds - $0.seconds }.max()
        .map { .integer($0) }
    case .timeToResolve: secondsToResolve.map { .integer($0) }
    case .cost: exposure.last.map { .number($0.cost) }
    case .costIncrease: increase(\.cost)
    case .slaExposure: exposure.last.map { .number($0.credits) }
    case .slaIncrease: increase(\.credits)
    case .approvals: .integer(approvals)
    case .selfApproved: .integer(selfApproved)
    case .switchedRoles: .integer(switchedRoles.count)
    case .confirmations: .integer(confirmations)
    case .declined: .integer(declined)
    }
  }

  private func increase(_ amount: KeyPath<Exposure, Double>) -> JSONValue? {
    guard let first = exposure.first, let last = exposure.last else { return nil }
    return .number(((last[keyPath: amount] - first[keyPath: amount]) * 100).rounded() / 100)
  }
}
