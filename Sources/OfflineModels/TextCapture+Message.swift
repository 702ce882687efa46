/// How messages and titles are found.
extension TextCapture {
  /// What is to be sent: quoted, after a colon, after `that`, or a clause of its own.
  func message(_ anchor: Int, _ segment: Segment) -> (text: String, units: Range<Int>)? {
    if let quote = quote(after: segment.range.lowerBound) {
      return (text.inside(text.units[quote]), quote..<quote + 1)
    }
    if let code = text.units.indices.first(where: { $0 > anchor && text.units[$0].kind == .code }),
      text.units[..<code].last(where: { $0.kind != .lineBreak })?.isMark(":") == true
    {
      return (text.inside(text.units[code]), code..<code + 1)
    }
    let sentence = sentenceEnd(segment.range.lowerBound)
    let rest = (anchor + 1)..<max(anchor + 1, sentence)
    if let colon = rest.first(where: { text.units[$0].isMark(":") }) {
      let end = paragraphEnd(colon)
      return (text.slice(colon + 1..<end), colon + 1..<end)
    }
    if let that = rest.first(where: { text.units[$0].has("#that") }) {
      let end = clauseEnd(that + 1, nil)
      return (text.slice(that + 1..<end), that + 1..<end)
    }
    if let dash = rest.first(where: { text.units[$0].isMark("-") }) {
      return (text.slice(dash + 1..<paragraphEnd(dash)), dash + 1..<paragraphEnd(dash))
    }
    return clause(rest)
  }

  private func paragraphEnd(_ start: Int) -> Int {
    var end = text.units.count
    while end > start + 1, text.units[end - 1].kind == .lineBreak { end -= 1 }
    return end
  }

  /// A clause with a verb of its own after the people it is meant for.
  private func clause(_ rest: Range<Int>) -> (text: String, units: Range<Int>)? {
    var start = rest.lowerBound
    while rest.contains(start), isAudience(text.units[start]) { start += 1 }
    guard rest.contains(start),
      !["about", "regarding", "please", "that", "if", "when"].contains(text.units[start].word)
    else { return nil }
    let end = clauseEnd(start, nil)
    guard end - start >= 3,
      ["we", "they", "there", "it", "i", "everything", "all"].contains(text.units[start].word)
        || text.units[start..<end].contains(where: { Self.finite.contains($0.word) })
    else { return nil }
    return (text.slice(start..<end), start..<end)
  }

  private static let finite: Set<String> = [
    "is", "are", "was", "were", "will", "have", "has", "am", "should", "can", "works", "found",
    "fixed",
  ]

  private func isAudience(_ unit: Unit) -> Bool {
    if unit.has("customer") || unit.has("affected") || unit.isMark(",") { return true }
    if ["enterprise", "smb", "free", "all", "email", "sms", "status_page"].contains(
      where: unit.values.contains
    ) {
      return true
    }
    if unit.names.contains(where: { $0.what == "incident" }) { return true }
    return [
      "the", "all", "our", "every", "of", "on", "by", "via", "to", "those", "their", "and", "ones",
      "per",
    ]
    .contains(unit.word)
  }

  /// What something new is called.
  func title(_ anchor: Int, _ segment: Segment) -> (text: String, units: Range<Int>)? {
    let sentence = sentenceEnd(segment.range.lowerBound)
    if let quote = quote(after: segment.range.lowerBound), quote < sentence {
      return (text.inside(text.units[quote]), quote..<quote + 1)
    }
    var start = anchor + 1
    if let called = (segment.range.lowerBound..<sentence).first(where: {
      text.units[$0].has("#called")
    }) {
      start = called + 1
    } else {
      let mark = (segment.range.lowerBound..<sentence).first {
        text.units[$0].isMark(":") || text.units[$0].isMark("-")
      }
      if let mark, mark > anchor { start = mark + 1 }
    }
    while start < sentence, isLeadIn(start) { start += 1 }
    guard start < sentence, let found = trimmed(start, clauseEnd(start, nil)) else {
      return neighbour(segment)
    }
    return isMereName(found.units) ? statement(before: segment) ?? found : found
  }

