import AccessControl
import Exercises
import Incidents
import Values

extension CallTrace {
  /// The call as results for programs show it.
  var json: JSONValue {
    var members: [String: JSONValue] = [
      "arguments": .object(call.arguments), "at": .string(call.attribution.at.description),
      "changed": .array(changes.map { .string($0.path.description) }),
      "number": .integer(number), "outcome": .string(call.outcome.word),
      "role": .string(call.attribution.session.role.name), "tool": .string(call.tool),
      "user": .string(call.attribution.session.user),
    ]
    switch call.outcome {
    case .ok(let result): members["result"] = result
    case .denied(let denial):
      members["missing"] = .array(denial.missing.map { .string($0.name) })
      members["held_by"] = .array(denial.heldBy.map { .string($0.name) })
    case .declined(let reason), .invalid(let reason), .failed(let reason):
      members["reason"] = .string(reason)
    }
    return .object(members)
  }
}
