import Documents
import Scenarios
import Values

/// The members stand in the order of their names: what reads the report can rely on it.
extension CaseReport {
  /// The case as one line of JSON.
  var jsonText: String {
    var json = JSONText(reserving: 512 + steps.count * 512)
    write(to: &json)
    return json.text
  }

  private func write(to json: inout JSONText) {
    json.object { json in
      json.member("audit_head", auditHead)
      if let facts { json.member("facts", json: facts.json) }
      json.member("file", file)
      json.member("id", id)
      json.member("index", index)
      json.member("kind", kind.rawValue)
      json.member("line", line)
      json.member("model", model)
      json.member("name", name)
      if !notes.isEmpty { json.member("notes", notes) }
      json.member("outcome", outcome.rawValue)
      json.member("params", json: .object(params.mapValues { .string($0) }))
      if let problem {
        json.key("problem")
        json.object { problem.writeMembers(to: &$0, isWhole: true) }
      }
      json.member("reason", reason)
      json.member("roles", roles)
      json.key("steps")
      json.array(steps) { $1.write(to: &$0) }
      json.member("tags", tags)
      if let seconds { json.member("timing", json: ["seconds": .number(seconds)]) }
      if let trials { json.member("trials", json: trials.json) }
      json.member("why", why)
    }
  }
}

extension StepReport {
  func write(to json: inout JSONText) {
    json.object { json in
      json.member("at", at.description)
      json.key("calls")
      json.array(calls) { $1.write(to: &$0) }
      if let cost { json.member("cost_usd", json: .number(RunSummary.rounded(cost))) }
      json.member("error", error?.message)
      json.key("expectations")
      json.array(expectations) { $1.write(to: &$0) }
      json.member("file", fragment)
      json.member("id", id)
      json.member("index", index)
      if let inject { json.member("inject", json: inject.json) }
      if !injects.isEmpty { json.member("injects", injects) }
      json.member("line", line)
      if modelRequests > 0 { json.member("model_requests", modelRequests) }
      if !notes.isEmpty { json.member("notes", notes) }
      json.member("participant", participant)
      if let error {
        json.key("problem")
        json.object { error.writeMembers(to: &$0, isWhole: true) }
      }
      json.member("role", role)
      json.member("said", said)
      json.member("skip", skip)
      json.member("text", text)
      json.member("todo", todo)
      if tokens > 0 { json.member("tokens", tokens) }
      json.member("user", user)
      json.member("verb", verb)
    }
  }
}

extension StepReport.InjectReport {
  var json: JSONValue {
    var members: [String: JSONValue] = ["kind": .string(kind), "text": .string(text)]
    if let to { members["to"] = .string(to) }
    if let due { members["due"] = .string(due) }
    return .object(members)
  }
}

extension CallReport {
  func write(to json: inout JSONText) {
    json.object { json in
      json.member("arguments", json: .object(arguments))
      json.member("by", proposer)
      json.member("changed", changes.map(\.path))
      if !changes.isEmpty { json.member("changes", json: .array(changes.map(\.json))) }
      json.member("consent", consent)
      if outcome == "denied" { json.member("held_by", heldBy) }
      json.member("id", id)
      if outcome == "denied" { json.member("missing", missing) }
      json.member("outcome", outcome)
      json.member("reason", reason)
      if let result { json.member("result", json: result) }
      json.member("tool", tool)
    }
  }
}

extension CallReport.Change {
  var json: JSONValue {
    var members: [String: JSONValue] = ["path": .string(path)]
    if let old { members["old"] = old }
    if let new { members["new"] = new }
    return .object(members)
  }
}

extension ExpectationReport {
  func write(to json: inout JSONText) {
    json.object { json in
      guard let failure else {
        json.member("column", span.start.column)
        json.member("kind", kind)
        json.member("length", span.length)
        json.member("line", span.start.line)
        json.member("outcome", "passed")
        return
      }
      failure.writeMembers(to: &json, kind: kind)
    }
  }
}

extension Diagnostic {
  /// Writes what a problem says; an expectation's kind and outcome have their places among it.
  func writeMembers(to json: inout JSONText, kind: String? = nil, isWhole: Bool = false) {
    json.member("caret", caret)
    json.member("code", code)
    json.member("column", span.start.column)
    json.member("help", help)
    json.member("kind", kind)
    json.member("label", label)
    json.member("length", span.length)
    json.member("line", span.start.line)
    json.member("message", message)
    if !notes.isEmpty { json.member("notes", notes) }
    if kind != nil { json.member("outcome", "failed") }
    if isWhole { json.member("severity", severity.rawValue) }
    json.member("source", sourceLine)
    json.member("why", why)
  }
}

extension TrialResult {
  var json: JSONValue {
    [
      "lower_bound": .number((lowerBound * 1_000).rounded(.down) / 1_000),
      "needed": .integer(needed),
      "pass": .array((1...runs).map { .number((chance(ofPassing: $0) * 1_000).rounded() / 1_000) }),
      "passed": .integer(passed), "runs": .integer(runs),
    ]
  }
}
