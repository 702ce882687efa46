/// Writes help from the table of commands.
enum HelpScreen {
  /// Returns the list of all commands.
  static func overview() -> [String] {
    var lines = ["Type a question for the agent, or a command:"]
    let widest = Command.Group.allCases.map(\.rawValue.utf8.count).max() ?? 0
    for group in Command.Group.allCases {
      let names = CommandTable.all.filter { $0.group == group }.map { ":" + $0.name }
      lines += Screen.wrapped(
        names.joined(separator: " "),
        indent: widest + 4,
        first: "  " + DisplayWidth.padded(group.rawValue, to: widest) + "  "
      )
    }
    return lines + [
      "Keys  Tab complete   Up/Down history by prefix   Ctrl-R search",
      "      Alt-Enter new line   Ctrl-C clear or stop   Ctrl-D leave",
      "A line that begins with a tool's name calls it: restart_service service=Redis",
      "Examples",
      "  :role ops                     switch department",
      "  :as finance what does this cost us?",
      "  :can restart_service ops",
      ":help COMMAND explains one.   :help keys",
    ]
  }

  /// Returns everything about one command.
  static func detail(of command: Command) -> [String] {
    let usage = ":\(command.name)" + (command.arguments.isEmpty ? "" : " \(command.arguments)")
    let aliases = command.aliases.map { $0 == "?" ? $0 : ":" + $0 }
    return [usage + (aliases.isEmpty ? "" : "   (\(aliases.joined(separator: ", ")))")]
      + ["  \(command.summary)"] + command.detail.flatMap { Screen.wrapped($0, indent: 2) }
      + ["  for example: \(command.example)"]
  }

  /// The keys at the prompt and while the agent works.
  static let keys = [
    "At the prompt",
    "  Enter                 send",
    "  Alt-Enter             new line in the same message",
    "  Tab                   complete, or list what is possible",
    "  Up, Down              earlier lines that begin like this one",
    "  Ctrl-R                search earlier lines",
    "  Ctrl-C                clear the line",
    "  Ctrl-D                leave, on an empty line",
    "  Ctrl-W, Ctrl-U        delete the word, or all, before the cursor",
    "  Ctrl-K, Ctrl-Y        delete to the end, put back",
    "  Ctrl-_                undo an edit",
    "  Ctrl-L                clear the screen",
    "  Ctrl-Z                suspend; fg comes back to the line",
    "  a pasted text of several lines is one message",
    "While the agent works",
    "  Ctrl-C                stop the turn",
    "libedit reads ~/.editrc for other keys.",
  ]
}
