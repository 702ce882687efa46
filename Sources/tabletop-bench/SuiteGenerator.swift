import Glibc

/// Writes suites of any size: each file has six turns, eight calls, one denial, ten expectations.
struct SuiteGenerator {
  /// Who says what the agent does.
  enum Variant: String, CaseIterable {
    /// The file, in `agent` lines.
    case scripted
    /// The offline model.
    case offline
  }

  /// How many of each a file has; every run of a generated suite is held against these.
  static let turns = 6
  static let calls = 8
  static let denials = 1
  static let expectations = 10

  private static let services = [
    "Redis", "PostgreSQL", "API Gateway", "Auth Service", "Payments", "Search", "CDN",
  ]

  let variant: Variant

  /// Writes files 1 to `count` into a folder, a hundred in each folder below it.
  func write(_ count: Int, into folder: String) throws {
    try Self.makeFolder(folder)
    for number in 1...count {
      let group = folder + "/" + Self.padded(number / 100, to: 3)
      if number == 1 || number % 100 == 0 { try Self.makeFolder(group) }
      let path = group + "/case-" + Self.padded(number, to: 6) + ".scenario.yaml"
      try Self.write(text(number), to: path)
    }
  }

  /// Returns the text of one file.
  func text(_ number: Int) -> String {
    let service = Self.services[number % Self.services.count]
    let amount = 1_000 + number % 8_000
    let money = "\(amount / 1_000)," + Self.padded(amount % 1_000, to: 3)
    return """
      # Ticket \(number): the work on \(service) goes through all four departments.
      tabletop: 1
      name: Ticket \(number), \(service)
      why: Whoever lacks a permission is told who has it, and the work reaches that person in time.
      tags: [generated, ticket-\(number % 10)]
      incident: INC-001
      clock: 2025-01-15T09:00:00Z\(line("model: scripted"))
      participants: {dana: IT, omar: OPS, faye: FINANCE, cora: CSM}
      vars: {service: \(service)}

      steps:
        - id: too-early
          as: cora
          say: Restart \(service), customers are waiting.\(agent([
            "restart_service service=\(quoted(service))",
            "text: I can't restart \(service) for you; IT can.",
          ]))
          expect:
            - denied: {tool: restart_service, with: {service: $service}, missing: restart_service}
            - told: {holder: IT}
        - id: it-looks
          as: dana
          say: Show me the logs of \(service), and then run diagnostics on it.\(agent([
            "view_system_logs system=\(quoted(service))",
            "run_diagnostics target=\(quoted(service))",
            "text: Something is wrong with \(service); a restart may help.",
          ]))
          expect:
            - calls: {in_order: [view_system_logs, run_diagnostics]}
        - id: it-restarts
          as: dana
          say: Restart \(service).\(agent([
            "restart_service service=\(quoted(service))",
            "text: \(service) is restarting.",
          ]))
          expect:
            - call: {tool: restart_service, with: {service: $service}, by: dana}
            - changed: [services.$service.*]
        - advance: 5m
        - id: ops-decides
          as: omar
          say: Set the priority to P2.\(agent([
            "update_priority priority=P2",
            "text: INC-001 is now P2.",
          ]))
          expect:
            - state: {incidents.INC-001.priority: P2, services.$service.restarts: 1}
        - id: finance-approves
          as: faye
          say: What does INC-001 cost us? And approve $\(amount) for spare disks.\(agent([
            "calculate_cost_impact",
            "approve_emergency_spending amount=\(amount) justification=\"spare disks\"",
            "text: Approved $\(money) for spare disks.",
          ]))
          expect:
            - call: {tool: approve_emergency_spending, with: {amount: \(amount)}, times: 1}
            - text: {has: "\(money)"}
        - id: csm-tells
          as: cora
          say: "Tell our enterprise customers: \\"We restarted \(service) and watch it.\\""\(agent([
            "notify_affected_customers segment=enterprise message=\"We restarted \(service) and watch it.\"",
            "text: Told them.",
          ]))
          expect:
            - state: {outbox.count: 1}

      """
  }

  /// A line of its own where the file is scripted.
  private func line(_ text: String) -> String { variant == .scripted ? "\n" + text : "" }

  private func agent(_ lines: [String]) -> String {
    line("    agent:" + lines.map { "\n      - " + $0 }.joined())
  }

  private func quoted(_ name: String) -> String { name.contains(" ") ? "\"\(name)\"" : name }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func makeFolder(_ path: String) throws {
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw BenchmarkError("can't make \(path): \(String(cString: strerror(errno)))")
    }
  }

  private static func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else { throw BenchmarkError("can't write \(path)") }
    defer { fclose(file) }
    guard fputs(text, file) >= 0 else { throw BenchmarkError("can't write all of \(path)") }
  }
}

/// Why a benchmark could not be run, or gave a wrong result.
struct BenchmarkError: Error, CustomStringConvertible {
  let description: String

  init(_ reason: String) { description = reason }
}
