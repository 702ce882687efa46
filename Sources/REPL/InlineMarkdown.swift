/// Shows the marks of Markdown in a line as what they mean, word by word.
///
/// Each word carries its own colours to its end, so that nothing is left on where a turn breaks
/// off. What a mark encloses ends with the line at the latest.
struct InlineMarkdown {
  private let style: Style
  private var isStrong = false
  private var isCode = false
  private var isHeading = false
  private var isFenced = false

  /// Creates one that marks by this style.
  init(style: Style) { self.style = style }

  /// Says that the text is over.
  mutating func reset() { self = InlineMarkdown(style: style) }

  /// Says that the line is over.
  mutating func endLine() { (isStrong, isCode, isHeading) = (false, false, false) }

  /// Takes the word at the start of a line if it makes the line a heading.
  mutating func takesHeading(_ word: String) -> Bool {
    guard !isFenced, !isHeading, (1...6).contains(word.utf8.count),
      word.utf8.allSatisfy({ $0 == UInt8(ascii: "#") })
    else { return false }
    isHeading = true
    return true
  }

  /// Returns a word without its marks, and the same as the terminal is to show it.
  mutating func render(_ word: String, isFirst: Bool) -> (seen: String, shown: String) {
    let isFence = isFirst && word.hasPrefix("```")
    if isFence { isFenced.toggle() }
    guard !isFence, !isFenced else { return (word, style.faint(word)) }
    let scalars = Array(word.unicodeScalars)
    var (seen, shown, run) = ("", "", "")
    var index = 0
    while index < scalars.count {
      let isPair = scalars[index] == "*" && index + 1 < scalars.count && scalars[index + 1] == "*"
      let isTick = scalars[index] == "`" && (isCode || Self.opens(scalars, index, 1))
      let isBold = isPair && !isCode && (isStrong || Self.opens(scalars, index, 2))
      guard isTick || isBold else {
        run.unicodeScalars.append(scalars[index])
        index += 1
        continue
      }
      shown += marked(run)
      seen += run
      run = ""
      if isTick { isCode.toggle() } else { isStrong.toggle() }
      index += isTick ? 1 : 2
    }
    return (seen + run, shown + marked(run))
  }

  /// Whether a mark can begin something: it stands before text and not within a word.
  private static func opens(_ scalars: [Unicode.Scalar], _ index: Int, _ length: Int) -> Bool {
    guard index + length < scalars.count, scalars[index + length] != scalars[index] else {
      return false
    }
    guard index > 0 else { return true }
    let before = scalars[index - 1].properties
    return !before.isAlphabetic && before.numericType == nil && scalars[index - 1] != scalars[index]
  }

  private func marked(_ text: String) -> String {
    if text.isEmpty { return "" }
    if isCode { return style.faint(text) }
    return isStrong || isHeading ? style.strong(text) : text
  }
}
