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

  static func spreads(_ block: Segment.Block) -> Bool {
    switch block {
    case .condition, .hypothetical, .permissions, .tools, .vocabulary, .data: true
    case .refusal, .report: false
    }
  }

  /// Carries a block over to the rest of the sentence.
  func spread(
    _ block: Segment.Block,
    from number: Int,
    _ sentence: Int,
    _ segments: inout [Segment]
  ) {
    let isTrailing = block == .condition && !startsWithCondition(segments[number])
    if isTrailing || units(segments[number]).first?.word == "until" { return }
    for later in segments.indices[(number + 1)...] {
      guard segments[later].sentence == sentence else { return }
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

  func startsWithCondition(_ segment: Segment) -> Bool {
    units(segment).first?.word == "should"
      || units(segment).prefix(2).contains { $0.has("#if") && !$0.has("#polite_if") }
  }

  func block(_ segment: Segment) -> Segment.Block? {
    let units = units(segment)
    if let block = question(segment) { return block }
    if units.contains(where: { $0.has("#suppose") && !$0.has("#polite") }) {
      return forecasts(segment) ? nil : .hypothetical
    }
    if supposes(segment) || opensSupposition(segment) {
      return forecasts(segment) ? nil : .hypothetical
    }
    if isCondition(segment) { return forecasts(segment) ? nil : .condition }
    if units.first?.has("#wish") == true { return .report }
    if isRefusal(segment) { return .refusal }
    if isReport(segment) { return .report }
    return nil
  }

  /// Whether a noun is the subject of a modal verb: "a restart would help".
  func supposes(_ segment: Segment) -> Bool {
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

  /// Whether a question only wonders: "would a restart help", "maybe we should restart it?".
  func opensSupposition(_ segment: Segment) -> Bool {
    if isQuestion(segment), units(segment).contains(where: { Self.wonders.contains($0.word) }) {
      return true
    }
    return segment.range.contains { unit in
      if isQuestion(segment), ["we", "i"].contains(text.units[unit].word),
        text.units[safe: unit + 1]?.word == "should"
      {
        return true
      }
      guard ["would", "could", "might"].contains(text.units[unit].word),
        let article = text.units[safe: unit + 1], ["a", "an"].contains(article.word),
        segment.range.contains(unit + 2)
      else { return false }
      return text.units[(unit + 2)..<segment.range.upperBound].contains(where: isAnchor)
    }
  }

  /// Whether a supposition asks what it would cost: tools that take a length of time answer that.
  func forecasts(_ segment: Segment) -> Bool {
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
  func isCondition(_ segment: Segment) -> Bool {
    if let first = units(segment).first, first.word == "should",
      !["we", "i"].contains(text.units[safe: segment.range.lowerBound + 1]?.word),
      !isQuestion(segment)
    {
      return true
    }
    guard let place = units(segment).firstIndex(where: { $0.has("#if") }) else { return false }
    let unit = text.units[place]
    if unit.has("#polite_if") || unit.word == "until" && place > segment.range.lowerBound {
      return false
    }
    if unit.word == "once", text.units[safe: place - 1]?.word == "at" { return false }
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
  func question(_ segment: Segment) -> Segment.Block? {
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
    if let term = term(units) { return .vocabulary(term) }
    if units.contains(where: { $0.has("#how_to") }), !hasAnchorQuestion(units) { return .tools }
    let asks = units.contains {
      ["what", "which", "how", "list", "does", "do", "show", "whats"].contains($0.word)
    }
    if hasTool, asks, units.contains(where: { $0.has("#tool") }) { return .tools }
    return nil
  }

  /// The word in "what is severity", where there is nothing else and the word has a meaning.
  private func term(_ units: ArraySlice<Unit>) -> String? {
    let words = units.filter { $0.kind == .word }
    guard (3...4).contains(words.count), words[safe: 0]?.word == "what",
      ["is", "are"].contains(words[safe: 1]?.word ?? ""),
      words.count == 3 || ["a", "an"].contains(words[2].word)
        || words[2].quantity?.isArticle == true
    else { return nil }
    return words.last.flatMap { Glossary.explains($0.word) ? $0.word : nil }
  }

  func hasAnchorQuestion(_ units: ArraySlice<Unit>) -> Bool {
    units.contains { $0.has("#how_to") && $0.word == "how does" }
      && !units.contains { $0.has("#tool") }
      && units.contains { $0.names.contains { $0.what == "service" } || $0.has("look") }
  }

  func hasName(_ units: ArraySlice<Unit>) -> Bool {
    units.contains { !$0.names.isEmpty }
  }

  /// Whether "can I …" asks for something definite to be shown, rather than for a permission.
  func isRequest(_ segment: Segment, after place: Int) -> Bool {
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

  /// Whether a unit alone suggests a tool.
  func isAnchor(_ unit: Unit) -> Bool {
    unit.features.contains { (index.top[$0] ?? 0) > 1 }
  }

  func isQuestion(_ segment: Segment) -> Bool {
    text.units[safe: segment.range.upperBound]?.isMark("?") == true
  }

  static let wonders: Set<String> = ["maybe", "perhaps", "possibly"]

  static let auxiliaries: Set<String> = [
    "does", "do", "is", "are", "will", "can", "should",
  ]
}
