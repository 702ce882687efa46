public import AccessControl
public import Incidents
public import Values

/// Reads the services' logs.
public struct ViewSystemLogs: IncidentTool {
  /// What to read.
  public struct Arguments: Sendable {
    let incident: String?
    let system: String?
    let level: LogLevel?
    let limit: Int
  }

  /// How many lines are shown where a call doesn't say.
  private static let usualLimit = 50

  /// The tool's name on the wire.
  public static let name = "view_system_logs"
  /// Reading logs changes nothing.
  public static let effect = ToolDescription.Effect.read
  /// What it accepts.
  public static let parameters: [ToolParameter] = [
    ToolParameter(
      "incident_id",
      .reference("incident"),
      summary: "only systems of this incident"
    ),
    ToolParameter("system", .reference("service"), summary: "only this system"),
    .choice("level", of: LogLevel.self, summary: "only lines of at least this level"),
    ToolParameter("limit", .integer(1...500), summary: "how many of the newest lines"),
  ]

  /// What the tool is called, requires and accepts.
  public let description: ToolDescription

  /// Creates the tool for a world's policy.
  public init(description: ToolDescription, fields: FieldPolicy) { self.description = description }

  /// Reads the arguments.
  public func arguments(from values: ArgumentValues) throws(ToolFailure) -> Arguments {
    Arguments(
      incident: values.text("incident_id"),
      system: values.text("system"),
      level: values.text("level").flatMap(LogLevel.init(rawValue:)),
      limit: values.integer("limit") ?? Self.usualLimit
    )
  }

  /// Returns the newest lines that fit, oldest first.
  ///
  /// - Throws: `ToolFailure` where the incident or the system is unknown.
  public func run(
    _ arguments: Arguments,
    under authorization: borrowing Authorization<Self>,
    on world: inout World
  ) throws(ToolFailure) -> JSONValue {
    var systems: [String]?
    if let id = arguments.incident { systems = try world.find(incident: id).affectedSystems }
    if let name = arguments.system { systems = [try world.find(service: name).name] }
    let fitting = world.logs.filter { entry in
      (systems?.contains(entry.service) ?? true) && entry.line.level >= arguments.level ?? .debug
    }
    let entries = fitting.suffix(arguments.limit).map { entry -> JSONValue in
      [
        "at": .string(entry.at.description),
        "level": .string(entry.line.level.rawValue),
        "message": .string(entry.line.message),
        "system": .string(entry.service),
      ]
    }
    return [
      "entries": .array(entries), "matching": .integer(fitting.count),
      "shown": .integer(entries.count),
    ]
  }
}
