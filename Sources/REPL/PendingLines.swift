/// What stands between the lines that a person types and the lines that are played.
struct PendingLines {
  /// Lines that are played before another one is read.
  var queue: [String] = []
  /// What is to stand on the next line already.
  var prefill: String?
  private var block: [String]?

  /// Whether a text of several lines was begun and not ended.
  var isInsideBlock: Bool { block != nil }

  /// Takes a typed line; nil while it is part of a text that goes on.
  mutating func take(_ line: String) -> String? {
    if var lines = block {
      guard let rest = ScriptText.closing(line) else {
        block = lines + [line]
        return nil
      }
      if !rest.isEmpty { lines.append(rest) }
      block = nil
      return lines.joined(separator: "\n")
    }
    guard let opening = ScriptText.opening(line) else { return line }
    block = opening.isEmpty ? [] : [opening]
    return nil
  }
}
