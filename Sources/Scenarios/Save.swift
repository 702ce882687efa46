import AccessControl
import Exercises
import Incidents
import Values

/// A value that a step keeps for later steps.
struct Save: Sendable, Hashable {
  /// Where the value comes from.
  enum Origin: Sendable, Hashable {
    /// What the agent said.
    case text
    /// A fact of the world after the step.
    case fact(WorldPath)
    /// Part of the step's last call of a tool.
    case call(tool: String, [String])
  }

  /// The variable's name.
  let name: String
  /// Where the value comes from.
  let origin: Origin

  /// What can be saved of a call.
  static let callParts = ["result", "arguments", "outcome", "id", "at", "missing", "held_by"]

  /// Returns the value after a step, or why there is none.
  func value(in evidence: Evidence) -> Result<JSONValue, SaveError> {
    switch origin {
    case .text: return .success(.string(evidence.text))
    case .fact(let path):
      let value = (try? evidence.after.value(at: path)) ?? nil
      return value.map { .success($0) } ?? .failure(SaveError("`\(path)` is not there"))
    case .call(let tool, let path):
      guard let trace = evidence.calls.last(where: { $0.call.tool == tool }) else {
        return .failure(SaveError("\(tool) was not called in this step"))
      }
      if let value = trace.call.json.part(at: path) { return .success(value) }
      return .failure(
        SaveError(
          "\(tool) was \(trace.call.outcome.word) and has no `\(path.joined(separator: "."))`"
        )
      )
    }
  }
}

/// Why there was nothing to save.
struct SaveError: Error, CustomStringConvertible {
  let description: String

  init(_ reason: String) { description = reason }
}

extension PerformedCall {
  /// What can be saved of a call, as one value.
  fileprivate var json: JSONValue {
    var members: [String: JSONValue] = [
      "arguments": .object(arguments), "id": .string(id), "outcome": .string(outcome.word),
      "at": .string(attribution.at.description),
    ]
    switch outcome {
    case .ok(let result): members["result"] = result
    case .denied(let denial):
      members["missing"] = .array(denial.missing.map { .string($0.name) })
      members["held_by"] = .array(denial.heldBy.map { .string($0.name) })
    case .declined, .invalid, .failed: break
    }
    return .object(members)
  }
}
