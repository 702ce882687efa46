public import AccessControl
public import Incidents
public import Values

/// Examines one service.
public struct RunDiagnostics: IncidentTool {
  /// What to examine.
  public struct Arguments: Sendable {
    let target: String
    let check: Check
  }

  /// What can be looked at.
  public enum Check: String, Sendable, CaseIterable {
    /// Reachability and packet loss.
    case network
    /// Queries, locks and replication.
    case database
    /// Memory, hit rate and evictions.
    case cache
    /// Requests and their errors.
    case api
    /// All of them.
    case all
  }

  /// The tool's name on the wire.
  public static let name = "run_diagnostics"
  /// Looking changes nothing.
  public static let effect = ToolDescription.Effect.read
  /// What it accepts.
  public static let parameters: [ToolParameter] = [
    ToolParameter(
      "target",
      .reference("service"),
      isRequired: true,
      summary: "the service to examine"
    ),
    .choice("check", of: Check.self, summary: "what to look at, everything unless said"),
  ]

  /// What the tool is called, requires and accepts.
  public let description: ToolDescription

  /// Creates the tool for a world's policy.
  public init(description: ToolDescription, fields: FieldPolicy) { self.description = description }

  /// Reads the arguments.
  ///
  /// - Throws: `ToolFailure` where the target is missing.
  public func arguments(from values: ArgumentValues) throws(ToolFailure) -> Arguments {
    Arguments(
      target: try values.requiredText("target"),
      check: values.text("check").flatMap(Check.init(rawValue:)) ?? .all
    )
  }

  /// Returns what each check finds, the causes behind it and what would cure them.
  ///
  /// - Throws: `ToolFailure` where the target is unknown.
  public func run(
    _ arguments: Arguments,
    under authorization: borrowing Authorization<Self>,
    on world: inout World
  ) throws(ToolFailure) -> JSONValue {
    let service = try world.find(service: arguments.target)
    let checks = arguments.check == .all ? [.network, .database, .cache, .api] : [arguments.check]
    let found = service.faults.filter { fault in
      arguments.check == .all || fault.findings[arguments.check.rawValue] != nil
    }
    let dependencies = service.dependsOn.compactMap { world.service(named: $0) }
      .filter { world.health(of: $0) != .operational }
    return [
      "causes": .array(found.map { .string($0.cause) }),
      "check": .string(arguments.check.rawValue),
      "dependencies": .object(
        Dictionary(
          dependencies.map { ($0.name, .string(world.health(of: $0).rawValue)) },
          uniquingKeysWith: { first, _ in first }
        )
      ),
      "findings": .array(checks.map { Self.finding($0, of: service) }),
      "health": .string(world.health(of: service).rawValue),
      "metrics": .object(service.metrics.mapValues { .number($0) }),
      "recommendations": .array(found.map { .string(Self.recommendation($0, service)) }),
      "target": .string(service.name),
    ]
  }

  private static func finding(_ check: Check, of service: Service) -> JSONValue {
    let found = service.faults.compactMap { $0.findings[check.rawValue] }
    return [
      "check": .string(check.rawValue),
      "detail": .string(
        service.restartedAt != nil
          ? "the service is restarting" : found.isEmpty ? "passed" : found.joined(separator: "; ")
      ),
      "passed": .bool(found.isEmpty && service.restartedAt == nil),
    ]
  }

  private static func recommendation(_ fault: Fault, _ service: Service) -> String {
    if let end = fault.endsAt { return "wait until \(end.timeOfDay)" }
    return switch fault.remedy {
    case .restart: "restart \(service.name)"
    case .capacity(let resource, let quantity): "allocate \(quantity) of \(resource.rawValue)"
    case .time: "wait"
    case .nothing: "nothing on \(service.name) cures it; look at what changed"
    }
  }
}
