/// Cuts the text of a script into what is typed at once.
public enum ScriptText {
  /// The mark that begins and ends a text of several lines.
  static let fence = "\"\"\""

  /// Returns a script's lines with their places; lines between `"""` marks are one message, and
  /// those that begin with `#` are remarks.
  public static func lines(of text: String, source: String) -> [ScriptLine] {
    var lines: [ScriptLine] = []
    var block: (number: Int, lines: [String])?
    let all = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, line) in all.enumerated() {
      let line = String(line)
      if let open = block {
        if trimmedEnd(line).hasSuffix(fence) {
          let rest = String(trimmedEnd(line).dropLast(fence.count))
          let body = open.lines + (rest.isEmpty ? [] : [rest])
          lines.append(
            ScriptLine(source: source, number: open.number, text: body.joined(separator: "\n"))
          )
          block = nil
        } else {
          block?.lines.append(line)
        }
      } else if let opening = opening(line) {
        block = (index + 1, opening.isEmpty ? [] : [opening])
      } else {
        let isRemark = line.utf8.first == UInt8(ascii: "#")
        lines.append(ScriptLine(source: source, number: index + 1, text: isRemark ? "" : line))
      }
    }
    if let open = block {
      lines.append(
        ScriptLine(source: source, number: open.number, text: open.lines.joined(separator: "\n"))
      )
    }
    return lines
  }

  /// Returns what follows an opening mark on its line; nil where the line opens nothing.
  static func opening(_ line: String) -> String? {
    guard line.hasPrefix(fence) else { return nil }
    let rest = String(line.dropFirst(fence.count))
    return rest.contains(fence) ? nil : rest
  }

  private static func trimmedEnd(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
