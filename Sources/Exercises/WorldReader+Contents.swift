import Documents
import Incidents
import Values

extension WorldReader {
  mutating func service(_ node: YAMLNode) -> Service? {
    let reader = mapping(
      node,
      "a service",
      ["name", "aliases", "depends_on", "restart", "metrics", "faults"]
    )
    reader.require("name", &diagnostics)
    guard let name = reader.text("name", &diagnostics) else { return nil }
    if name.contains(".") || name.isEmpty, let span = reader.node("name")?.span {
      report("TT012", span, "a service's name has no dot in it, paths are split at dots")
    }
    let faults = (reader.items("faults", &diagnostics) ?? []).compactMap { node in
      FaultReader.read(node, extraKeys: [], in: file, &diagnostics)
    }
    return Service(
      name: name,
      aliases: reader.texts("aliases", &diagnostics) ?? [],
      dependsOn: reader.texts("depends_on", &diagnostics) ?? [],
      restartTime: reader.span("restart", &diagnostics) ?? TimeSpan(seconds: 120),
      baseline: FaultReader.numbers(reader.node("metrics"), in: file, &diagnostics),
      faults: faults
    )
  }

  mutating func incident(_ node: YAMLNode) -> Incident? {
    let reader = mapping(
      node,
      "an incident",
      [
        "id", "title", "summary", "severity", "priority", "status", "departments", "opened_ago",
        "affected_systems", "affected_customers", "business_impact", "revenue_at_risk",
        "direct_cost", "sla_penalty", "cost_per_hour", "timeline",
      ]
    )
    for key in ["id", "title"] { reader.require(key, &diagnostics) }
    for system in reader.items("affected_systems", &diagnostics) ?? [] { checkService(system) }
    let priority: Priority = choice(reader, "priority") ?? .p3
    return Incident(
      id: reader.text("id", &diagnostics) ?? "",
      title: reader.text("title", &diagnostics) ?? "",
      summary: reader.text("summary", &diagnostics) ?? "",
      severity: choice(reader, "severity") ?? priority.severity,
      priority: priority,
      status: choice(reader, "status") ?? .open,
      departments: reader.texts("departments", &diagnostics) ?? [],
      opened: ago(reader, "opened_ago"),
      affectedSystems: reader.texts("affected_systems", &diagnostics) ?? [],
      affectedCustomers: reader.integer(
        "affected_customers",
        range: 0...1_000_000_000,
        &diagnostics
      ) ?? 0,
      businessSummary: reader.text("business_impact", &diagnostics) ?? "",
      revenueAtRisk: money(reader, "revenue_at_risk"),
      directCost: money(reader, "direct_cost"),
      slaPenalty: money(reader, "sla_penalty"),
      costPerHour: money(reader, "cost_per_hour"),
      timeline: (reader.items("timeline", &diagnostics) ?? []).compactMap { timelineEntry($0) }
    )
  }

  private mutating func timelineEntry(_ node: YAMLNode) -> TimelineEntry? {
    let reader = mapping(node, "a line of the timeline", ["ago", "by", "heading"])
    for key in ["by", "heading"] { reader.require(key, &diagnostics) }
    return TimelineEntry(
      at: ago(reader, "ago"),
      by: reader.text("by", &diagnostics) ?? "",
      heading: reader.text("heading", &diagnostics) ?? ""
    )
  }

  mutating func logEntry(_ node: YAMLNode) -> LogEntry? {
    let reader = mapping(node, "a log line", ["ago", "service", "level", "message"])
    for key in ["service", "message"] { reader.require(key, &diagnostics) }
    guard let service = reader.node("service"), checkService(service) else { return nil }
    return LogEntry(
      at: ago(reader, "ago"),
      service: service.scalar ?? "",
      line: LogLine(
        level: choice(reader, "level") ?? .info,
        message: reader.text("message", &diagnostics) ?? ""
      )
    )
  }

  mutating func terms(_ node: YAMLNode) -> ServiceLevelTerms {
    let reader = mapping(
      node,
      "`sla`",
      ["month_minutes", "earlier_downtime_minutes", "tiers"]
    )
    let tiers = (reader.items("tiers", &diagnostics) ?? []).map { node in
      let tier = mapping(node, "a tier", ["uptime_below", "credit_percent"])
      for key in ["uptime_below", "credit_percent"] { tier.require(key, &diagnostics) }
      return ServiceLevelTerms.Tier(
        uptimeBelow: tier.number("uptime_below", &diagnostics) ?? 0,
        credit: tier.number("credit_percent", &diagnostics) ?? 0
      )
    }
    return ServiceLevelTerms(
      monthMinutes: reader.number("month_minutes", &diagnostics) ?? 43_200,
      earlierDowntimeMinutes: reader.number("earlier_downtime_minutes", &diagnostics) ?? 0,
      tiers: tiers
    )
  }

  /// Reads how much one person may approve, and over which time.
  mutating func spendingLimit(_ node: YAMLNode) -> SpendingLimit? {
    let reader = mapping(node, "`spending`", ["limit", "window"])
    reader.require("limit", &diagnostics)
    guard let limit = reader.number("limit", &diagnostics) else { return nil }
    guard limit > 0, limit <= World.maximumMoney else {
      if let span = reader.node("limit")?.span {
        report("TT012", span, "a limit is an amount above 0, in USD")
      }
      return nil
    }
    return SpendingLimit(
      amount: limit,
      window: reader.span("window", &diagnostics) ?? TimeSpan(seconds: 86_400)
    )
  }

  /// Reads one of an enumeration's words.
  mutating func choice<Word: RawRepresentable & CaseIterable>(
    _ reader: MappingReader,
    _ key: String
  ) -> Word? where Word.RawValue == String {
    reader.choice(key, of: Word.allCases.map(\.rawValue), &diagnostics)
      .flatMap(Word.init(rawValue:))
  }

  private mutating func ago(_ reader: MappingReader, _ key: String) -> Timestamp {
    clock.advanced(by: -(reader.span(key, &diagnostics)?.seconds ?? 0))
  }

  private mutating func money(_ reader: MappingReader, _ key: String) -> Double {
    guard let amount = reader.number(key, &diagnostics) else { return 0 }
    if !(0...World.maximumMoney).contains(amount), let span = reader.node(key)?.span {
      report("TT012", span, "`\(key)` must be an amount in USD from 0 to 1000000000000")
    }
    return amount
  }
}
