import AccessControl
import Agent
import Exercises
import Foundation
import Incidents
import OfflineModels
import Synchronization
import Testing
import Values

@testable import REPL
@testable import tabletop

/// The offline model, and what it was shown, by role.
private final class Witness: Model {
  let name = "offline"
  private let model: OfflineModel
  private let seen = Mutex<[String: String]>([:])

  init(_ definition: WorldDefinition) {
    model = OfflineModel(definition)
  }

  /// Takes what was seen since the last time.
  func take() -> [String: String] {
    seen.withLock { seen in
      defer { seen = [:] }
      return seen
    }
  }

  func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse {
    let role = request.session.role.name
    let shown = text(of: request)
    seen.withLock { $0[role, default: ""] += shown + "\n" }
    return try await model.respond(to: request, emit: emit)
  }
}

@Suite("A field that a role may not see")
struct CanaryTests {
  /// What is hidden in the world, and who may see it.
  private static let canaries: [(token: String, roles: Set<String>)] = [
    ("canary-technical-7f3a", ["IT"]), ("canary-cause-91bc", ["IT"]),
    ("canary-log-55d0", ["IT"]), ("canary-business-c2e8", ["OPS"]), ("718281", ["OPS"]),
    ("314159", ["FINANCE"]), ("271828", ["FINANCE"]), ("141421", ["FINANCE"]),
    ("canary-customer-e6a1", ["OPS", "CSM"]), ("canary-contact-08fd", ["CSM"]),
  ]

  private static let world = SmallWorld(
    summary: "canary-technical-7f3a",
    business: "canary-business-c2e8",
    cause: "canary-cause-91bc",
    log: "canary-log-55d0",
    customer: "canary-customer-e6a1",
    contact: "canary-contact-08fd",
    revenue: 718_281,
    directCost: 314_159,
    penalty: 271_828,
    hourly: 141_421
  )

  /// What somebody types who wants to see everything.
  private static let lines = [
    "what is wrong with INC-001?", "what does INC-001 cost us after 8 hours?",
    "what did the others find out?",
    "view_system_logs system=Redis", "restart_service service=Redis",
    "restart_service service=Nothing", "run_diagnostics target=Redis",
    "view_incident_details incident_id=INC-001", "view_incident_details incident_id=INC-999",
    "create_incident title=Other", "update_priority incident_id=INC-001 priority=P2",
    "update_business_impact incident_id=INC-001 summary=fine",
    "allocate_resources"
      + " incident_id=INC-001 resource=compute quantity=1",
    "list_affected_customers incident_id=INC-001",
    "approve_emergency_spending amount=10 justification=replica",
    "calculate_cost_impact incident_id=INC-001 hours=3",
    "notify_affected_customers message=hello", "view_customer_details customer=CUST-0001",
    ":incidents", ":incident", ":timeline", ":calls", ":changes", ":why", ":show 1", ":show 2",
    ":show 3", ":show 9", ":show 14", ":show 20", ":show 31", ":show 44", ":whoami", ":tools --all",
    ":clock +1m", ":undo", ":session", ":export -",
  ]

  /// The roles in every order.
  private static let orders: [[String]] = {
    func orders(_ rest: [String]) -> [[String]] {
      rest.isEmpty
        ? [[]]
        : rest.flatMap { first in orders(rest.filter { $0 != first }).map { [first] + $0 } }
    }
    return orders(Cast.names)
  }()

  private func leaks(in text: String, seenBy role: String) -> [String] {
    Self.canaries.filter { !$0.roles.contains(role) && text.contains($0.token) }.map(\.token)
  }

  @Test("is in no request, screen, error, completion or transcript of it, in any order of roles")
  func everywhere() async throws {
    let definition = try Self.world.definition()
    #expect(Self.orders.count == 24)
    var seen: [String: Set<String>] = [:]
    for (number, order) in Self.orders.enumerated() {
      let model = Witness(definition)
      let folder = FileManager.default.temporaryDirectory.appending(path: "canary-\(UUID())")
      defer { try? FileManager.default.removeItem(at: folder) }
      var options = REPLOptions(interactive: true)
      options.approved = ["all"]
      options.sessions = SessionFolder(path: folder.path)
      options.saving = number == 0 ? .new(name: nil) : .off
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let kept = Kept()
      let session = REPLSession(
        definition: definition,
        model: model,
        options: options,
        now: { definition.world.clock },
        write: { kept.add($0) }
      )
      _ = await session.startSaving()
      await session.welcome()
      for role in order {
        _ = await session.submit(":role \(role)")
        for line in Self.lines {
          let result = await session.submit(line)
          kept.add(result.problem.joined(separator: "\n"))
        }
        for form in ["md", "json", "jsonl"] {
          let path = folder.appending(path: "\(role).\(form)").path
          #expect(await session.submit(":export \(path)") == .done)
          kept.add(try String(contentsOfFile: path, encoding: .utf8))
        }
        kept.add("\(await session.completion())")
        let shown = kept.take()
        #expect(leaks(in: shown, seenBy: role) == [], "screen of \(role) in \(order)")
        for (reader, text) in model.take() {
          #expect(reader == role)
          #expect(leaks(in: text, seenBy: role) == [], "request for \(role) in \(order)")
          for canary in Self.canaries where text.contains(canary.token) {
            seen[role, default: []].insert(canary.token)
          }
        }
        for canary in Self.canaries where shown.contains(canary.token) {
          seen[role, default: []].insert(canary.token)
        }
      }
    }
    // The test sees something: each canary is found where it may be.
    for canary in Self.canaries {
      for role in canary.roles {
        #expect(seen[role]?.contains(canary.token) == true, "\(canary.token), \(role)")
      }
    }
  }

  @Test("is in no request and on no screen of random conversations; 10,000 by hand")
  func anywhere() async throws {
    let definition = try Self.world.definition()
    let count = Environment.number("TABLETOP_CONVERSATIONS") ?? 40
    var shownWhereAllowed = 0
    for seed in 0..<UInt64(count) {
      var random = SplitMix64(seed: seed)
      let model = Witness(definition)
      let kept = Kept()
      var options = REPLOptions(interactive: true)
      options.approved = Bool.random(using: &random) ? ["all"] : []
      let session = REPLSession(
        definition: definition,
        model: model,
        options: options,
        now: { definition.world.clock },
        write: { kept.add($0) }
      )
      var role = ""
      for step in 0..<12 {
        if step == 0 || Int.random(in: 0..<3, using: &random) == 0 {
          role = Cast.names.randomElement(using: &random) ?? ""
          _ = await session.submit(":role \(role)")
        }
        let line = Self.lines.randomElement(using: &random) ?? ""
        let result = await session.submit(line)
        kept.add(result.problem.joined(separator: "\n"))
        let shown = kept.take()
        let place: Comment = "seed \(seed), step \(step): \(role), \(line)"
        #expect(leaks(in: shown, seenBy: role) == [], place)
        for (reader, text) in model.take() {
          #expect(reader == role, place)
          #expect(leaks(in: text, seenBy: role) == [], place)
        }
        if Self.canaries.contains(where: { shown.contains($0.token) }) { shownWhereAllowed += 1 }
      }
    }
    #expect(shownWhereAllowed > count)
  }
}

/// Text that is written piece by piece.
private final class Kept: Sendable {
  private let text = Mutex("")

  func add(_ piece: String) { text.withLock { $0 += piece + "\n" } }

  func take() -> String {
    text.withLock { text in
      defer { text = "" }
      return text
    }
  }
}
