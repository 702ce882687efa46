import AccessControl
import Agent
import Documents
import Exercises
import Incidents
import Scenarios
import Values

/// Plays of cases in which much is otherwise than the cases assume.
///
/// Each world is put under the other policies once, however many cases play on it.
struct PerturbedPlays: Sendable {
  private struct Worlds: Sendable {
    /// Keeps the identity of the world as it is taken.
    let original: WorldDefinition
    let nothing: WorldDefinition?
    let everything: WorldDefinition?
  }

  private var worlds: [ObjectIdentifier: Worlds] = [:]

  init(for cases: [ScenarioCase]) {
    for definition in cases.map(\.definition) where worlds[definition.identity] == nil {
      worlds[definition.identity] = Worlds(
        original: definition,
        nothing: try? definition.granting([]),
        everything: try? definition.granting(Set(definition.policy.matrix.permissions))
      )
    }
  }

  /// Returns how to play a case under a policy that allows nothing and under one that allows all,
  /// and where somebody speaks, with an agent that does nothing and with one that tries everything
  /// and may.
  func plays(of scenario: ScenarioCase) -> [(RunOptions, WorldDefinition)] {
    let worlds = worlds[scenario.definition.identity]
    let everything = worlds?.everything ?? scenario.definition
    var plays: [(RunOptions, WorldDefinition)] = [
      (.inverting, worlds?.nothing ?? scenario.definition), (.inverting, everything),
    ]
    guard scenario.hasTurns else { return plays }
    var silent = RunOptions.inverting
    silent.modelInPlace = ScriptedModel([])
    var eager = RunOptions.inverting
    eager.modelInPlace = EagerModel(scenario)
    plays += [(silent, scenario.definition), (eager, everything)]
    return plays
  }
}

extension ScenarioCase {
  /// Whether anybody speaks to the agent.
  var hasTurns: Bool {
    guard case .story(let story) = body else { return false }
    return story.steps.contains(where: \.isTurn)
  }
}

extension Step {
  /// Whether somebody speaks to the agent.
  var isTurn: Bool { if case .say = verb { skip == nil } else { false } }
}

extension WorldDefinition {
  /// Returns the same world in which every role holds just these permissions.
  fileprivate func granting(_ permissions: Set<Permission>) throws(PolicyError) -> WorldDefinition {
    var rules = PolicyRules(policy)
    for role in rules.roles { rules.grants[role] = permissions }
    return under(try policy.changed(to: rules))
  }
}

/// A model that tries every tool in every turn, also just as the scenario says it must not, and
/// says every word of the file.
struct EagerModel: Model {
  let name = "eager"
  private let answers: [ModelResponse]

  init(_ scenario: ScenarioCase) {
    let definition = scenario.definition
    let ruledOut = scenario.callsRuledOut.compactMap { matcher in
      definition.policy.tool(matcher.tool).map { (tool: $0, with: matcher.exactArguments) }
    }
    let wishes = ruledOut + definition.policy.tools.map { (tool: $0, with: [:]) }
    let calls = wishes.prefix(Self.mostCalls).enumerated().map { index, wish in
      let sample = SampleArguments.values(for: wish.tool, in: definition.world)
      return ProposedCall(
        id: "eager-\(index + 1)",
        tool: wish.tool.name,
        arguments: .values(sample.merging(wish.with) { _, wanted in wanted })
      )
    }
    var answers: [ModelResponse] = []
    for start in stride(from: 0, to: calls.count, by: Self.callsAtOnce) {
      let end = min(calls.count, start + Self.callsAtOnce)
      answers.append(ModelResponse(calls: Array(calls[start..<end])))
    }
    let words = String(decoding: scenario.file.source.bytes, as: UTF8.self)
    answers.append(ModelResponse(text: words))
    self.answers = answers
  }

  /// As many as a turn may have.
  private static let mostCalls = 40
  private static let callsAtOnce = 16

  func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse {
    answers.indices.contains(request.round) ? answers[request.round] : ModelResponse()
  }
}

extension ScenarioCase {
  /// The calls that the case says must not be made.
  fileprivate var callsRuledOut: [CallMatcher] {
    guard case .story(let story) = body else { return [] }
    return (story.steps.flatMap(\.expectations) + story.expectations).compactMap {
      switch $0.kind {
      case .never(let matcher), .blocked(let matcher): matcher
      default: nil
      }
    }
  }
}

extension CallMatcher {
  /// The arguments that must be one certain value.
  fileprivate var exactArguments: [String: JSONValue] {
    arguments.compactMapValues { if case .equals(let value) = $0 { value } else { nil } }
  }
}

extension Expectation.Kind {
  /// Whether what people, agents and gates do is all that decides it.
  ///
  /// Time and injects run as the file says, so a budget of time can't tell, and a fact of the
  /// world is left alone unless no value at all could fail it.
  var isDecidedByAction: Bool {
    switch self {
    case .state(_, let matcher): matcher.acceptsAnything
    case .budget(let budget): budget.virtual == nil
    case .changed: false
    default: true
    }
  }
}

extension Matcher {
  /// Whether it accepts values of every kind, and also that there is none.
  fileprivate var acceptsAnything: Bool {
    let values: [JSONValue?] = [
      nil, "", "a text that nobody would expect", .number(-1e300), .number(1e300), .bool(true),
      .array([]),
    ]
    return values.allSatisfy(accepts)
  }
}
