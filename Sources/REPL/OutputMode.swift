/// How results are written.
public enum OutputMode: String, Sendable, CaseIterable {
  /// Screens for people.
  case text
  /// Screens without colour, alignment and progress.
  case plain
  /// One JSON object for each line that was typed.
  case json
  /// One JSON object for each event, as it happens.
  case jsonl
  /// The agent's words and nothing else.
  case quiet
}
