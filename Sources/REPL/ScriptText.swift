/// Cuts the text of a script into what is typed at once.
public enum ScriptText {
  /// The mark that begins and ends a text of several lines.
  static let fence = "\"\"\""

  /// Returns a script's lines with their places; lines between `"""` marks are one message, and
  /// those that begin with `#` are remarks.
  public static func lines(of text: String, source: String) -> [ScriptLine] {
    var rest = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }[...]
    return Array(ScriptLines(source: source) { rest.popFirst().map { .text(String($0)) } })
  }

  /// Returns what follows an opening mark on its line; nil where the line opens nothing.
  static func opening(_ line: String) -> String? {
    guard line.hasPrefix(fence) else { return nil }
    let rest = String(line.dropFirst(fence.count))
    return rest.contains(fence) ? nil : rest
  }

  /// Returns what stands before a closing mark; nil where the line closes nothing.
  static func closing(_ line: String) -> String? {
    let end = line.utf8.lastIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    guard let end else { return nil }
    let text = line[...end]
    return text.hasSuffix(fence) ? String(text.dropLast(fence.count)) : nil
  }
}
