import Values

extension REPLSession {
  /// Shows every command, one command, or the keys.
  func showHelp(_ argument: String) -> LineResult {
    let topic = argument.hasPrefix(":") ? String(argument.dropFirst()) : argument
    if topic.isEmpty {
      show(HelpScreen.overview())
    } else if topic == "keys" {
      show(HelpScreen.keys)
    } else if let command = CommandTable.command(named: topic) {
      show(HelpScreen.detail(of: command))
    } else {
      let near = NearMatch.suggestions(for: topic, among: CommandTable.all.map(\.name))
      let shown = DisplayWidth.cut(TerminalText.line(topic), to: 40)
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
    if options.interactive { write("\u{1B}[H\u{1B}[2J") }
    return .done
  }
}
