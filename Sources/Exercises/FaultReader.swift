public import Documents
public import Incidents
import Values

/// Reads a fault, as world files and injects write it.
public enum FaultReader {
  /// The keys of a fault.
  public static let keys = [
    "name", "cause", "health", "fixed_by", "effects", "metrics", "findings", "logs",
  ]
  private static let checks = ["network", "database", "cache", "api"]

  /// Reads a fault; nil, and a diagnostic, where something is wrong with it.
  public static func read(
    _ node: YAMLNode,
    extraKeys: [String],
    in file: SourceFile,
    _ diagnostics: inout Diagnostics
  ) -> Fault? {
    let before = diagnostics.all.count
    let reader = MappingReader(
      node,
      in: file,
      what: "a fault",
      keys: extraKeys + keys,
      diagnostics: &diagnostics
    )
    reader.require("cause", &diagnostics)
    let words = Health.allCases.filter { $0 != .operational }.map(\.rawValue)
    let health = reader.choice("health", of: words, &diagnostics)
    let fault = Fault(
      name: reader.text("name", &diagnostics) ?? "fault",
      cause: reader.text("cause", &diagnostics) ?? "",
      health: health.flatMap(Health.init(rawValue:)) ?? .degradedPerformance,
      remedy: reader.node("fixed_by").map { remedy($0, in: file, &diagnostics) } ?? .nothing,
      effects: effects(reader.node("effects"), in: file, &diagnostics),
      metrics: numbers(reader.node("metrics"), in: file, &diagnostics),
      findings: findings(reader.node("findings"), in: file, &diagnostics),
      logs: (reader.items("logs", &diagnostics) ?? []).map { logLine($0, in: file, &diagnostics) }
    )
    return diagnostics.all.count == before ? fault : nil
  }

  /// Reads a mapping from names to numbers.
  static func numbers(
    _ node: YAMLNode?,
    in file: SourceFile,
    _ diagnostics: inout Diagnostics
  ) -> [String: Double] {
    var numbers: [String: Double] = [:]
    for entry in entries(node, "metrics", in: file, &diagnostics) {
      guard let name = entry.key.scalar else { continue }
      numbers[name] = ScalarReader.number(entry.value, named: name, in: file, &diagnostics)
    }
    return numbers
  }

  /// Reads a log line without its time and place.
  public static func logLine(
    _ node: YAMLNode,
    extraKeys: [String] = [],
    in file: SourceFile,
    _ diagnostics: inout Diagnostics
  ) -> LogLine {
    let reader = MappingReader(
      node,
      in: file,
      what: "a log line",
      keys: extraKeys + ["level", "message"],
      diagnostics: &diagnostics
    )
    reader.require("message", &diagnostics)
    let level = reader.choice("level", of: LogLevel.allCases.map(\.rawValue), &diagnostics)
    return LogLine(
      level: level.flatMap(LogLevel.init(rawValue:)) ?? .info,
      message: reader.text("message", &diagnostics) ?? ""
    )
  }

  private static func remedy(
    _ node: YAMLNode,
    in file: SourceFile,
    _ diagnostics: inout Diagnostics
  ) -> Fault.Remedy {
    switch node.scalar {
    case "restart": return .restart
    case "nothing": return .nothing
    case let word?:
      diagnostics.add(
        Diagnostic(
          code: "TT013",
          file: file,
          span: node.span,
          message: "`fixed_by` can't be `\(word)`",
          label: NearMatch.question(for: word, among: ["restart", "nothing"]),
          help: "write restart, nothing, {resource: compute, quantity: 4} or {after: 20m}"
        )
      )
      return .nothing
    case nil:
      let reader = MappingReader(
        node,
        in: file,
        what: "`fixed_by`",
        keys: ["resource", "quantity", "after"],
        diagnostics: &diagnostics
      )
      if reader.has("after") {
        return reader.span("after", &diagnostics).map { .time($0) } ?? .nothing
      }
      for key in ["resource", "quantity"] { reader.require(key, &diagnostics) }
      let resource = reader.choice(
        "resource",
        of: Resource.allCases.map(\.rawValue),
        &diagnostics
      )
      let quantity = reader.integer("quantity", range: 1...1_000_000_000, &diagnostics) ?? 1
      return .capacity(resource.flatMap(Resource.init(rawValue:)) ?? .compute, quantity)
    }
  }

  private static func effects(
    _ node: YAMLNode?,
    in file: SourceFile,
    _ diagnostics: inout Diagnostics
  ) -> [Fault.Effect] {
    entries(node, "effects", in: file, &diagnostics).compactMap { entry in
      guard let service = entry.key.scalar else { return nil }
      if let health = entry.value.scalar.flatMap(Health.init(rawValue:)) {
        return Fault.Effect(service: service, health: health)
      }
      let words = Health.allCases.map(\.rawValue)
      diagnostics.add(
        Diagnostic(
          code: "TT013",
          file: file,
          span: entry.value.span,
          message: "`\(entry.value.scalar ?? "this")` is no health",
          label: NearMatch.question(for: entry.value.scalar ?? "", among: words)
            ?? "one of " + words.joined(separator: ", ")
        )
      )
      return nil
    }
  }

  private static func findings(
    _ node: YAMLNode?,
    in file: SourceFile,
    _ diagnostics: inout Diagnostics
  ) -> [String: String] {
    guard let node else { return [:] }
    let reader = MappingReader(
      node,
      in: file,
      what: "`findings`",
      keys: checks,
      diagnostics: &diagnostics
    )
    var findings: [String: String] = [:]
    for check in checks { findings[check] = reader.text(check, &diagnostics) }
    return findings
  }

  private static func entries(
    _ node: YAMLNode?,
    _ key: String,
    in file: SourceFile,
    _ diagnostics: inout Diagnostics
  ) -> [YAMLEntry] {
    guard let node else { return [] }
    if let entries = node.entries { return entries }
    diagnostics.add(
      Diagnostic(
        code: "TT012",
        file: file,
        span: node.span,
        message: "`\(key)` must be a mapping"
      )
    )
    return []
  }
}
