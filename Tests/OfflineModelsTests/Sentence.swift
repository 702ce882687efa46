import OfflineModels
import Testing
import Values

/// A sentence with what the planner must make of it.
///
/// Tables of sentences are text. `@ INC-002` puts an incident in context, `@ none` removes it;
/// it starts as INC-001. `user:` and `assistant:` lines are the history of the sentence after
/// them; a call made then stands behind `=>`. `>` starts the sentence. What must come out follows:
/// `= tool argument=value argument~fragment`, a line a call; `? tool parameter` asks for what is
/// missing; `-` is nothing; `! tool argument=value` must not come out. In sentences `\n` is a line break.
struct Sentence: Sendable, CustomTestStringConvertible {
  /// A call that must be proposed.
  struct Call: Sendable, Equatable {
    var tool: String
    /// Values that must be equal.
    var values: [String: JSONValue] = [:]
    /// Fragments that must occur, in any case.
    var fragments: [String: [String]] = [:]
  }

  var text = ""
  var incident: String?
  var history: [PlanTurn] = []
  var calls: [Call] = []
  var questions: [Clarification] = []
  /// Calls that must not be proposed: a tool, and the values that make it wrong.
  var forbidden: [Call] = []

  var testDescription: String { text }

  private static let planner = OfflinePlanner(tools: DefaultTools.all, catalog: TestWorld.catalog)

  /// Arguments that may be given beyond those expected.
  private static let free: Set<String> = [
    "reason", "description", "justification", "summary", "title", "message", "affected_systems",
    "limit",
  ]

  /// Plans the sentence and compares.
  func check() {
    let plan = self.plan
    #expect(mistakes(in: plan) == [], "\(plan)")
  }

  /// What the planner makes of the sentence.
  var plan: Plan {
    Self.planner.plan(PlanRequest(text: text, role: "IT", incident: incident, history: history))
  }

  /// What is wrong in a plan.
  func mistakes(in plan: Plan) -> [String] {
    var mistakes: [String] = []
    if plan.calls.map(\.tool) != calls.map(\.tool) { mistakes.append("the calls") }
    if plan.clarifications != questions { mistakes.append("the questions") }
    if (plan.topic == nil) != !(calls.isEmpty && questions.isEmpty) { mistakes.append("the topic") }
    if plan.calls.count == calls.count {
      for (got, wanted) in zip(plan.calls, calls) { mistakes += compare(got, wanted) }
    }
    return mistakes
  }

  private func compare(_ got: PlannedCall, _ wanted: Call) -> [String] {
    var mistakes: [String] = []
    for (name, value) in wanted.values {
      let isDefault = value == "all" && got.arguments[name] == nil
      if !isDefault, got.arguments[name] != value { mistakes.append("\(name) of \(got)") }
    }
    for (name, fragments) in wanted.fragments {
      let text = (got.arguments[name]?.text ?? "").lowercased()
      for fragment in fragments where !text.contains(fragment.lowercased()) {
        mistakes.append("\(name) of \(got)")
      }
    }
    for (name, value) in got.arguments
    where wanted.values[name] == nil && wanted.fragments[name] == nil && !Self.free.contains(name)
      && value.text != incident && value != "all"
    {
      mistakes.append("\(name) was not asked for")
    }
    return mistakes
  }
}
