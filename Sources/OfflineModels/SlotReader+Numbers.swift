internal import AccessControl
internal import Values

/// How numbers find the parameter they belong to.
extension SlotReader {
  func quantities(_ units: [Int], where isWanted: (Int) -> Bool) -> [JSONValue] {
    let found = units.filter { unit in
      guard let quantity = text.units[unit].quantity else { return false }
      return quantity.kind != .percent && quantity.kind != .time && isWanted(unit)
    }
    let firm = found.filter { text.units[$0].quantity?.isArticle != true }
    let values = corrected(
      (firm.isEmpty ? found : firm).map { (text.units[$0].quantity?.value ?? 0, $0) }
    )
    return values.map(JSONValue.number)
  }

  /// The amounts of money: a bare number is one only where nothing else says how much.
  func amounts(_ units: [Int], isRequired: Bool) -> [JSONValue] {
    let found = units.filter { money($0, isRequired) }
    let definite = found.filter { unit in
      text.units[unit].quantity.map { $0.kind == .money || $0.isScaled } ?? false
    }
    var kept = definite
    for unit in found where !kept.contains(unit) {
      if kept.last.map({ isTakenBack(from: $0, to: unit) }) ?? true { kept.append(unit) }
    }
    return quantities(kept) { _ in true }
  }

  /// The choice that a bare number stands for where its parameter is named: "priority … to three".
  func numbered(
    _ choices: [String],
    _ profile: ToolProfile,
    _ parameter: Int,
    _ units: [Int]
  ) -> [JSONValue] {
    let concepts =
      Lexicon.shared.meanings[profile.tool.parameters[parameter].name]?.concepts ?? []
    guard
      units.contains(where: { unit in concepts.contains { text.units[unit].has($0) } })
    else { return [] }
    for unit in units {
      guard let quantity = text.units[unit].quantity, quantity.kind == .plain, !quantity.isArticle,
        let number = Int(exactly: quantity.value),
        let before = text.units[safe: unit - 1],
        ["to", "at", "as", "=", ":"].contains(before.word),
        let choice = choices.first(where: { $0.utf8.count == 2 && $0.hasSuffix(String(number)) })
      else { continue }
      return [.string(choice)]
    }
    return []
  }

  func money(_ unit: Int, _ isRequired: Bool) -> Bool {
    guard let quantity = text.units[unit].quantity, !quantity.isArticle else { return false }
    if quantity.kind == .money { return true }
    guard quantity.kind == .plain else { return false }
    let next = text.units[safe: unit + 1]
    if next?.has("customer") == true || !(next?.values ?? []).isEmpty && !quantity.isScaled {
      return false
    }
    if near(unit, 3, { $0.has("revenue") }) { return true }
    if near(unit, 3, { $0.has("customer") || $0.has("affected") }), !isRequired { return false }
    return quantity.isScaled || isRequired && quantity.value >= 20
  }

  /// Whether a number is a length of time, or corrects one.
  func isHours(_ unit: Int, _ units: [Int]) -> Bool {
    guard let quantity = text.units[unit].quantity else { return false }
    if quantity.kind == .hours { return true }
    return quantity.kind == .plain && !quantity.isArticle
      && units.contains {
        $0 < unit && text.units[$0].quantity?.kind == .hours && isTakenBack(from: $0, to: unit)
      }
  }

  func isLimit(_ unit: Int) -> Bool {
    guard let read = text.units[safe: unit], let quantity = read.quantity else { return false }
    guard quantity.kind == .plain, !quantity.isArticle else { return false }
    let next = text.units[safe: unit + 1]
    return next?.values.contains("error") != true
      || text.units[safe: unit - 1]?.has("#last") == true
  }

  func isCount(
    _ unit: Int,
    _ words: [String],
    _ profile: ToolProfile,
    _ parameter: Int
  ) -> Bool {
    guard let quantity = text.units[unit].quantity, quantity.kind == .plain else { return false }
    let pairs = profile.roles.contains { if case .choice = $0 { true } else { false } }
    if profile.tool.parameters[parameter].isRequired {
      let isNear = near(unit, 3) { read in
        pairs
          && profile.roles.contains { role in
            guard case .choice(let choices) = role else { return false }
            return choices.contains(where: read.values.contains)
          }
      }
      return isNear || !quantity.isArticle
    }
    if quantity.isArticle { return false }
    let concepts = words.flatMap {
      Lexicon.shared.meanings[$0]?.concepts
        ?? Stemmer.bases(of: $0).flatMap { Lexicon.shared.meanings[$0.base]?.concepts ?? [] }
    }
    return counts(unit) { read in
      concepts.contains(where: read.has) || words.contains(read.word)
    }
  }

  /// Whether a number counts what a word says: "300 affected customers", "customers affected: 300".
  func counts(_ unit: Int, _ matches: (Unit) -> Bool) -> Bool {
    for step in 1...3 {
      guard let read = text.units[safe: unit + step], read.kind == .word, read.word != "and" else {
        break
      }
      if matches(read) { return true }
    }
    for step in 1...4 {
      guard let read = text.units[safe: unit - step] else { return false }
      if matches(read) { return true }
      guard read.has("#sorry") || Self.copulas.contains(read.word) else { return false }
    }
    return false
  }

  static let copulas: Set<String> = [
    "is", "are", "to", "at", "of", ":", "=", "now", "about", "actually", "roughly", "count",
    "number",
  ]

  func near(_ unit: Int, _ distance: Int, _ matches: (Unit) -> Bool) -> Bool {
    for direction in [1, -1] {
      for step in 1...distance {
        guard let read = text.units[safe: unit + direction * step], read.word != "and",
          read.kind != .mark || read.isMark(":") || read.isMark("="),
          read.kind != .lineBreak
        else { break }
        if matches(read) { return true }
      }
    }
    return false
  }
}
