import Scenarios
public import Values

extension RunComparison {
  /// What is different, for people; the last line has the numbers.
  public var text: String {
    var text = changesPolicy ? "the policies differ\n" : ""
    text += Self.section("newly failing", newlyFailing)
    text += Self.section("no longer decided", undecided)
    text += Self.section("fixed", fixed)
    text += Self.section("came out otherwise", otherwise)
    text += Self.list("new", added) + Self.list("gone", removed)
    if !callChanges.isEmpty {
      text += "calls changed\n"
      for change in callChanges {
        text += "  \(LogText.line(change.id))\n"
        for line in change.lines.prefix(20) { text += "    \(LogText.line(line))\n" }
        if change.lines.count > 20 { text += "    and \(change.lines.count - 20) more\n" }
      }
    }
    if !weakened.isEmpty {
      text += "hold with fewer expectations\n"
      for change in weakened {
        text += "  \(LogText.line(change.id))  \(change.old) -> \(change.new)\n"
      }
    }
    if !slower.isEmpty {
      text += "slower\n"
      for delay in slower {
        text += "  \(LogText.line(delay.id))  \(delay.old) s -> \(delay.new) s\n"
      }
    }
    return text
      + "\(newlyFailing.count) newly failing, \(fixed.count) fixed, "
      + "\(callChanges.count) with other calls, of \(common)\n"
  }

  /// What is different, for programs.
  public var json: JSONValue {
    [
      "added": .array(added.map { .string($0) }),
      "calls_changed": .array(
        callChanges.map {
          ["id": .string($0.id), "lines": .array($0.lines.map { .string($0) })]
        }
      ),
      "common": .integer(common),
      "fixed": .array(fixed.map(Self.json)),
      "newly_failing": .array(newlyFailing.map(Self.json)),
      "otherwise": .array(otherwise.map(Self.json)),
      "policy_changed": .bool(changesPolicy),
      "removed": .array(removed.map { .string($0) }),
      "slower": .array(
        slower.map { ["id": .string($0.id), "new": .number($0.new), "old": .number($0.old)] }
      ),
      "undecided": .array(undecided.map(Self.json)),
      "version": 1,
      "weakened": .array(
        weakened.map { ["id": .string($0.id), "new": .integer($0.new), "old": .integer($0.old)] }
      ),
    ]
  }

  /// What is different, for programs, as one line of text.
  public var line: String { JSONWriter.text(json) + "\n" }

  private static func json(_ turn: Turn) -> JSONValue {
    var members: [String: JSONValue] = ["id": .string(turn.id), "place": .string(turn.place)]
    if let old = turn.old { members["old"] = .string(old.rawValue) }
    if let new = turn.new { members["new"] = .string(new.rawValue) }
    if let problem = turn.problem { members["problem"] = .string(problem) }
    return .object(members)
  }

  private static func section(_ title: String, _ turns: [Turn]) -> String {
    guard !turns.isEmpty else { return "" }
    return "\(title)\n"
      + turns.map { turn in
        let words = "\(turn.old?.rawValue ?? "new") -> \(turn.new?.rawValue ?? "gone")"
        let problem = turn.problem.map { "\n    \(LogText.line(turn.place)): \(LogText.line($0))" }
        return "  \(LogText.line(turn.id))  \(words)\(problem ?? "")\n"
      }.joined()
  }

  private static func list(_ title: String, _ ids: [String]) -> String {
    guard !ids.isEmpty else { return "" }
    let more = ids.count > 50 ? "  and \(ids.count - 50) more\n" : ""
    return "\(title)\n" + ids.prefix(50).map { "  \(LogText.line($0))\n" }.joined() + more
  }
}
