import Documents

/// Foreign text in Markdown: it means itself and nothing else.
enum MarkdownText {
  /// Returns the text for a paragraph, a heading or a cell of a table, as one line.
  ///
  /// Everything that could mean something leaves as a character reference, which Markdown never
  /// reads as structure; line ends become `<br>`.
  static func inline(_ text: String) -> String {
    var output = ""
    let scalars = Array(SafeText.block(text).unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\n": output += "<br>"
      case " " where isEdge(index, scalars): output += "&#32;"
      case " ", ",", "(", ")", "%", "=", "/", ";": output.unicodeScalars.append(scalar)
      case "-" where index > 0, "." where !isDotOfAddress(index, scalars):
        output.unicodeScalars.append(scalar)
      case "_" where isInsideWord(index, scalars): output.unicodeScalars.append(scalar)
      default:
        let isPlain = !scalar.isASCII || isWordPart(scalar)
        if isPlain {
          output.unicodeScalars.append(scalar)
        } else {
          output += "&#\(scalar.value);"
        }
      }
    }
    return output
  }

  /// Returns the text in a fence that nothing in it can close.
  static func fenced(_ text: String) -> String {
    let text = SafeText.block(text)
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)text\n\(text)\n\(fence)\n"
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "A"..."Z", "a"..."z": true
    default: false
    }
  }

  private static func isInsideWord(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    index > 0 && index + 1 < scalars.count && isWordPart(scalars[index - 1])
      && isWordPart(scalars[index + 1])
  }

  /// Whether a dot could make a link of `www.…` or end the number of a list.
  private static func isDotOfAddress(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    guard index > 0 else { return false }
    let before = scalars[index - 1]
    return before == "w" || before == "W" || scalars[..<index].allSatisfy { ("0"..."9") ~= $0 }
  }

  private static func isEdge(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    let isFirst = index == 0 || scalars[index - 1] == "\n" || scalars[index - 1] == " "
    let isLast = index + 1 == scalars.count || scalars[index + 1] == "\n"
    return isFirst || isLast
  }
}
