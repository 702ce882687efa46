extension Diagnostic {
  /// Returns the problem as text: the sentence, the line with carets, why and help.
  ///
  /// There is no newline at the end and no colour. Everything foreign is made safe.
  public func rendered() -> String {
    let number = String(span.start.line)
    let width = max(3, number.count)
    let margin = String(repeating: " ", count: width)
    var lines = [heading]
    if !sourceLine.isEmpty || label != nil {
      let padding = String(repeating: " ", count: width - number.count)
      lines.append(Self.trimmed("\(padding)\(number) | \(SafeText.line(sourceLine))"))
      lines.append("\(margin) | \(pointer)")
    }
    lines += remark("why:  ", why, margin: margin)
    lines += remark("help: ", help, margin: margin)
    for note in notes { lines += remark("note: ", note, margin: margin) }
    return lines.joined(separator: "\n")
  }

  private var heading: String {
    let place = "\(SafeText.line(path)):\(span.start.line):\(span.start.column)"
    return "\(place): \(severity.rawValue)[\(SafeText.line(code))]: \(SafeText.line(message))"
  }

  private var pointer: String {
    let rest = sourceLine.unicodeScalars.count - caret
    let carets = String(repeating: "^", count: max(1, min(span.length, rest)))
    let text = String(repeating: " ", count: caret) + carets
    return label.map { "\(text) \(SafeText.line($0))" } ?? text
  }

  private func remark(_ title: String, _ text: String?, margin: String) -> [String] {
    guard let text else { return [] }
    let rows = SafeText.block(text).split(separator: "\n", omittingEmptySubsequences: false)
    let first = "\(margin) = \(title)"
    let indentation = String(repeating: " ", count: first.count)
    return rows.enumerated().map { index, row in
      index == 0 ? first + row : Self.trimmed(indentation + row)
    }
  }

  private static func trimmed(_ text: String) -> String {
    guard let last = text.unicodeScalars.lastIndex(where: { $0 != " " }) else { return "" }
    return String(text.unicodeScalars[...last])
  }
}
