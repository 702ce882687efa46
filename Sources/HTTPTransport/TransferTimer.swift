/// Says when a transfer has taken too long: it knows times and no clock.
struct TransferTimer: Sendable {
  /// What was exceeded.
  enum Expiry: Sendable, Equatable {
    /// Nothing came for this long.
    case idle(Duration)
    /// It was not over after this long.
    case total(Duration)
  }

  private let timeouts: HTTPTimeouts
  private let began: ContinuousClock.Instant
  private var lastActivity: ContinuousClock.Instant
  /// While the reader holds the transfer back, silence is not the sender's.
  private var isHeldBack = false

  init(_ timeouts: HTTPTimeouts, began: ContinuousClock.Instant) {
    self.timeouts = timeouts
    self.began = began
    lastActivity = began
  }

  /// Notes that bytes came, or that the reader goes on.
  mutating func noteActivity(at now: ContinuousClock.Instant) {
    isHeldBack = false
    lastActivity = now
  }

  /// Notes that the reader holds the transfer back.
  mutating func holdBack() { isHeldBack = true }

  /// Returns what is exceeded now; exactly the limit is not too long.
  func expiry(at now: ContinuousClock.Instant) -> Expiry? {
    if began.duration(to: now) > timeouts.total { return .total(timeouts.total) }
    guard !isHeldBack, lastActivity.duration(to: now) > timeouts.idle else { return nil }
    return .idle(timeouts.idle)
  }

  /// When to ask again.
  var nextCheck: ContinuousClock.Instant {
    let end = began.advanced(by: timeouts.total)
    return isHeldBack ? end : Swift.min(end, lastActivity.advanced(by: timeouts.idle))
  }
}

extension Duration {
  /// The time in words, such as `10 s` or `0.25 s`.
  var inWords: String {
    let (seconds, attoseconds) = components
    let thousandths = attoseconds / 1_000_000_000_000_000
    guard thousandths > 0 else { return "\(seconds) s" }
    let digits = String(thousandths + 1_000).dropFirst()
    return
      "\(seconds).\(digits.reversed().drop { $0 == "0" }.reversed().map(String.init).joined()) s"
  }

  /// The time in whole milliseconds, at least 1.
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    let whole = Int(clamping: seconds).multipliedReportingOverflow(by: 1_000)
    guard !whole.overflow else { return Int(Int32.max) }
    return Swift.min(
      Swift.max(whole.partialValue + Int(attoseconds / 1_000_000_000_000_000), 1),
      Int(Int32.max)
    )
  }
}
