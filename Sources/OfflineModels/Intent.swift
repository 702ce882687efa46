internal import AccessControl
internal import Values

/// Decides which tool a segment asks for.
struct Intent {
  let text: Text
  let index: ToolIndex
  let slots: SlotReader

  /// How much must speak for a tool before it is proposed.
  static let threshold = 1.15

  /// Returns the tool that a range of units asks for, with what speaks for it.
  func best(
    _ units: [Int],
    favouring favoured: Int? = nil,
    asks: Bool = false
  ) -> (profile: Int, score: Double)? {
    leader(units, favoured, asks, fallback: false)
      ?? (asks ? leader(units, favoured, asks, fallback: true) : nil)
  }

  private func leader(
    _ units: [Int],
    _ favoured: Int?,
    _ asks: Bool,
    fallback: Bool
  ) -> (profile: Int, score: Double)? {
    let units = beforeContent(units)
    let reading = Reading(text: text, index: index, units: units)
    guard reading.hasValues || reading.hasFeature else { return nil }
    var best: (profile: Int, score: Double)?
    for number in index.profiles.indices {
      let profile = index.profiles[number]
      if asks, profile.tool.effect == .write { continue }
      let score =
        score(number, units, reading) + (number == favoured ? 0.5 : 0)
        + (fallback || shows(units) ? asked(profile, units) : 0)
      if best.map({ score > $0.score + 1e-9 }) ?? true { best = (number, score) }
    }
    guard let best, best.score >= Self.threshold else { return nil }
    return best
  }

  /// Whether the units ask to see something.
  private func shows(_ units: [Int]) -> Bool {
    units.contains { unit in
      let read = text.units[unit]
      return read.has("view") || read.has("look_up")
        || read.has("status") && !units.contains { text.units[$0].has("assign_value") }
    }
  }

  /// What a question about something says: the tool that takes nothing else shows it.
  private func asked(_ profile: ToolProfile, _ units: [Int]) -> Double {
    guard profile.roles.count == 1, case .reference(let what) = profile.roles[0] else { return 0 }
    if units.contains(where: { text.units[$0].name(of: what) != nil }) { return 0.9 }
    let isAtHand = units.contains { unit in
      text.units[unit].has(what)
        && text.units[safe: unit - 1].map { ["this", "the", "our"].contains($0.word) } ?? false
    }
    return isAtHand && profile.tool.parameters[0].isTakenFromContext ? 0.6 : 0
  }

  /// Leaves out what is to be said: what follows "that" after a verb of telling.
  func beforeContent(_ units: [Int]) -> [Int] {
    guard let place = units.firstIndex(where: { text.units[$0].has("#that") }),
      units.count - place > 2,
      units[..<place].contains(where: { unit in
        ToolProfile.features(of: text.units[unit]).contains { feature in
          index.profiles.contains { $0.roles.contains(.message) && index.weight(feature, $0) > 1 }
        }
      })
    else { return units }
    return Array(units[..<place])
  }

  /// What all tools need to know of some units.
  struct Reading {
    /// Whether a parameter may find a value in them.
    let hasValues: Bool
    /// Whether any word tells tools apart.
    let hasFeature: Bool
    /// What they are about.
    let said: Set<String>

    init(text: Text, index: ToolIndex, units: [Int]) {
      hasValues = units.contains { unit in
        let read = text.units[unit]
        return !read.names.isEmpty || !read.values.isEmpty || read.quantity != nil
          || index.owners[read.word] != nil || index.owners[read.base] != nil
      }
      hasFeature = units.contains { unit in
        text.units[unit].features.contains { (index.top[$0] ?? 0) > 0 }
      }
      said = Set(units.flatMap { text.units[$0].concepts })
    }
  }

  /// How much speaks for a tool in some units.
  func score(_ number: Int, _ units: [Int], _ reading: Reading) -> Double {
    let profile = index.profiles[number]
    var seen: Set<String> = []
    let filled = reading.hasValues ? filledConcepts(profile, units) : []
    var words = 0.0
    var factor = 1.0
    var hasHead = false
    for unit in units where !isSpokenOf(unit) {
      if hasHead, opensTail(unit) { factor = 0.3 }
      for feature in text.units[unit].features where seen.insert(feature).inserted {
        let most = index.most(feature)
        if most > 0.7 { hasHead = true }
        words +=
          (isGerund(unit) ? 0.4 : 1) * factor
          * max(index.weight(feature, profile), filled.contains(feature) ? most * 0.9 : 0)
      }
    }
    guard words > 0 || reading.hasValues else { return 0 }
    return words + (reading.hasValues ? evidence(profile, units) : 0) + pointing(profile, units)
      + heading(profile, units) + coverage(profile, units, reading) + leading(profile, units)
  }

