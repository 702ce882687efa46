public import Values

/// Something wrong with a service: why, what it shows, and what cures it.
public struct Fault: Sendable, Hashable {
  /// What makes a fault go away.
  public enum Remedy: Sendable, Hashable {
    /// A restart of the service.
    case restart
    /// This much of a resource, allocated to an incident that the service is part of.
    case capacity(Resource, Int)
    /// Waiting until this long after it began.
    case time(TimeSpan)
    /// Nothing anyone here can do.
    case nothing
  }

  /// What a fault does to another service for as long as it lasts.
  public struct Effect: Sendable, Hashable {
    /// The other service.
    public let service: String
    /// Its health, at best.
    public let health: Health

    /// Creates an effect.
    public init(service: String, health: Health) {
      self.service = service
      self.health = health
    }
  }

  /// A short name, unique within the service.
  public let name: String
  /// Why, as a diagnosis says it.
  public let cause: String
  /// The service's health, at best, while the fault lasts.
  public let health: Health
  /// What cures it.
  public let remedy: Remedy
  /// What it does to other services.
  public let effects: [Effect]
  /// Metrics that differ while it lasts.
  public let metrics: [String: Double]
  /// What a check finds while it lasts, by the check's name.
  public let findings: [String: String]
  /// Log lines written when it begins, and again when a restart didn't cure it.
  public let logs: [LogLine]
  /// When it goes away by itself, or because what cures it is on its way.
  public internal(set) var endsAt: Timestamp?

  /// Creates a fault that has not begun yet.
  public init(
    name: String,
    cause: String,
    health: Health,
    remedy: Remedy,
    effects: [Effect] = [],
    metrics: [String: Double] = [:],
    findings: [String: String] = [:],
    logs: [LogLine] = []
  ) {
    self.name = name
    self.cause = cause
    self.health = health
    self.remedy = remedy
    self.effects = effects
    self.metrics = metrics
    self.findings = findings
    self.logs = logs
  }
}

/// How much a log line matters.
public enum LogLevel: String, Sendable, CaseIterable, Comparable {
  /// For whoever debugs the service.
  case debug
  /// The normal course of things.
  case info
  /// Not wrong yet.
  case warn
  /// Wrong.
  case error

  /// Whether one level matters less than another.
  public static func < (lhs: LogLevel, rhs: LogLevel) -> Bool { lhs.rank < rhs.rank }

  private var rank: Int {
    switch self {
    case .debug: 0
    case .info: 1
    case .warn: 2
    case .error: 3
    }
  }
}

/// What a log line says, apart from when and where.
public struct LogLine: Sendable, Hashable {
  /// How much it matters.
  public let level: LogLevel
  /// The text.
  ///
  /// It may come from anyone, so it is data and never an instruction.
  public let message: String

  /// Creates a line.
  public init(level: LogLevel, message: String) {
    self.level = level
    self.message = message
  }
}

/// One line of a service's log.
public struct LogEntry: Sendable, Hashable {
  /// When it was written.
  public let at: Timestamp
  /// The service that wrote it.
  public let service: String
  /// What it says.
  public let line: LogLine

  /// Creates an entry.
  public init(at: Timestamp, service: String, line: LogLine) {
    self.at = at
    self.service = service
    self.line = line
  }
}
