import AccessControl
import Incidents
import Agent
import Documents
import Exercises
import Values

extension REPLSession {
  /// Shows the last turns as far as the role may read them, with their calls.
  func showLog(_ argument: String) -> LineResult {
    guard let session, let screen = callScreen else { return noRole }
    guard let count = argument.isEmpty ? 10 : Int(argument), count > 0 else {
      return .usage("How many turns? :log [N]")
    }
    let exercise = snapshot.exercise
    let readable = exercise.thread.items(readableBy: session.role, under: policy.matrix)
    let first = max(1, exercise.thread.turns - count + 1)
    guard exercise.thread.turns > 0 else {
      show(["Nothing was said yet."])
      return .done
    }
    var lines: [String] = []
    for turn in first...exercise.thread.turns {
      let items = readable.filter { $0.turn == turn }
      guard !items.isEmpty else {
        lines.append("turn \(turn)  hidden - another role's turn that needs more permissions")
        continue
      }
      for item in items {
        switch item.content {
        case .userMessage(let text):
          let time = item.at.timeOfDay
          lines.append("turn \(turn)  \(item.session.role), \(item.session.user), \(time)")
          lines += Screen.wrapped("> " + SafeText.line(text), indent: 2)
        case .assistantMessage(let text):
          for line in SafeText.block(text).split(separator: "\n", omittingEmptySubsequences: false)
          { lines += Screen.wrapped(String(line), indent: 2) }
        case .inject(let text, _):
          lines += Screen.wrapped("! " + SafeText.line(text), indent: 2)
        case .toolOutput(let call):
          if let trace = exercise.calls.first(where: { $0.call.id == call.id }) {
            lines.append(screen.line(trace))
          }
        case .toolCall: break
        }
      }
    }
    page(lines)
    return .done
  }

  /// Takes the last turn back and says it again, or says something else instead.
  func retry(_ text: String) async -> LineResult {
    guard let last = lastTurn else {
      return .nothing("Nothing was said yet that could be retried.")
    }
    _ = undo("")
    return await speak(text.isEmpty ? last.text : text, as: last.session)
  }

  /// Takes the last turn back and puts its words on the line.
  func editLast() -> LineResult {
    guard let last = lastTurn else { return .nothing("Nothing was said yet that could be edited.") }
    _ = undo("")
    let isOwn = last.session == session
    nextLine =
      isOwn ? last.text : ":as \(last.session.role.name.lowercased()) \(last.text)"
    return .done
  }

  /// The words of the last step, where that was a turn.
  private var lastTurn: (text: String, session: Session)? {
    guard let step = steps.last, step.name.hasPrefix("turn "), let told = snapshot.story.last,
      case .say(let text, _) = told.action
    else { return nil }
    return (text, told.session)
  }

  /// Lists what was typed.
  func showHistory(_ arguments: String) -> LineResult {
    var words = arguments.split(separator: " ").map(String.init)
    var role: Role?
    if let flag = words.firstIndex(of: "--role") {
      guard words.indices.contains(flag + 1),
        let named = policy.matrix.role(named: words[flag + 1])
      else { return .usage("Whose lines? :history [PATTERN] [--role NAME]") }
      role = named
      words.removeSubrange(flag...flag + 1)
    }
    let pattern = words.joined(separator: " ")
    let known = options.history() + typed.dropLast()
    let found = known.filter { line in
      (role == nil || line.role == role?.name)
        && (pattern.isEmpty || line.text.localizedContains(pattern))
    }.map(\.text)
    if isForPrograms {
      answer(.array(found.map { .string($0) }), of: "history")
      return .done
    }
    guard !found.isEmpty else {
      show([pattern.isEmpty ? "Nothing was typed yet." : "No line has that in it."])
      return .done
    }
    page(
      found.suffix(200).map {
        Screen.cut("  " + SafeText.line($0))
      }
    )
    return .done
  }

