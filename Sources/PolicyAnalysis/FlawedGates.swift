import AccessControl
import Exercises
import Incidents

/// A gate that asks a tool's permissions in another way: any one of them is enough.
struct AnyPermissionGate: CallPerformer {
  private let gate: Gate<World>
  private let tool: String
  /// For each role that holds some but not all: the gate on which what it holds is all it takes.
  private let lenient: [Role: Gate<World>]

  init(_ policy: Policy, tool: String) throws(PolicyError) {
    gate = policy.gate
    self.tool = tool
    var lenient: [Role: Gate<World>] = [:]
    let required = policy.tool(tool)?.requires ?? []
    for role in policy.matrix.roles {
      let held = required.filter { policy.matrix.holds(role, $0) }
      if !held.isEmpty, held.count < required.count {
        lenient[role] = try policy.changed(requirements: [tool: held]).gate
      }
    }
    self.lenient = lenient
  }

  func perform(_ request: CallRequest, on world: inout World) -> PerformedCall {
    let isMeant = request.call.tool.utf8.elementsEqual(tool.utf8)
    let gate = isMeant ? lenient[request.session.role] ?? self.gate : self.gate
    return gate.perform(request, on: &world)
  }
}

/// A gate that lets every tool run and only then decides.
struct LateGate: CallPerformer {
  private let gate: Gate<World>
  private let open: Gate<World>

  init(_ policy: Policy) throws(PolicyError) {
    gate = policy.gate
    let none = policy.tools.map { ($0.name, [Permission]()) }
    let requirements = Dictionary(none, uniquingKeysWith: { first, _ in first })
    open = try policy.changed(requirements: requirements).gate
  }

  func perform(_ request: CallRequest, on world: inout World) -> PerformedCall {
    let done = open.perform(request, on: &world)
    guard case .denied(let denial) = gate.decide(tool: request.call.tool, as: request.session.role)
    else { return done }
    return PerformedCall(
      id: done.id,
      tool: done.tool,
      arguments: done.arguments,
      filledFromContext: done.filledFromContext,
      attribution: done.attribution,
      outcome: .denied(denial),
      bodyRan: done.bodyRan
    )
  }
}
