import Documents
import Exercises
public import Scenarios
import Values

/// What happens in a run, as lines of JSON: the members of each stand in the order of their names.
public enum EventLines {
  /// A run begins.
  public static func started(_ header: RunHeader) -> String {
    line { json in
      json.member("model", header.model)
      json.member("planned", header.planned)
      json.member("policy", header.policy)
      json.member("seed", header.seed)
      json.member("tool_version", header.toolVersion)
      json.member("type", "run.started")
      json.member("version", 1)
    }
  }

  /// A run is over.
  public static func done(_ end: RunEnd) -> String {
    line { json in
      json.member("audit_head", end.summary.auditHead)
      json.member("incomplete", end.incomplete)
      json.member("summary", json: end.summary.json)
      json.member("type", "run.done")
    }
  }

  /// A case begins; the trial counts from 1 where it is played several times.
  public static func caseStarted(_ scenario: ScenarioCase, trial: Int? = nil) -> String {
    caseStarted(
      CaseName(
        id: scenario.id,
        file: scenario.file.reportPath,
        line: scenario.line,
        name: scenario.name,
        params: scenario.params,
        tags: scenario.tags
      ),
      trial
    )
  }

  /// What tells a case from others.
  struct CaseName {
    let id: String
    let file: String
    let line: Int
    let name: String
    let params: [String: String]
    let tags: [String]
  }

  static func caseStarted(_ name: CaseName, _ trial: Int? = nil) -> String {
    line { json in
      json.member("case", name.id)
      json.member("file", name.file)
      json.member("line", name.line)
      json.member("name", name.name)
      json.member("params", json: .object(name.params.mapValues { .string($0) }))
      json.member("tags", name.tags)
      if let trial { json.member("trial", trial) }
      json.member("type", "case.started")
    }
  }

  /// A case is over.
  public static func caseDone(_ report: CaseReport) -> String {
    line { json in
      json.member("audit_head", report.auditHead)
      json.member("case", report.id)
      json.member("model", report.model)
      if !report.notes.isEmpty { json.member("notes", report.notes) }
      json.member("outcome", report.outcome.rawValue)
      json.member("reason", report.reason)
      if let trials = report.trials { json.member("trials", json: trials.json) }
      json.member("type", "case.done")
    }
  }

  static func stepStarted(_ step: StepReport, _ id: String) -> String {
    line { json in
      json.member("at", step.at.description)
      json.member("case", id)
      json.member("id", step.id)
      if let inject = step.inject { json.member("inject", json: inject.json) }
      json.member("line", step.line)
      json.member("participant", step.participant)
      json.member("role", step.role)
      json.member("said", step.said)
      json.member("step", step.index)
      json.member("type", "step.started")
      json.member("user", step.user)
      json.member("verb", step.verb)
    }
  }

  static func called(_ call: CallReport, step: Int, _ id: String) -> String {
    var text = line { json in
      json.member("arguments", json: .object(call.arguments))
      json.member("by", call.proposer)
      json.member("call", call.id)
      json.member("case", id)
      json.member("step", step)
      json.member("tool", call.tool)
      json.member("type", "call.requested")
    }
    text += line { json in
      let isAllowed = call.outcome == "ok" || call.outcome == "failed"
      json.member("call", call.id)
      json.member("case", id)
      json.member("consent", call.consent)
      json.member("decision", isAllowed ? "allowed" : call.outcome)
      if call.outcome == "denied" {
        json.member("held_by", call.heldBy)
        json.member("missing", call.missing)
      }
      json.member("step", step)
      json.member("type", "call.decision")
    }
    text += line { json in
      json.member("call", call.id)
      json.member("case", id)
      json.member("outcome", call.outcome)
      json.member("reason", call.reason)
      if let result = call.result { json.member("result", json: result) }
      json.member("step", step)
      json.member("type", "call.result")
    }
    for change in call.changes {
      text += line { json in
        json.member("call", call.id)
        json.member("case", id)
        if let new = change.new { json.member("new", json: new) }
        if let old = change.old { json.member("old", json: old) }
        json.member("path", change.path)
        json.member("step", step)
        json.member("type", "state.changed")
      }
    }
    return text
  }

  static func checked(_ result: ExpectationReport, step: Int, _ id: String) -> String {
    line { json in
      json.member("case", id)
      json.member("code", result.failure?.code)
      json.member("column", result.span.start.column)
      json.member("kind", result.kind)
      json.member("line", result.span.start.line)
      json.member("message", result.failure?.message)
      json.member("outcome", result.failure == nil ? "passed" : "failed")
      json.member("step", step)
      json.member("type", "expectation")
    }
  }

  static func stepDone(_ step: StepReport, _ id: String) -> String {
    line { json in
      json.member("case", id)
      if let cost = step.cost { json.member("cost_usd", json: .number(RunSummary.rounded(cost))) }
      json.member("error", step.error?.message)
      if !step.injects.isEmpty { json.member("injects", step.injects) }
      if step.modelRequests > 0 { json.member("model_requests", step.modelRequests) }
      if !step.notes.isEmpty { json.member("notes", step.notes) }
      json.member("skip", step.skip)
      json.member("step", step.index)
      json.member("text", step.text)
      json.member("todo", step.todo)
      if step.tokens > 0 { json.member("tokens", step.tokens) }
      json.member("type", "step.done")
    }
  }

  private static func line(_ body: (inout JSONText) -> Void) -> String {
    var json = JSONText(reserving: 256)
    json.object(body)
    return json.text + "\n"
  }
}

extension EventLines {
  /// Returns the line or lines of what happens in a case, while it happens.
  public static func lines(_ event: CaseEvent, of scenario: ScenarioCase) -> String {
    switch event {
    case .started: ""
    case .stepStarted(let step): stepStarted(report(step, scenario), scenario.id)
    case .called(let trace, let step):
      called(CallReport(trace, scenario.definition.policy), step: step, scenario.id)
    case .checked(let result, let step):
      checked(ExpectationReport(result), step: step, scenario.id)
    case .stepDone(let step): stepDone(report(step, scenario), scenario.id)
    }
  }

  private static func report(_ step: StepResult, _ scenario: ScenarioCase) -> StepReport {
    var played: Step?
    if case .story(let story) = scenario.body {
      played = story.steps.first { $0.index == step.index }
    }
    return StepReport(step, played, scenario.definition.policy)
  }
}

/// What happened in a run as lines of JSON, from the cases when they are over.
public struct JSONLinesReporter: Reporter {
  private let header: RunHeader

  /// Creates a reporter.
  public init(header: RunHeader) { self.header = header }

  /// Returns the line of the run's start.
  public mutating func begin() -> String { EventLines.started(header) }

  /// Returns the case's lines, the same as those told while it was played.
  public mutating func add(_ report: CaseReport) -> String {
    var text = EventLines.caseStarted(
      EventLines.CaseName(
        id: report.id,
        file: report.file,
        line: report.line,
        name: report.name,
        params: report.params,
        tags: report.tags
      )
    )
    for step in report.steps {
      text += EventLines.stepStarted(step, report.id)
      for call in step.calls { text += EventLines.called(call, step: step.index, report.id) }
      for result in step.expectations {
        text += EventLines.checked(result, step: step.index, report.id)
      }
      text += EventLines.stepDone(step, report.id)
    }
    return text + EventLines.caseDone(report)
  }

  /// Returns the line of the run's end.
  public mutating func finish(_ end: RunEnd) -> ReportEnding {
    ReportEnding(closing: EventLines.done(end))
  }
}