  /// Counts turns, calls and tokens.
  func showStats() -> LineResult {
    let exercise = snapshot.exercise
    let outcomes = ["ok", "denied", "declined", "invalid", "failed"].compactMap { word in
      let count = exercise.calls.count { $0.call.outcome.word == word }
      return count == 0 ? nil : "\(count) \(word)"
    }
    let time = exercise.world.clock.seconds - snapshot.start.seconds
    show(
      Screen.card([
        ("model", SafeText.line(model.name)), ("turns", "\(exercise.thread.turns)"),
        (
          "calls",
          "\(exercise.calls.count)"
            + (outcomes.isEmpty ? "" : ": " + outcomes.joined(separator: ", "))
        ),
        ("tokens", tokensText),
        ("cost", cost.map(TokenPrice.text) ?? "no price is set (price: IN/OUT)"),
        ("time", "\(TimeSpan(seconds: time)) on the exercise's clock"),
        ("audit", "\(exercise.audit.records.count) records, head \(exercise.audit.head)"),
      ])
    )
    return .done
  }

  private var tokensText: String {
    guard tokens > 0 else { return "none counted" }
    guard usage.total == tokens else { return "\(tokens)" }
    let cached = usage.cached > 0 ? " (\(usage.cached) of them cached)" : ""
    let reasoning = usage.reasoning > 0 ? " (\(usage.reasoning) of them reasoning)" : ""
    return "\(tokens): \(usage.input) in\(cached), \(usage.output) out\(reasoning)"
  }

  /// Shows the models, or takes another one; what was said until now stays.
  func showModels(_ name: String) async -> LineResult {
    if !name.isEmpty, name != model.name {
      guard let make = options.makeModel else {
        return .usage("The model is chosen at the start: --model \(SafeText.line(name))")
      }
      do throws(ModelError) {
        model = try make(name)
      } catch {
        return LineResult(
          ending: .undecided,
          problem: ["\(SafeText.line(error.description))."]
        )
      }
      show(["\(SafeText.line(model.name)) answers from now on."])
      return .done
    }
    let found = await options.models?() ?? []
    let isKnown = found.contains { $0.name == model.name }
    let known = (isKnown ? [] : [REPLOptions.ModelEntry(name: model.name)]) + found
    if isForPrograms {
      let entries = known.map {
        JSONValue.object([
          "current": .bool($0.name == model.name), "name": .string($0.name),
          "state": .string($0.state), "summary": .string($0.summary),
        ])
      }
      answer(.array(entries), of: "model")
      return .done
    }
    show(
      Screen.table(
        known.map {
          [
            ($0.name == model.name ? "* " : "  ") + SafeText.line($0.name),
            SafeText.line($0.summary), SafeText.line($0.state),
          ]
        },
        indent: 0
      ).map { Screen.cut($0) }
    )
    return .done
  }

  /// Begins again: a new conversation on a fresh world; what was saved stays.
  func reset(_ argument: String) async -> LineResult {
    guard argument.isEmpty || argument == "--incidents" else {
      return .usage(":reset begins again: a new conversation on a fresh world")
    }
    if let ask, !snapshot.story.isEmpty {
      let answer = await ask("     Begin again on a fresh world? y/N> ", "") ?? ""
      guard ["y", "yes"].contains(REPLCommandParser.trimmed(answer).lowercased()) else {
        show(["Nothing was changed."])
        return .done
      }
    }
    let old = journal?.extent == nil ? nil : journal?.name
    beginAnew()
    if journal != nil { save(as: nil) }
    show([
      "a fresh world, \(snapshot.exercise.world.clock)" + (old.map { "; \($0) is saved" } ?? "")
    ])
    return .done
  }

  /// Writes lines, through a pager where they don't fit on the screen.
  func page(_ lines: [String]) {
    guard !isForPrograms else { return show(lines) }
    let lines = lines.flatMap(Screen.fitted).map(Screen.guarded)
    if isPaging, let pager = options.pager, lines.count > options.rows() - 1,
      pager(lines.map { $0 + "\n" }.joined())
    {
      return
    }
    show(lines)
  }
}

extension String {
  /// Whether a text has another one in it, ASCII case aside.
  fileprivate func localizedContains(_ other: String) -> Bool {
    lowercased().contains(other.lowercased())
  }
}
