/// A part of a text between marks or joining words.
struct Segment {
  /// Why nothing in a segment is asked for.
  enum Block: Equatable {
    case refusal, condition, hypothetical, report, permissions, tools, data
    case vocabulary(String)
  }

  /// The units it consists of.
  var range: Range<Int>
  /// Its number within the text.
  var index = 0
  /// The number of its sentence.
  var sentence: Int
  /// Where its sentence ends.
  var sentenceEnd = 0
  /// The mark or word before it; empty at the start.
  var opener: String
  /// Why nothing in it is asked for.
  var block: Block?
}

/// Cuts a text into segments.
struct Segmenter {
  let text: Text

  /// Returns the segments of the text, in order.
  func segments() -> [Segment] {
    var segments: [Segment] = []
    var start = 0
    var sentence = 0
    var opener = ""
    for index in text.units.indices {
      guard let boundary = isListMarker(index) ? ("\n", true, false) : boundary(at: index) else {
        continue
      }
      if index > start {
        segments.append(Segment(range: start..<index, sentence: sentence, opener: opener))
        opener = ""
      }
      if boundary.endsSentence, segments.last?.sentence == sentence { sentence += 1 }
      opener = boundary.keeps ? opener : (opener.isEmpty ? "" : opener + " ") + boundary.word
      start = boundary.keeps ? index : index + 1
    }
    if start < text.units.count {
      segments.append(
        Segment(range: start..<text.units.count, sentence: sentence, opener: opener)
      )
    }
    var end = 0
    for index in segments.indices.reversed() {
      segments[index].index = index
      let isLast = segments[safe: index + 1]?.sentence != segments[index].sentence
      if isLast { end = segments[index].range.upperBound }
      segments[index].sentenceEnd = end
    }
    return segments
  }

  /// Whether a number only counts the points of a list, as in `1)` or `2.` at a line's start.
  private func isListMarker(_ index: Int) -> Bool {
    let unit = text.units[index]
    guard unit.kind == .number, let next = text.units[safe: index + 1] else { return false }
    let isStart = index == 0 || text.units[index - 1].kind == .lineBreak
    if next.isMark(")") { return isStart || !text.units[..<index].contains { $0.isMark("(") } }
    return next.isMark(".") && isStart
  }

  private func boundary(at index: Int) -> (word: String, endsSentence: Bool, keeps: Bool)? {
    let unit = text.units[index]
    switch unit.kind {
    case .lineBreak: return ("\n", true, false)
    case .mark:
      switch unit.word {
      case ".", "!", "?", ";": return (unit.word, true, false)
      case ":" where isFigure(index), "=" where isFigure(index): return nil
      case ",", ":", "(", ")", "-", "+", "/", "|", "=", "&", "•", "*", ">":
        return (unit.word, false, false)
      default: return nil
      }
    case .word:
      if unit.word == "and" || unit.has("#and") {
        return isInsideRange(index) ? nil : ("and", false, false)
      }
      if unit.word == "or" { return ("or", false, false) }
      if unit.word == "&" {
        return ("and", false, false)
      }
      if unit.has("#then") { return ("then", false, false) }
      if unit.has("#also") { return ("also", false, false) }
      if unit.has("#but") { return ("but", false, false) }
      if unit.has("#sorry"), index > 0, !Self.mild.contains(unit.word) {
        return (unit.word, false, true)
      }
      if isTrailingNegation(index) { return (unit.word, false, true) }
      return nil
    default: return nil
    }
  }

  /// Whether `and` joins the ends of something, as in "between us and the CDN".
  private func isInsideRange(_ index: Int) -> Bool {
    text.units[..<index].suffix(4).reversed().prefix { $0.kind == .word || $0.kind == .number }
      .contains { $0.word == "between" }
  }

  /// Words of correction that may stand inside a clause.
  private static let mild: Set<String> = [
    "actually", "sorry", "er", "hmm", "apologies", "nah", "erm",
  ]

  /// Whether a colon stands between a word and its number, as in "affected: 300".
  private func isFigure(_ index: Int) -> Bool {
    guard text.units[safe: index + 1]?.kind == .number, index > 0 else { return false }
    return text.units[safe: index + 2].map { $0.kind == .mark || $0.kind == .lineBreak } ?? true
  }

  /// Whether `without` or `instead of` starts a part of its own.
  private func isTrailingNegation(_ index: Int) -> Bool {
    index > 0
      && ["without", "before", "after", "while", "sans", "ohne", "sin"].contains(
        text.units[index].word
      )
  }
}

extension [Segment] {
  /// The last segment that starts at a unit or before it; segments are in the order of the text.
  func last(startingBy unit: Int) -> Segment? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].range.lowerBound <= unit { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? self[low - 1] : nil
  }
}
