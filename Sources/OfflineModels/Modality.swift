internal import AccessControl

/// Finds the parts of a text that do not ask for anything.
struct Modality {
  let text: Text
  let index: ToolIndex

  /// Marks the segments in which nothing is asked for.
  func mark(_ segments: inout [Segment]) {
    for number in segments.indices where segments[number].block == nil {
      let sentence = segments[number].sentence
      if let block = block(segments[number]) { segments[number].block = block }
      guard let block = segments[number].block else { continue }
      if Self.spreads(block) { spread(block, from: number, sentence, &segments) }
    }
  }

  private static func spreads(_ block: Segment.Block) -> Bool {
    switch block {
    case .condition, .hypothetical, .permissions, .tools, .vocabulary, .data: true
    case .refusal, .report: false
    }
  }

  /// Carries a block over to the rest of the sentence.
  private func spread(
    _ block: Segment.Block,
    from number: Int,
    _ sentence: Int,
    _ segments: inout [Segment]
  ) {
    let isTrailing = block == .condition && !startsWithCondition(segments[number])
    if isTrailing { return }
    for later in segments.indices where later > number && segments[later].sentence == sentence {
      if segments[later].opener.hasSuffix("but")
        || units(segments[later]).contains(where: { $0.has("#meanwhile") })
      {
        return
      }
      segments[later].block = block
    }
  }

  func units(_ segment: Segment) -> ArraySlice<Unit> {
    text.units[segment.range]
  }

  private func startsWithCondition(_ segment: Segment) -> Bool {
    units(segment).first?.word == "should"
      || units(segment).prefix(2).contains { $0.has("#if") && !$0.has("#polite_if") }
  }

  private func block(_ segment: Segment) -> Segment.Block? {
    let units = units(segment)
    if let block = question(segment) { return block }
    if units.contains(where: { $0.has("#suppose") && !$0.has("#polite") }) {
      return forecasts(segment) ? nil : .hypothetical
    }
    if supposes(segment) { return .hypothetical }
    if isCondition(segment) { return forecasts(segment) ? nil : .condition }
    if units.first?.has("#wish") == true { return .report }
    if isRefusal(segment) { return .refusal }
    if isReport(segment) { return .report }
    return nil
  }

  /// Whether a noun is the subject of a modal verb: "a restart would help".
  private func supposes(_ segment: Segment) -> Bool {
    guard
      let place = segment.range.first(where: {
        ["would", "could", "might", "may"].contains(text.units[$0].word)
      }),
      place > segment.range.lowerBound, isAnchor(text.units[place - 1])
    else { return false }
    return ["a", "the", "another", "this", "that"].contains(
      text.units[segment.range.lowerBound].word
    )
      && !units(segment).contains { !$0.values.isEmpty }
  }

  /// Whether a supposition asks what it would cost: tools that take a length of time answer that.
  private func forecasts(_ segment: Segment) -> Bool {
    index.profiles.contains { profile in
      guard profile.tool.effect == .read, profile.roles.contains(.hours) else { return false }
      let sentence = text.units[segment.range.lowerBound...].prefix {
        ![".", "?", "!", ";"].contains($0.word)
      }
      guard sentence.contains(where: { $0.quantity?.kind == .hours }),
        !sentence.contains(where: { $0.has("#not") })
      else { return false }
      return sentence.contains { unit in
        ToolProfile.features(of: unit).contains { index.weight($0, profile) > 1.5 }
      }
    }
  }

  /// Whether the segment supposes something, or depends on it.
  private func isCondition(_ segment: Segment) -> Bool {
    if let first = units(segment).first, first.word == "should",
      !["we", "i"].contains(text.units[safe: segment.range.lowerBound + 1]?.word),
      !isQuestion(segment)
    {
      return true
    }
    guard let place = units(segment).firstIndex(where: { $0.has("#if") }) else { return false }
    let unit = text.units[place]
    if unit.has("#polite_if") || unit.word == "until" && place > segment.range.lowerBound + 4 {
      return false
    }
    if unit.word == "when",
      text.units[safe: place + 1].map({ $0.has("#past_aux") || Self.auxiliaries.contains($0.word) })
        == true
    {
      return false
    }
    if ["when", "once", "provided", "assuming"].contains(unit.word),
      place > segment.range.lowerBound,
      unit.word != "once" || text.units[safe: place + 1] == nil
    {
      return false
    }
    return true
  }
}

