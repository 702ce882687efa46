import Incidents
import Values

/// Every command, in the order in which help lists them.
enum CommandTable {
  /// All of them.
  static let all: [Command] = who + permissions + talk + sessions + tests + program

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
      changesWhoActs: true,
      json: { $0.roleJSON($1) },
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
      changesWhoActs: true,
      run: { await $0.speakAs($1) }
    ),
    Command(
      name: "whoami",
      group: .who,
      summary: "role, user, permissions",
      example: ":whoami",
      json: { session, _ in session.identityJSON },
      run: { session, _ in session.showIdentity() }
    ),
    Command(
      name: "incidents",
      arguments: "[--all] [--status STATUS]",
      group: .who,
      summary: "the incidents this role may see: the open ones, or all",
      example: ":incidents --status monitoring",
      completes: [.word(["--all", "--status"] + IncidentStatus.allCases.map(\.rawValue))],
      json: { $0.incidentsJSON($1) },
      run: { $0.listIncidents($1) }
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
      json: { session, _ in session.incidentJSON },
      run: { $0.showIncident($1) }
    ),
    Command(
      name: "dashboard",
      aliases: ["d"],
      group: .who,
      summary: "what matters to this role, and what waits for it",
      detail: [
        "One part for each group of fields that the role may see; the open incidents; and what"
          + " other departments asked for in vain that this role may do."
      ],
      example: ":dashboard",
      json: { session, _ in session.dashboardJSON },
      run: { session, _ in session.showDashboard() }
    ),
    Command(
      name: "timeline",
      arguments: "[ID] [--since SPAN|TIME]",
      group: .who,
      summary: "what happened, oldest first, and who did it",
      example: ":timeline",
      completes: [.incident],
      json: { $0.timelineJSON($1) },
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
      json: { $0.toolsJSON($1) },
      run: { $0.listTools($1) }
    ),
    Command(
      name: "tool",
      arguments: "NAME",
      group: .permissions,
      summary: "a tool's arguments, permissions and an example",
      example: ":tool restart_service",
      completes: [.tool],
      json: { $0.toolJSON($1) },
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
      givesJSON: true,
      run: { await $0.callTool($1) }
    ),
    Command(
      name: "matrix",
      group: .permissions,
      summary: "which role holds which permission",
      example: ":matrix",
      json: { session, _ in session.matrixJSON },
      run: { session, _ in session.showMatrix() }
    ),
    Command(
      name: "can",
      arguments: "TOOL [ROLE]",
      group: .permissions,
      summary: "may a role use a tool? no sets the exit status to 1",
      example: ":can restart_service finance",
      completes: [.tool, .role],
      json: { $0.canJSON($1) },
      run: { $0.answerCan($1) }
    ),
    Command(
      name: "why",
      arguments: "[N]",
      group: .permissions,
      summary: "the reasons of call N, or of the last denial",
      example: ":why",
      json: { $0.whyJSON($1) },
      run: { $0.explain($1) }
    ),
    Command(
      name: "approvals",
      arguments: "[ask|auto|deny [TOOL]|clear]",
      group: .permissions,
      summary: "which calls you are asked about before they run",
      detail: [
        "Only calls that the policy allows are asked about. `always` at a question sets auto for"
          + " that tool; clear takes that back."
      ],
      example: ":approvals",
      completes: [.word(["ask", "auto", "deny", "clear"]), .tool],
      json: { session, _ in session.approvalsJSON },
      run: { $0.setApprovals($1) }
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
      json: { session, _ in session.startersJSON },
      run: { await $0.tryStarter($1) }
    ),
    Command(
      name: "calls",
      arguments: "[--turn N]",
      group: .talk,
      summary: "every call so far",
      example: ":calls",
      json: { $0.callsJSON($1) },
      run: { $0.listCalls($1) }
    ),
    Command(
      name: "show",
      arguments: "N",
      group: .talk,
      summary: "call N in full: who, arguments, result",
      example: ":show 1",
      json: { $0.callJSON($1) },
      run: { $0.showCall($1) }
    ),
    Command(
      name: "changes",
      arguments: "[--turn N]",
      group: .talk,
      summary: "what changed, old -> new, and by which call",
      example: ":changes",
      json: { $0.changesJSON($1) },
      run: { $0.listChanges($1) }
    ),
    Command(
      name: "log",
      arguments: "[N]",
      group: .talk,
      summary: "the last N turns, with their calls",
      example: ":log 3",
      json: { $0.logJSON($1) },
      run: { $0.showLog($1) }
    ),
    Command(
      name: "retry",
      arguments: "[TEXT]",
      group: .talk,
      summary: "take the last turn back and say it again, or TEXT",
      example: ":retry",
      run: { await $0.retry($1) }
    ),
    Command(
      name: "edit",
      group: .talk,
      summary: "take the last turn back and put its words on the line",
      example: ":edit",
      run: { session, _ in session.editLast() }
    ),
    Command(
      name: "editor",
      aliases: ["e"],
      group: .talk,
      summary: "write a message in $VISUAL or $EDITOR",
      detail: ["Ctrl-X Ctrl-E does it with what stands on the line."],
      example: ":editor",
      run: { $0.compose($1) }
    ),
    Command(
      name: "history",
      arguments: "[PATTERN] [--role NAME]",
      group: .talk,
      summary: "what was typed, by anybody or in a role",
      example: ":history redis",
      givesJSON: true,
      run: { $0.showHistory($1) }
    ),
    Command(
      name: "undo",
      arguments: "[N]",
      group: .talk,
      summary: "take back the last N turns, calls or skips of the clock",
      detail: ["Conversation, record and world all return to what they were."],
      example: ":undo",
      givesJSON: true,
      run: { $0.undo($1) }
    ),
    Command(
      name: "clock",
      arguments: "[+SPAN|TIME]",
      group: .talk,
      summary: "the time in the exercise; skip ahead",
      detail: ["What takes time, such as a restart, is done when the clock has passed it."],
      example: ":clock +15m",
      changesWhoActs: true,
      json: { session, _ in session.clockJSON },
      run: { $0.moveClock($1) }
    ),
  ]

  private static let program = [
    Command(
      name: "model",
      arguments: "[NAME]",
      group: .program,
      summary: "the models; take another one",
      example: ":model offline",
      givesJSON: true,
      run: { await $0.showModels($1) }
    ),
    Command(
      name: "set",
      arguments: "[KEY [VALUE]|--save]",
      group: .program,
      summary: "settings, and where each comes from",
      detail: ["--save writes them to the config file."],
      example: ":set output plain",
      completes: [.word(["output", "approvals", "offer", "width", "pager", "prompt", "--save"])],
      json: { $0.settingsJSON($1) },
      run: { $0.changeSetting($1) }
    ),
    Command(
      name: "output",
      arguments: "[text|plain|json|jsonl|quiet]",
      group: .program,
      summary: "how results are written",
      detail: [
        "jsonl has the events of the stream as they happen; quiet only what the agent says."
      ],
      example: ":output text",
      completes: [.word(OutputMode.allCases.map(\.rawValue))],
      json: { session, _ in session.settingsJSON("output") },
      run: { $0.setOutput($1) }
    ),
    Command(
      name: "stats",
      group: .program,
      summary: "turns, calls by outcome, tokens, time",
      example: ":stats",
      json: { session, _ in session.statsJSON },
      run: { session, _ in session.showStats() }
    ),
    Command(
      name: "doctor",
      group: .program,
      summary: "check terminal, folders, model",
      example: ":doctor",
      givesJSON: true,
      run: { session, _ in await session.examine() }
    ),
    Command(
      name: "tour",
      group: .program,
      summary: "a walk through two departments, in a world of its own",
      example: ":tour",
      run: { session, _ in await session.showTour() }
    ),
    Command(
      name: "reset",
      arguments: "[--incidents]",
      group: .program,
      summary: "begin again on a fresh world (asks)",
      example: ":reset",
      completes: [.word(["--incidents"])],
      changesWhoActs: true,
      run: { await $0.reset($1) }
    ),
    Command(
      name: "help",
      aliases: ["h", "?"],
      arguments: "[COMMAND|keys|roles|scripting|record]",
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
      json: { session, _ in session.versionJSON },
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
