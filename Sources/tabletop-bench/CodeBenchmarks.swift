import AccessControl
import DefaultWorld
import Documents
import Exercises
import Incidents
import OfflineModels
import Values

/// What parts of the program take, in this process.
struct CodeBenchmarks {
  /// How often each thing is done.
  let runs: Int

  /// Measures everything.
  ///
  /// - Throws: `BenchmarkError` where something gives a wrong result.
  func add(to table: inout BenchmarkTable) throws {
    let source = SourceFile(path: "default.world.yaml", bytes: DefaultWorld.bytes)
    let load = try Measurement.best(of: max(5, runs)) {
      _ = try WorldReader.read(source, defaultPolicy: nil)
    }
    table.add("the default world is read", BenchmarkTable.time(load.cpu))
    let definition = try WorldReader.read(source, defaultPolicy: nil)
    try addReading(to: &table)
    try addDecision(definition.policy.gate, to: &table)
    try addPlan(definition, to: &table)
  }

  private func addReading(to table: inout BenchmarkTable) throws {
    let generator = SuiteGenerator(variant: .scripted)
    let files = (1...1_000).map { Array(generator.text($0).utf8) }
    let floor = try Measurement.best(of: max(3, runs)) {
      for file in files { _ = try YAMLFloor.countEvents(file) }
    }
    let read = try Measurement.best(of: max(3, runs)) {
      for file in files {
        let source = SourceFile(path: "case.scenario.yaml", bytes: file)
        guard case .success = YAMLReader.read(source) else {
          throw BenchmarkError("a generated file is not read")
        }
      }
    }
    let ratio = BenchmarkTable.ratio(read.cpu / floor.cpu)
    table.add(
      "a scenario's YAML, with places",
      BenchmarkTable.time(read.cpu / 1_000),
      "\(ratio) × floor"
    )
  }

  private func addDecision(_ gate: Gate<World>, to table: inout BenchmarkTable) throws {
    let tools = gate.tools.map(\.name)
    let roles = gate.matrix.roles
    let rounds = 2_000
    var allowed = 0
    let decide = Measurement.best(of: max(3, runs)) {
      allowed = 0
      for _ in 0..<rounds {
        for tool in tools {
          for role in roles where gate.decide(tool: tool, as: role) == .allowed { allowed += 1 }
        }
      }
    }
    let expected = roles.reduce(0) { $0 + gate.tools(allowedTo: $1).count } * rounds
    guard allowed == expected else { throw BenchmarkError("the gate decided \(allowed) times") }
    let count = Double(rounds * tools.count * roles.count)
    table.add("the gate decides", BenchmarkTable.time(decide.cpu / count))
  }

  private func addPlan(_ definition: WorldDefinition, to table: inout BenchmarkTable) throws {
    let world = definition.world
    let planner = OfflinePlanner(
      tools: definition.policy.tools,
      catalog: PlanCatalog(
        services: world.services.map { .init(name: $0.name, aliases: $0.aliases) },
        customers: world.customers.map {
          .init(id: $0.id, name: $0.name, segment: $0.segment.rawValue)
        },
        incidents: world.incidents.map {
          .init(id: $0.id, title: $0.title, services: $0.affectedSystems)
        }
      )
    )
    let requests = definition.policy.profiles.flatMap { profile in
      profile.starters.map {
        PlanRequest(text: $0.text, role: profile.role.name, incident: "INC-001")
      }
    }
    var calls = 0
    let plan = Measurement.best(of: max(5, runs)) {
      calls = requests.reduce(0) { $0 + planner.plan($1).calls.count }
    }
    guard calls >= requests.count / 2 else {
      throw BenchmarkError("\(requests.count) starters gave \(calls) calls")
    }
    table.add("a sentence is planned", BenchmarkTable.time(plan.cpu / Double(requests.count)))
  }
}
