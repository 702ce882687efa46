import Agent
import AccessControl
import Exercises
import IncidentTools
import Incidents
import Scenarios
import Values

/// One thing that happened in a session, as a recording tells it.
struct StoryStep: Sendable {
  /// What can happen.
  enum Action: Sendable {
    /// Somebody spoke to the agent; the number is the turn's.
    case say(String, turn: Int)
    /// Somebody used a tool.
    case call(tool: String, arguments: [String: JSONValue])
    /// A facilitator brought something in; the text is a scenario's.
    case inject(String, to: Role?)
    /// Somebody made a remark.
    case note(String)
    /// Somebody looked at what had become of the world by itself.
    case look
  }

  /// What happened.
  var action: Action
  /// Who did it.
  let session: Session
  /// The exercise's clock when it happened.
  let at: Timestamp
  /// The incident in focus.
  let incident: String?
  /// The world before.
  let before: World
  /// The world afterwards.
  var after: World
  /// The calls made in it.
  var calls: [CallTrace] = []
  /// The facts that changed.
  var changes: [WorldChange] = []
  /// What the agent said.
  var text = ""
  /// The exchanges with a live model in it, by their places on the tape.
  var exchanges: Range<Int> = 0..<0
  /// Entries of a scenario's `expect` that were typed and held.
  var expectations: [String] = []
}

extension StoryStep {
  /// Whether something was done in it that can be asserted.
  var isDeed: Bool {
    switch action {
    case .note, .look: false
    case .say, .call, .inject: true
    }
  }
}

extension REPLSession.Snapshot {
  /// Adds what happened since an earlier snapshot to the story.
  mutating func tell(
    _ action: StoryStep.Action,
    as session: Session,
    since before: REPLSession.Snapshot,
    text: String = ""
  ) {
    var step = StoryStep(
      action: action,
      session: session,
      at: before.exercise.world.clock,
      incident: before.exercise.incident,
      before: before.exercise.world,
      after: exercise.world
    )
    step.calls = Array(exercise.calls.dropFirst(before.exercise.calls.count))
    step.changes = exercise.world.changes(since: before.exercise.world)
    step.text = text
    story.append(step)
  }

  /// Keeps that something held of what was done last, or of what has become of the world since.
  mutating func expect(_ entry: String, as session: Session) {
    guard let last = story.lastIndex(where: \.isDeed) else { return }
    let isOfNow = ["state", "incident", "sees", "hidden", "facts"].contains { entry.hasPrefix($0) }
    if isOfNow, !exercise.world.changes(since: story[last].after).isEmpty {
      tell(.look, as: session, since: self)
      story[story.count - 1].expectations = [entry]
      return
    }
    story[last].expectations.append(entry)
  }

  /// Says how the inject was written that came last.
  mutating func write(inject entry: String) {
    guard let last = story.indices.last, case .inject(_, let role) = story[last].action else {
      return
    }
    story[last].action = .inject(entry, to: role)
  }

  /// Returns what was done until a step, for the facts that a scenario can name.
  func factSteps(through last: Int) -> TypedExpectation.Past {
    var steps: [TypedExpectation.Past.Step] = []
    for step in story[...last] {
      let (verb, addressee): (String, Role?) =
        switch step.action {
        case .say: ("say", nil)
        case .call: ("call", nil)
        case .inject(_, let role): ("inject", role)
        case .note, .look: ("note", nil)
        }
      steps.append(
        TypedExpectation.Past.Step(
          verb: verb,
          session: step.session,
          at: step.at,
          calls: step.calls,
          addressee: addressee
        )
      )
    }
    return TypedExpectation.Past(
      steps: steps,
      before: story.first?.before ?? exercise.world,
      incident: story.first?.incident
    )
  }

  /// What the agent said in the turn that was played last.
  var lastWords: String {
    exercise.thread.items.filter { $0.turn == exercise.thread.turns }.compactMap { item in
      if case .assistantMessage(let text) = item.content { text } else { nil }
    }.joined(separator: "\n")
  }
}

extension CallTrace {
  /// Whether a person looked at an incident: a read without a model.
  var isCard: Bool {
    proposer == .person && call.tool == ViewIncidentDetails.name && call.filledFromContext.isEmpty
  }
}
