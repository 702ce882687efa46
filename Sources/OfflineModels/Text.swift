/// A text with its tokens and units.
struct Text {
  let scalars: [Unicode.Scalar]
  let tokens: [Token]
  private(set) var units: [Unit] = []
  /// The quoted passages.
  private(set) var quotes: [Int] = []
  /// The words before a colon, an equals sign or "is".
  private(set) var labels: [Int] = []
  /// The words that give a reason.
  private(set) var reasons: [Int] = []

  init(_ text: String, _ reader: UnitReader) {
    let (scalars, tokens) = Tokenizer.tokens(of: text)
    self.scalars = scalars
    self.tokens = reader.corrected(tokens)
    var units = reader.units(self.tokens)
    Pattern.apply(to: &units)
    for index in units.indices.dropFirst() where Self.isNoun(index, units) {
      units[index].concepts.removeAll { Self.verbal.contains($0) }
    }
    for index in units.indices where Self.addresses(index, units) {
      units[index].concepts.append("notify")
    }
    for index in units.indices where units[index].kind == .quote {
      let inside = Tokenizer.tokens(of: self.inside(units[index])).tokens
      guard !inside.isEmpty, let (names, end) = reader.names.match(inside, at: 0),
        end == inside.count
      else { continue }
      units[index].names = names
      units[index].kind = .word
    }
    for index in units.indices {
      units[index].features = ToolProfile.computedFeatures(of: units[index])
      if units[index].kind == .quote { quotes.append(index) }
      if units[index].has("#because") { reasons.append(index) }
      if index > 0, [":", "=", "is"].contains(units[index].word) { labels.append(index - 1) }
    }
    self.units = units
  }

  /// Whether the name of a channel is the verb that writes to people: "text the customers".
  private static func addresses(_ index: Int, _ units: [Unit]) -> Bool {
    let unit = units[index]
    guard channels.contains(unit.word), let next = units[safe: index + 1] else { return false }
    let before = units[safe: index - 1]
    let opens =
      before == nil || before?.kind != .word || before?.has("#polite") == true
      || before?.has("#then") == true || before?.has("#also") == true
      || ["and", "please", "to", "you", "just", "now", "us"].contains(before?.word)
    guard opens else { return false }
    let rest = units[(index + 1)...].prefix(3)
    return ["everyone", "everybody", "them", "all"].contains(next.word)
      || rest.contains { unit in
        unit.has("customer") || ["enterprise", "smb", "free"].contains(where: unit.values.contains)
          || unit.names.contains { $0.what == "customer" }
      }
  }

  private static let channels: Set<String> = [
    "text", "mail", "email", "sms", "page", "message", "ping", "dm", "write", "post",
  ]

  /// What only verbs are about, never the nouns that look like them: "the file", "a change".
  private static let verbal: Set<String> = ["create", "raise", "assign_value", "supply"]

  private static func isNoun(_ index: Int, _ units: [Unit]) -> Bool {
    ["the", "a", "an", "this", "our", "their", "its", "my"].contains(units[index - 1].word)
      && units[index].inflection == .base && units[index].concepts.contains { verbal.contains($0) }
      && !units[index].word.contains(" ")
  }

  /// The place of the unit that starts with a token.
  func place(of token: Int) -> Int {
    var low = 0
    var high = units.count
    while low < high {
      let middle = (low + high) / 2
      if units[middle].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The original text from one unit up to another, trimmed of spaces.
  func slice(_ range: Range<Int>) -> String {
    guard let first = units[safe: range.lowerBound], range.upperBound > range.lowerBound,
      let last = units[safe: range.upperBound - 1]
    else { return "" }
    let start = tokens[first.tokens.lowerBound].start
    let end = tokens[last.tokens.upperBound - 1].end
    return trimmed(start..<end)
  }

  /// The inside of a quoted passage.
  func inside(_ unit: Unit) -> String {
    trimmed(tokens[unit.tokens.lowerBound].inside)
  }

  private func trimmed(_ range: Range<Int>) -> String {
    var range = range
    while let first = range.first, scalars[first].properties.isWhitespace {
      range = (first + 1)..<range.upperBound
    }
    while let last = range.last, scalars[last].properties.isWhitespace {
      range = range.lowerBound..<last
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }
}

extension Array {
  /// The element at an index, or nil where there is none.
  subscript(safe index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
