import Documents
import AccessControl
import Exercises
import Incidents
import Values

extension REPLSession {
  /// Performs a call that a person typed, and shows what it returns.
  func callTool(_ text: String, as borrowed: Session? = nil) async -> LineResult {
    guard let session = borrowed ?? session else { return noRole }
    guard !text.isEmpty else { return .usage("Which tool? :call TOOL KEY=VALUE...") }
    var tool = String(text.prefix { !$0.isWhitespace })
    var arguments: [String: JSONValue] = [:]
    do throws(ToolCallLineError) {
      let line = try ToolCallLine(text)
      tool = line.tool
      guard let known = policy.tool(line.tool) else { return unknownTool(line.tool) }
      // Escapes may have hidden what was not to be typed.
      arguments = try values(of: line, for: known, as: session)
        .mapValues(Redactor.shared.redacted)
    } catch {
      // What a role may not do is denied, however it is written.
      guard case .denied? = policy.gate.decide(tool: tool, as: session.role) else {
        let hint = error.suggestion.map { ", \($0)" } ?? ""
        return .usage(SafeText.line(error.description + hint) + ". Nothing was called.")
      }
    }
    let step = willChange("call of \(tool)")
    var exercise = snapshot.exercise
    exercise.approvals = .ask
    exercise.stopwatch = options.stopwatch
    let trace = await exercise.call(
      tool,
      .values(arguments),
      as: session,
      approver: SessionApprover(session: self)
    )
    snapshot.exercise = exercise
    snapshot.tell(.call(tool: tool, arguments: arguments), as: session, since: step.before)
    keep(step)
    var events = EventWriter(self, session)
    events.handle(.call(trace))
    if mode == .json { write(JSONWriter.text(trace.json) + "\n") }
    isAnswered = isAnswered || isForPrograms
    guard mode == .text || mode == .plain else { return unapproved([trace]) ?? .done }
    let result = show(trace, as: session)
    return unapproved([trace]) ?? result
  }

  /// Lists every call, or those of a turn.
  func listCalls(_ argument: String) -> LineResult {
    guard let screen = callScreen else { return noRole }
    guard let calls = calls(in: argument) else {
      return .usage(":calls lists every call, :calls --turn N those of a turn")
    }
    page(noCalls(argument, calls).map { [$0] } ?? calls.map(screen.line))
    return .done
  }

  /// Shows one call in full, as far as the role may see it.
  func showCall(_ argument: String) -> LineResult {
    guard let screen = callScreen else { return noRole }
    guard let trace = call(argument) else { return unknownCall(argument) }
    let call = trace.call
    show([screen.line(trace)])
    let session = call.attribution.session
    var rows = [
      (label: "by", value: "\(session.user) as \(session.role), \(call.attribution.at.timeOfDay)"),
      (label: "proposed by", value: trace.proposer == .model ? "the agent" : "the person"),
    ]
    if let duration = trace.duration, options.interactive {
      rows.append(("took", Self.text(duration)))
    }
    let missing = screen.disclosure.missing(toRead: call)
    if missing.isEmpty {
      let names = policy.tool(call.tool)?.parameters.map(\.name) ?? []
      let known = names.filter { call.arguments[$0] != nil }
      for name in known + call.arguments.keys.filter({ !names.contains($0) }).sorted() {
        let value = call.arguments[name].map { $0.text ?? JSONWriter.text($0) } ?? ""
        let note = call.filledFromContext.contains(name) ? " (from the incident in focus)" : ""
        rows.append((label: SafeText.line(name), value: SafeText.line(value) + note))
      }
    } else {
      rows.append((label: "the rest", value: screen.disclosure.hidden(missing)))
    }
    show(Screen.card(rows, indent: 5))
    show(Array(screen.block(trace).dropFirst()))
    if missing.isEmpty, case .ok(let result) = call.outcome {
      show(["     result"] + ResultScreen.lines(result, indent: 7))
    }
    return .done
  }

