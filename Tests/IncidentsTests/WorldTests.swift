import Incidents
import Testing
import Values

/// A small world: a database that others lean on, a cache, and one incident.
private func world(_ faults: [Fault] = []) -> World {
  World(
    clock: Timestamp(seconds: 1_000_000),
    services: [
      Service(
        name: "Database",
        aliases: ["db"],
        restartTime: TimeSpan(seconds: 300),
        baseline: ["connections": 10],
        faults: faults
      ),
      Service(name: "Shop", dependsOn: ["Database"]),
      Service(name: "Cache"),
    ],
    incidents: [
      Incident(
        id: "INC-001",
        title: "Slow",
        severity: .high,
        priority: .p2,
        status: .open,
        opened: Timestamp(seconds: 990_000),
        affectedSystems: ["Database"],
        affectedCustomers: 3
      )
    ],
    customers: [
      Customer(id: "CUST-0001", name: "A", segment: .enterprise, monthlyFee: 100),
      Customer(id: "CUST-0002", name: "B", segment: .free),
      Customer(id: "CUST-0003", name: "C", segment: .free),
    ]
  )
}

private func health(_ name: String, in world: World) -> Health? {
  world.service(named: name).map { world.health(of: $0) }
}

private func fault(_ remedy: Fault.Remedy, _ health: Health = .majorOutage) -> Fault {
  Fault(
    name: "f",
    cause: "broken",
    health: health,
    remedy: remedy,
    effects: [.init(service: "Cache", health: .degradedPerformance)],
    logs: [LogLine(level: .error, message: "it broke")]
  )
}

@Suite("A fault")
struct FaultTests {
  @Test("takes its service down, what depends on it, and what it names")
  func spreads() {
    let world = world([fault(.restart)])
    #expect(health("db", in: world) == .majorOutage)
    #expect(health("Shop", in: world) == .partialOutage)
    #expect(health("Cache", in: world) == .degradedPerformance)
  }

  @Test("that a restart cures is gone after the restart time, and the dependents recover")
  func restartCures() throws {
    var world = world([fault(.restart)])
    try world.restart("db")
    #expect(health("Database", in: world) == .underMaintenance)
    #expect(world.service(named: "db")?.metrics["connections"] == 0)
    world.advance(to: world.clock.advanced(by: 299))
    #expect(health("Database", in: world) == .underMaintenance)
    world.advance(to: world.clock.advanced(by: 1))
    #expect(health("Database", in: world) == .operational)
    #expect(health("Shop", in: world) == .operational)
    #expect(health("Cache", in: world) == .operational)
    #expect(world.service(named: "db")?.metrics["connections"] == 10)
  }

  @Test("that a restart doesn't cure shows its symptom again", arguments: [Fault.Remedy.nothing])
  func restartDoesNotCure(_ remedy: Fault.Remedy) throws {
    var world = world([fault(remedy)])
    try world.restart("db")
    world.advance(to: world.clock.advanced(by: 300))
    #expect(health("Database", in: world) == .majorOutage)
    #expect(world.logs.last?.line.message == "it broke")
    #expect(world.service(named: "db")?.restarts == 1)
  }

  @Test("that capacity cures ends five minutes after enough was allocated")
  func capacityCures() throws {
    var world = world([fault(.capacity(.compute, 4))])
    #expect(try world.allocate(3, of: .compute, to: "INC-001") == 3)
    world.advance(to: world.clock.advanced(by: 3_600))
    #expect(health("Database", in: world) == .majorOutage)
    #expect(try world.allocate(1, of: .compute, to: "INC-001") == 4)
    world.advance(to: world.clock.advanced(by: 299))
    #expect(health("Database", in: world) == .majorOutage)
    world.advance(to: world.clock.advanced(by: 1))
    #expect(health("Database", in: world) == .operational)
  }

  @Test("that time cures ends by itself, and one inject takes another back")
  func timeCures() throws {
    var world = world()
    try world.deliver(.fault(service: "Database", fault(.time(TimeSpan(seconds: 60)))))
    #expect(health("Database", in: world) == .majorOutage)
    world.advance(to: world.clock.advanced(by: 60))
    #expect(health("Database", in: world) == .operational)
    try world.deliver(.fault(service: "Database", fault(.nothing)))
    try world.deliver(.clearFault(service: "db", name: "f"))
    #expect(health("Database", in: world) == .operational)
    #expect(throws: WorldError("Database has no fault `f`")) {
      try world.deliver(.clearFault(service: "db", name: "f"))
    }
  }
}

