internal import AccessControl
internal import Values

/// How refusals are told from requests, and from negated values.
extension Modality {
  /// Whether the segment forbids or takes back what it names.
  func isRefusal(_ segment: Segment) -> Bool {
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

  func hasFiniteVerb(_ units: ArraySlice<Unit>) -> Bool {
    units.contains { ["is", "are", "was", "does", "do", "can", "has", "have"].contains($0.word) }
  }

  /// Whether "not" applies to a value, as in "not P1" or "no status page".
  func negatesValue(_ place: Int, in segment: Segment) -> Bool {
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

  func isVerbal(_ unit: Unit) -> Bool {
    unit.concepts.contains { index.isAction($0) }
      && ["text", "email", "mail", "post"].contains(unit.base)
      && unit.word != "status page"
  }
}
