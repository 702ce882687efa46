/// A text with its tokens and units.
struct Text {
  let scalars: [Unicode.Scalar]
  let tokens: [Token]
  private(set) var units: [Unit] = []

  init(_ text: String, _ reader: UnitReader) {
    let (scalars, tokens) = Tokenizer.tokens(of: text)
    self.scalars = scalars
    self.tokens = reader.corrected(tokens)
    var units = reader.units(self.tokens)
    Pattern.apply(to: &units)
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
    }
    self.units = units
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
