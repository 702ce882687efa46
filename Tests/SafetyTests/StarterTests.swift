import AccessControl
import Agent
import DefaultWorld
import Documents
import Exercises
import OfflineModels
import Testing

@testable import tabletop

@Suite("What a role might say first")
struct StarterTests {
  private let definition: WorldDefinition
  private let model: OfflineModel

  init() throws {
    let file = SourceFile(path: "default.world.yaml", bytes: DefaultWorld.bytes)
    definition = try WorldReader.read(file, defaultPolicy: nil)
    model = OfflineModel(definition)
  }

  /// How the calls end that a starter makes in a world in which nothing has happened yet.
  private func outcomes(
    of starter: Policy.Starter,
    as profile: Policy.RoleProfile
  ) async throws -> Set<String> {
    var exercise = Exercise(
      policy: definition.policy,
      world: definition.world,
      incident: "INC-001",
      approvals: .ask
    )
    var result = TurnResult()
    let session = try #require(Session(user: profile.user, role: profile.role))
    try await exercise.say(starter.text, as: session, to: model, result: &result)
    return Set(exercise.calls.map(\.call.outcome.word))
  }

  @Test("does what its note says, and has one where it asks or is denied")
  func notes() async throws {
    for profile in definition.policy.profiles {
      for starter in profile.starters {
        let outcomes = try await outcomes(of: starter, as: profile)
        let expected =
          switch starter.note {
          case "asks before it acts": ["declined"] as Set
          case "shows a denial": ["denied"] as Set
          default: ["ok"] as Set
          }
        #expect(outcomes == expected, "\(profile.role): \(starter.text)")
      }
    }
  }

  @Test("has one starter for each role that shows its boundary, and one that asks where it can")
  func boundary() {
    for profile in definition.policy.profiles {
      #expect(profile.starters.count { $0.note == "shows a denial" } == 1)
      #expect(profile.starters.count { $0.note == "asks before it acts" } == 1)
    }
  }
}
