internal import AccessControl
internal import Values

/// What kind of thing a segment says.
extension Interpreter {
  /// The names of "put INC-002" in "put INC-002 and INC-003 to P3".
  func shared(before segment: Segment) -> [Int] {
    guard segment.opener.hasSuffix("and") || segment.opener == ",",
      let before = segments[safe: segment.index - 1],
      before.block == nil, before.range.allSatisfy({ loose.contains($0) }),
      before.range.allSatisfy({ unit in
        let read = text.units[unit]
        return !read.names.isEmpty || read.has("assign_value") || read.has("raise")
          || ["the", "both", "please"].contains(read.word)
      }), !before.range.contains(where: { text.units[$0].has("#sorry") })
    else { return [] }
    return before.range.filter { !text.units[$0].names.isEmpty }
  }

  /// Whether a segment only says when: "before the restart".
  func tellsWhen(_ units: [Int]) -> Bool {
    guard let next = units.dropFirst().first else { return false }
    return ["before", "after", "while", "during"].contains(text.units[units[0]].word)
      && ["the", "a", "our", "we", "it", "that", "this", "they", "i"].contains(
        text.units[next].word
      )
  }

  /// Whether a segment is a question, which no tool that changes things answers.
  func asks(_ segment: Segment) -> Bool {
    guard let first = text.units[safe: segment.range.lowerBound] else { return false }
    if text.units[safe: segment.range.lowerBound + 1]?.word == "about" { return false }
    let isMarked = text.units[safe: segment.sentenceEnd]?.isMark("?") == true
    if ["what", "which", "who", "when", "why", "how", "whom", "where", "whose"].contains(first.word)
    {
      return true
    }
    return isMarked
      && ["is", "are", "does", "do", "has", "have", "did", "was", "were"].contains(first.word)
  }

  /// Whether a tool that changes things has anything to change.
  func isSubstantial(_ profile: Int, _ units: [Int]) -> Bool {
    let described = index.profiles[profile]
    let own = described.tool.parameters.filter { !$0.isTakenFromContext }
    guard described.tool.effect == .write, !own.isEmpty, own.allSatisfy({ !$0.isRequired }) else {
      return true
    }
    let said = Set(units.flatMap { text.units[$0].concepts })
    let named = described.nameConcepts.filter { !$0.isDisjoint(with: said) }.count
    return named * 3 >= described.nameConcepts.count * 2
      || described.roles.indices.contains { parameter in
        described.roles[parameter] != .reference("incident")
          && !slots.values(parameter, described, units).isEmpty
      } || !Self.named(described, units.map { text.units[$0] }).isEmpty && changes(units)
  }

  /// Whether the first word of a request changes something: "update the status".
  private func changes(_ units: [Int]) -> Bool {
    units.prefix(4).contains { unit in
      let read = text.units[unit]
      return read.inflection == .base && (read.has("assign_value") || read.has("update"))
    }
  }

  /// The optional parameters whose names occur: "status" in "update the status".
  static func named(_ profile: ToolProfile, _ units: [Unit]) -> [String] {
    profile.tool.parameters.filter { parameter in
      !parameter.isTakenFromContext
        && units.contains { $0.word == parameter.name || $0.base == parameter.name }
    }.map(\.name)
  }

  /// The tool that a segment without a verb asks for with the verb of the segment before.
  func shared(_ units: [Int], _ segment: Segment) -> (profile: Int, score: Double)? {
    guard ["and", "then", "also"].contains(where: segment.opener.hasSuffix),
      let before = segments[safe: segment.index - 1],
      let verb = before.range.first(where: {
        text.units[$0].has("view") || text.units[$0].has("look_up")
      })
    else {
      return nil
    }
    let best = intent.best([verb] + units)
    return best.flatMap { $0.profile == frames.last?.profile ? nil : $0 }
  }

  /// The tool that "show it to me" asks for, by what the pronoun stands for.
  func pointing(_ units: [Int], _ segment: Segment) -> (profile: Int, score: Double)? {
    let names = loose + supposed
    guard !names.isEmpty, frames.isEmpty,
      units.contains(where: { text.units[$0].has("#pronoun") }),
      units.contains(where: { text.units[$0].has("view") })
    else { return nil }
    return intent.best(units + names, asks: true)
  }

