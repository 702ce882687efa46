import AccessControl
import Agent
import DefaultWorld
import Documents
import Exercises
import Incidents
import OfflineModels
import Testing
import Values

@Suite("Exercises that are played at the same time")
struct ConcurrencyTests {
  private static let lines: [(role: String, text: String)] = [
    ("IT", "run diagnostics on Redis and restart it"), ("CSM", "restart PostgreSQL"),
    ("OPS", "set INC-001 to identified"), ("FINANCE", "approve $5,000 for a replica"),
    ("OPS", "allocate 4 compute nodes"), ("FINANCE", "what does INC-001 cost us?"),
    ("CSM", "tell enterprise customers \"We are on it.\""), ("IT", "show the Redis errors"),
    ("OPS", "lower it to P2"), ("IT", "thanks"),
  ]

  /// Plays some of the lines as one user and returns everything that came of it.
  private func play(
    _ number: Int,
    _ definition: WorldDefinition,
    _ model: OfflineModel
  ) async throws -> (exercise: Exercise, texts: [String]) {
    var exercise = Exercise(
      policy: definition.policy,
      world: definition.world,
      incident: "INC-001"
    )
    var texts: [String] = []
    for offset in 0..<6 {
      let line = Self.lines[(number + offset * 3) % Self.lines.count]
      let role = try #require(definition.policy.matrix.role(named: line.role))
      let session = try #require(Session(user: "user-\(number)", role: role))
      var result = TurnResult()
      try await exercise.say(line.text, as: session, to: model, result: &result)
      texts.append(result.text)
    }
    return (exercise, texts)
  }

  @Test("come out as if each were played alone, and name nobody else's people")
  func isolation() async throws {
    let file = SourceFile(path: "default.world.yaml", bytes: DefaultWorld.bytes)
    let definition = try WorldReader.read(file, defaultPolicy: nil)
    let policy = definition.policy
    let model = OfflineModel(
      tools: policy.tools,
      matrix: policy.matrix,
      catalog: PlanCatalog(
        services: definition.world.services.map { .init(name: $0.name, aliases: $0.aliases) }
      )
    )
    let count = 60
    let together = try await withThrowingTaskGroup(
      of: (Int, (exercise: Exercise, texts: [String])).self
    ) { group in
      for number in 0..<count {
        group.addTask { (number, try await play(number, definition, model)) }
      }
      var all: [Int: (exercise: Exercise, texts: [String])] = [:]
      for try await (number, played) in group { all[number] = played }
      return all
    }
    for number in 0..<count {
      let one = try #require(together[number])
      let users = Set(one.exercise.calls.map(\.call.attribution.session.user))
      #expect(users == ["user-\(number)"])
      // Ten sessions are enough to compare; the lines repeat after that.
      guard number < Self.lines.count else { continue }
      let alone = try await play(number, definition, model)
      #expect(one.texts == alone.texts)
      #expect(one.exercise.world == alone.exercise.world)
      #expect(one.exercise.audit == alone.exercise.audit)
    }
  }
}
