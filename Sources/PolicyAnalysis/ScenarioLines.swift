import AccessControl
public import Exercises
import IncidentTools
public import Incidents
import Scenarios
import Values

/// Steps of a scenario that pin cells of a policy: what to add where nobody looked.
public struct ScenarioLines: Sendable {
  private let policy: Policy
  private let rules: PolicyRules
  private let world: World

  /// Creates steps for a policy, with names from a world.
  public init(policy: Policy, world: World) {
    self.policy = policy
    rules = PolicyRules(policy)
    self.world = world
  }

  /// Returns the step that turns red where a cell is decided otherwise, indented for `steps`.
  public func step(pinning cell: AccessCell) -> String {
    let isAllowed = rules.allows(cell)
    switch cell.subject {
    case .field(let group):
      let word = isAllowed ? "sees" : "hidden"
      return "  - expect:\n      - \(word): {from: \(cell.role), fields: [\(group.rawValue)]}\n"
    case .tool(let name):
      let heading = "  - as: \(cell.role)\n    call: \(call(name))\n    expect:\n"
      guard !isAllowed else { return heading + "      - call: \(name)\n" }
      let missing = (rules.missing(cell.role, for: name) ?? []).map(\.name)
      return heading
        + "      - denied: {tool: \(name), missing: [\(missing.joined(separator: ", "))]}\n"
    }
  }

  /// Returns a whole scenario that pins these cells, each by a step of its own.
  public func scenario(named name: String, pinning cells: [AccessCell]) -> String {
    "tabletop: 1\nname: \(name)\nkeep_going: true\nsteps:\n" + cells.map(step).joined()
  }

  /// Returns a call of a tool with sample arguments, as a YAML scalar.
  private func call(_ name: String) -> String {
    guard let tool = policy.tool(name) else { return name }
    let line = ToolCallLine.text(
      tool: name,
      arguments: SampleArguments.values(for: tool, in: world),
      order: tool.parameters.map(\.name)
    )
    let isPlain = line.utf8.allSatisfy { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "#") }
    return isPlain
      ? line
      : "'\(line.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
  }
}