@Suite("An incident's status")
struct StatusTests {
  /// The moves that are legal, besides staying, typed by hand.
  private static let legal = [
    "open": "investigating identified monitoring resolved closed",
    "investigating": "identified monitoring resolved closed",
    "identified": "monitoring resolved closed",
    "monitoring": "investigating identified resolved closed",
    "resolved": "investigating closed",
    "closed": "",
  ]

  @Test("moves as the table says: 36 pairs")
  func transitions() throws {
    var count = 0
    for from in IncidentStatus.allCases {
      for to in IncidentStatus.allCases {
        var world = world()
        try world.set(WorldPath("incidents.INC-001.status"), to: .string(from.rawValue))
        let words = Self.legal[from.rawValue, default: ""].split(separator: " ").map(String.init)
        let isLegal = from == to || words.contains(to.rawValue)
        let moved = (try? world.setStatus(to, of: "INC-001", hasSummary: true)) != nil
        #expect(moved == isLegal, "\(from) \(to)")
        count += 1
      }
    }
    #expect(count == 36)
  }

  @Test("goes from open to resolved only with a summary of why")
  func falseAlarm() {
    var world = world()
    #expect(throws: WorldError.self) {
      try world.setStatus(.resolved, of: "INC-001", hasSummary: false)
    }
  }
}

@Suite("A world")
struct WorldTests {
  @Test("numbers what it makes in sequence")
  func sequentialIDs() throws {
    var world = world()
    let incident = try world.openIncident(
      title: "t",
      summary: "",
      affectedSystems: ["db"],
      priority: .p1,
      department: "IT"
    )
    #expect(incident.id == "INC-002")
    #expect(incident.severity == .critical)
    #expect(incident.affectedSystems == ["Database"])
    let first = try world.approve(5, for: "INC-001", justification: "x", by: "u")
    let second = try world.approve(7, for: "INC-001", justification: "x", by: "u")
    #expect([first.id, second.id] == ["APR-0001", "APR-0002"])
    let notice = try world.notify(.free, of: "inc-001", by: .sms, message: "hello")
    #expect(notice.id == "NTF-0001")
    #expect(notice.recipients == 2)
    #expect(try world.value(at: WorldPath("approvals.total")) == 12)
    #expect(try world.value(at: WorldPath("outbox.0.message")) == "hello")
  }

  @Test("says which facts differ from an earlier one, and nothing where none do")
  func changes() throws {
    let before = world()
    var after = before
    #expect(after.changes(since: before).isEmpty)
    try after.restart("db")
    _ = try after.setPriority(.p1, of: "INC-001")
    #expect(
      after.changes(since: before).map(\.path.description) == [
        "incidents.INC-001.priority", "services.Database.health", "services.Database.restarts",
        "services.Database.metrics.connections",
      ]
    )
  }

  @Test("computes uptime and credit by the tiers, at their boundaries")
  func serviceLevels() {
    let terms = ServiceLevelTerms(
      earlierDowntimeMinutes: 0,
      tiers: [
        .init(uptimeBelow: 99.9, credit: 10), .init(uptimeBelow: 99, credit: 25),
        .init(uptimeBelow: 95, credit: 100),
      ]
    )
    for (minutes, credit) in [
      (43.2, 0.0), (43.3, 10), (431, 10), (433, 25), (2_159, 25), (2_161, 100), (99_999, 100),
    ] {
      #expect(
        terms.credit(atUptime: terms.uptime(afterHours: minutes / 60)) == credit,
        "\(minutes)"
      )
    }
  }

  @Test("moves with its clock, all its past with it")
  func moved() {
    let moved = world().moved(to: Timestamp(seconds: 2_000_000))
    #expect(moved.clock.seconds == 2_000_000)
    #expect(moved.incidents.first?.opened.seconds == 1_990_000)
  }

  @Test("suggests what may have been meant")
  func suggestions() {
    var world = world()
    #expect(throws: WorldError("there is no service `Databse`, did you mean `Database`?")) {
      try world.restart("Databse")
    }
  }
}
