import AccessControl
import Agent
import DefaultWorld
import Documents
import Exercises
import Foundation
import Incidents
import Synchronization
import Testing
import Values

/// A world of two services and two customers under the default policy, quick to read.
///
/// Its free texts can be anything; tests put there what must not get out, or what gives orders.
struct SmallWorld {
  var title = "Slow checkout"
  var summary = "the primary is slow"
  var heading = "opened"
  var department = "IT"
  var business = "checkout is slow"
  var cause = "memory"
  var log = "evicting keys"
  var customer = "Redwood"
  var contact = "Ines"
  var revenue = 120_000
  var directCost = 25_000
  var penalty = 50_000
  var hourly = 10_000

  /// The default policy, read once.
  static let policy: Policy = {
    let file = SourceFile(path: "default.world.yaml", bytes: DefaultWorld.bytes)
    do throws(Diagnostics) {
      return try WorldReader.read(file, defaultPolicy: nil).policy
    } catch {
      fatalError(error.all.map(\.message).joined())
    }
  }()

  func definition() throws -> WorldDefinition {
    func quoted(_ text: String) -> String { JSONWriter.text(.string(text)) }
    let text = """
      tabletop-world: 1
      name: small
      clock: 2025-01-15T09:00:00Z
      services:
        - name: Redis
          restart: 2m
          metrics: {connections: 220}
          faults:
            - name: memory-pressure
              cause: \(quoted(cause))
              health: degraded_performance
              fixed_by: restart
              findings: {cache: \(quoted(cause))}
        - name: CDN
          restart: 3m
          metrics: {connections: 50}
      incidents:
        - id: INC-001
          title: \(quoted(title))
          summary: \(quoted(summary))
          severity: CRITICAL
          priority: P1
          status: investigating
          departments: [IT, OPS, \(quoted(department))]
          opened_ago: 1h
          affected_systems: [Redis]
          affected_customers: 2
          business_impact: \(quoted(business))
          revenue_at_risk: \(revenue)
          direct_cost: \(directCost)
          sla_penalty: \(penalty)
          cost_per_hour: \(hourly)
          timeline:
            - {ago: 1h, by: IT, heading: \(quoted(heading))}
      logs:
        - {ago: 30m, service: Redis, level: error, message: \(quoted(log))}
      customers:
        - {id: CUST-0001, name: \(quoted(customer)), segment: enterprise, plan: Enterprise, monthly_fee: 100, contract_until: 2026-01-01, contact: \(quoted(contact)), email: a@b.example}
        - {id: CUST-0002, name: Oakhurst, segment: smb, plan: Business, monthly_fee: 50, contract_until: 2026-01-01, contact: Bo, email: b@b.example}
      """
    do throws(Diagnostics) {
      return try WorldReader.read(
        SourceFile(path: "small.world.yaml", text: text),
        defaultPolicy: Self.policy
      )
    } catch {
      throw Unreadable(problems: error.all.map { $0.rendered() })
    }
  }

  struct Unreadable: Error {
    let problems: [String]
  }
}

/// The four roles, each with one user.
enum Cast {
  static let names = ["IT", "OPS", "FINANCE", "CSM"]

  static func session(_ name: String) throws -> Session {
    let role = try #require(Role(name))
    return try #require(Session(user: name.lowercased() + "-1@example.com", role: role))
  }
}

/// Returns everything that a model gets to see in a request, as text.
func text(of request: ModelRequest) -> String {
  let items = request.items.map { item -> String in
    switch item.content {
    case .userMessage(let text), .assistantMessage(let text), .inject(let text, _): text
    case .toolCall(let call): call.tool + "\(call.arguments)"
    case .toolOutput(let call):
      ToolOutputText.text(of: call) + JSONWriter.text(.object(call.arguments))
    }
  }
  return
    (items + request.tools.map { $0.summary + $0.examples.joined() }
    + [request.incident ?? ""]).joined(separator: "\n")
}
