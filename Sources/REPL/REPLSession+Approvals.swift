import AccessControl
import Agent
import Documents
import Exercises
import Incidents
import Values

/// Which calls a person is asked about, and what was allowed for good.
struct Consents: Sendable {
  /// What happens to a call that weighs.
  enum Mode: String, Sendable, CaseIterable {
    /// A person is asked.
    case ask
    /// It runs.
    case auto
    /// It does not run.
    case deny
  }

  /// For tools that nothing else is said of.
  var mode = Mode.ask
  /// For single tools, by name.
  var tools: [String: Mode] = [:]

  /// Creates consents in which these tools run without asking; `all` stands for each.
  init(approved: Set<String>) {
    if approved.contains("all") { mode = .auto }
    for tool in approved where tool != "all" { tools[tool] = .auto }
  }

  /// Returns what happens to calls of a tool.
  func mode(of tool: String) -> Mode { tools[tool] ?? mode }
}

/// Lets the session answer the questions of its exercise.
struct SessionApprover: Approver {
  let session: REPLSession

  func answer(_ question: ApprovalQuestion) async -> ApprovalAnswer {
    await session.answer(question)
  }

  func letsGoOn(after pause: TurnPause) async -> Bool {
    await session.letsGoOn(after: pause)
  }
}

extension REPLSession {
  /// Shows or sets which calls a person is asked about.
  func setApprovals(_ arguments: String) -> LineResult {
    let words = arguments.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first else {
      showApprovals()
      return .done
    }
    if first == "clear", words.count == 1 {
      consents.tools = [:]
      show(["every tool asks again where the mode says so: \(consents.mode.rawValue)"])
      return .done
    }
    guard let mode = Consents.Mode(rawValue: first), words.count <= 2 else {
      return .usage(":approvals ask, auto or deny, and maybe a TOOL; :approvals clear")
    }
    if mode == .auto, options.isLocked {
      return .nothing(":approvals auto is locked here: the terminal belongs to one participant.")
    }
    guard words.count == 2 else {
      consents.mode = mode
      showApprovals()
      return .done
    }
    guard let tool = policy.tool(words[1]), tool.consent != nil else {
      return policy.tool(words[1]) == nil
        ? unknownTool(words[1]) : .usage("\(words[1]) never asks.")
    }
    consents.tools[tool.name] = mode
    showApprovals()
    return .done
  }

  private func showApprovals() {
    show(["approvals: \(consents.mode.rawValue)"])
    let rows = policy.tools.filter { $0.consent != nil }.map { tool in
      let form =
        if case .typed(let parameter)? = tool.consent { "type the \(parameter)" } else { "y or n" }
      return [tool.name, consents.mode(of: tool.name).rawValue, form]
    }
    show(Screen.table(rows))
  }

  /// Answers whether a call may run: by what was set, or by asking the person at the terminal.
  func answer(_ question: ApprovalQuestion) async -> ApprovalAnswer {
    let tool = question.tool.name
    let turn = question.proposer == .person ? nil : snapshot.exercise.thread.turns + 1
    EventWriter(self, question.session, turn: turn).ask(question)
    // What others wrote may have led to the call: no standing answer counts then.
    if question.reason == .always {
      switch consents.mode(of: tool) {
      case .auto: return .approved
      case .deny: return .declined(reason: "approvals are set to deny (:approvals)")
      case .ask: break
      }
    }
    guard let ask else {
      return .declined(
        reason: "it asks for approval and there is no terminal (--approve \(tool))"
      )
    }
    let screen = ApprovalScreen(
      question: question,
      incident: snapshot.exercise.incident,
      disclosure: Disclosure(policy: policy, role: question.session.role)
    )
    display(screen.lines)
    let began = options.stopwatch()
    defer { waited += began.duration(to: options.stopwatch()) }
    if case .typed(let parameter)? = question.tool.consent,
      let value = question.arguments[parameter]
    {
      return await askForValue(ApprovalScreen.text(value), ask)
    }
    if let recipients = screen.recipientsOfAll { return await askForValue(recipients, ask) }
    return await askForConsent(question, screen, ask)
  }

  /// Asks the person at the terminal whether a turn may go beyond a limit; without one it may not.
  func letsGoOn(after pause: TurnPause) async -> Bool {
    guard let ask else { return false }
    let what = pause.limit == .calls ? "tool call" : "request"
    let said = "Stopped after \(Screen.count(pause.count, what)) in one turn."
    let question = "Continue for \(pause.more) more? y/N> "
    let isOneLine = said.count + question.count + 6 <= Layout.current.width
    if !isOneLine { display(["     \(said)"]) }
    let began = options.stopwatch()
    defer { waited += began.duration(to: options.stopwatch()) }
    let typed = await ask("     " + (isOneLine ? "\(said) " : "") + question, "") ?? ""
    return ["y", "yes"].contains(REPLCommandParser.trimmed(typed).lowercased())
  }

  private func askForValue(
    _ value: String,
    _ ask: @Sendable (String, String) async -> String?
  ) async -> ApprovalAnswer {
    while let typed = await ask("     Type \(value) to approve, n to decline> ", "") {
      let answer = REPLCommandParser.trimmed(typed).lowercased()
      if answer == value { return .approved }
      if answer.isEmpty || answer == "n" || answer == "no" {
        return await .declined(reason: reason(ask))
      }
      display(["     That is not \(value). Nothing has run yet."])
    }
    return .declined(reason: "you said no")
  }

