internal import AccessControl

/// A tool with what its description says people say when they want it.
struct ToolProfile {
  let tool: ToolDescription
  let roles: [ParameterRole]
  /// How strongly a feature speaks for the tool: from 0 to 1 before, in the index with its rarity.
  var weights: [String: Double] = [:]

  /// The concepts of each word of the name.
  let nameConcepts: [Set<String>]

  init(_ tool: ToolDescription, _ reader: UnitReader) {
    self.tool = tool
    roles = tool.parameters.map(ParameterRole.init)
    let name = tool.name.split(separator: "_").joined(separator: " ")
    nameConcepts = Text(name, reader).units.map { Set($0.concepts) }.filter { !$0.isEmpty }
    add(name, 1, reader)
    add(tool.summary, 0.4, reader)
    learn(tool.examples, reader)
    for parameter in tool.parameters where parameter.name != "incident_id" {
      add(parameter.name.split(separator: "_").joined(separator: " "), 0.3, reader)
    }
    weights["t:" + tool.name] = 1
  }

  private mutating func add(_ text: String, _ weight: Double, _ reader: UnitReader) {
    for unit in Text(text, reader).units {
      for feature in Self.features(of: unit) {
        weights[feature] = max(weights[feature] ?? 0, weight)
      }
    }
  }

  /// Learns from phrases: what occurs in more of them tells more.
  private mutating func learn(_ phrases: [String], _ reader: UnitReader) {
    var counts: [String: Double] = [:]
    for phrase in phrases {
      for feature in Set(Text(phrase, reader).units.flatMap(Self.features)) {
        counts[feature, default: 0] += 1
      }
    }
    for (feature, count) in counts where !feature.hasPrefix("v:") {
      let weight = 0.5 + 0.5 * count / Double(phrases.count)
      weights[feature] = max(weights[feature] ?? 0, weight)
    }
  }

  /// Particles that are words of content all the same.
  private static let contents: Set<String> = ["#document", "#says"]

  /// Returns what a unit may say about the tool that is wanted.
  static func features(of unit: Unit) -> [String] { unit.features }

  /// Works out what a unit may say.
  static func computedFeatures(of unit: Unit) -> [String] {
    guard unit.kind == .word, !unit.isPriorityValue else { return [] }
    let concepts = unit.concepts.filter { !$0.hasPrefix("#") }
    let particles = unit.concepts.filter { $0.hasPrefix("#") && !contents.contains($0) }
    if unit.word.contains("_") { return ["t:" + unit.word] + concepts }
    if !concepts.isEmpty || !particles.isEmpty { return concepts }
    if !unit.values.isEmpty { return unit.tokens.count == 1 ? ["v:" + unit.base] : [] }
    guard unit.names.isEmpty, unit.base.utf8.count > 2,
      !QuietWords.all.contains(unit.base), !QuietWords.all.contains(unit.word)
    else { return [] }
    return ["w:" + unit.base]
  }
}

/// Words of no weight of their own.
enum QuietWords {
  /// The common words, which never tell tools apart.
  static let all: Set<String> = Set(
    LexiconGrammar.common.split(whereSeparator: \.isWhitespace).map(String.init)
  )
}

/// The tools with the rarity of their features.
struct ToolIndex {
  private(set) var profiles: [ToolProfile]
  /// How strongly a feature speaks for the tool it tells most about.
  private(set) var top: [String: Double] = [:]
  /// How strongly a feature may speak at most.
  private var most: [String: Double] = [:]
  private var rarity: [String: Double] = [:]
  /// How many tools have a choice with this value.
  private(set) var owners: [String: Int] = [:]

  init(_ tools: [ToolDescription], _ reader: UnitReader) {
    profiles = tools.map { ToolProfile($0, reader) }
    for profile in profiles {
      for value in Set(profile.roles.flatMap(\.values)) { owners[value, default: 0] += 1 }
    }
    var holders: [String: Double] = [:]
    for profile in profiles {
      for (feature, weight) in profile.weights where weight >= 0.5 {
        holders[feature, default: 0] += weight * weight
      }
    }
    let count = Double(max(2, tools.count))
    for (feature, held) in holders {
      let rare = max(0.12, 1 - Self.logarithm(max(1, held)) / Self.logarithm(count))
      rarity[feature] = rare
      most[feature] = rare * Self.strength(feature)
    }
    for place in profiles.indices {
      for (feature, weight) in profiles[place].weights {
        let told = weight * (most[feature] ?? 0)
        profiles[place].weights[feature] = told
        top[feature] = max(top[feature] ?? 0, told)
      }
    }
  }

  /// How strongly a feature speaks for a tool.
  func weight(_ feature: String, _ profile: ToolProfile) -> Double {
    profile.weights[feature] ?? 0
  }

  /// How strongly a feature may speak at most.
  func most(_ feature: String) -> Double {
    most[feature] ?? 0
  }

  private static func strength(_ feature: String) -> Double {
    if feature.hasPrefix("t:") { return 8 }
    if feature.hasPrefix("w:") || feature.hasPrefix("v:") { return 1.4 }
    return Lexicon.shared.strengths[feature] ?? 1
  }

  /// The binary logarithm, by halving; two digits are enough here.
  private static func logarithm(_ value: Double) -> Double {
    var value = value
    var whole = 0.0
    while value >= 2 {
      value /= 2
      whole += 1
    }
    return whole + (value - 1)
  }
}

extension ToolIndex {
  /// Whether a concept alone points at one tool or two.
  func isAction(_ concept: String) -> Bool {
    (rarity[concept] ?? 0) * (Lexicon.shared.strengths[concept] ?? 1) > 1
  }
}
