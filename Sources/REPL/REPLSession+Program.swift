import AccessControl
import Documents
import Exercises
import Values

extension REPLSession {
  /// Shows every command, one command, or the keys.
  func showHelp(_ argument: String) -> LineResult {
    let topic = argument.hasPrefix(":") ? String(argument.dropFirst()) : argument
    if topic.isEmpty {
      page(HelpScreen.overview())
    } else if topic == "keys" {
      page(HelpScreen.keys)
    } else if topic == "scripting" {
      page(HelpScreen.scripting)
    } else if topic == "roles" {
      show(roleLines(marking: session?.role))
      show([":role NAME switches; :as NAME TEXT speaks once as another one"])
    } else if topic == "record" {
      page(HelpScreen.record)
      show([":help expect has the nouns"])
    } else if let command = CommandTable.command(named: topic) {
      show(HelpScreen.detail(of: command))
    } else {
      let near = NearMatch.suggestions(for: topic, among: CommandTable.all.map(\.name))
      let shown = DisplayWidth.cut(SafeText.line(topic), to: 40)
      let hint =
        near.isEmpty
        ? ":help lists commands." : "Did you mean \(list(near.map { ":" + $0 }, " or "))?"
      return .usage("No help on \(shown). \(hint)")
    }
    return .done
  }

  /// Shows the program's version.
  func showVersion() -> LineResult {
    show([options.version.isEmpty ? "tabletop" : "tabletop \(options.version)"])
    return .done
  }

  /// Clears the screen of a terminal.
  func clearScreen() -> LineResult {
    if options.interactive, !isForPrograms, !EditorState.isDumb { write("\u{1B}[H\u{1B}[2J") }
    return .done
  }

  /// Lets the person write a message in their own editor.
  func compose(_ text: String) -> LineResult {
    guard let editor = options.editor else {
      return .nothing("There is no terminal for an editor here.")
    }
    guard let written = editor(text) else {
      return .usage("The editor left nothing; $VISUAL or $EDITOR names it.")
    }
    nextLine = REPLCommandParser.trimmed(written)
    return .done
  }

  /// Checks the program's surroundings.
  func examine() async -> LineResult {
    guard let doctor = options.doctor else {
      return .usage("tabletop doctor checks the surroundings; it can't be asked from here.")
    }
    let lines = await doctor()
    guard isForPrograms else {
      show(lines)
      return .done
    }
    answer(
      .array(
        lines.map { line in
          let (level, text) = REPLCommandParser.words(REPLCommandParser.trimmed(line))
          return ["level": .string(level), "text": .string(text)]
        }
      ),
      of: "doctor"
    )
    return .done
  }

  /// Plays a short exercise in a world of its own and says what it shows.
  func showTour() async -> LineResult {
    guard !isForPrograms else { return .nothing("The tour is for people: :output text first.") }
    let roles = policy.matrix.roles
    guard let tool = policy.tools.first(where: { $0.consent != nil }),
      let holder = roles.first(where: { policy.gate.decide(tool: tool.name, as: $0) == .allowed }),
      let other = roles.first(where: { policy.gate.decide(tool: tool.name, as: $0) != .allowed }),
      let wish = tool.examples.first
    else { return .usage("This world has nothing to walk through.") }
    var options = options
    options.saving = .off
    options.role = other
    options.approved = ["all"]
    options.output = .text
    options.isLocked = false
    options.eventSink = nil
    // What its screens would suggest is no part of the world that one returns to.
    options.interactive = false
    let guided = REPLSession(
      definition: definition,
      model: model,
      options: options,
      now: now,
      write: write
    )
    let stops = [
      ("Every department talks to the same agent. \(other) asks for something:", wish),
      ("The gate denied it. Why?", ":why"),
      (
        "\(holder) may do it. :as speaks once in another role:",
        ":as \(holder.name.lowercased()) \(wish)"
      ),
      ("\(holder) sees what it changed, and can take it back:", ":role \(holder)"),
      ("", ":undo"),
      ("Who may do what is one table:", ":matrix"),
    ]
    for (words, line) in stops {
      guard !Task.isCancelled else { return LineResult(ending: .stopped) }
      let heading = words.isEmpty ? [] : ["", style.strong(SafeText.line(words))]
      show(heading + ["> \(SafeText.line(line))"])
      _ = await guided.submit(line)
    }
    show(["", "That was a world of its own; yours is as it was. :help lists commands."])
    return .done
  }

  /// Sets who asks the person at the terminal.
  func setAsk(_ ask: @escaping @Sendable (String, String) async -> String?) {
    self.ask = ask
  }

  /// Returns what is to stand on the next line, once.
  func takeNextLine() -> String? {
    defer { nextLine = nil }
    return nextLine
  }

  /// Returns what to say at the end: where the session is, and what was not written.
  func farewell() -> [String] {
    var lines: [String] = []
    if let recording {
      lines.append("the recording to \(SafeText.line(Self.file(recording.path))) was not written")
    }
    if let name = journal?.name, journal?.extent != nil, journal?.failure == nil {
      lines.append("saved as \(name)   tabletop --continue goes on with it")
    }
    return lines
  }
}