  /// Whether a title would only say where something is wrong.
  private func isMereName(_ units: Range<Int>) -> Bool {
    text.units[units].allSatisfy { unit in
      !unit.names.isEmpty || unit.kind == .mark || ["the", "and", "our"].contains(unit.word)
    }
  }

  /// What the sentence before a request says is wrong.
  private func statement(before segment: Segment) -> (text: String, units: Range<Int>)? {
    guard
      let last = segments.last(where: { $0.sentence == segment.sentence - 1 && $0.block == nil }),
      let first = segments.first(where: { $0.sentence == last.sentence })
    else { return nil }
    let range = first.range.lowerBound..<last.range.upperBound
    let isRequest = text.units[range].prefix(3).contains { unit in
      unit.inflection == .base && (modality.isAnchor(unit) || unit.has("view"))
        || unit.has("#polite") || unit.has("#want")
    }
    return isRequest || range.count < 3 ? nil : (text.slice(range), range)
  }

  private func isLeadIn(_ unit: Int) -> Bool {
    let read = text.units[unit]
    if read.kind == .mark || read.kind == .lineBreak { return true }
    if read.has("incident") || read.has("new") || read.has("#polite_if") || read.has("priority") {
      return true
    }
    return Self.leadIns.contains(read.word)
      || ["P1", "P2", "P3", "P4"].contains(where: read.values.contains)
        && text.units[safe: unit + 1]?.has("priority") == true
  }

  private static let leadIns: Set<String> = [
    "for", "about", "on", "that", "because", "where", "concerning", "regarding", "the", "a", "an",
    "of", "it",
    "please", "in", "my", "behalf", "us", "me", "with", "as", "is", "to", "this", "one", "also",
    "saying", "now",
    "here", "at", "title", "s", "since", "fur", "pour", "para", "per", "voor", "uber", "wegen",
  ]

  /// Cuts values such as a priority, and marks, off the end.
  private func trimmed(_ start: Int, _ end: Int) -> (text: String, units: Range<Int>)? {
    var end = end
    for segment in segments.reversed()
    where segment.range.lowerBound > start && segment.range.upperBound <= end {
      let units = text.units[segment.range]
      let hasPriority = units.contains {
        $0.has("priority") || ["P1", "P2", "P3", "P4"].contains(where: $0.values.contains)
      }
      guard hasPriority, units.count <= 5 else { continue }
      end = segment.range.lowerBound
    }
    if let tail = (start..<end).last(where: { ["with", "as", "at"].contains(text.units[$0].word) }),
      tail > start,
      end - tail <= 5, text.units[tail..<end].contains(where: { $0.has("priority") })
    {
      end = tail
    }
    while end > start,
      text.units[end - 1].kind == .mark || text.units[end - 1].word == "and"
        || text.units[end - 1].has("#polite_if") || text.units[end - 1].word == "please"
    { end -= 1 }
    guard end > start else { return nil }
    let range = start..<end
    return text.units[range].allSatisfy({ $0.has("priority") || $0.kind == .lineBreak })
      ? nil : (text.slice(range), range)
  }

  /// The statement before or after a request that says what is wrong.
  private func neighbour(_ segment: Segment) -> (text: String, units: Range<Int>)? {
    let later = segments.filter { $0.sentence == segment.sentence + 1 }
    if let first = later.first, first.block == nil {
      var start = first.range.lowerBound
      if let verb = first.range.first(where: {
        ["concern", "concerns", "about"].contains(text.units[$0].base)
      }) {
        start = verb + 1
      }
      if intent.best(Array(first.range)).map({ $0.score < 2 }) ?? true, first.range.count > 2 {
        return trimmed(start, sentenceEnd(start))
      }
    }
    guard
      let earlier = segments.last(where: {
        $0.index < segment.index && $0.block == nil && $0.range.count > 2
      })
    else { return nil }
    return (text.slice(earlier.range), earlier.range)
  }
}
