import AccessControl
import Documents
import Exercises
import Incidents
import Scenarios
import Values

/// An inject that a facilitator has planned.
struct PlannedInject {
  /// What is delivered.
  let typed: TypedInject
  /// When, on the exercise's clock.
  let due: Timestamp
  /// Whether it was delivered, or could not be.
  var isDone = false
}

extension REPLSession.Snapshot {
  /// The places of planned injects that have still to come, the next one first.
  var waitingInjects: [Int] {
    plan.indices.filter { !plan[$0].isDone }.sorted { (plan[$0].due, $0) < (plan[$1].due, $1) }
  }
}

extension REPLSession {
  /// Delivers a facilitator's event, now or at a time; alone, lists those that were planned.
  func inject(_ arguments: String) -> LineResult {
    guard !arguments.isEmpty else { return listInjects() }
    if let number = Int(arguments) { return injectNow(number) }
    let (first, rest) = REPLCommandParser.words(arguments)
    let time = Self.looksLikeTime(first) ? span(first) : nil
    guard !Self.looksLikeTime(first) || time != nil && !rest.isEmpty else {
      return .usage("When, and what? :inject +15m TEXT (also s, h, d), or :inject 14:30 TEXT.")
    }
    guard !first.hasPrefix("-") || TimeSpan(String(first.dropFirst())) == nil else {
      return .usage("What was can't be changed: :inject +15m TEXT is for later.")
    }
    let typed: TypedInject
    do throws(Diagnostics) {
      typed = try TypedInject(time == nil ? arguments : rest, on: definition)
    } catch {
      return .usage(SafeText.line(error.all.first?.message ?? "that is no inject") + ".")
    }
    if let time { return plan(typed, in: time) }
    let step = willChange("inject")
    if let problem = deliver(typed, plan: nil) { return .usage(problem) }
    keep(step)
    show(notice(typed, ""))
    return .done
  }

  /// What was planned, and whether it has come.
  func injectsJSON(_ arguments: String) -> JSONValue? {
    guard arguments.isEmpty else { return nil }
    return .array(
      snapshot.plan.enumerated().map { index, planned in
        [
          "delivered": .bool(planned.isDone), "due": .string(planned.due.description),
          "inject": .string(planned.typed.entry), "number": .integer(index + 1),
        ]
      }
    )
  }

  /// Moves the clock, delivers what falls due on the way, and returns what there is to say.
  func advanceClock(to time: Timestamp, _ move: (inout Exercise, Timestamp) -> Void) -> [String] {
    var lines: [String] = []
    while let index = snapshot.waitingInjects.first, snapshot.plan[index].due <= time {
      let planned = snapshot.plan[index]
      if planned.due > snapshot.exercise.world.clock { move(&snapshot.exercise, planned.due) }
      lines += deliver(planned: index)
    }
    move(&snapshot.exercise, time)
    return lines
  }

  /// When the next planned inject comes; nil where none does.
  var nextInject: Timestamp? { snapshot.waitingInjects.first.map { snapshot.plan[$0].due } }

  private static func looksLikeTime(_ word: String) -> Bool {
    let isSpan = word.hasPrefix("+")
    return isSpan
      || word.contains(":") && word.utf8.first.map { (0x30...0x39).contains($0) } == true
  }

  private func plan(_ typed: TypedInject, in span: TimeSpan) -> LineResult {
    guard span.seconds > 0 else { return .usage("That time has passed.") }
    guard let session else { return noRole }
    let step = willChange("plan of an inject")
    let clock = snapshot.exercise.world.clock
    let due = clock.advanced(by: span.seconds)
    snapshot.plan.append(PlannedInject(typed: typed, due: due))
    if let kept = journal?.note(
      plan: typed.entry,
      due: due,
      by: session,
      at: clock,
      after: snapshot.exercise.revision
    ) {
      snapshot.exercise.keep(in: journal, after: kept)
    }
    keep(step)
    show(["inject \(snapshot.plan.count) comes at \(due.timeOfDay), in \(span)"])
    return .done
  }

  private func listInjects() -> LineResult {
    guard !snapshot.plan.isEmpty else {
      return .usage("What happens? :inject TEXT, or :inject log: {service: Redis, message: ...}")
    }
    show(
      Screen.table(
        snapshot.plan.enumerated().map { index, planned in
          [
            String(index + 1), planned.due.timeOfDay, planned.isDone ? "delivered" : "waiting",
            SafeText.line(planned.typed.summary),
          ]
        }
      )
    )
    return .done
  }

  private func injectNow(_ number: Int) -> LineResult {
    let count = snapshot.plan.count
    guard snapshot.plan.indices.contains(number - 1) else {
      return .usage(
        count == 0
          ? "No inject was planned; :inject +15m TEXT plans one."
          : "No inject \(number), only 1-\(count)."
      )
    }
    guard !snapshot.plan[number - 1].isDone else {
      return .nothing("Inject \(number) has come already.")
    }
    let step = willChange("inject \(number)")
    show(deliver(planned: number - 1))
    keep(step)
    return .done
  }

  /// Delivers a planned inject, and returns what there is to say.
  private func deliver(planned index: Int) -> [String] {
    let typed = snapshot.plan[index].typed
    snapshot.plan[index].isDone = true
    let number = " \(index + 1)"
    let problem = deliver(typed, plan: index)
    EventWriter(self, session).send(
      "notice",
      [
        "inject": .integer(index + 1), "problem": problem.map { .string($0) } ?? .null,
        "text": .string(typed.summary),
      ]
    )
    guard let problem else { return notice(typed, number) }
    return Screen.wrapped("! inject\(number) could not come: \(problem)", indent: 2, first: "")
  }

  /// Delivers an inject; returns why where that can't be done.
  private func deliver(_ typed: TypedInject, plan: Int?) -> String? {
    guard let role = policy.matrix.roles.first,
      let facilitator = Session(user: "facilitator", role: role)
    else { return "the policy has no role" }
    let before = snapshot
    do throws(WorldError) {
      try snapshot.exercise.deliver(typed.inject, to: nil, as: facilitator)
    } catch {
      return SafeText.line(error.description) + "."
    }
    snapshot.tell(.inject(typed.entry, to: nil), as: facilitator, since: before)
    if let kept = journal?.note(inject: typed.entry, plan: plan, after: snapshot.exercise.revision)
    {
      snapshot.exercise.keep(in: journal, after: kept)
    }
    return nil
  }

  private func notice(_ typed: TypedInject, _ number: String) -> [String] {
    let time = snapshot.exercise.world.clock.timeOfDay
    let words =
      typed.summary.hasPrefix("inject: ") ? typed.summary.dropFirst(8) : typed.summary[...]
    let label = number.isEmpty ? typed.summary[...] : "inject\(number): \(words)"[...]
    return Screen.wrapped("! \(time) \(SafeText.line(String(label)))", indent: 2, first: "")
  }
}
