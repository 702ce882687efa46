import Documents
import AccessControl
import Agent
import Exercises
import Values

extension REPLSession {
  /// Says something to the agent, in the session's role or a borrowed one.
  func speak(_ text: String, as borrowed: Session? = nil) async -> LineResult {
    guard let session = borrowed ?? session else { return noRole }
    startersAreOffered = false
    let step = willChange("turn \(snapshot.exercise.thread.turns + 1)")
    let screen = CallScreen(
      disclosure: Disclosure(policy: policy, role: session.role),
      style: style,
      viewer: self.session?.role
    )
    let isForPeople = !isForPrograms
    isAnswered = isAnswered || isForPrograms
    let began = options.stopwatch()
    let write = write
    var printer = TurnPrinter(
      calls: screen,
      words: AgentText(
        width: width,
        style: style,
        marksCalls: !Layout.current.hasColumns
      ),
      showsCalls: mode != .quiet,
      write: { if isForPeople { write($0) } }
    )
    var events = EventWriter(self, session, turn: snapshot.exercise.thread.turns + 1)
    events.begin(text)
    var exercise = snapshot.exercise
    exercise.approvals = .ask
    exercise.limits = options.limits
    exercise.stopwatch = options.stopwatch
    waited = .zero
    exercise.offer = offer
    var result = TurnResult()
    var problem: TurnError?
    let taped = options.tape?.count ?? 0
    do throws(TurnError) {
      try await exercise.say(
        text,
        as: session,
        to: model,
        approver: SessionApprover(session: self),
        result: &result,
        emit: {
          events.handle($0)
          printer.handle($0)
        }
      )
    } catch {
      problem = error
    }
    printer.endText()
    snapshot.exercise = exercise
    let turn = Turn(number: exercise.thread.turns, text: text)
    for trace in printer.traces { snapshot.turns[trace.number] = turn }
    tokens += result.tokens
    usage.add(result.usage)
    if let more = result.cost { cost = (cost ?? 0) + more }
    snapshot.tell(
      .say(text, turn: exercise.thread.turns),
      as: session,
      since: step.before,
      text: result.text
    )
    if let last = snapshot.story.indices.last {
      snapshot.story[last].exchanges = taped..<max(taped, options.tape?.count ?? 0)
    }
    keep(step)
    events.end(result, problem, milliseconds: Self.milliseconds(since: began))
    if mode == .json {
      let calls = printer.traces.map(\.json)
      write(
        JSONWriter.text([
          "calls": .array(calls), "problem": problem.map { .string($0.description) } ?? .null,
          "role": .string(session.role.name), "text": .string(result.text),
          "turn": .integer(turn.number), "user": .string(session.user),
        ]) + "\n"
      )
    }
    guard let problem else {
      if mode == .text || mode == .plain {
        printer.close(
          footer(printer.traces, text, took: began.duration(to: options.stopwatch()) - waited)
        )
      }
      return unapproved(printer.traces) ?? .done
    }
    return stopped(problem, printer)
  }

  /// Lists the role's starters, or says one of them.
  func tryStarter(_ argument: String) async -> LineResult {
    guard let session else { return noRole }
    let starters = policy.profile(of: session.role)?.starters ?? []
    guard !argument.isEmpty else {
      offerStarters()
      return .done
    }
    guard let number = Int(argument), starters.indices.contains(number - 1) else {
      return .usage(
        starters.isEmpty
          ? "\(session.role) has no starters." : "Choose 1-\(starters.count); :try lists them."
      )
    }
    let text = starters[number - 1].text
    show(Screen.wrapped("\"\(SafeText.line(text))\"", indent: 5))
    let calls = snapshot.exercise.calls.count
    let result = await speak(text)
    // An agent that called nothing may have asked something, and a number may be the answer.
    startersAreOffered = snapshot.exercise.calls.count > calls
    return result
  }

  /// Where the notes of starters stand.
  private static let noteColumn = 53

  /// Lists what the role might say first.
  func offerStarters() {
    guard let session, let profile = policy.profile(of: session.role), !profile.starters.isEmpty
    else { return }
    startersAreOffered = true
    show(["Try"])
    show(
      profile.starters.enumerated().map { index, starter in
        let line = "  \(index + 1)  \(SafeText.line(starter.text))"
        guard let note = starter.note.map({ "(\(SafeText.line($0)))" }) else {
          return Screen.cut(line)
        }
        guard Layout.current.hasColumns else { return Screen.cut("\(line) \(note)") }
        return Screen.cut(DisplayWidth.padded(line, to: Self.noteColumn) + note)
      }
    )
  }