  /// Returns a time as people read it, such as `0.4 ms`, `12 ms` or `1.5 s`.
  static func text(_ duration: Duration) -> String {
    let (seconds, rest) = duration.components
    let whole = Int(clamping: min(seconds, 1_000_000_000)) * 1_000_000
    let microseconds = whole + Int(clamping: rest / 1_000_000_000_000)
    switch microseconds {
    case ..<100: return "under 0.1 ms"
    case ..<10_000: return "\(microseconds / 1_000).\(microseconds % 1_000 / 100) ms"
    case ..<1_000_000: return "\(microseconds / 1_000) ms"
    default: return "\(microseconds / 1_000_000).\(microseconds % 1_000_000 / 100_000) s"
    }
  }

  /// Explains a decision.
  func explain(_ argument: String) -> LineResult {
    guard let screen = callScreen else { return noRole }
    let denied = snapshot.exercise.calls.last { $0.denial != nil }
    guard let trace = argument.isEmpty ? denied : call(argument) else {
      return argument.isEmpty ? .nothing("Nothing was denied yet.") : unknownCall(argument)
    }
    show(screen.explanation(of: trace, turn: snapshot.turns[trace.number]))
    return .done
  }

  /// Lists what calls changed.
  func listChanges(_ argument: String) -> LineResult {
    guard let screen = callScreen else { return noRole }
    guard let calls = calls(in: argument) else {
      return .usage(":changes lists every change, :changes --turn N those of a turn")
    }
    let changing = calls.filter { !$0.changes.isEmpty }
    guard !changing.isEmpty else {
      show([noCalls(argument, calls) ?? "No call has changed anything."])
      return .done
    }
    for trace in changing { show([screen.line(trace)] + screen.changes(trace.changes)) }
    return .done
  }

  private func noCalls(_ argument: String, _ calls: [CallTrace]) -> String? {
    guard calls.isEmpty else { return nil }
    return argument.isEmpty ? "No calls yet." : "No call was made in that turn."
  }

  /// Returns every call, or those of the turn that `--turn N` names; nil for anything else.
  func calls(in argument: String) -> [CallTrace]? {
    let calls = snapshot.exercise.calls
    if argument.isEmpty { return calls }
    let words = argument.split(separator: " ")
    guard words.count == 2, words[0] == "--turn", let turn = Int(words[1]) else { return nil }
    return calls.filter { snapshot.turns[$0.number]?.number == turn }
  }

  /// How calls are written for the role that looks.
  var callScreen: CallScreen? {
    session.map {
      CallScreen(disclosure: Disclosure(policy: policy, role: $0.role), style: style)
    }
  }

  /// Returns typed arguments; for a call that is denied anyway, without judging them.
  private func values(
    of line: ToolCallLine,
    for tool: ToolDescription,
    as session: Session
  ) throws(ToolCallLineError) -> [String: JSONValue] {
    do throws(ToolCallLineError) {
      return try line.values(for: tool)
    } catch {
      guard case .denied? = policy.gate.decide(tool: tool.name, as: session.role) else {
        throw error
      }
      return Dictionary(
        line.arguments.map { ($0.name, ToolCallLine.value($0.value, kind: .text)) },
        uniquingKeysWith: { first, _ in first }
      )
    }
  }

  private func show(_ trace: CallTrace, as session: Session) -> LineResult {
    let viewer = self.session?.role ?? session.role
    let own = Disclosure(policy: policy, role: session.role)
    let screen = CallScreen(disclosure: own, style: style, viewer: viewer)
    if case .invalid(let reason) = trace.call.outcome {
      show([screen.line(trace)])
      return .usage(SafeText.line(reason) + ". Nothing was changed.")
    }
    show(screen.block(trace))
    if case .ok(let result) = trace.call.outcome { show(ResultScreen.lines(result)) }
    return .done
  }

  func call(_ argument: String) -> CallTrace? {
    let calls = snapshot.exercise.calls
    guard let number = Int(argument), calls.indices.contains(number - 1) else { return nil }
    return calls[number - 1]
  }

  private func unknownCall(_ argument: String) -> LineResult {
    let count = snapshot.exercise.calls.count
    guard count > 0 else { return .nothing("No calls yet.") }
    let shown = DisplayWidth.cut(SafeText.line(argument), to: 40)
    return .usage(
      argument.isEmpty ? "Which call, 1-\(count)?" : "No call \(shown), only 1-\(count)."
    )
  }
}
