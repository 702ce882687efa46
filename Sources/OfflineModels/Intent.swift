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
  func best(_ units: [Int], favouring favoured: Int? = nil) -> (profile: Int, score: Double)? {
    var best: (profile: Int, score: Double)?
    for number in index.profiles.indices {
      let score = score(number, units) + (number == favoured ? 0.5 : 0)
      if best.map({ score > $0.score + 1e-9 }) ?? true { best = (number, score) }
    }
    guard let best, best.score >= Self.threshold else { return nil }
    return best
  }

  /// How much speaks for a tool in some units.
  func score(_ number: Int, _ units: [Int]) -> Double {
    let profile = index.profiles[number]
    var seen: Set<String> = []
    var words = 0.0
    var factor = 1.0
    for unit in units {
      if text.units[unit].has("#because")
        || ["about", "regarding", "concerning"].contains(text.units[unit].word)
      {
        if words > 0 { factor = 0.3 }
      }
      for feature in ProfileFeatures.of(text.units[unit]) where seen.insert(feature).inserted {
        words += factor * index.weight(feature, profile)
      }
    }
    return words + evidence(profile, units) + pointing(profile, units) + heading(profile, units)
      + coverage(profile, units)
  }

  /// How much of the tool's name occurs, less what would have to be asked.
  private func coverage(_ profile: ToolProfile, _ units: [Int]) -> Double {
    let said = Set(units.flatMap { text.units[$0].concepts })
    let named = profile.nameConcepts.filter { !$0.isDisjoint(with: said) }.count
    var score = 0.6 * Double(named) / Double(max(1, profile.nameConcepts.count))
    for (number, parameter) in profile.tool.parameters.enumerated()
    where parameter.isRequired && !parameter.isTakenFromContext {
      guard slots.values(number, profile, units).isEmpty else { continue }
      score -= profile.roles[number] == .reference("customer") ? 0.3 : 0.1
    }
    return score
  }

  /// What a pronoun says: there is something a reference can stand for.
  private func pointing(_ profile: ToolProfile, _ units: [Int]) -> Double {
    let points = units.contains { text.units[$0].has("#pronoun") }
    let takes = profile.tool.parameters.contains { parameter in
      if case .reference = parameter.kind { parameter.isRequired } else { false }
    }
    return points && takes ? 0.35 : 0
  }

  /// What "ticket:" says: something new gets a title.
  private func heading(_ profile: ToolProfile, _ units: [Int]) -> Double {
    guard profile.roles.contains(.title), let last = units.last, text.units[last].has("incident"),
      text.units[last].names.isEmpty, let next = text.units[safe: last + 1],
      next.isMark(":") || next.isMark("-")
    else { return 0 }
    return 1
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
    case .count: isRequired ? 0.5 : 0.8
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
          ? 0.3 : 0
      default: return 0
      }
    }
    if read.has("priority"), !read.values.isEmpty {
      return slots.isValue(unit, profile) ? 0 : 0.8
    }
    return 0
  }
}

/// The features of units.
enum ProfileFeatures {
  static func of(_ unit: Unit) -> [String] { ToolProfile.features(of: unit) }
}