extension Modality {
  /// Recognises questions about permissions, tools and words.
  private func question(_ segment: Segment) -> Segment.Block? {
    let units = units(segment)
    if units.contains(where: { $0.has("#polite") }) { return nil }
    if let may = units.firstIndex(where: { $0.has("#may") }) {
      if !isRequest(segment, after: may) { return .permissions }
      return nil
    }
    let hasTool = units.contains { $0.has("#tool") || $0.word.contains("_") }
    if let means = units.first(where: { $0.has("#means") }), !hasName(units) || means.has("#means")
    {
      let word = units.last { $0.kind != .mark && !$0.has("#means") && $0.word != "is" }
      if units.contains(where: { $0.names.contains { $0.what == "incident" } }) { return nil }
      return .vocabulary(word?.word ?? "")
    }
    if units.contains(where: { $0.has("#how_to") }), !hasAnchorQuestion(units) { return .tools }
    let asks = units.contains {
      ["what", "which", "how", "list", "does", "do", "show", "whats"].contains($0.word)
    }
    if hasTool, asks, units.contains(where: { $0.has("#tool") }) { return .tools }
    return nil
  }

  private func hasAnchorQuestion(_ units: ArraySlice<Unit>) -> Bool {
    units.contains { $0.has("#how_to") && $0.word == "how does" }
      && !units.contains { $0.has("#tool") }
      && units.contains { $0.names.contains { $0.what == "service" } || $0.has("look") }
  }

  private func hasName(_ units: ArraySlice<Unit>) -> Bool {
    units.contains { !$0.names.isEmpty }
  }

  /// Whether "can I …" asks for something definite to be shown, rather than for a permission.
  private func isRequest(_ segment: Segment, after place: Int) -> Bool {
    let phrase = text.units[place].word
    guard
      ["can i", "may i", "could i", "might i", "can we", "who has", "what are my"].contains(phrase),
      let verb = text.units[safe: place + 1]
    else { return false }
    let seeing = ["see", "get", "have", "look", "view", "ask", "trouble", "request", "check"]
    guard seeing.contains(verb.base) || verb.has("view") else { return false }
    if ["ask", "trouble", "get", "have", "request"].contains(verb.base) { return true }
    return units(segment).contains {
      !$0.names.isEmpty || ["the", "this", "its", "our"].contains($0.word) || $0.quantity != nil
    }
  }

  /// Whether the segment forbids or takes back what it names.
  private func isRefusal(_ segment: Segment) -> Bool {
    let units = units(segment)
    guard
      let place = units.firstIndex(where: {
        $0.has("#not") || $0.has("#stop") || $0.has("#alone") || $0.has("#instead")
      })
    else { return false }
    let unit = text.units[place]
    let next = text.units[safe: place + 1]
    if next?.word == "forget" || next?.word == "hesitate" || next?.word == "only" { return false }
    if units.contains(where: {
      $0.has("#instead") && $0.word.hasSuffix(" of") || $0.word == "rather than"
    }),
      let instead = units.firstIndex(where: { $0.has("#instead") })
    {
      return !units[..<instead].contains { isAnchor($0) }
    }
    if unit.has("#alone") { return units.contains { ["leave", "let", "keep"].contains($0.base) } }
    if unit.has("#stop") {
      return !units[..<place].contains { isAnchor($0) } || unit.word.contains("leave")
    }
    if unit.has("#instead") { return false }
    if negatesValue(place, in: segment) { return false }
    if place > units.startIndex, units[..<place].contains(where: { isAnchor($0) }) {
      return ["nicht", "niet", "not", "no", "ない"].contains(unit.word)
        && !hasFiniteVerb(units[..<place])
        && units.last?.word == unit.word
        || ["nicht", "keine", "kein", "niet", "degil"].contains(unit.word)
    }
    return true
  }

  private func hasFiniteVerb(_ units: ArraySlice<Unit>) -> Bool {
    units.contains { ["is", "are", "was", "does", "do", "can", "has", "have"].contains($0.word) }
  }

  /// Whether "not" applies to a value, as in "not P1" or "no status page".
  private func negatesValue(_ place: Int, in segment: Segment) -> Bool {
    let unit = text.units[place]
    guard unit.word == "not" || unit.word == "no" || unit.word == "without" else { return false }
    var next = place + 1
    while let unit = text.units[safe: next],
      ["the", "a", "on", "to", "for", "by", "via"].contains(unit.word)
    {
      next += 1
    }
    guard segment.range.contains(next) else { return unit.word != "no" || segment.range.count == 1 }
    let value = text.units[next]
    if !value.values.isEmpty, !isVerbal(value) || unit.word == "not" && value.inflection == .plural
    {
      return true
    }
    return unit.word == "not" && (!value.names.isEmpty || value.quantity != nil)
  }

  private func isVerbal(_ unit: Unit) -> Bool {
    unit.concepts.contains { index.isAction($0) }
      && ["text", "email", "mail", "post"].contains(unit.base)
      && unit.word != "status page"
  }

