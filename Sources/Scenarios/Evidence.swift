import AccessControl
import Agent
public import Exercises
public import Incidents
import Values

/// What expectations are held against: what was done in one step, or in the whole run.
struct Evidence {
  /// The calls, in order.
  let calls: [CallTrace]
  /// What the agent said.
  let text: String
  /// The exercise before.
  let before: World
  /// The exercise after.
  let after: Exercise
  /// How many requests the model was sent.
  let modelRequests: Int
  /// How many tokens the model counted.
  let tokens: Int
  /// What the agent asked for.
  var questions: [AgentQuestion] = []
  /// The facts of the exercise so far.
  var facts: () -> AfterActionFacts = { AfterActionFacts() }
}

extension CallTrace {
  /// Why it was not done; nil where it was.
  var reason: String? {
    switch call.outcome {
    case .ok: nil
    case .denied(let denial): denial.sentence
    case .declined(let reason), .invalid(let reason), .failed(let reason): reason
    }
  }

  /// Whether a matcher means this call, its tool and arguments; services by any of their names.
  public func fits(_ matcher: CallMatcher, in world: World, tools: Policy) -> Bool {
    guard matcher.names(call.tool), mismatch(with: matcher, in: world, tools: tools) == nil else {
      return false
    }
    if let by = matcher.by, by.session != call.attribution.session { return false }
    guard matcher.exactly else { return true }
    return call.arguments.keys.allSatisfy {
      matcher.arguments[$0] != nil || call.filledFromContext.contains($0)
    }
  }

  /// Returns the first argument that is not as a matcher wants it.
  func mismatch(
    with matcher: CallMatcher,
    in world: World,
    tools: Policy
  ) -> (name: String, expected: Matcher, actual: JSONValue?)? {
    for (name, expected) in matcher.arguments.sorted(by: { $0.key < $1.key }) {
      let kind = tools.tool(call.tool)?.parameter(name)?.kind
      let actual = call.arguments[name].map { Self.resolved($0, kind, world) }
      if !Self.resolved(expected, kind, world).accepts(actual) {
        return (name, expected, call.arguments[name])
      }
    }
    return nil
  }

  /// Whether two calls of one tool mean the same by an argument, whatever name they give it.
  func agrees(with other: CallTrace, in argument: String, _ evidence: Evidence) -> Bool {
    let kind = evidence.after.policy.tool(call.tool)?.parameter(argument)?.kind
    let world = evidence.after.world
    let mine = call.arguments[argument].map { Self.resolved($0, kind, world) }
    return mine == other.call.arguments[argument].map { Self.resolved($0, kind, world) }
  }

  private static func resolved(
    _ matcher: Matcher,
    _ kind: ToolParameter.Kind?,
    _ world: World
  ) -> Matcher {
    switch matcher {
    case .equals(let value): .equals(resolved(value, kind, world))
    case .oneOf(let values): .oneOf(values.map { resolved($0, kind, world) })
    case .not(let matcher): .not(resolved(matcher, kind, world))
    default: matcher
    }
  }

  /// Puts the canonical name or id in place of what something is called.
  private static func resolved(
    _ value: JSONValue,
    _ kind: ToolParameter.Kind?,
    _ world: World
  ) -> JSONValue {
    switch (kind, value) {
    case (.reference("service"), .string(let text)):
      world.service(named: text).map { .string($0.name) } ?? value
    case (.reference("customer"), .string(let text)):
      world.customer(named: text).map { .string($0.id) } ?? value
    case (.reference("incident"), .string(let text)):
      world.incident(text).map { .string($0.id) } ?? value
    case (.list(let kind), .array(let elements)):
      .array(elements.map { resolved($0, kind, world) })
    default: value
    }
  }
}

/// Why an expectation doesn't hold.
struct Failure {
  /// The stable code, TT2xx.
  let code: String
  /// One sentence.
  let message: String
  /// A reason worth a line of its own.
  var why: String?
  /// What to do about it.
  var help: String?
}
