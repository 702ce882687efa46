public import Values

/// Something that is wrong for customers, and the work on it.
public struct Incident: Sendable, Hashable {
  /// The id, such as `INC-001`.
  public let id: String
  /// What it is, in a few words.
  public internal(set) var title: String
  /// What is known, in a sentence or two.
  public internal(set) var summary: String
  /// How bad it is.
  public internal(set) var severity: Severity
  /// How soon it must be worked on.
  public internal(set) var priority: Priority
  /// How far the work has come.
  public internal(set) var status: IncidentStatus
  /// The departments that work on it.
  public let departments: [String]
  /// When it was opened.
  public internal(set) var opened: Timestamp
  /// The services that are part of it, by canonical name.
  public internal(set) var affectedSystems: [String]
  /// How many customers notice it.
  public internal(set) var affectedCustomers: Int
  /// What it means for the business, in a sentence.
  public internal(set) var businessSummary: String
  /// Revenue that may be lost, in USD.
  public internal(set) var revenueAtRisk: Double
  /// What it has cost so far, in USD.
  public internal(set) var directCost: Double
  /// What customers may claim under their service level agreements, in USD.
  ///
  /// Not part of the cost.
  public internal(set) var slaPenalty: Double
  /// What it costs an hour, in USD.
  public internal(set) var costPerHour: Double
  /// Emergency spending that was approved, in USD.
  public internal(set) var approvedSpending: Double = 0
  /// What was allocated, by resource.
  public internal(set) var allocated: [Resource: Int] = [:]
  /// What happened, oldest first.
  public internal(set) var timeline: [TimelineEntry] = []

  /// Creates an incident.
  public init(
    id: String,
    title: String,
    summary: String = "",
    severity: Severity,
    priority: Priority,
    status: IncidentStatus = .open,
    departments: [String] = [],
    opened: Timestamp,
    affectedSystems: [String] = [],
    affectedCustomers: Int = 0,
    businessSummary: String = "",
    revenueAtRisk: Double = 0,
    directCost: Double = 0,
    slaPenalty: Double = 0,
    costPerHour: Double = 0,
    timeline: [TimelineEntry] = []
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.severity = severity
    self.priority = priority
    self.status = status
    self.departments = departments
    self.opened = opened
    self.affectedSystems = affectedSystems
    self.affectedCustomers = affectedCustomers
    self.businessSummary = businessSummary
    self.revenueAtRisk = revenueAtRisk
    self.directCost = directCost
    self.slaPenalty = slaPenalty
    self.costPerHour = costPerHour
    self.timeline = timeline
  }
}

/// One line of an incident's timeline.
public struct TimelineEntry: Sendable, Hashable {
  /// When.
  public let at: Timestamp
  /// The role that acted, or `FACILITATOR`.
  public let by: String
  /// What happened, in words that every role may read: no amounts, causes or names of customers.
  public let heading: String

  /// Creates an entry.
  public init(at: Timestamp, by: String, heading: String) {
    self.at = at
    self.by = by
    self.heading = heading
  }
}
