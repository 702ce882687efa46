import AccessControl
import Documents
import Scenarios
import Values

/// Why a JSON report can't be read.
public struct ReportError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The reason, in one phrase, lower case.
  public let description: String

  /// Creates an error.
  public init(_ description: String) { self.description = description }
}

extension CaseReport {
  /// Reads a case of a JSON report.
  ///
  /// - Throws: `ReportError` where something that every report has is not there.
  init(json: JSONValue) throws(ReportError) {
    let file = try json.text("file")
    guard let outcome = CaseOutcome(rawValue: try json.text("outcome")) else {
      throw ReportError("a case has an unknown outcome")
    }
    guard let steps = json["steps"]?.elements else { throw ReportError("a case has no `steps`") }
    index = json["index"]?.int ?? 0
    id = try json.text("id")
    self.file = file
    line = json["line"]?.int ?? 1
    name = json["name"]?.text ?? ""
    kind = json["kind"]?.text.flatMap(Kind.init(rawValue:)) ?? .story
    params = (json["params"]?.members ?? [:]).compactMapValues(\.text)
    tags = json.texts("tags")
    why = json["why"]?.text
    roles = json.texts("roles")
    self.outcome = outcome
    reason = json["reason"]?.text
    var read: [StepReport] = []
    for step in steps { read.append(try StepReport(json: step, file: file)) }
    self.steps = read
    figures = CaseFigures(read)
    facts = json["facts"].flatMap { AfterActionFacts(json: $0) }
    auditHead = json["audit_head"]?.text ?? ""
    model = json["model"]?.text
    notes = json.texts("notes")
    trials = json["trials"].flatMap { TrialResult(json: $0) }
    seconds = json["timing"]?["seconds"]?.double
    problem = json["problem"].map { Diagnostic(json: $0, file: file, .failed) }
    place = file
  }
}

extension StepReport {
  init(json: JSONValue, file: String) throws(ReportError) {
    guard let at = Timestamp(try json.text("at")) else {
      throw ReportError("a step has no time in `at`")
    }
    self.at = at
    index = json["index"]?.int ?? 0
    id = json["id"]?.text
    line = json["line"]?.int ?? 1
    verb = try json.text("verb")
    participant = json["participant"]?.text
    user = json["user"]?.text
    role = json["role"]?.text
    said = json["said"]?.text
    inject = json["inject"].map {
      InjectReport(
        kind: $0["kind"]?.text ?? "",
        text: $0["text"]?.text ?? "",
        to: $0["to"]?.text,
        due: $0["due"]?.text
      )
    }
    let fragment = json["file"]?.text
    let file = fragment ?? file
    self.fragment = fragment
    injects = json.texts("injects")
    notes = json.texts("notes")
    skip = json["skip"]?.text
    todo = json["todo"]?.text
    var calls: [CallReport] = []
    for call in json["calls"]?.elements ?? [] { calls.append(try CallReport(json: call)) }
    self.calls = calls
    text = json["text"]?.text ?? ""
    modelRequests = json["model_requests"]?.int ?? 0
    tokens = json["tokens"]?.int ?? 0
    cost = json["cost_usd"]?.double
    expectations = (json["expectations"]?.elements ?? []).map {
      ExpectationReport(json: $0, file: file)
    }
    error = json["problem"].map { Diagnostic(json: $0, file: file) }
  }
}

extension CallReport {
  init(json: JSONValue) throws(ReportError) {
    id = json["id"]?.text ?? ""
    tool = try json.text("tool")
    arguments = json["arguments"]?.members ?? [:]
    proposer = json["by"]?.text ?? "model"
    outcome = try json.text("outcome")
    missing = json.texts("missing")
    heldBy = json.texts("held_by")
    result = json["result"]
    reason = json["reason"]?.text
    changes = (json["changes"]?.elements ?? []).map {
      Change(path: $0["path"]?.text ?? "", old: $0["old"], new: $0["new"])
    }
    consent = json["consent"]?.text
    let text = ToolCallLine.text(
      tool: tool,
      arguments: arguments,
      order: arguments.keys.sorted()
    )
    line = "\(text)  \(outcome)"
  }
}

extension ExpectationReport {
  init(json: JSONValue, file: String) {
    kind = json["kind"]?.text ?? ""
    span = SourceSpan(json: json)
    failure =
      json["outcome"]?.text == "failed" ? Diagnostic(json: json, file: file, .failed) : nil
  }
}

extension Diagnostic {
  init(json: JSONValue, file: String, _ severity: Severity = .error) {
    self.init(
      severity: json["severity"]?.text.flatMap(Severity.init(rawValue:)) ?? severity,
      code: json["code"]?.text ?? "",
      path: file,
      span: SourceSpan(json: json),
      message: json["message"]?.text ?? "",
      label: json["label"]?.text,
      why: json["why"]?.text,
      help: json["help"]?.text,
      notes: json.texts("notes"),
      sourceLine: json["source"]?.text ?? "",
      caret: json["caret"]?.int ?? 0
    )
  }
}

extension SourceSpan {
  init(json: JSONValue) {
    self.init(
      start: SourcePosition(line: json["line"]?.int ?? 1, column: json["column"]?.int ?? 1),
      length: json["length"]?.int ?? 1
    )
  }
}

extension TrialResult {
  init?(json: JSONValue) {
    guard let runs = json["runs"]?.int, let passed = json["passed"]?.int,
      let needed = json["needed"]?.int, (1...10_000).contains(runs)
    else { return nil }
    self.init(runs: runs, passed: passed, needed: needed)
  }
}

extension JSONValue {
  /// Returns the text of a member.
  ///
  /// - Throws: `ReportError` where there is none.
  func text(_ name: String) throws(ReportError) -> String {
    guard let text = self[name]?.text else { throw ReportError("`\(name)` is missing") }
    return text
  }

  /// The texts of a list; empty where there is none.
  func texts(_ name: String) -> [String] { (self[name]?.elements ?? []).compactMap(\.text) }
}
