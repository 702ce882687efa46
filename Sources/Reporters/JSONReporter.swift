import AccessControl
import Documents
import Exercises
import Incidents
import PolicyAnalysis
public import Scenarios
import Values

/// The whole run as one JSON object, keys sorted; equal runs give equal bytes.
///
/// The shape is version 1 of the report that DESIGN calls `-r json`.
public struct JSONReporter: Reporter {
  private let header: RunHeader
  private var head = Digest.zero
  private var cases: [String] = []

  /// Creates a reporter.
  public init(header: RunHeader) { self.header = header }

  /// Keeps the case's object; the head of the record stands before it.
  public mutating func add(_ result: CaseResult) -> String {
    head = head.chained(with: Array(result.auditHead.description.utf8))
    cases.append(JSONWriter.text(Self.json(of: result)))
    return ""
  }

  /// Returns the run's object, a case a line.
  public mutating func finish(_ summary: RunSummary) -> String {
    var rest: [String: JSONValue] = [
      "model": .string(header.model), "policy": .string(header.policy),
      "seed": .integer(header.seed), "summary": summary.json, "tool": "tabletop",
      "tool_version": .string(header.toolVersion), "version": 1,
    ]
    rest["coverage"] = summary.coverage?.json
    rest["least_privilege"] = summary.leastPrivilege?.json
    let opening = "{\"audit_head\":\"\(head)\",\"cases\":[\n"
    return opening + cases.joined(separator: ",\n") + "\n],"
      + JSONWriter.text(.object(rest)).dropFirst() + "\n"
  }

  private static func json(of result: CaseResult) -> JSONValue {
    let scenario = result.scenario
    var members: [String: JSONValue] = [
      "file": .string(scenario.file.reportPath),
      "id": .string(scenario.id),
      "line": .integer(scenario.line),
      "name": .string(scenario.name),
      "outcome": .string(result.outcome.rawValue),
      "params": .object(scenario.params.mapValues { .string($0) }),
      "steps": .array(result.steps.map(json)),
      "tags": .array(scenario.tags.map { .string($0) }),
    ]
    if let reason = scenario.skip ?? scenario.todo { members["reason"] = .string(reason) }
    return .object(members)
  }

  private static func json(of step: StepResult) -> JSONValue {
    var members: [String: JSONValue] = [
      "at": .string(step.at.description),
      "calls": .array(step.calls.map(json)),
      "expectations": .array(step.expectations.map(json)),
      "index": .integer(step.index),
      "line": .integer(step.line),
      "text": .string(step.text),
      "verb": .string(step.verb),
    ]
    if let id = step.id { members["id"] = .string(id) }
    if let actor = step.actor {
      members["participant"] = .string(actor.name)
      members["role"] = .string(actor.session.role.name)
      members["user"] = .string(actor.session.user)
    }
    if let fragment = step.fragment { members["file"] = .string(fragment) }
    if let said = step.said { members["said"] = .string(said) }
    if let skip = step.skip { members["skip"] = .string(skip) }
    if let todo = step.todo { members["todo"] = .string(todo) }
    if !step.notes.isEmpty { members["notes"] = .array(step.notes.map { .string($0) }) }
    if !step.injects.isEmpty {
      members["injects"] = .array(step.injects.map { .string($0.sentence) })
    }
    if let error = step.error { members["error"] = .string(error.message) }
    return .object(members)
  }

  private static func json(of trace: CallTrace) -> JSONValue {
    var members: [String: JSONValue] = [
      "arguments": .object(trace.call.arguments),
      "changed": .array(trace.changes.map { .string($0.path.description) }),
      "id": .string(trace.call.id),
      "outcome": .string(trace.call.outcome.word),
      "tool": .string(trace.call.tool),
    ]
    switch trace.call.outcome {
    case .ok(let result): members["result"] = result
    case .denied(let denial):
      members["held_by"] = .array(denial.heldBy.map { .string($0.name) })
      members["missing"] = .array(denial.missing.map { .string($0.name) })
    case .declined(let reason), .invalid(let reason), .failed(let reason):
      members["reason"] = .string(reason)
    }
    return .object(members)
  }

  private static func json(of result: ExpectationResult) -> JSONValue {
    var members: [String: JSONValue] = [
      "column": .integer(result.expectation.span.start.column),
      "kind": .string(result.expectation.word),
      "line": .integer(result.expectation.span.start.line),
      "outcome": result.failure == nil ? "passed" : "failed",
    ]
    if let failure = result.failure {
      members["code"] = .string(failure.code)
      members["message"] = .string(failure.message)
    }
    return .object(members)
  }
}