  /// What an imperative says: the first word that is no courtesy names the tool.
  func leading(_ profile: ToolProfile, _ units: [Int]) -> Double {
    guard
      let first = units.first(where: {
        !Self.courtesies.contains(text.units[$0].word) && !text.units[$0].has("#want")
          && !text.units[$0].has("#polite") && !text.units[$0].has("#then")
          && !text.units[$0].has("#also")
      })
    else { return 0 }
    let read = text.units[first]
    guard read.inflection == .base, read.names.isEmpty,
      read.values.isEmpty || !read.concepts.isEmpty
    else { return 0 }
    let weight = ToolProfile.features(of: read).map { index.weight($0, profile) }.max() ?? 0
    if weight > 1 { return 0.8 }
    return weight > 0.4 && evidence(profile, units) > 1 ? 0.8 : 0
  }

  /// Whether what follows only tells more about what has been named: "for log analysis".
  private func opensTail(_ unit: Int) -> Bool {
    let read = text.units[unit]
    if read.has("#because") { return true }
    guard Self.tails.contains(read.word), let next = text.units[safe: unit + 1] else {
      return false
    }
    return !["me", "us", "you", "restart"].contains(next.word)
      && !(next.word == "the" && read.word == "with")
      || read.word == "with" && next.word == "the"
  }

  private static let tails: Set<String> = [
    "about", "regarding", "concerning", "for", "that", "which", "who", "whose", "where", "with",
    "around", "so",
  ]

  private static let courtesies: Set<String> = [
    "could", "can", "would", "will", "you", "i", "we", "me", "us", "to", "just", "go", "ahead",
    "so", "ok", "okay", "now",
    "kind", "as", "be", "mind", "and", "like", "have", "hey", "hi", "hello", "um", "uh",
    "let", "only",
  ]

  /// Whether a verb in -ing only tells what something is for: "money for notifying customers".
  private func isGerund(_ unit: Int) -> Bool {
    text.units[unit].inflection == .progressive
      && text.units[safe: unit - 1].map {
        ["for", "by", "of", "before", "after"].contains($0.word)
      } ?? false
  }

  /// Whether a noun names something at hand, such as "this message".
  private func isSpokenOf(_ unit: Int) -> Bool {
    ["message", "notice", "alert", "notification", "mail", "email"].contains(text.units[unit].base)
      && text.units[safe: unit - 1].map { ["this", "that", "their", "his"].contains($0.word) }
        ?? false
  }

  /// How much of the tool's name occurs, less what would have to be asked.
  private func coverage(
    _ profile: ToolProfile,
    _ units: [Int],
    _ reading: Reading
  ) -> Double {
    let named = profile.nameConcepts.filter { !$0.isDisjoint(with: reading.said) }.count
    var score = 0.6 * Double(named) / Double(max(1, profile.nameConcepts.count))
    for (number, parameter) in profile.tool.parameters.enumerated()
    where parameter.isRequired && !parameter.isTakenFromContext {
      guard !reading.hasValues || slots.values(number, profile, units).isEmpty else { continue }
      if profile.roles[number] == .reference("customer") {
        score += slots.unlisted(units) == nil ? -0.3 : 0.5
      } else {
        score -= 0.1
      }
    }
    return score
  }

  /// What the names of filled choices are about: "with high priority" is about the priority.
  private func filledConcepts(_ profile: ToolProfile, _ units: [Int]) -> Set<String> {
    var concepts: Set<String> = []
    for (number, role) in profile.roles.enumerated() {
      guard case .choice = role, !slots.values(number, profile, units).isEmpty else { continue }
      concepts.formUnion(
        Lexicon.shared.meanings[profile.tool.parameters[number].name]?.concepts ?? []
      )
    }
    return concepts
  }

  /// What a pronoun says: there is something a reference can stand for.
  private func pointing(_ profile: ToolProfile, _ units: [Int]) -> Double {
    let points = units.contains { text.units[$0].has("#pronoun") }
    let takes = profile.tool.parameters.contains { parameter in
      if case .reference = parameter.kind { parameter.isRequired } else { false }
    }
    if points, takes { return 0.35 }
    return points && profile.roles.contains(.reference("service")) ? 0.15 : 0
  }

