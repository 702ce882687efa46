import AccessControl
import Agent
import FoundationEssentials
import Synchronization
import Testing
import Values

@testable import REPL

/// A person who says, types and answers at random, the same for the same seed.
private final class Person: Sendable {
  private let dice: Mutex<SplitMix64>

  init(seed: Int) { dice = Mutex(SplitMix64(seed: UInt64(seed) &* 7_919 &+ 17)) }

  func pick<Value: Sendable>(_ values: [Value]) -> Value? {
    dice.withLock { dice in values.isEmpty ? nil : values[Int(dice.next() % UInt64(values.count))] }
  }

  /// What is answered where something is asked.
  func answer(_ prompt: String, _ prefill: String) -> String? {
    if prompt.contains("Allow?") { return pick(["y", "y", "n", "a", "e", "?", "what", ""]) }
    if prompt.contains("reason") { return pick(["", "later: \"not now\""]) }
    if prompt.contains("Type ") {
      let amount = prompt.split(separator: " ").dropFirst().first.map(String.init) ?? ""
      return pick([amount, amount, "n", "1"])
    }
    let values = prefill.replacing("service=Redis", with: "service=Payments")
    return pick([prefill, values, "service=Nowhere", "nonsense"])
  }
}

@Suite("A recorded session")
struct RecordedSessionTests {
  private static let said = [
    "restart redis", "run diagnostics on PostgreSQL", "what does this cost us?",
    "approve $4,000 for a replica", "Set INC-001 to monitoring", "Who is affected by INC-001?",
    "Tell our enterprise customers: \"We are on it: 50% done, #1 priority\"", "allocate 3 staff",
    "lower it to P3", "show the last errors of the API gateway", "thanks", "restart it", "yes",
    "create an incident: \"DNS: slow - again\"", "and again", "check redis and restart it",
  ]

  private static let typed = [
    ":role it", ":role ops", ":role finance", ":role csm", ":role it --user olga", ":clock +3m",
    ":clock +45s", ":undo", ":undo 2", ":inject the network team is on it", ":reset",
    ":inject +2m the press calls", ":inject +1m metric: {service: Redis, name: load, value: 7}",
    ":inject", ":inject 1",
    ":mark a: remark # with $marks", "restart_service service=Payments",
    "calculate_cost_impact hours=8", ":incident INC-002", ":incident",
    "update_priority priority=P9",
    ":inject metric: {service: Redis, name: load, value: 3}",
    ":inject incident: {title: \"Search is slow\", severity: HIGH}",
    ":inject fault: {service: Search, name: leak, cause: a leak, health: partial_outage}", ":retry",
    ":retry restart redis",
    "view_customer_details customer=CUST-0001", ":as it restart the CDN", ":approvals deny",
    ":approvals ask", ":approvals auto", ":approvals clear", ":as finance approve $900 for staff",
    "notify_affected_customers message=\"we know\" segment=smb", ":expect calls 1",
    "notify_affected_customers message=\"we know\"",
    ":expect changed none", ":expect facts declined 1", ":expect facts requests 2",
    ":expect facts confirmations 1", ":expect asked restart_service", ":expect text \"denied\"",
    ":expect denied restart_service", ":expect call restart_service",
    ":expect state services.Redis.health operational", ":expect told holder IT",
  ]

  /// The programs of one session, one after the other.
  private func start(
    _ person: Person,
    _ folder: String,
    role: String?
  ) async throws -> (REPLSession, Transcript) {
    let model = try offlineModel.get()
    let screen = Transcript()
    var options = REPLOptions(role: role.flatMap(Role.init))
    options.sessions = SessionFolder(path: folder + "/sessions")
    options.saving = .named("any")
    let session = REPLSession(
      definition: try defaultWorld(),
      model: model,
      options: options,
      now: { nine },
      write: { screen.add($0) }
    )
    await session.setAsk { person.answer($0, $1) }
    #expect(await session.startSaving().ending == .done)
    return (session, screen)
  }

  @Test("replays green whatever was done, and is the same after a resume", arguments: 0..<32)
  func anySession(_ seed: Int) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/tabletop-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let person = Person(seed: seed)
    let level = try #require(person.pick(RecordingLevel.allCases)).rawValue
    let before: String
    do {
      let (session, screen) = try await start(person, folder, role: "FINANCE")
      for _ in 0..<14 {
        let lines = person.pick([Self.said, Self.typed]) ?? []
        _ = await session.submit(person.pick(lines) ?? "thanks")
      }
      _ = await session.submit("what is the status?")
      before = try await record(session, screen, folder, "before", level)
      // A fresh world is a new session with a name of its own.
      guard await session.journal?.name == "any" else { return }
    }
    let (session, screen) = try await start(person, folder, role: nil)
    let after = try await record(session, screen, folder, "after", level)
    #expect(after == before.replacing("name: before", with: "name: after"))
  }

  private func record(
    _ session: REPLSession,
    _ screen: Transcript,
    _ folder: String,
    _ name: String,
    _ level: String
  ) async throws -> String {
    screen.clear()
    let path = "\(folder)/\(name).scenario.yaml"
    let result = await session.submit(":record --all \(path) --assert \(level)")
    let file = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    #expect(result.ending == .done, "\(screen.text)\n\(file)")
    return file
  }
}
