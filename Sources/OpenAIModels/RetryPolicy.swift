import HTTPTransport

/// Says whether, and after how long, a request may be sent again.
///
/// Only a request of which nothing has been answered yet is sent again. Source: the waits of
/// OpenAI's own client, with a shorter longest wait.
public struct RetryPolicy: Sendable, Equatable {
  /// How often a request is sent again.
  public let limit: Int
  /// The longest wait that a server may ask for.
  public let longestWait: Duration

  /// Creates a policy; the defaults are the published ones.
  public init(limit: Int = 2, longestWait: Duration = .seconds(30)) {
    self.limit = limit
    self.longestWait = longestWait
  }

  /// What is to be done after a failure.
  enum Verdict: Equatable {
    /// Send it again after this.
    case again(after: Duration)
    /// Give up.
    case giveUp
    /// Give up, since the server asks to wait longer than anyone would.
    case tooLong(Duration)
  }

  /// Returns what to do after a connection failed, this being the failure with this number, from 0.
  func verdict(after error: HTTPError, attempt: Int) -> Verdict {
    guard attempt < limit, error.kind == .connection || error.kind == .broken else {
      return .giveUp
    }
    return .again(after: Self.backoff(attempt))
  }

  /// Returns what to do after an answer that is no success.
  func verdict(
    status: Int,
    fields: HTTPFields,
    problem: ServerProblem,
    attempt: Int,
    now: Int
  ) -> Verdict {
    let asks = fields["x-should-retry"]
    let isRetried = [408, 409, 429].contains(status) || status >= 500
    guard asks == "true" || (asks != "false" && isRetried && !problem.hasNoQuota) else {
      return .giveUp
    }
    let wait = Self.wait(fields, now: now)
    if let wait, wait > longestWait { return .tooLong(wait) }
    guard attempt < limit else { return .giveUp }
    return .again(after: wait ?? Self.backoff(attempt))
  }

  private static func backoff(_ attempt: Int) -> Duration {
    min(.milliseconds(500 << min(attempt, 4)), .seconds(8))
  }

  /// Returns how long the server asks to wait; nil where it asks nothing that can be read.
  private static func wait(_ fields: HTTPFields, now: Int) -> Duration? {
    if let text = fields["retry-after-ms"], let wait = Double(text), wait > 0, wait < 1e12 {
      return .milliseconds(wait)
    }
    guard let text = fields["retry-after"] else { return nil }
    if let wait = Double(text) { return wait > 0 && wait < 1e9 ? .seconds(wait) : nil }
    guard let time = HTTPDate.seconds(text), time > now else { return nil }
    return .seconds(time - now)
  }
}
