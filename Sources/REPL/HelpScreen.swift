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
      "Keys  Tab complete   Up/Down history by prefix   Ctrl-R search   Ctrl-D leave",
      "      Alt-Enter new line   Ctrl-X Ctrl-E editor    Ctrl-C clear or stop",
      "Examples",
      "  :role ops                     switch department",
      "  :as finance what does this cost us?",
      "  :record --all today.scenario.yaml",
      ":help COMMAND explains one.   :help keys   roles   scripting   record",
    ]
  }

  /// Returns everything about one command.
  static func detail(of command: Command) -> [String] {
    let usage = ":\(command.name)" + (command.arguments.isEmpty ? "" : " \(command.arguments)")
    let aliases = command.aliases.map { $0 == "?" ? $0 : ":" + $0 }
    let shown = usage + (aliases.isEmpty ? "" : "   (\(aliases.joined(separator: ", ")))")
    return Screen.wrapped(shown, indent: 4, first: "")
      + ["  \(command.summary)"] + command.detail.flatMap { Screen.wrapped($0, indent: 2) }
      + Screen.wrapped("for example: \(command.example)", indent: 2)
  }

  /// The topics besides commands.
  static let topics = ["keys", "record", "roles", "scripting"]

  /// How lines are run without a person.
  static let scripting = [
    "tabletop -c ':role it' -c 'restart Redis' --approve restart_service",
    "tabletop -f drill.tt     tabletop < drill.tt",
    "  Each line is what you would type; # begins a remark; lines between \"\"\" marks",
    "  are one message. No banner, prompt or colour; the first error ends the script",
    "  and is told with its file and line.",
    "  --keep-going  goes on after errors      --echo  shows each line first",
    "  -i            prompts afterwards        --role  who speaks",
    "  --approve TOOL  runs what asks; without a terminal it is declined otherwise",
    "  --output text|plain|json|jsonl|quiet    :COMMAND --json  this answer only",
    "  --log-file FILE  adds each event to a file, as --output jsonl writes it",
    "Exit status: 0 done, 1 the answer is no (:can, :expect, declined), 2 a line that",
    "makes no sense, 3 the model gave no answer.",
  ]

  /// How a session becomes a scenario.
  static let record = [
    ":record --all FILE    everything so far, also after the fact",
    ":record --from N FILE from turn N; what came before leads up to it",
    ":record FILE          from here on; the prompt shows REC; :record stop writes it",
    "--assert LEVEL        loose, calls (what is asserted unless said) or strict",
    ":expect ...           asserts something of the last turn; what holds is recorded",
    ":mark TEXT            a remark in the file",
    ":clock +15m           a gap of 15 minutes in the file",
    "Asserted: which calls were made, with which arguments, what became of each, and",
    "which facts changed. Answers are not asserted unless :expect text says so.",
    "The file is played at once on a fresh world; tabletop run FILE plays it again.",
  ]

  /// The keys at the prompt and while the agent works.
  static let keys = [
    "At the prompt",
    "  Enter                 send",
    "  Alt-Enter             new line in the same message",
    "  Tab                   complete, or list what is possible",
    "  Up, Down              earlier lines that begin like this one",
    "  Ctrl-R, Ctrl-S        search earlier lines, back and forth",
    "  Ctrl-X Ctrl-E         edit the line in $VISUAL or $EDITOR",
    "  Ctrl-C                clear the line",
    "  Ctrl-D                leave, on an empty line",
    "  Ctrl-W, Ctrl-U        delete the word, or all, before the cursor",
    "  Ctrl-K, Ctrl-Y        delete to the end, put back",
    "  Ctrl-_                undo an edit",
    "  Ctrl-L                clear the screen",
    "  Ctrl-Z                suspend; fg comes back to the line",
    "  Alt-B, Alt-F          a word back, a word on; so do Ctrl-Left, Ctrl-Right",
    "  \"\"\"                   begins a message of several lines, and ends it",
    "  a pasted text of several lines is one message",
    "While the agent works",
    "  Ctrl-C                stop the turn",
    "At a question",
    "  Enter, Esc, Ctrl-C    no",
    "libedit reads ~/.editrc for other keys.",
  ]
}
