internal import AccessControl
internal import Values

/// How accounts of what was done are told from requests.
extension Modality {
  /// Whether the segment tells what was done.
  func isReport(_ segment: Segment) -> Bool {
    let units = units(segment)
    if startsWithRequest(units) || units.contains(where: { $0.has("#polite") }) { return false }
    let hasMarker = units.contains { $0.has("#report") }
    guard let past = units.firstIndex(where: { isPastAction($0) }) else {
      return hasMarker && !isQuestion(segment) && !isDated(units)
        && !units.contains { $0.has("view") || $0.has("who") } && isStatement(units)
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

  /// Whether nothing but a time makes it look like an account: "errors since yesterday".
  func isDated(_ units: ArraySlice<Unit>) -> Bool {
    units.filter { $0.has("#report") }.allSatisfy { Self.times.contains($0.word) }
      && !units.contains { $0.has("#past_aux") || Self.subjects.contains($0.word) }
  }

  static let times: Set<String> = [
    "yesterday", "last night", "earlier today", "last week", "this morning", "an hour ago", "ago",
    "last month",
  ]

  /// Whether the first word that is no courtesy asks to see or to do something.
  func startsWithRequest(_ units: ArraySlice<Unit>) -> Bool {
    let first = units.first {
      !$0.has("#want") && !$0.has("#polite") && !["can", "could", "would", "you"].contains($0.word)
    }
    guard let first, first.inflection == .base, first.kind == .word else { return false }
    return first.has("view") || first.has("look_up") || first.has("deliver") || first.has("notify")
      || isAnchor(first) && units.contains { $0.has("#that") || $0.has("#about") }
  }

  /// Whether a plain noun stands before a verb in the past: "Maria closed the ticket".
  func isDoneBySomebody(_ past: Int, _ before: ArraySlice<Unit>) -> Bool {
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

  func isStatement(_ units: ArraySlice<Unit>) -> Bool {
    !units.contains { ["please", "need"].contains($0.word) }
  }

  func isPastAction(_ unit: Unit) -> Bool {
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
  func isPerfect(_ unit: Unit) -> Bool {
    guard unit.word.hasSuffix("ed"), unit.word.utf8.count > 4, unit.concepts.isEmpty,
      unit.values.isEmpty,
      let before = text.units[safe: unit.tokens.lowerBound == 0 ? -1 : index(before: unit)]
    else { return false }
    return ["have", "has", "had"].contains(before.word)
  }

  func index(before unit: Unit) -> Int {
    text.place(of: unit.tokens.lowerBound) - 1
  }

  func wants(_ units: ArraySlice<Unit>) -> Bool {
    units.contains {
      ["want", "wants", "need", "needs", "be", "please", "get", "should"].contains($0.word)
    }
  }

  static let subjects: Set<String> = [
    "i", "we", "he", "she", "they", "someone", "somebody", "ops", "finance", "team", "csm",
  ]

  static let irregular: Set<String> = [
    "told", "sent", "ran", "took", "gave", "spent", "rebooted",
  ]
}
