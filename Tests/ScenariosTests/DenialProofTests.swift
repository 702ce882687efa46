import AccessControl
import Agent
import Documents
import Exercises
import IncidentTools
import Incidents
import Scenarios
import Testing
import Values

/// A gate that is flawed in one way; all else is the real gate's work.
private struct FlawedGate: CallPerformer {
  enum Flaw: Sendable {
    case none, namesNothing, namesAnother, runsTheBody, changesTheWorld, recordsAnother
  }

  let gate: Gate<World>
  let flaw: Flaw

  func perform(_ request: CallRequest, on state: inout World) -> PerformedCall {
    switch flaw {
    case .none:
      return gate.perform(request, on: &state)
    case .namesNothing, .namesAnother:
      let call = gate.perform(request, on: &state)
      let missing = flaw == .namesNothing ? [] : Permission("approve_spending").map { [$0] } ?? []
      let role = request.session.role
      return call.with(outcome: .denied(Denial(role: role, missing: missing, heldBy: [])))
    case .runsTheBody:
      let denied = gate.perform(request, on: &state)
      let other = Role("IT").flatMap { Session(user: "someone", role: $0) } ?? request.session
      let ran = gate.perform(
        CallRequest(call: request.call, session: other, at: request.at),
        on: &state
      )
      return denied.with(bodyRan: ran.bodyRan)
    case .changesTheWorld:
      try? state.restart("Redis")
      return gate.perform(request, on: &state)
    case .recordsAnother:
      let other = Session(user: "someone-else", role: request.session.role) ?? request.session
      return gate.perform(
        CallRequest(call: request.call, session: other, at: request.at, context: request.context),
        on: &state
      )
    }
  }
}

extension PerformedCall {
  fileprivate func with(outcome: ToolOutcome? = nil, bodyRan: Bool? = nil) -> PerformedCall {
    PerformedCall(
      id: id,
      tool: tool,
      arguments: arguments,
      attribution: attribution,
      outcome: outcome ?? self.outcome,
      bodyRan: bodyRan ?? self.bodyRan
    )
  }
}

@Suite("A denial is a proof of five things, each of which fails alone")
struct DenialProofTests {
  private static let scenario = """
    tabletop: 1
    name: CSM may not look inside Redis
    steps:
      - as: CSM
        say: Run diagnostics on Redis.
        agent: [run_diagnostics target=Redis]
        expect:
          - denied: {tool: run_diagnostics, missing: run_diagnostics}
    """

  private func codes(_ flaw: FlawedGate.Flaw) async throws -> [String] {
    var options = RunOptions()
    options.performer = FlawedGate(gate: Fixtures.definition.policy.gate, flaw: flaw)
    return try await Fixtures.play(Self.scenario, options).problems.map(\.code)
  }

  @Test("the real gate's denial is proved")
  func control() async throws {
    #expect(try await codes(.none) == [])
  }

  @Test("1: a call that was not attempted proves nothing")
  func notAttempted() async throws {
    var options = RunOptions()
    options.modelInPlace = ScriptedModel([])
    let result = try await Fixtures.play(Self.scenario, options)
    #expect(result.problems.map(\.code) == ["TT202"])
  }

  @Test("2: a denial must name the missing permission, and the right one")
  func missingPermission() async throws {
    #expect(try await codes(.namesNothing) == ["TT203"])
    #expect(try await codes(.namesAnother) == ["TT203"])
  }

  @Test("2: a call that is allowed is no denial")
  func allowed() async throws {
    let text = Self.scenario.split(separator: "CSM\n").joined(separator: "IT\n")
    #expect(try await Fixtures.play(text).problems.map(\.code) == ["TT201"])
  }

  @Test("3: the tool's body must not have run, even if it changes nothing")
  func bodyRan() async throws {
    #expect(try await codes(.runsTheBody) == ["TT213"])
  }

  @Test("4: the world must be unchanged")
  func worldChanged() async throws {
    #expect(try await codes(.changesTheWorld) == ["TT214"])
  }

  @Test("5: the record must name the person who acted")
  func recordNamesAnother() async throws {
    #expect(try await codes(.recordsAnother) == ["TT215"])
  }

  @Test("a denied call leaves the world equal to what it was")
  func worldIsEqual() async throws {
    let policy = Fixtures.definition.policy
    let world = Fixtures.definition.world
    for role in policy.matrix.roles {
      for tool in policy.tools where policy.gate.decide(tool: tool.name, as: role) != .allowed {
        var exercise = Exercise(policy: policy, world: world, incident: "INC-001")
        let session = try #require(Session(user: "someone", role: role))
        _ = exercise.call(tool.name, .values([:]), as: session)
        #expect(exercise.world == world)
        #expect(exercise.audit.records.count == 1)
      }
    }
  }
}
