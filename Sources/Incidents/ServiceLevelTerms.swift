/// What customers may claim when a service was down for too long.
///
/// A claim is, for each affected customer, the monthly fee times the credit of the tier that the
/// month's uptime falls into: stepped, and cumulative over the month.
public struct ServiceLevelTerms: Sendable, Hashable {
  /// One step of the credit.
  public struct Tier: Sendable, Hashable {
    /// The uptime in per cent below which the tier applies.
    public let uptimeBelow: Double
    /// The credit, in per cent of the monthly fee.
    public let credit: Double

    /// Creates a tier.
    public init(uptimeBelow: Double, credit: Double) {
      self.uptimeBelow = uptimeBelow
      self.credit = credit
    }
  }

  /// How many minutes count as a month.
  public let monthMinutes: Double
  /// Minutes of downtime earlier in the month.
  public let earlierDowntimeMinutes: Double
  /// The tiers.
  public let tiers: [Tier]

  /// Creates terms; without tiers nobody can claim anything.
  public init(
    monthMinutes: Double = 43_200,
    earlierDowntimeMinutes: Double = 0,
    tiers: [Tier] = []
  ) {
    self.monthMinutes = monthMinutes > 0 ? monthMinutes : 43_200
    self.earlierDowntimeMinutes = earlierDowntimeMinutes
    self.tiers = tiers
  }

  /// Returns the month's uptime in per cent after this many hours of downtime.
  public func uptime(afterHours hours: Double) -> Double {
    let down = min(monthMinutes, earlierDowntimeMinutes + hours * 60)
    return 100 * (1 - down / monthMinutes)
  }

  /// Returns the credit in per cent that this uptime entitles to.
  public func credit(atUptime uptime: Double) -> Double {
    tiers.filter { uptime < $0.uptimeBelow }.map(\.credit).max() ?? 0
  }
}