  /// Returns how long it is since a moment, in whole milliseconds.
  static func milliseconds(since moment: ContinuousClock.Instant) -> Int {
    milliseconds(moment.duration(to: .now))
  }

  private static func milliseconds(_ duration: Duration) -> Int {
    let spent = duration.components
    let whole = min(max(0, spent.seconds), 1_000_000_000) * 1_000
    return Int(clamping: whole + spent.attoseconds / 1_000_000_000_000_000)
  }

  /// Returns a time as the line below a turn has it, such as `0.4s`.
  static func seconds(_ duration: Duration) -> String {
    let tenths = milliseconds(duration) / 100
    return "\(tenths / 10).\(tenths % 10)s"
  }

  private func footer(_ traces: [CallTrace], _ text: String, took: Duration) -> String {
    let denied = traces.filter { $0.denial != nil }
    var line = "     \(SafeText.line(model.name))  "
    line += traces.isEmpty ? "no calls" : Screen.count(traces.count, "call")
    if !denied.isEmpty { line += ", \(denied.count) denied" }
    guard options.interactive else { return style.faint(line) }
    let time = "  \(Self.seconds(took))"
    guard let last = traces.last else {
      let hint = commandHint(text).map { "   " + $0 } ?? ""
      return style.faint(DisplayWidth.cut(line + time + hint, to: Screen.width - 1))
    }
    var hints: [String] = []
    if let first = denied.first, let holder = first.denial?.heldBy.first {
      hints = [":why \(first.number)", "or", CallScreen.handover(to: holder, text, first.call)]
    } else if traces.contains(where: { !$0.changes.isEmpty }) {
      hints = [":show \(last.number) for details", ":undo to take it back"]
    } else {
      hints = [":show \(last.number) for details"]
    }
    // A command that one can type is worth more than the time.
    let timed = ([line + time] + hints).joined(separator: "   ")
    let fits = DisplayWidth.of(timed) < Screen.width
    let whole = fits ? timed : ([line] + hints).joined(separator: "   ")
    guard Layout.current.hasColumns else {
      return Screen.wrapped(String(whole.drop { $0 == " " }), indent: 5)
        .joined(separator: "\n")
    }
    return style.faint(DisplayWidth.cut(whole, to: Screen.width - 1))
  }

  /// Returns the command that somebody may have meant whose words led to nothing.
  private func commandHint(_ text: String) -> String? {
    let words = text.lowercased().split { !$0.isLetter && $0 != "_" }.map(String.init)
    guard let first = words.first, words.count <= 6 else { return nil }
    let role = policy.matrix.roles.first { role in
      words.dropFirst().contains { ASCIIText.isEqual($0, role.name) }
    }
    if let role, ["switch", "change", "become", "go", "i"].contains(first) {
      return ":role \(role.name.lowercased()) switches"
    }
    let isCommand = first.utf8.count > 2 && CommandTable.command(named: first) != nil
    return isCommand ? ":\(first) is a command, with the colon" : nil
  }

  /// Returns what to say where a call was declined because nobody could be asked.
  func unapproved(_ traces: [CallTrace]) -> LineResult? {
    guard ask == nil, !options.interactive else { return nil }
    let declined = traces.filter { $0.call.consent?.answer == .declined }
    guard let tool = declined.first?.call.tool, consents.mode(of: tool) == .ask else { return nil }
    return .no("\(SafeText.line(tool)) asks for approval: add --approve \(SafeText.line(tool))")
  }

  private func stopped(_ error: TurnError, _ printer: TurnPrinter) -> LineResult {
    let count = printer.traces.count
    let calls = count == 0 ? "no call ran" : "\(Screen.count(count, "call")) already ran"
    guard error == .cancelled else {
      return LineResult(
        ending: .undecided,
        problem: [
          "The turn stopped: \(SafeText.line(error.description)).",
          "\(calls.prefix(1).uppercased() + calls.dropFirst()). :undo removes the turn.",
        ]
      )
    }
    show([style.faint("     stopped by you, \(calls)   :retry sends it again   :undo removes it")])
    return LineResult(ending: .stopped)
  }
}
