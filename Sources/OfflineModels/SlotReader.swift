internal import AccessControl
internal import Values

/// Reads values for parameters from the units of a text.
struct SlotReader {
  let text: Text
  let index: ToolIndex

  /// The values a text gives for a parameter, in order, after corrections and negations.
  func values(_ parameter: Int, _ profile: ToolProfile, _ units: [Int]) -> [JSONValue] {
    switch profile.roles[parameter] {
    case .reference(let what): names(what, profile, units).map(JSONValue.string)
    case .references(let what):
      [names(what, profile, units)].filter { !$0.isEmpty }.map { .array($0.map(JSONValue.string)) }
    case .choice(let choices):
      [self.choices(choices, profile, units), numbered(choices, profile, parameter, units)]
        .first { !$0.isEmpty } ?? []
    case .money: amounts(units, isRequired: profile.tool.parameters[parameter].isRequired)
    case .hours: quantities(units) { isHours($0, units) }
    case .limit: quantities(units, where: isLimit).filter { accepts($0, profile, parameter) }
    case .count(let words):
      quantities(units) { isCount($0, words, profile, parameter) }.filter {
        accepts($0, profile, parameter)
      }
    default: []
    }
  }

  func accepts(_ value: JSONValue, _ profile: ToolProfile, _ parameter: Int) -> Bool {
    guard case .integer(let range) = profile.tool.parameters[parameter].kind else { return true }
    return value.int.map(range.contains) ?? false
  }

  // MARK: Names

  func names(_ what: String, _ profile: ToolProfile, _ units: [Int]) -> [String] {
    var found: [(name: String, unit: Int)] = []
    let definite = units.contains { unit in
      text.units[unit].name(of: what) != nil && !isValue(unit, profile)
    }
    for unit in units {
      guard let name = text.units[unit].name(of: what) else { continue }
      if isValue(unit, profile), readsAsCheck(unit) || definite && !isDetermined(unit) { continue }
      if isVerb(unit), definite || text.units[unit].word == "search" { continue }
      if !found.contains(where: { $0.name == name }) { found.append((name, unit)) }
    }
    return corrected(found.map { ($0.name, $0.unit) })
  }

  /// Whether a name is also a value of one of the tool's choices.
  func isValue(_ unit: Int, _ profile: ToolProfile) -> Bool {
    let values = text.units[unit].values
    guard !values.isEmpty else { return false }
    return profile.roles.contains { role in
      guard case .choice(let choices) = role else { return false }
      return choices.contains(where: values.contains)
    }
  }

  /// Whether what follows makes a name the kind of a check: "a cache check", "at API level".
  func readsAsCheck(_ unit: Int) -> Bool {
    let next = text.units[safe: unit + 1]
    guard let next else { return false }
    if next.has("check") || next.has("diagnose") || ["level", "layer", "side"].contains(next.word) {
      return true
    }
    guard ["on", "of", "in", "behind"].contains(next.word) else { return false }
    return text.units[(unit + 2)...].prefix(2).contains {
      $0.name(of: "service") != nil && $0.values.isEmpty
    }
  }

  /// Whether an article makes a word the name of a thing: "the cache".
  func isDetermined(_ unit: Int) -> Bool {
    text.units[safe: unit - 1]?.word == "the" || text.units[unit].word.hasPrefix("the ")
  }

  /// Whether `search` is the verb rather than the service.
  func isVerb(_ unit: Int) -> Bool {
    text.units[unit].word == "search" && text.units[safe: unit + 1]?.word == "for"
  }

  /// A capitalised name that the world does not list.
  func unlisted(_ units: [Int]) -> String? {
    var run: [Int] = []
    for unit in units {
      let read = text.units[unit]
      let token = text.tokens[read.tokens.lowerBound]
      let isCapital =
        text.scalars[token.start].properties.isUppercase && read.concepts.isEmpty
        && read.values.isEmpty && token.kind == .word && read.names.isEmpty
      if isCapital, unit > 0, read.word.utf8.count > 1, run.isEmpty || run.last == unit - 1 {
        run.append(unit)
      } else if !run.isEmpty {
        break
      }
    }
    guard let first = run.first, let last = run.last else { return nil }
    return text.slice(first..<last + 1)
  }

  // MARK: Choices

