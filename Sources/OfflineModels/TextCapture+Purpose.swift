internal import AccessControl

/// How purposes, reasons and unlisted names are found.
extension TextCapture {
  /// What money is for: what follows the amount, or `for …` before it.
  func purpose(_ anchor: Int, _ segment: Segment) -> (text: String, units: Range<Int>)? {
    let end = purposeEnd(segment)
    if let quote = quote(after: segment.range.lowerBound),
      quote < sentenceEnd(segment.range.lowerBound)
    {
      return (text.inside(text.units[quote]), quote..<quote + 1)
    }
    if let named = (segment.range.lowerBound..<sentenceEnd(segment.range.lowerBound)).first(where: {
      ["purpose", "justification", "reason"].contains(text.units[$0].word)
    }) {
      var start = named + 1
      while start < text.units.count,
        [":", "is", "being", "=", "-"].contains(text.units[start].word)
      { start += 1 }
      let end = clauseEnd(start, nil)
      if end > start { return stripped(start, end) }
    }
    let amount =
      segment.range.last { unit in
        text.units[unit].quantity.map { $0.kind == .money || $0.isScaled } ?? false
      }
      ?? segment.range.first { unit in
        text.units[unit].quantity.map { !$0.isArticle && $0.kind != .hours && $0.kind != .time }
          ?? false
      }
    let start = (amount ?? anchor) + 1
    if let found = stripped(start, end) { return found }
    guard let amount,
      let place = (segment.range.lowerBound..<amount).first(where: { isPreposition(text.units[$0]) }
      )
    else { return trailing(after: segment) }
    let stop = (place..<amount).first { text.units[$0].has("approve") } ?? amount
    return stripped(place, stop) ?? trailing(after: segment)
  }

  private func trailing(after segment: Segment) -> (text: String, units: Range<Int>)? {
    guard let next = segments.first(where: { $0.index == segment.index + 1 }), next.block == nil,
      !isCorrection(next),
      !text.units[next.range].contains(where: {
        $0.quantity.map { $0.kind == .money || $0.isScaled } ?? false
      }),
      text.units[next.range].contains(where: {
        isPreposition($0) || $0.has("#because") || $0.has("need")
      })
        || next.opener.contains("-") || next.opener.contains(":"),
      !next.range.contains(where: { text.units[$0].kind == .quote || text.units[$0].kind == .code })
    else { return nil }
    return stripped(next.range.lowerBound, next.range.upperBound)
  }

  private func isPreposition(_ unit: Unit) -> Bool {
    unit.has("#for")
      || ["fur", "pour", "para", "per", "voor", "for", "dla", "icin"].contains(unit.word)
  }

  /// Up to the next amount or the next request.
  private func purposeEnd(_ segment: Segment) -> Int {
    let limit = clauseEnd(segment.range.upperBound - 1, nil)
    for next in segments where next.index > segment.index && next.range.lowerBound < limit {
      let hasAmount = text.units[next.range].contains {
        $0.quantity?.kind == .money || $0.quantity?.isScaled == true
      }
      if hasAmount || next.block != nil || isCorrection(next) { return next.range.lowerBound - 1 }
    }
    return max(limit, segment.range.upperBound)
  }

  /// Whether a segment takes something back: "sorry", "no".
  private func isCorrection(_ segment: Segment) -> Bool {
    let units = text.units[segment.range]
    return units.contains { $0.has("#sorry") } || units.count == 1 && units.first?.word == "no"
  }

  /// Takes prepositions, incidents and empty words off both ends.
  private func stripped(_ start: Int, _ end: Int) -> (text: String, units: Range<Int>)? {
    var start = start
    var end = min(end, text.units.count)
    while start < end, isEmptyWord(start) { start += 1 }
    while end > start, isEmptyWord(end - 1) { end -= 1 }
    guard end > start else { return nil }
    return (text.slice(start..<end), start..<end)
  }

  private func isEmptyWord(_ unit: Int) -> Bool {
    let read = text.units[unit]
    if read.kind == .mark || read.kind == .lineBreak || read.has("#thanks") { return true }
    if read.names.contains(where: { $0.what == "incident" }) || isPreposition(read) { return true }
    if read.has("spend"), read.word != "purchase" { return true }
    return Self.empty.contains(read.word)
  }

  private static let empty: Set<String> = [
    "please", "now", "on", "in", "the", "a", "an", "of", "it", "this", "that", "emergency", "asap",
    "today", "to",
    "usd", "dollars", "and", "immediately", "incident", "approved", "ok", "okay", "then", "with",
    "at", "be",
    "right", "away", "our", "is", "as", "so", "because", "since", "extra", "more", "us", "by", "up",
    "request",
  ]

  /// The clause after `because`.
  func reason(_ segment: Segment) -> (text: String, units: Range<Int>)? {
    let end = sentenceEnd(segment.range.lowerBound)
    guard
      let start = (segment.range.lowerBound..<end).first(where: { text.units[$0].has("#because") })
        ?? text.reasons.first(where: { !isInsideOther($0, segment) })
    else { return nil }
    let stop = clauseEnd(start + 1, nil)
    guard stop > start + 1 else { return nil }
    return (text.slice(start + 1..<stop), start..<stop)
  }

  private func isInsideOther(_ unit: Int, _ segment: Segment) -> Bool {
    guard let other = segments.last(startingBy: unit) else { return true }
    return other.index > segment.index
  }

  /// A name the world has no list of: quoted, or the words after those that ask for the tool.
  func object(
    _ anchor: Int,
    _ segment: Segment,
    _ name: String,
    _ profile: ToolProfile
  ) -> (text: String, units: Range<Int>)? {
    if let quote = segment.range.first(where: { text.units[$0].kind == .quote && !isReported($0) })
    {
      return (text.inside(text.units[quote]), quote..<quote + 1)
    }
    let slots = SlotReader(text: text, index: intent.index)
    var start = anchor + 1
    while segment.range.contains(start),
      Self.determiners.contains(text.units[start].word) || text.units[start].word == name
    { start += 1 }
    var end = start
    while segment.range.contains(end),
      text.units[end].kind == .word || text.units[end].kind == .number,
      !Self.stops.contains(text.units[end].word), !slots.isValue(end, profile)
    { end += 1 }
    while end > start, text.units[end - 1].word == name { end -= 1 }
    guard end > start, !text.units[start..<end].allSatisfy({ $0.has("#pronoun") }) else {
      return nil
    }
    return (text.slice(start..<end), start..<end)
  }

  private static let determiners: Set<String> = [
    "the", "a", "an", "our", "to", "for", "at", "of", "on", "with", "from", "please", "from", "up",
  ]
  private static let stops: Set<String> = [
    "with", "because", "since", "please", "now", "for", "about", "at", "on", "in", "as", "to",
    "via", "by", "again",
    "immediately", "asap", "urgently", "urgency", "is", "are", "if", "when",
  ]
}
