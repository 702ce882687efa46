import Incidents
import Testing
import Values

@Suite("A path into the world")
struct WorldPathTests {
  private var world: World {
    World(
      clock: Timestamp(seconds: 0),
      services: [Service(name: "API Gateway", baseline: ["connections": 10])],
      incidents: [
        Incident(
          id: "INC-001",
          title: "Slow",
          severity: .high,
          priority: .p2,
          status: .open,
          opened: Timestamp(seconds: 0),
          affectedSystems: ["API Gateway"],
          affectedCustomers: 3
        )
      ],
      customers: [Customer(id: "CUST-0001", name: "A", segment: .enterprise)]
    )
  }

  @Test(
    "leads to a fact, or to nothing where the thing doesn't exist now",
    arguments: [
      ("clock", "1970-01-01T00:00:00Z"), ("incidents.count", 1),
      ("incidents.INC-001.priority", "P2"), ("incidents.inc-001.title", "Slow"),
      ("incidents.INC-001.allocated.compute", 0), ("incidents.INC-009.title", nil),
      ("incidents.INC-009.allocated.staff", nil), ("services.API Gateway.health", "operational"),
      ("services.API Gateway.metrics.connections", 10), ("services.API Gateway.metrics.x", nil),
      ("services.API Gateway.faults", []), ("outbox.count", 0), ("outbox.0.message", nil),
      ("outbox.NTF-0001.segment", nil), ("approvals.count", 0), ("approvals.total", 0),
    ] as [(String, JSONValue?)]
  )
  func leads(path: String, value: JSONValue?) throws {
    #expect(try world.value(at: WorldPath(path)) == value)
  }

  @Test(
    "that no world has is an error with what is valid there",
    arguments: [
      ("incidnts.count", "did you mean `incidents`?"), ("clock.now", "did you mean `clock`?"),
      ("", "valid here: clock, incidents, services, outbox, approvals, audit"),
      ("incidents", "valid here: ID.FIELD, count"),
      ("incidents.INC-001.titel", "did you mean `title`?"),
      ("incidents.INC-001.allocated.computers", "did you mean `compute`?"),
      ("services", "valid here: NAME.FIELD"),
      ("services.API Gatway.health", "did you mean `API Gateway`?"),
      ("services.API Gateway.helth", "did you mean `health`?"),
      ("services.API Gateway.health.now", "valid here: metrics.NAME"),
      ("outbox.first.message", "valid here: count, 0"),
      ("outbox.0.mesage", "did you mean `message`?"),
      ("outbox.0", "valid here: count, N.FIELD"), ("approvals.totl", "did you mean `total`?"),
      ("outbox.-1.message", "valid here: count, 0"),
      ("outbox.99999999999999999999.message", "valid here: count, 0"),
    ]
  )
  func fails(path: String, suggestion: String) {
    #expect {
      _ = try world.value(at: WorldPath(path))
    } throws: {
      ($0 as? WorldPathError)?.suggestion == suggestion
    }
  }

  @Test(
    "can be set where the fact is not derived from others",
    arguments: [
      ("incidents.INC-001.title", "Slower"), ("incidents.INC-001.priority", "P1"),
      ("incidents.INC-001.severity", "LOW"), ("incidents.INC-001.status", "monitoring"),
      ("incidents.INC-001.affected_systems", ["API Gateway"]),
      ("incidents.INC-001.affected_customers", 7),
      ("incidents.INC-001.revenue_at_risk", .number(1.5)),
      ("incidents.INC-001.direct_cost", 2), ("incidents.INC-001.sla_penalty", 3),
      ("incidents.INC-001.approved_spending", 4), ("incidents.INC-001.allocated.compute", 5),
      ("services.API Gateway.health", "partial_outage"), ("services.API Gateway.restarts", 2),
      ("services.API Gateway.metrics.connections", 99),
    ] as [(String, JSONValue)]
  )
  func sets(path: String, value: JSONValue) throws {
    var world = world
    try world.set(WorldPath(path), to: value)
    #expect(try world.value(at: WorldPath(path)) == value)
  }

  @Test(
    "is not set to what the fact can't be, and then nothing is",
    arguments: [
      ("clock", "2025-01-01T00:00:00Z"), ("outbox.count", 3), ("incidents.count", 2),
      ("incidents.INC-009.title", "x"), ("incidents.INC-001.titel", "x"),
      ("incidents.INC-001.priority", "P9"), ("incidents.INC-001.severity", "loud"),
      ("incidents.INC-001.status", "sleeping"), ("incidents.INC-001.affected_systems", ["Kiosk"]),
      ("incidents.INC-001.affected_customers", .number(1.5)), ("incidents.INC-001.direct_cost", -1),
      ("incidents.INC-001.direct_cost", .number(1e300)),
      ("incidents.INC-001.allocated.compute", -1),
      ("incidents.INC-001.allocated.gold", 1), ("services.API Gateway.health", "tired"),
      ("services.API Gateway.faults", []), ("services.Kiosk.health", "operational"),
    ] as [(String, JSONValue)]
  )
  func refuses(path: String, value: JSONValue) {
    var changed = world
    #expect(throws: WorldError.self) { try changed.set(WorldPath(path), to: value) }
    let before = world
    #expect(changed.incidents.map(\.title) == before.incidents.map(\.title))
    #expect(changed.services == before.services)
  }
}
