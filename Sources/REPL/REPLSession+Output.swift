import Values

/// Results for programs: each line gives one JSON value, or events.
extension REPLSession {
  /// How the results of the line at hand are written.
  var mode: OutputMode { lineOutput ?? output }

  /// Whether results are for programs.
  var isForPrograms: Bool { mode == .json || mode == .jsonl }

  /// Writes what a command knows, where results are for programs.
  func answer(_ value: JSONValue, of command: String) {
    isAnswered = true
    guard mode == .jsonl else { return write(JSONWriter.text(value) + "\n") }
    EventWriter(self, session)
      .send("command.result", ["command": .string(command), "result": value])
  }

  /// Gives programs what a command that was done knows.
  func answer(_ command: Command, _ arguments: String, _ result: LineResult) {
    guard isForPrograms, !isAnswered, result.ending == .done || result.ending == .no else { return }
    if let value = command.json?(self, arguments) {
      answer(value, of: command.name)
    } else if let held, !held.isEmpty {
      answer(
        ["command": .string(command.name), "text": .string(Self.text(held))],
        of: command.name
      )
    }
  }

  /// Ends a line: what it said and no result had in it, and what went wrong.
  func finish(_ result: LineResult) {
    if isForPrograms {
      if !isAnswered, let held, !held.isEmpty {
        answer(["text": .string(Self.text(held))], of: "text")
      }
    }
    if !result.problem.isEmpty, mode == .json, !isAnswered {
      isAnswered = true
      write(
        JSONWriter.text([
          "ending": .string("\(result.ending)"), "problem": .string(Self.text(result.problem)),
        ]) + "\n"
      )
    }
    if !result.problem.isEmpty, output == .jsonl || events.hasFile {
      EventWriter(self, session).send(
        "notice",
        ["ending": .string("\(result.ending)"), "text": .string(Self.text(result.problem))]
      )
    }
    lineOutput = nil
  }

  /// Returns lines as one text, without colours.
  private static func text(_ lines: [String]) -> String {
    let text = lines.joined(separator: "\n")
    guard text.unicodeScalars.contains("\u{1B}") else { return text }
    let parts = text.split(separator: "\u{1B}[", omittingEmptySubsequences: false)
    return (parts.first ?? "")
      + parts.dropFirst().map { $0.drop { $0 != "m" }.dropFirst() }.joined()
  }
}
