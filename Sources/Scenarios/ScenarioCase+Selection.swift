public import AccessControl
import Agent
import Exercises
import IncidentTools

extension ScenarioCase {
  /// Whether a role acts in the case.
  public func acts(_ role: Role) -> Bool {
    switch body {
    case .cell(let cell): cell.role == role
    case .story(let story): story.steps.contains { $0.verb.actor?.session.role == role }
    }
  }

  /// Whether the case names a tool: calls it, has an agent call it, or expects something of it.
  public func names(tool: String) -> Bool {
    switch body {
    case .cell(let cell):
      switch cell.subject {
      case .tool(let name): name.utf8.elementsEqual(tool.utf8)
      case .field: tool.utf8.elementsEqual(ViewIncidentDetails.name.utf8)
      }
    case .story(let story):
      story.expectations.contains { $0.kind.names(tool: tool) }
        || story.steps.contains { $0.names(tool: tool) }
    }
  }
}

extension Step {
  fileprivate func names(tool: String) -> Bool {
    if case .call(_, let name, _) = verb, name.utf8.elementsEqual(tool.utf8) { return true }
    let proposed = (agent ?? []).flatMap(\.calls)
    return proposed.contains { $0.tool.utf8.elementsEqual(tool.utf8) }
      || expectations.contains { $0.kind.names(tool: tool) }
  }
}

extension Expectation.Kind {
  fileprivate func names(tool: String) -> Bool {
    switch self {
    case .call(let matcher), .denied(let matcher), .declined(let matcher), .failed(let matcher),
      .invalid(let matcher), .never(let matcher), .blocked(let matcher), .asked(let matcher):
      matcher.names(tool)
    case .calls(_, let matchers): matchers.contains { $0.names(tool) }
    case .handoff(let handoff): handoff.tool.utf8.elementsEqual(tool.utf8)
    case .inverted(let kind): kind.names(tool: tool)
    default: false
    }
  }
}