  func choices(_ choices: [String], _ profile: ToolProfile, _ units: [Int]) -> [JSONValue] {
    var found: [(String, Int)] = []
    let service = units.contains { unit in
      text.units[unit].name(of: "service") != nil && !isValue(unit, profile)
    }
    for unit in units {
      let read = text.units[unit]
      guard
        let value = choices.first(where: { choice in
          read.values.contains(choice) || read.word == choice || read.base == choice
        }), !needsContext(unit, value) || hasContext(unit, value), !isNoun(unit)
      else { continue }
      if read.name(of: "service") != nil, !readsAsCheck(unit), !service || isDetermined(unit) {
        continue
      }
      if !found.contains(where: { $0.0 == value }) { found.append((value, unit)) }
    }
    let values = corrected(found)
    let all = values.contains("all") && values.count > 1 ? values.filter { $0 != "all" } : values
    return all.map(JSONValue.string)
  }

  /// Whether `email` or `text` names a thing, as in "the same text" or "a customer's mail".
  func isNoun(_ unit: Int) -> Bool {
    let read = text.units[unit]
    guard ["email", "mail", "text", "page", "post", "emails", "mails"].contains(read.base),
      let before = text.units[safe: unit - 1]
    else { return false }
    let isDetermined = [
      "a", "an", "the", "this", "that", "same", "customer", "vendor", "my", "his", "their",
      "following", "'s", "phishing", "forwarded", "incoming",
    ]
    .contains(before.word)
    guard isDetermined else { return false }
    return !text.units[..<unit].suffix(5).contains {
      $0.has("deliver") || $0.has("notify") || $0.word == "by" || $0.word == "via"
    }
  }

  static let ordinary: Set<String> = [
    "high", "low", "medium", "critical", "highest", "lowest", "normal", "moderate", "minor",
    "trivial",
    "urgent", "open", "investigate", "identify", "watch", "trivial", "hoch", "page", "everyone",
    "everybody", "hand", "box", "host", "person", "alta", "alto",
  ]

  func needsContext(_ unit: Int, _ value: String) -> Bool {
    Self.ordinary.contains(text.units[unit].base)
  }

  /// Whether an ordinary word stands where a value would.
  func hasContext(_ unit: Int, _ value: String) -> Bool {
    let before = text.units[safe: unit - 1]
    let after = text.units[safe: unit + 1]
    let read = text.units[unit]
    if ["everyone", "everybody", "person", "hand", "box", "host"].contains(read.base) {
      return true
    }
    if let before,
      [
        "to", "as", "status", "is", "auf", "priority", "a", "it", "of", "back", "=", ":", "under",
        "at", "with", "as", "em", "en", "su", "op", "for",
      ].contains(before.word) || before.has("priority")
        || !before.names.isEmpty
    {
      if read.base == "open" { return ["to", "as", "status", "=", ":"].contains(before.word) }
      if ["a", "for", "with", "at", "of", "is", "it"].contains(before.word) {
        return after == nil || after?.has("priority") == true
          || after?.kind == .mark && before.word != "a"
      }
      return true
    }
    if after?.has("priority") == true { return read.base != "open" }
    return read.base == "open"
      ? false : after.map { $0.kind == .mark || $0.has("#because") } ?? true
  }

  // MARK: Numbers

  // MARK: Corrections

  /// Drops values that are negated or taken back.
  func corrected<Value: Equatable>(_ found: [(Value, Int)]) -> [Value] {
    var kept: [(Value, Int)] = []
    for (value, unit) in found {
      if isNegated(unit) { continue }
      if let last = kept.last, isTakenBack(from: last.1, to: unit) { kept.removeAll() }
      kept.append((value, unit))
    }
    return kept.map(\.0)
  }

  func isNegated(_ unit: Int) -> Bool {
    var index = unit - 1
    var steps = 0
    while let read = text.units[safe: index], steps < 4 {
      if read.word == "not" || read.word == "no" || read.word == "without" || read.has("#instead")
        || read.word == "nor" || read.word == "except"
      {
        if let before = text.units[safe: index - 1], read.word == "no", !before.values.isEmpty {
          return false
        }
        return true
      }
      guard
        ["the", "a", "to", "on", "for", "by", "via", "in", "with", "of", "from", "any"].contains(
          read.word
        )
      else { return false }
      index -= 1
      steps += 1
    }
    return false
  }

  func isTakenBack(from first: Int, to second: Int) -> Bool {
    guard first < second else { return false }
    return text.units[(first + 1)..<second].contains {
      $0.has("#sorry") || $0.word == "no" || $0.word == "nein"
    }
      && !text.units[(first + 1)..<second].contains { $0.has("#also") }
  }
}
