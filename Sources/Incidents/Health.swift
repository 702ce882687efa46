/// How well a service works, from best to worst.
///
/// The words are those of public status pages.
public enum Health: String, Sendable, CaseIterable, Comparable {
  /// Works as it should.
  case operational
  /// Taken down on purpose, such as for a restart.
  case underMaintenance = "under_maintenance"
  /// Works, slowly or with errors.
  case degradedPerformance = "degraded_performance"
  /// Works for some.
  case partialOutage = "partial_outage"
  /// Works for nobody.
  case majorOutage = "major_outage"

  /// Whether one health is better than another.
  public static func < (lhs: Health, rhs: Health) -> Bool { lhs.rank < rhs.rank }

  private var rank: Int {
    switch self {
    case .operational: 0
    case .underMaintenance: 1
    case .degradedPerformance: 2
    case .partialOutage: 3
    case .majorOutage: 4
    }
  }
}