  private func askForConsent(
    _ question: ApprovalQuestion,
    _ screen: ApprovalScreen,
    _ ask: @Sendable (String, String) async -> String?
  ) async -> ApprovalAnswer {
    let prompt =
      Layout.current.width < 60
      ? "     Allow? y/n/a/e/?> " : "     Allow? y yes, n no, a always, e edit, ? more> "
    while let typed = await ask(prompt, "") {
      switch REPLCommandParser.trimmed(typed).lowercased() {
      case "y", "yes": return .approved
      case "a", "always":
        if question.reason == .always { consents.tools[question.tool.name] = .auto }
        return .approved
      case "", "n", "no": return await .declined(reason: reason(ask))
      case "?": display(screen.details)
      case "e", "edit":
        if let edited = await edited(question, ask) { return .edited(.values(edited)) }
      default: display(["     Answer y, n, a, e or ?. Nothing has run yet."])
      }
    }
    return .declined(reason: "you said no")
  }

  private func reason(_ ask: @Sendable (String, String) async -> String?) async -> String {
    let typed = await ask("     reason for the agent (Enter to skip)> ", "") ?? ""
    let reason = REPLCommandParser.trimmed(typed)
    return reason.isEmpty
      ? "you said no" : "you said no: \(reason)"
  }

  /// Lets the person change the arguments; nil where what they typed is no call of the tool.
  private func edited(
    _ question: ApprovalQuestion,
    _ ask: @Sendable (String, String) async -> String?
  ) async -> [String: JSONValue]? {
    let order = question.tool.parameters.map(\.name)
    let line = ToolCallLine.text(tool: "", arguments: question.arguments, order: order)
    let prefill = SafeText.line(REPLCommandParser.trimmed(line))
    guard let typed = await ask("     \(question.tool.name)> ", prefill) else { return nil }
    do throws(ToolCallLineError) {
      return try ToolCallLine("\(question.tool.name) \(typed)").values(for: question.tool)
    } catch {
      display(["     \(SafeText.line(error.description)). Nothing has run yet."])
      return nil
    }
  }
}

/// What a person is shown before a call that weighs.
struct ApprovalScreen {
  /// The question.
  let question: ApprovalQuestion
  /// The incident in focus.
  let incident: String?
  /// What the person may see; nil where effects are not shown.
  var disclosure: Disclosure?

  /// Returns the call, what it does, and in whose name.
  var lines: [String] {
    let order = question.tool.parameters.map(\.name)
    let arguments = ToolCallLine.text(
      tool: "",
      arguments: question.arguments.filter { $0.key != "incident_id" },
      order: order
    )
    let call = question.tool.name + " " + arguments
    let number = String(question.number)
    let margin = String(repeating: " ", count: max(0, 3 - number.count))
    let left = DisplayWidth.cut(
      "\(margin)\(number)  \(SafeText.line(call))",
      to: Screen.outcomeColumn - 2
    )
    var lines = [DisplayWidth.padded(left, to: Screen.outcomeColumn) + "asks"]
    if !Layout.current.hasColumns {
      lines = Screen.wrapped("Call \(number) asks: \(SafeText.line(call))", indent: 2, first: "")
    }
    let where_ = question.arguments["incident_id"]?.text ?? incident
    let session = question.session
    let place = [where_, "as \(session.role)", session.user].compactMap { $0 }
      .joined(separator: ", ")
    lines += Screen.wrapped("\(SafeText.line(question.tool.summary)) \(place).", indent: 5)
    for name in order {
      // A long text is shown whole: it is what will be sent or kept.
      guard let text = question.arguments[name]?.text, text.utf8.count > 30 else { continue }
      lines += Screen.wrapped("\(name): \(SafeText.line(text))", indent: 5)
    }
    let effects = disclosure.map { disclosure in
      question.effects().filter { disclosure.shows($0.path) }.prefix(6).map {
        "\(SafeText.line($0.path.description)) -> \(CallScreen.text($0.new))"
      }
    }
    if let effects, !effects.isEmpty {
      lines += Screen.wrapped("Would set \(effects.joined(separator: ", ")).", indent: 5)
    }
    if question.reason == .untrustedContent {
      lines += Screen.wrapped(
        "The agent has read text that others may have written; make sure you want this.",
        indent: 5
      )
    }
    return lines
  }

  /// How many people a message to every customer would reach, as text to type again.
  ///
  /// Nil for any other call, and where the person may not see the number.
  var recipientsOfAll: String? {
    let notice = question.effects().filter { $0.path.parts.first == "outbox" }
    func value(_ field: String) -> WorldChange? { notice.first { $0.path.parts.last == field } }
    guard value("segment")?.new?.text == Segment.all.rawValue, let reached = value("recipients"),
      let count = reached.new?.int, disclosure?.shows(reached.path) == true
    else { return nil }
    return String(count)
  }

  /// Returns what else there is to know.
  var details: [String] {
    let needs = question.tool.requires.map(\.name).joined(separator: ", ")
    var rows = [(label: "needs", value: "\(needs), which \(question.session.role) holds")]
    for (name, value) in question.arguments.sorted(by: { $0.key < $1.key }) {
      rows.append((label: SafeText.line(name), value: SafeText.line(Self.text(value))))
    }
    rows.append((label: "undo", value: ":undo takes it back in this exercise"))
    return Screen.card(rows, indent: 5)
  }

  /// Returns a value as one types it.
  static func text(_ value: JSONValue) -> String { value.text ?? JSONWriter.text(value) }
}
