import Values

/// Tells a result in a sentence: text with `{member}` in place of the result's members.
///
/// - `{path}` is a member, by its names with dots between; lists are joined with commas.
/// - `{path|money}`, `{path|time}` and `{path|words}` show amounts, times of day and wire words.
/// - `{path|# customer}` counts: "1 customer", "2 customers".
/// - `{path*: text}` repeats the text for each of the last five elements, whose members it names;
///   a member may have a format, as in `at|time`, and `\n` is a line break.
/// - `[text]` is left out where a member in it is absent or empty.
/// - `[path=word|text]` and `[path!=word|text]` are left out unless the member is the word, or
///   another member with that name has the same value; `!=` turns that round.
struct ReplyTemplate {
  private let text: [Unicode.Scalar]
  private static let shown = 5

  init(_ text: String) { self.text = Array(text.unicodeScalars) }

  func filled(with result: JSONValue) -> String {
    var index = 0
    return fill(&index, until: nil, result).text
  }

  private func fill(
    _ index: inout Int,
    until end: Unicode.Scalar?,
    _ result: JSONValue
  ) -> (text: String, isComplete: Bool) {
    var output = ""
    var isComplete = true
    while index < text.count {
      let scalar = text[index]
      index += 1
      if scalar == end { break }
      switch scalar {
      case "[":
        let holds = condition(&index, result)
        let part = fill(&index, until: "]", result)
        if part.isComplete, holds { output += part.text }
      case "{":
        let value = member(&index, result)
        isComplete = isComplete && !value.isEmpty
        output += value
      default: output.unicodeScalars.append(scalar)
      }
    }
    return (output, isComplete)
  }

  /// Reads the `path!=word|` that an optional part may start with; says whether it holds.
  private func condition(_ index: inout Int, _ result: JSONValue) -> Bool {
    var end = index
    while end < text.count, Self.isCondition(text[end]) { end += 1 }
    guard end < text.count, text[end] == "|" else { return true }
    let condition = String(String.UnicodeScalarView(text[index..<end]))
    guard let equals = condition.firstIndex(of: "=") else { return true }
    index = end + 1
    let isNegated = condition[..<equals].hasSuffix("!")
    let path = condition[..<equals].dropLast(isNegated ? 1 : 0)
    let word = String(condition[condition.index(after: equals)...])
    let value = Self.plain(Self.value(at: String(path), in: result))
    let other = Self.value(at: word, in: result).map { Self.plain($0) } ?? word
    return (value == other) != isNegated
  }

  /// A member as a word; what is absent or empty is "none".
  private static func plain(_ value: JSONValue?) -> String {
    guard let value else { return "none" }
    let text = value.text ?? JSONWriter.text(value)
    return text.isEmpty || text == "[]" ? "none" : text
  }

  private static func isCondition(_ scalar: Unicode.Scalar) -> Bool {
    Folding.isLetter(scalar) || Folding.isDigit(scalar) || scalar == "." || scalar == "="
      || scalar == "!" || scalar == "_"
  }

  private func member(_ index: inout Int, _ result: JSONValue) -> String {
    let start = index
    while index < text.count, text[index] != "}" { index += 1 }
    let body = String(String.UnicodeScalarView(text[start..<index]))
    index += 1
    if let star = body.range(of: "*:") {
      let elements = Self.value(at: String(body[..<star.lowerBound]), in: result)?.elements ?? []
      let words = String(body[star.upperBound...])
      return elements.suffix(Self.shown).map { Self.named(words, in: $0) }.joined()
    }
    let parts = body.split(separator: "|", maxSplits: 1).map(String.init)
    guard let path = parts.first, let value = Self.value(at: path, in: result) else { return "" }
    return Self.shown(value, parts.count > 1 ? parts[1] : "")
  }

  /// Puts members in place of the words of a text that name one.
  private static func named(_ words: String, in element: JSONValue) -> String {
    words.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let name = word.prefix { $0.isLetter || $0 == "_" }
      guard let value = element[String(name)] else { return String(word) }
      let rest = word.dropFirst(name.count)
      guard rest.first == "|" else { return shown(value, "") + rest }
      let format = rest.dropFirst().prefix { $0.isLetter }
      return shown(value, String(format)) + rest.dropFirst(format.count + 1)
    }.joined(separator: " ")
  }

  private static func value(at path: String, in result: JSONValue) -> JSONValue? {
    path.split(separator: ".").reduce(Optional(result)) { value, name in value?[String(name)] }
  }

  private static func shown(_ value: JSONValue, _ format: String) -> String {
    switch (value, format) {
    case (.string(let text), "time"):
      return Timestamp(text)?.timeOfDay ?? text
    case (.string(let text), "words"):
      return text.split(separator: "_").joined(separator: " ")
    case (.string(let text), _): return text
    case (.array(let elements), _):
      return elements.map { shown($0, format) }.joined(separator: ", ")
    case (_, "money"): return value.double.map(money) ?? ""
    case (_, _) where format.hasPrefix("# "):
      return JSONWriter.text(value) + " " + format.dropFirst(2) + (value.double == 1 ? "" : "s")
    default: return JSONWriter.text(value)
    }
  }

  /// Writes an amount in USD, with commas between thousands, and cents where there are any.
  private static func money(_ amount: Double) -> String {
    guard amount.isFinite, amount.magnitude < 1e15 else { return "$?" }
    let cents = Int((amount.magnitude * 100).rounded())
    var whole = String(cents / 100)
    var grouped = ""
    while whole.count > 3 {
      grouped = "," + whole.suffix(3) + grouped
      whole.removeLast(3)
    }
    let rest = cents % 100
    let fraction = rest == 0 ? "" : "." + (rest < 10 ? "0" : "") + String(rest)
    return (amount < 0 ? "-$" : "$") + whole + grouped + fraction
  }
}

extension String {
  /// Finds the first place of an ASCII text, by bytes.
  fileprivate func range(of part: String) -> Range<String.Index>? {
    let bytes = Array(utf8), wanted = Array(part.utf8)
    guard bytes.count >= wanted.count else { return nil }
    for start in 0...bytes.count - wanted.count
    where bytes[start..<start + wanted.count].elementsEqual(wanted) {
      let lower = utf8.index(startIndex, offsetBy: start)
      return lower..<utf8.index(lower, offsetBy: wanted.count)
    }
    return nil
  }
}