  /// What "ticket:" says: something new gets a title.
  private func heading(_ profile: ToolProfile, _ units: [Int]) -> Double {
    guard profile.roles.contains(.title), let last = units.last, text.units[last].has("incident"),
      text.units[last].names.isEmpty,
      !["this", "the", "that"].contains(text.units[safe: last - 1]?.word),
      let next = text.units[safe: last + 1],
      next.isMark(":") || next.isMark("-")
    else { return message(profile, units) }
    return 1
  }

  /// What a quoted passage after the words says: there is something to send.
  private func message(_ profile: ToolProfile, _ units: [Int]) -> Double {
    guard profile.roles.contains(.message), let last = units.last,
      let next = text.units[safe: last + 1]
    else { return 0 }
    let isSent = next.isMark(":") && text.units[safe: last + 2]?.kind == .quote
    let isAddressed = profile.roles.indices.contains { number in
      if case .choice = profile.roles[number] {
        !slots.values(number, profile, units).isEmpty
      } else {
        false
      }
    }
    return isSent && (isAddressed || units.contains { text.units[$0].has("deliver") }) ? 0.8 : 0
  }

  /// What the values in the units say: filled parameters speak for a tool, unused values against.
  func evidence(_ profile: ToolProfile, _ units: [Int]) -> Double {
    var score = 0.0
    for (parameter, role) in profile.roles.enumerated() {
      let values = slots.values(parameter, profile, units)
      guard !values.isEmpty else { continue }
      let isRequired = profile.tool.parameters[parameter].isRequired
      if case .choice = role {
        score += choice(values, units, isRequired: isRequired)
      } else {
        score += Self.worth(role, isRequired: isRequired, isOnly: profile.roles.count == 1)
      }
    }
    for unit in units { score -= unused(unit, profile) }
    return score
  }

  /// What values of a choice say: the fewer tools know them, the more.
  private func choice(_ values: [JSONValue], _ units: [Int], isRequired: Bool) -> Double {
    let owners = values.compactMap { $0.text.flatMap { index.owners[$0] } }.min() ?? 9
    let worth = owners == 1 ? 1.05 : isRequired ? 1.2 : 0.6
    guard owners == 1, let first = units.first, text.units[first].inflection == .base,
      values.contains(where: { $0.text.map(text.units[first].values.contains) ?? false })
    else { return worth }
    return worth + 0.2
  }

  private static func worth(_ role: ParameterRole, isRequired: Bool, isOnly: Bool) -> Double {
    switch role {
    case .reference("customer"): isOnly ? 1.3 : 0.8
    case .reference("incident"): isOnly ? 0.35 : 0.2
    case .reference, .references: isRequired ? 0.45 : 0.4
    case .choice: isRequired ? 1.0 : 0.7
    case .money: isRequired ? 0.9 : 0.5
    case .hours: 0.6
    case .count: isRequired ? 0.5 : 1.1
    case .limit: 0.4
    default: 0
    }
  }

  /// What it costs to leave a unit's value unused.
  private func unused(_ unit: Int, _ profile: ToolProfile) -> Double {
    let read = text.units[unit]
    func lacks(_ matches: (ParameterRole) -> Bool) -> Bool {
      !profile.roles.contains(where: matches)
    }
    if read.name(of: "incident") != nil {
      return lacks { $0 == .reference("incident") }
        ? (profile.tool.effect == .write ? 0.9 : 0.1) : 0
    }
    if read.name(of: "customer") != nil {
      return lacks { $0 == .reference("customer") } ? 0.6 : 0
    }
    if read.name(of: "service") != nil {
      return lacks { $0 == .reference("service") || $0 == .references("service") } ? 0.35 : 0
    }
    if let quantity = read.quantity {
      switch quantity.kind {
      case .money: return lacks { $0 == .money } ? 0.7 : 0
      case .hours: return lacks { $0 == .hours } ? 0.2 : 0
      case .plain where !quantity.isArticle:
        return lacks { if case .count = $0 { true } else { $0 == .limit || $0 == .money } }
          ? 0.5 : 0
      default: return 0
      }
    }
    if read.has("priority"), !read.values.isEmpty {
      return slots.isValue(unit, profile) ? 0 : 0.8
    }
    return 0
  }
}
