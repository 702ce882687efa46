extension CommandTable {
  /// The commands about scenarios.
  static let tests = [
    Command(
      name: "record",
      arguments: "[FILE|stop|status|cancel|--all FILE|--from TURN FILE] [--assert LEVEL] [--force]",
      group: .tests,
      summary: "turn what was done into a scenario that replays",
      detail: [
        "--all takes everything since the session began, also after the fact; what :undo took back"
          + " is left out. The file asserts calls, arguments, decisions and changes, and is played"
          + " at once on a fresh world.",
        "--assert loose leaves it at calls and decisions; strict adds that there are no other"
          + " arguments, the order of the calls, and the values that changed.",
      ],
      example: ":record --all today.scenario.yaml",
      completes: [
        .word(["--all", "--from", "stop", "status", "cancel"]),
        .word(["--assert", "loose", "calls", "strict", "--force"]),
      ],
      givesJSON: true,
      run: { await $0.record($1) }
    ),
    Command(
      name: "expect",
      arguments: "NOUN ...",
      group: .tests,
      summary: "assert something of what was done last; kept in a recording",
      detail: [
        "call TOOL KEY=VALUE, denied TOOL, declined TOOL, failed TOOL, asked TOOL, never TOOL,"
          + " calls N,"
          + " state PATH VALUE, field NAME VALUE, changed PATH|none, sees FIELD, hidden FIELD,"
          + " text \"...\", told holder ROLE, facts NAME VALUE; or what a scenario writes behind the noun, in {} or [].",
        "A no sets the exit status of a script to 1.",
      ],
      example: ":expect denied restart_service",
      completes: [
        .word([
          "call", "denied", "declined", "failed", "asked", "never", "calls", "state", "field",
          "changed", "sees", "hidden", "text", "told", "facts",
        ]), .tool,
      ],
      run: { $0.expect($1) }
    ),
    Command(
      name: "mark",
      arguments: "TEXT",
      group: .tests,
      summary: "a remark for the recording",
      example: ":mark the call comes in",
      run: { $0.mark($1) }
    ),
    Command(
      name: "inject",
      arguments: "[TIME] TEXT | [TIME] KIND: {...} | N",
      group: .tests,
      summary: "something happens, now or later: words, or a log, fault, metric",
      detail: [
        "KIND is what scenarios take: log, fault, clear_fault, metric, message.",
        "TIME plans it: +15m is from now, 14:30 a time of day. It comes as the clock passes, also by",
        ":clock. Alone, :inject lists what was planned; a number brings it now.",
      ],
      example: ":inject +15m log: {service: Redis, level: error, message: out of memory}",
      completes: [.word(["log:", "fault:", "clear_fault:", "metric:"])],
      changesWhoActs: true,
      json: { $0.injectsJSON($1) },
      run: { $0.inject($1) }
    ),
    Command(
      name: "run",
      arguments: "PATH...",
      group: .tests,
      summary: "play scenarios; this session stays as it is",
      example: ":run scenarios",
      givesJSON: true,
      run: { await $0.runScenarios($1) }
    ),
    Command(
      name: "source",
      arguments: "FILE [NAME=VALUE...]",
      group: .tests,
      summary: "run the lines of a file here, VALUE in place of $NAME",
      example: ":source drill.tt",
      run: { await $0.source($1) }
    ),
  ]
}
