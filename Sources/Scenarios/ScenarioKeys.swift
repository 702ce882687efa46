/// The keys of scenario and fragment files: what the reader accepts and the schema describes.
enum ScenarioKeys {
  /// Keys of a scenario.
  static let top = [
    "tabletop", "name", "why", "tags", "skip", "todo", "world", "incident", "clock", "seed",
    "model", "offer", "approvals", "keep_going", "timeout", "participants", "vars", "matrix",
    "rows", "exclude", "given", "faults", "steps", "permissions", "fields", "expect", "budget",
    "trials",
  ]
  /// Keys of a scenario that a grid has no use for.
  static let storyOnly = [
    "steps", "expect", "matrix", "rows", "exclude", "vars", "given", "faults", "budget", "trials",
    "timeout",
  ]
  /// Keys of a fragment.
  static let fragment = ["tabletop-steps", "name", "why", "params", "steps"]
  /// Keys of a fragment's parameter in its long form.
  static let parameter = ["type", "default"]
  /// Keys of a step.
  static let step = [
    "id", "skip", "todo", "as", "say", "call", "inject", "to", "advance", "use", "with", "note",
    "approve", "decline", "agent", "expect", "save",
  ]
  /// The keys of a step that say what happens, of which it has one.
  static let verbs = ["say", "call", "inject", "advance", "use", "note"]
  /// Keys of a call in its long form.
  static let call = ["tool", "with"]
  /// Keys of a line of `agent` that is not a call on one line.
  static let agentLine = ["text", "tool", "with"]
  /// Words of expectations.
  static let expectations = [
    "call", "denied", "declined", "failed", "invalid", "asked", "clarified", "never", "blocked",
    "calls", "text", "told", "state", "incident", "changed", "sees", "hidden", "handoff", "budget",
    "facts", "judge",
  ]
  /// Words of matchers for times among the facts of an exercise.
  static let factMatchers = ["is", "not", "at_least", "at_most", "between", "any", "absent"]
  /// Expectations that say which calls there were, with what outcome.
  static let outcomes = [
    "call", "denied", "declined", "failed", "invalid", "asked", "never", "blocked",
  ]
  /// Keys of an expectation about all calls together.
  static let calls = CallOrder.allCases.map(\.rawValue) + ["count"]
  /// Keys of an expectation about calls.
  static let callMatcher = [
    "tool", "with", "exactly", "times", "by", "missing", "because", "within",
  ]
  /// Outcomes that come with a reason, which `because` looks at.
  static let reasons = ["denied", "declined", "failed", "invalid"]
  /// Keys of an expectation that the agent asked.
  static let clarified = ["tool", "missing"]
  /// Words of matchers.
  static let matchers = [
    "is", "not", "one_of", "at_least", "at_most", "between", "matches", "has", "has_not", "length",
    "any", "absent",
  ]
  /// Keys of what a person was told.
  static let told = ["holder", "has", "has_not"]
  /// Keys of what a role is shown, from a role's point of view.
  static let view = ["from", "fields"]
  /// Keys of a hand-off.
  static let handoff = ["tool", "from", "to", "within", "same"]
  /// Keys of a budget.
  static let budget = ["calls", "model_requests", "tokens", "virtual"]
  /// Kinds of injects.
  static let injects = [
    "log", "fault", "clear_fault", "metric", "incident", "customer", "message",
  ]
  /// Keys of an inject besides its kind.
  static let injectTimes = ["at", "unless"]
  /// Keys of a customer.
  static let customer = [
    "id", "name", "segment", "plan", "monthly_fee", "contract_until", "contact", "email",
  ]
  /// Keys of a fault of a tool.
  static let toolFault = ["tool", "on_call", "every", "fail", "message"]
  /// Keys of a fault of the model.
  static let modelFault = ["model", "on_request", "every", "fail", "message"]
  /// Keys of a participant.
  static let participant = ["role", "user"]
  /// Keys of `trials`.
  static let trials = ["runs", "pass"]
}
