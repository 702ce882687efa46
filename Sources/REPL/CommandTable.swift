/// Every command, in the order in which help lists them.
enum CommandTable {
  /// All of them.
  static let all: [Command] = who + permissions + talk + sessions + program

  /// Returns the command of this name or alias.
  static func command(named name: String) -> Command? {
    all.first { $0.name == name || $0.aliases.contains(name) }
  }

  private static let who = [
    Command(
      name: "role",
      aliases: ["r"],
      arguments: "[NAME] [--user ID]",
      group: .who,
      summary: "switch role; alone: the roles",
      detail: ["The incident and the conversation stay; what the new role may see differs."],
      example: ":role finance",
      completes: [.role],
      run: { $0.switchRole($1) }
    ),
    Command(
      name: "as",
      arguments: "NAME TEXT",
      group: .who,
      summary: "one turn or call as another role, then back",
      detail: ["TEXT goes to the agent; a line that begins with a tool's name is a call."],
      example: ":as it restart Redis",
      completes: [.role, .call],
      run: { await $0.speakAs($1) }
    ),
    Command(
      name: "whoami",
      group: .who,
      summary: "role, user, permissions",
      example: ":whoami",
      run: { session, _ in session.showIdentity() }
    ),
    Command(
      name: "incidents",
      group: .who,
      summary: "the incidents this role may see",
      example: ":incidents",
      run: { session, _ in session.listIncidents() }
    ),
    Command(
      name: "incident",
      aliases: ["i"],
      arguments: "[ID]",
      group: .who,
      summary: "work on an incident; show its card",
      detail: [
        "The card is what view_incident_details returns to your role: the gate decides,"
          + " the call is recorded, and a field you may not see is named with the permission"
          + " it needs."
      ],
      example: ":incident INC-001",
      completes: [.incident],
      run: { $0.showIncident($1) }
    ),
    Command(
      name: "timeline",
      arguments: "[ID]",
      group: .who,
      summary: "what happened, oldest first, and who did it",
      example: ":timeline",
      completes: [.incident],
      run: { $0.showTimeline($1) }
    ),
  ]

  private static let permissions = [
    Command(
      name: "tools",
      arguments: "[ROLE] [--all]",
      group: .permissions,
      summary: "the tools a role can use, with what they need",
      example: ":tools --all",
      completes: [.role, .word(["--all"])],
      run: { $0.listTools($1) }
    ),
    Command(
      name: "tool",
      arguments: "NAME",
      group: .permissions,
      summary: "a tool's arguments, permissions and an example",
      example: ":tool restart_service",
      completes: [.tool],
      run: { $0.showTool($1) }
    ),
    Command(
      name: "call",
      arguments: "TOOL KEY=VALUE...",
      group: .permissions,
      summary: "call a tool yourself: same gate, no model",
      detail: [
        "A value is a word, text in double quotes, or a list in brackets.",
        "The name of a tool at the start of a line does the same without :call.",
      ],
      example: ":call restart_service service=Redis",
      completes: [.call],
      run: { $0.callTool($1) }
    ),
    Command(
      name: "matrix",
      group: .permissions,
      summary: "which role holds which permission",
      example: ":matrix",
      run: { session, _ in session.showMatrix() }
    ),
    Command(
      name: "can",
      arguments: "TOOL [ROLE]",
      group: .permissions,
      summary: "may a role use a tool? no sets the exit status to 1",
      example: ":can restart_service finance",
      completes: [.tool, .role],
      run: { $0.answerCan($1) }
    ),
    Command(
      name: "why",
      arguments: "[N]",
      group: .permissions,
      summary: "the reasons of call N, or of the last denial",
      example: ":why",
      run: { $0.explain($1) }
    ),
  ]

  private static let talk = [
    Command(
      name: "try",
      arguments: "[N]",
      group: .talk,
      summary: "things this role might say first; say one",
      detail: ["Right after the greeting the number alone does it too."],
      example: ":try 1",
      run: { await $0.tryStarter($1) }
    ),
    Command(
      name: "calls",
      group: .talk,
      summary: "every call so far",
      example: ":calls",
      run: { session, _ in session.listCalls() }
    ),
    Command(
      name: "show",
      arguments: "N",
      group: .talk,
      summary: "call N in full: who, arguments, result",
      example: ":show 1",
      run: { $0.showCall($1) }
    ),
    Command(
      name: "changes",
      group: .talk,
      summary: "what changed, old -> new, and by which call",
      example: ":changes",
      run: { session, _ in session.listChanges() }
    ),
    Command(
      name: "undo",
      arguments: "[N]",
      group: .talk,
      summary: "take back the last N turns, calls or skips of the clock",
      detail: ["Conversation, record and world all return to what they were."],
      example: ":undo",
      run: { $0.undo($1) }
    ),
    Command(
      name: "clock",
      arguments: "[+SPAN]",
      group: .talk,
      summary: "the time in the exercise; skip ahead",
      example: ":clock +15m",
      run: { $0.moveClock($1) }
    ),
  ]

  private static let program = [
    Command(
      name: "help",
      aliases: ["h", "?"],
      arguments: "[COMMAND|keys]",
      group: .program,
      summary: "this list; a command in detail",
      example: ":help incident",
      completes: [.command],
      run: { $0.showHelp($1) }
    ),
    Command(
      name: "version",
      group: .program,
      summary: "the version of tabletop",
      example: ":version",
      run: { session, _ in session.showVersion() }
    ),
    Command(
      name: "clear",
      group: .program,
      summary: "clear the screen, nothing else",
      example: ":clear",
      run: { session, _ in session.clearScreen() }
    ),
    Command(
      name: "quit",
      aliases: ["q"],
      group: .program,
      summary: "leave; Ctrl-D on an empty line does too",
      example: ":quit",
      run: { _, _ in .leave }
    ),
  ]
}
