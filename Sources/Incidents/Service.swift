public import Values

/// One service of the company: its place among the others and its state.
public struct Service: Sendable, Hashable {
  /// What no exercise changes.
  ///
  /// A class, as each change of the world has all services compared and some of them copied.
  private final class Nature: Sendable, Hashable {
    let name: String
    let aliases: [String]
    let dependsOn: [String]
    let restartTime: TimeSpan
    let baseline: [String: Double]

    init(
      name: String,
      aliases: [String],
      dependsOn: [String],
      restartTime: TimeSpan,
      baseline: [String: Double]
    ) {
      self.name = name
      self.aliases = aliases
      self.dependsOn = dependsOn
      self.restartTime = restartTime
      self.baseline = baseline
    }

    static func == (lhs: Nature, rhs: Nature) -> Bool {
      lhs === rhs
        || lhs.name == rhs.name && lhs.aliases == rhs.aliases && lhs.dependsOn == rhs.dependsOn
          && lhs.restartTime == rhs.restartTime && lhs.baseline == rhs.baseline
    }

    func hash(into hasher: inout Hasher) { hasher.combine(name) }
  }

  private let nature: Nature

  /// The canonical name, such as `API Gateway`.
  public var name: String { nature.name }
  /// Other names people use for it.
  public var aliases: [String] { nature.aliases }
  /// The services it can't work without.
  public var dependsOn: [String] { nature.dependsOn }
  /// How long a restart takes.
  public var restartTime: TimeSpan { nature.restartTime }
  /// Its metrics while nothing is wrong; units are part of a metric's name.
  public var baseline: [String: Double] { nature.baseline }
  /// Metrics that a facilitator has set.
  public internal(set) var setMetrics: [String: Double] = [:]
  /// What is wrong with it, oldest first.
  public internal(set) var faults: [Fault]
  /// How often it was restarted.
  public internal(set) var restarts = 0
  /// When the restart that is under way is done.
  public internal(set) var restartedAt: Timestamp?

  /// Creates a service.
  public init(
    name: String,
    aliases: [String] = [],
    dependsOn: [String] = [],
    restartTime: TimeSpan = TimeSpan(seconds: 120),
    baseline: [String: Double] = [:],
    faults: [Fault] = []
  ) {
    nature = Nature(
      name: name,
      aliases: aliases,
      dependsOn: dependsOn,
      restartTime: restartTime,
      baseline: baseline
    )
    self.faults = faults
  }

  /// The metrics now: the baseline, what the faults change, and what a facilitator has set.
  public var metrics: [String: Double] {
    var metrics = baseline
    for fault in faults { metrics.merge(fault.metrics) { _, new in new } }
    metrics.merge(setMetrics) { _, new in new }
    if restartedAt != nil, metrics["connections"] != nil { metrics["connections"] = 0 }
    return metrics
  }

  /// Whether its metrics have the names of the other's, as far as that can be told without them.
  func hasMetrics(of other: Service) -> Bool {
    nature === other.nature && setMetrics == other.setMetrics && faults == other.faults
  }

  /// Whether a person means this service by a text: its name or an alias, ASCII case aside.
  public func isNamed(_ text: String) -> Bool {
    ASCIIText.isEqual(name, text) || aliases.contains { ASCIIText.isEqual($0, text) }
  }

  /// Returns the service with the end of each fault that ends by itself counted from a time.
  func begun(at time: Timestamp) -> Service {
    var service = self
    for index in faults.indices {
      if case .time(let span) = faults[index].remedy, faults[index].endsAt == nil {
        service.faults[index].endsAt = time.advanced(by: span.seconds)
      }
    }
    return service
  }
}
