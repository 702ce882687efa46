extension CommandTable {
  /// The commands about saved sessions.
  static let sessions = [
    Command(
      name: "sessions",
      arguments: "[PATTERN]",
      group: .sessions,
      summary: "saved sessions: age, turns, roles, incidents",
      detail: ["A session saves itself as it happens; --no-save at the start turns that off."],
      example: ":sessions",
      json: { $0.sessionsJSON($1) },
      run: { $0.listSessions($1) }
    ),
    Command(
      name: "session",
      arguments: "[new [NAME]|rename NAME|delete NAME]",
      group: .sessions,
      summary: "this session: its file and the head of its record",
      detail: [
        "The head is a digest of everything that was kept: `tabletop audit verify FILE --head HEAD`"
          + " finds any later edit, swap or cut."
      ],
      example: ":session",
      completes: [.word(["new", "rename", "delete"])],
      json: { session, _ in session.sessionJSON },
      run: { $0.manageSession($1) }
    ),
    Command(
      name: "resume",
      arguments: "NAME",
      group: .sessions,
      summary: "go on with a saved session",
      detail: [
        "World, conversation, record, role, clock and the steps that :undo takes back return as"
          + " they were. Calls are taken through the gate again, on a fresh world; no model is asked."
      ],
      example: ":resume drill-2",
      changesWhoActs: true,
      json: { session, _ in session.sessionJSON },
      run: { await $0.resumeSession($1) }
    ),
    Command(
      name: "fork",
      arguments: "[NAME]",
      group: .sessions,
      summary: "copy this session and go on in the copy",
      detail: ["With the name of a saved session that one is copied."],
      example: ":fork what-if",
      changesWhoActs: true,
      json: { session, _ in session.sessionJSON },
      run: { await $0.forkSession($1) }
    ),
    Command(
      name: "export",
      arguments: "FILE [--force]",
      group: .sessions,
      summary: "write the transcript: .md, .json or .jsonl, - for here",
      detail: ["It holds what your role may read; what others may read is named as hidden."],
      example: ":export - ",
      givesJSON: true,
      run: { $0.export($1) }
    ),
  ]
}