  /// Whether a unit alone suggests a tool.
  func isAnchor(_ unit: Unit) -> Bool {
    ToolProfile.features(of: unit).contains { feature in
      index.profiles.contains { index.weight(feature, $0) > 1 }
    }
  }

  /// Whether the segment tells what was done.
  private func isReport(_ segment: Segment) -> Bool {
    let units = units(segment)
    if startsWithRequest(units) { return false }
    let hasMarker = units.contains { $0.has("#report") }
    guard let past = units.firstIndex(where: { isPastAction($0) }) else {
      return hasMarker && !units.contains { $0.has("view") || $0.has("who") } && isStatement(units)
    }
    if units[..<past].suffix(4).contains(where: { $0.inflection == .base && $0.has("notify") }) {
      return false
    }
    if hasMarker { return true }
    let before = units[..<past]
    if before.suffix(3).contains(where: { Self.subjects.contains($0.word) }), !wants(before) {
      return true
    }
    if isDoneBySomebody(past, before) { return true }
    let hasTime = units.contains { $0.quantity?.kind == .time }
    if past == units.startIndex, hasTime { return true }
    guard let aux = before.lastIndex(where: { $0.has("#past_aux") }), !wants(before) else {
      return false
    }
    let between = text.units[(aux + 1)..<past]
    if text.units[aux].word == "have",
      between.contains(where: { !$0.names.isEmpty || $0.word == "the" })
    {
      return isQuestion(segment)
    }
    return true
  }

  /// Whether the first word that is no courtesy asks to see or to do something.
  private func startsWithRequest(_ units: ArraySlice<Unit>) -> Bool {
    let first = units.first {
      !$0.has("#want") && !$0.has("#polite") && !["can", "could", "would", "you"].contains($0.word)
    }
    guard let first, first.inflection == .base, first.kind == .word else { return false }
    return first.has("view") || first.has("look_up") || first.has("deliver") || first.has("notify")
      || isAnchor(first) && units.contains { $0.has("#that") || $0.has("#about") }
  }

  /// Whether a plain noun stands before a verb in the past: "Maria closed the ticket".
  private func isDoneBySomebody(_ past: Int, _ before: ArraySlice<Unit>) -> Bool {
    guard let subject = before.last, subject.kind == .word, text.units[past].word.hasSuffix("ed"),
      subject.names.isEmpty,
      !QuietWords.all.contains(subject.word), subject.concepts.isEmpty || subject.has("customer"),
      subject.values.isEmpty || subject.values.contains("staff"), !wants(before)
    else { return false }
    return !before.contains {
      isAnchor($0) && !$0.values.contains("staff") || $0.has("view") || $0.has("assign_value")
        || $0.quantity?.kind == .money
    }
  }

  private func isStatement(_ units: ArraySlice<Unit>) -> Bool {
    !units.contains { ["please", "need"].contains($0.word) }
  }

  private func isQuestion(_ segment: Segment) -> Bool {
    text.units[safe: segment.range.upperBound]?.isMark("?") == true
  }

  private func isPastAction(_ unit: Unit) -> Bool {
    guard
      unit.inflection == .past || Self.irregular.contains(unit.word)
        || unit.word.hasSuffix("ed") && !unit.values.isEmpty || isPerfect(unit)
    else {
      return false
    }
    return !unit.has("affected") && !unit.has("#called")
      && !["need", "want", "like", "please"].contains(unit.base)
  }

  /// Whether an unknown word is a participle after `have`.
  private func isPerfect(_ unit: Unit) -> Bool {
    guard unit.word.hasSuffix("ed"), unit.word.utf8.count > 4, unit.concepts.isEmpty,
      unit.values.isEmpty,
      let before = text.units[safe: unit.tokens.lowerBound == 0 ? -1 : index(before: unit)]
    else { return false }
    return ["have", "has", "had"].contains(before.word)
  }

  private func index(before unit: Unit) -> Int {
    (text.units.firstIndex { $0.tokens == unit.tokens } ?? 0) - 1
  }

  private func wants(_ units: ArraySlice<Unit>) -> Bool {
    units.contains {
      ["want", "wants", "need", "needs", "be", "please", "get", "should"].contains($0.word)
    }
  }

  private static let auxiliaries: Set<String> = [
    "does", "do", "is", "are", "will", "can", "should",
  ]
  private static let subjects: Set<String> = [
    "i", "we", "he", "she", "they", "someone", "somebody", "ops", "finance", "team", "csm",
  ]
  private static let irregular: Set<String> = [
    "told", "sent", "ran", "took", "gave", "spent", "rebooted",
  ]
}
