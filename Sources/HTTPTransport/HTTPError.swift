/// Why there is no answer, or only a part of one.
public struct HTTPError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What happened.
  public enum Kind: String, Sendable {
    /// libcurl is missing, or could not begin.
    case unavailable
    /// The host's name leads nowhere.
    case name
    /// There is no connection.
    case connection
    /// The proxy on the way refuses.
    case proxy
    /// The host can't prove who it is.
    case trust
    /// Nothing came for too long.
    case idle
    /// It took too long in all.
    case total
    /// The connection was lost, or what came was no HTTP.
    case broken
    /// Nobody waits for it any more.
    case cancelled
  }

  /// What happened.
  public let kind: Kind
  /// The host with its port, and what happened there, in one sentence without a full stop.
  public let description: String

  /// Creates an error.
  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
