import OfflineModels
import Testing
import Values

/// A sentence with what the planner must make of it.
///
/// Tables of sentences are text. `@ INC-002` puts an incident in context, `@ none` removes it;
/// it starts as INC-001. `user:` and `assistant:` lines are the history of the sentence after
/// them; a call made then stands behind `=>`. `>` starts the sentence. What must come out follows:
/// `= tool argument=value argument~fragment`, a line a call; `? tool parameter` asks for what is
/// missing; `-` is nothing. In sentences `\n` is a line break.
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

  var testDescription: String { text }

  private static let planner = OfflinePlanner(tools: DefaultTools.all, catalog: TestWorld.catalog)

  /// Arguments that may be given beyond those expected.
  private static let free: Set<String> = [
    "reason", "description", "justification", "summary", "title", "message", "affected_systems",
    "limit",
  ]

  /// Plans the sentence and compares.
  func check() {
    let plan = Self.planner.plan(
      PlanRequest(text: text, role: "IT", incident: incident, history: history)
    )
    #expect(plan.calls.map(\.tool) == calls.map(\.tool), "\(plan)")
    #expect(plan.clarifications == questions)
    #expect((plan.topic == nil) == !(calls.isEmpty && questions.isEmpty))
    guard plan.calls.count == calls.count else { return }
    for (got, wanted) in zip(plan.calls, calls) { compare(got, wanted) }
  }

  private func compare(_ got: PlannedCall, _ wanted: Call) {
    for (name, value) in wanted.values {
      let isDefault = value == "all" && got.arguments[name] == nil
      #expect(isDefault || got.arguments[name] == value, "\(name) of \(got)")
    }
    for (name, fragments) in wanted.fragments {
      let text = (got.arguments[name]?.text ?? "").lowercased()
      for fragment in fragments {
        #expect(text.contains(fragment.lowercased()), "\(name) of \(got)")
      }
    }
    let spurious = got.arguments.filter { name, value in
      wanted.values[name] == nil && wanted.fragments[name] == nil && !Self.free.contains(name)
        && value.text != incident && value != "all"
    }
    #expect(spurious.isEmpty, "\(got)")
  }
}
