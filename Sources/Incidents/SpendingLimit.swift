public import Values

/// How much emergency spending one person may approve within a time, over all incidents.
///
/// It is the running total that counts, so that a large sum can't be split into small ones.
public struct SpendingLimit: Sendable, Hashable {
  /// The largest sum, in USD.
  public let amount: Double
  /// The time over which approvals are added up, back from each approval.
  public let window: TimeSpan

  /// Creates a limit.
  public init(amount: Double, window: TimeSpan) {
    self.amount = amount
    self.window = window
  }

  /// Checks an approval against what the same person approved before.
  ///
  /// - Throws: `WorldError` where the sum is above the limit.
  func check(
    _ amount: Double,
    by user: String,
    at time: Timestamp,
    after approvals: [Approval]
  ) throws(WorldError) {
    let start = time.advanced(by: -window.seconds)
    let earlier = approvals.filter { $0.by.utf8.elementsEqual(user.utf8) && $0.at > start }
    let total = earlier.reduce(0) { $0 + $1.amount }
    guard !(total + amount <= self.amount) else { return }
    let limit = "one person may approve at most \(money(self.amount)) in \(window)"
    guard total > 0 else { throw WorldError("\(limit), this is \(money(amount))") }
    throw WorldError(
      "\(limit); \(user) has approved \(money(total)) already, and splitting a sum doesn't help"
    )
  }

  private func money(_ amount: Double) -> String { JSONWriter.text(.number(amount)) + " USD" }
}
