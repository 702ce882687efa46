internal import AccessControl

/// What a parameter is for, told by its kind, its name and its summary.
enum ParameterRole: Equatable {
  /// Text sent to people.
  case message
  /// What something new is called.
  case title
  /// Why something is done.
  case reason
  /// What money is for.
  case purpose
  /// More about something; never guessed.
  case remark
  /// The name of something the world has no list of.
  case object
  /// The name of something in the world.
  case reference(String)
  /// Names of things in the world.
  case references(String)
  /// One of some words.
  case choice([String])
  /// An amount of money.
  case money
  /// A length of time in hours.
  case hours
  /// How many lines at most.
  case limit
  /// How many of what the words name.
  case count([String])

  init(_ parameter: ToolParameter) {
    let words = parameter.name.split(separator: "_").map(String.init)
    switch parameter.kind {
    case .text: self = Self.text(words)
    case .reference(let what): self = .reference(what)
    case .choice(let choices): self = .choice(choices)
    case .list(.reference(let what)): self = .references(what)
    case .list: self = .remark
    case .integer, .number: self = Self.number(words, parameter.summary)
    }
  }

  /// Whether it takes several values at once.
  var isList: Bool {
    if case .references = self { true } else { false }
  }

  /// The words of a choice.
  var values: [String] {
    guard case .choice(let values) = self else { return [] }
    return values
  }

  private static func text(_ words: [String]) -> ParameterRole {
    let roles: [(ParameterRole, Set<String>)] = [
      (.message, ["message", "text", "body", "content"]),
      (.title, ["title", "headline", "subject"]),
      (.reason, ["reason", "why", "cause"]),
      (.purpose, ["justification", "purpose"]),
      (.remark, ["description", "summary", "note", "notes", "comment", "details", "remark"]),
    ]
    return roles.first { !$0.1.isDisjoint(with: words) }?.0 ?? .object
  }

  private static func number(_ words: [String], _ summary: String) -> ParameterRole {
    let all = Set(words + Folding.fold(summary).split { !$0.isLetter }.map(String.init))
    if !all.isDisjoint(with: ["usd", "dollars", "amount", "revenue", "eur", "budget", "price"]) {
      return .money
    }
    if !all.isDisjoint(with: ["hours", "hour", "duration"]) { return .hours }
    if !all.isDisjoint(with: ["limit", "lines", "maximum"]) { return .limit }
    return .count(words)
  }
}