  /// Whether the segment says that a passage follows which somebody else wrote: "the log reads:".
  func introduces(_ segment: Segment) -> Bool {
    let units = text.units[segment.range]
    guard let mark = text.units[safe: segment.range.upperBound],
      mark.isMark(":") || mark.isMark(","),
      let quote = text.units[safe: segment.range.upperBound + 1],
      quote.kind == .quote || quote.kind == .code,
      let says = units.firstIndex(where: { $0.has("#says") && $0.inflection != .base })
    else { return false }
    return units[..<says].contains { $0.has("#document") || $0.has("customer") || $0.has("log") }
      && !units.contains { $0.has("notify") }
  }

  /// Whether the segment only reports a quoted passage.
  func reports(_ segment: Segment) -> Bool {
    let units = text.units[segment.range]
    guard let quote = units.firstIndex(where: { $0.kind == .quote || $0.kind == .code }) else {
      return false
    }
    return units[..<quote].contains {
      $0.has("#says")
        && ($0.inflection != .base || ["wrote", "said", "got", "received"].contains($0.word))
    }
      && units[..<quote].contains { $0.has("#document") || $0.has("customer") || $0.has("log") }
  }

  /// Whether the segment introduces words of others that are not in quotes.
  func isData(_ segment: Segment) -> Bool {
    let units = text.units[segment.range]
    guard let says = units.firstIndex(where: { $0.has("#says") }), says > units.startIndex,
      units[..<says].contains(where: { $0.has("#document") })
    else { return false }
    let next = text.units[safe: segment.range.upperBound]
    return next?.isMark(":") == true
      && text.units[safe: segment.range.upperBound + 1]?.kind != .quote
      || says + 2 < units.endIndex && modality.isAnchor(text.units[says + 1])
  }

  /// Whether a statement only gives background: nobody asks for what it mentions.
  func isBackground(_ profile: Int, _ units: [Int], _ segment: Segment) -> Bool {
    let described = index.profiles[profile]
    let read = intent.beforeContent(units).map { text.units[$0] }.prefix { !$0.has("#because") }
    guard text.units[safe: segment.range.upperBound]?.isMark("?") != true, let first = read.first,
      !(described.roles.contains(.title)
        && text.units[safe: segment.range.upperBound]?.isMark(":") == true),
      !Self.asking.contains(first.word),
      !(first.inflection == .base && modality.isAnchor(first) && first.names.isEmpty
        && !(read.count > 1 && Self.finite.contains(read[1].word))),
      !read.contains(where: { Self.wanting.contains($0.word) || $0.has("#want") }),
      let verb = finiteVerb(Array(read)),
      !read[..<verb].contains(where: {
        $0.inflection == .base
          && ($0.has("view") || $0.has("assign_value") || $0.has("check") || $0.has("calculate")
            || $0.has("notify") || $0.has("create") || $0.has("deliver"))
      })
    else { return false }
    guard described.tool.effect == .write else { return true }
    return !described.roles.indices.contains { parameter in
      switch described.roles[parameter] {
      case .choice, .count, .money: !slots.values(parameter, described, units).isEmpty
      default: false
      }
    } || described.roles.contains(.message)
  }

  /// Whether a question asks whether something was done.
  func asksAboutPast(_ profile: Int, _ segment: Segment) -> Bool {
    guard index.profiles[profile].tool.effect == .write,
      let first = text.units[safe: segment.range.lowerBound]
    else { return false }
    return ["did", "was", "were", "has", "have", "had"].contains(first.word)
      && text.units[safe: segment.range.upperBound]?.isMark("?") == true
  }

  /// Where the verb of a statement stands: "the disk is full", "every minute costs money".
  func finiteVerb(_ read: [Unit]) -> Int? {
    if let verb = read.indices.dropFirst().first(where: { Self.finite.contains(read[$0].word) }) {
      return verb
    }
    guard let first = read.first, read.count > 2 else { return nil }
    if ["every", "each"].contains(first.word) {
      return read.indices.dropFirst(2).first { read[$0].inflection == .plural }
    }
    let isPerson =
      ["they", "he", "she", "everyone", "nobody"].contains(first.word)
      && read[1].kind == .word
    let stands = first.word == "we" && ["stand", "lose", "owe"].contains(read[1].base)
    return isPerson || stands ? 1 : nil
  }

  static let asking: Set<String> = [
    "what", "who", "which", "how", "is", "are", "does", "do", "can", "could", "would", "where",
    "when", "whats", "any",
  ]

  static let wanting: Set<String> = [
    "need", "want", "please", "let", "should", "must", "request",
  ]

  static let finite: Set<String> = [
    "is", "are", "was", "were", "has", "have", "keeps", "keep", "looks", "look", "seems", "seem",
    "complain", "cannot", "stopped", "went", "goes", "works", "fails", "failed", "hangs",
    "crashed", "broke",
  ]
}
