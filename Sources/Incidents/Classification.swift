/// How bad an incident is.
public enum Severity: String, Sendable, CaseIterable {
  /// All customers, or loss of data.
  case critical = "CRITICAL"
  /// Many customers, or a core function.
  case high = "HIGH"
  /// Some customers.
  case medium = "MEDIUM"
  /// Hardly noticed.
  case low = "LOW"
}

/// How soon an incident must be worked on.
public enum Priority: String, Sendable, CaseIterable {
  /// At once, by everyone.
  case p1 = "P1"
  /// Today.
  case p2 = "P2"
  /// This week.
  case p3 = "P3"
  /// When there is time.
  case p4 = "P4"

  /// The severity that a new incident of this priority starts with.
  public var severity: Severity {
    switch self {
    case .p1: .critical
    case .p2: .high
    case .p3: .medium
    case .p4: .low
    }
  }
}

/// How far the work on an incident has come.
public enum IncidentStatus: String, Sendable, CaseIterable {
  /// Reported, nobody works on it yet.
  case open
  /// Symptoms are known, the cause is not.
  case investigating
  /// The cause is known, a fix is in work.
  case identified
  /// The fix is out and is being watched.
  case monitoring
  /// The cause is gone.
  case resolved
  /// Done; nothing may follow.
  case closed

  /// The statuses that may follow this one, besides staying as it is.
  ///
  /// Forward moves may skip; a failed fix goes back from monitoring, a reopened incident from
  /// resolved.
  public var successors: [IncidentStatus] {
    switch self {
    case .open: [.investigating, .identified, .monitoring, .resolved, .closed]
    case .investigating: [.identified, .monitoring, .resolved, .closed]
    case .identified: [.monitoring, .resolved, .closed]
    case .monitoring: [.resolved, .closed, .identified, .investigating]
    case .resolved: [.closed, .investigating]
    case .closed: []
    }
  }
}

/// What an incident can be given more of.
public enum Resource: String, Sendable, CaseIterable {
  /// Nodes, servers, virtual machines, cores.
  case compute
  /// Disk, in gigabytes.
  case storage
  /// Network, in megabits a second.
  case bandwidth
  /// People.
  case staff
}
