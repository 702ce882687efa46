/// Turns tokens into units: corrects typos, finds phrases, names, numbers and values.
struct UnitReader {
  let names: NameIndex
  /// Spelling of the world's own words.
  let spelling: Spelling
  /// The words that only this world has: names and the tools' vocabulary.
  let vocabulary: Set<String>

  init(names: NameIndex, toolWords: Set<String>) {
    self.names = names
    vocabulary = names.words.union(toolWords)
    spelling = Spelling(vocabulary.filter { $0.utf8.count >= 4 && !$0.contains("_") }.sorted())
  }

  /// Returns the tokens with typos corrected.
  func corrected(_ tokens: [Token]) -> [Token] {
    var corrections: [String: String] = [:]
    return tokens.map { token in
      guard token.kind == .word, !isKnown(token.word) else { return token }
      var token = token
      if let known = corrections[token.word] {
        token.word = known
      } else if corrections.count < Self.maximumCorrections {
        let word = correction(of: token.word)
        corrections[token.word] = word
        token.word = word
      }
      return token
    }
  }

  /// So many different words are corrected in a text; who writes more is not mistyping.
  private static let maximumCorrections = 120

  private func correction(of word: String) -> String {
    Self.slang[word] ?? spelling.correction(of: word) ?? Spelling.shared.correction(of: word)
      ?? word
  }

  /// Short forms, and typos too short to tell.
  private static let slang: [String: String] = [
    "adn": "and", "nad": "and", "teh": "the", "hte": "the", "fo": "of", "fro": "for",
    "pls": "please",
    "plz": "please", "u": "you", "ur": "your", "r": "are", "w": "with", "thru": "through",
    "abt": "about", "msg": "message", "msgs": "messages", "cust": "customer", "custs": "customers",
    "svc": "service", "srv": "server", "svr": "server", "acct": "account", "accts": "accounts",
    "appr": "approve", "lmk": "let", "bw": "bandwidth", "dx": "diagnostic", "lvl": "level",
    "pri": "priority", "ent": "enterprise", "cos": "because", "evry": "every", "eng": "engineer",
    "engs": "engineers", "notif": "notify", "alloc": "allocate", "mem": "memory", "nodez": "nodes",
    "incdent": "incident", "incidnet": "incident", "tix": "ticket", "tkt": "ticket",
  ]

  private func isKnown(_ word: String) -> Bool {
    if Lexicon.shared.known.contains(word) || vocabulary.contains(word) { return true }
    if NumberWords.hours[word] != nil || NumberWords.currencies.contains(word)
      || NumberWords.factors[word] != nil
    {
      return true
    }
    return Stemmer.bases(of: word).contains {
      Lexicon.shared.known.contains($0.base) || vocabulary.contains($0.base)
    }
  }

  /// Returns the units of corrected tokens.
  func units(_ tokens: [Token]) -> [Unit] {
    let quantities = QuantityReader(tokens: tokens)
    var units: [Unit] = []
    var index = 0
    while index < tokens.count {
      let unit = self.unit(tokens, at: index, after: units.last, quantities)
      units.append(unit)
      index = unit.tokens.upperBound
    }
    return units
  }

  private func unit(
    _ tokens: [Token],
    at index: Int,
    after last: Unit?,
    _ quantities: QuantityReader
  ) -> Unit {
    let token = tokens[index]
    var unit = Unit(tokens: index..<index + 1, word: token.word, base: token.word)
    unit.kind = token.kind
    guard
      [.word, .number, .time].contains(token.kind) || NumberWords.currencies.contains(token.word)
    else { return unit }
    if let priority = priority(tokens, at: index) { return priority }
    if let more = furtherIncident(tokens, at: index, after: last) { return more }
    let phrase = self.phrase(tokens, at: index)
    let name = names.match(tokens, at: index)
    let length = phrase.map(\.tokens.count) ?? 0
    if let (found, end) = name, end - index >= length {
      unit = Unit(tokens: index..<end, word: word(tokens[index..<end]), base: "")
      unit.base = unit.word
      unit.names = found
      let isArticle = token.word == "the" && end - index > 1
      if let same = isArticle ? self.phrase(tokens, at: index + 1) : phrase,
        same.tokens.upperBound == end
      {
        unit.concepts = same.concepts
        unit.values = same.values
      }
      return unit
    }
    if let (quantity, end) = quantities.quantity(at: index), end - index >= length,
      !(quantity.isArticle && length > 0) || token.word == "one"
    {
      let word = word(tokens[index..<end])
      unit = Unit(tokens: index..<end, word: word, base: word)
      unit.quantity = quantity
      unit.kind = .number
      if token.word == "one", end == index + 1 { unit.concepts = phrase?.concepts ?? [] }
      return unit
    }
    return phrase ?? unit
  }

  private func word(_ tokens: ArraySlice<Token>) -> String {
    tokens.map(\.word).joined(separator: " ")
  }

  /// Reads `P1`, `sev 2`, `severity: 3`.
  private func priority(_ tokens: [Token], at start: Int) -> Unit? {
    guard ["p", "sev", "severity", "priority", "prio"].contains(tokens[start].word) else {
      return nil
    }
    var index = start + 1
    while tokens.indices.contains(index), ["level", ":", "=", "#"].contains(tokens[index].word) {
      index += 1
    }
    guard tokens.indices.contains(index), [.word, .number].contains(tokens[index].kind),
      let number = Int(tokens[index].word)
        ?? NumberWords.values[tokens[index].word].map({ Int($0) }),
      (0...9).contains(number)
    else { return nil }
    var unit = Unit(tokens: start..<index + 1, word: "p\(number)", base: "p\(number)")
    unit.concepts = ["priority"]
    unit.values = ["P\(number)"]
    return unit
  }

  /// Reads the `3` of `incidents 2 and 3`.
  private func furtherIncident(_ tokens: [Token], at index: Int, after last: Unit?) -> Unit? {
    guard index >= 2, tokens[index].kind == .number, let value = Int(tokens[index].word),
      tokens[index].word.utf8.count <= 3,
      ["and", ",", "&", "/", "or"].contains(tokens[index - 1].word),
      let number = Int(tokens[index - 2].word), number < 1000,
      index < 3 || !["last", "to", "for", "$"].contains(tokens[index - 3].word),
      index >= 3,
      tokens[index - 3].word.hasPrefix("inc") || tokens[index - 3].word == ","
        || tokens[index - 3].word == "and",
      tokens[..<index].contains(where: { $0.word.hasPrefix("inc") }),
      !tokens.indices.contains(index + 1) || tokens[index + 1].kind != .word
        || ["and", "please", "now", "pls", "to", "at", "as"].contains(tokens[index + 1].word)
    else { return nil }
    var unit = Unit(tokens: index..<index + 1, word: tokens[index].word, base: tokens[index].word)
    unit.names = [.init(what: "incident", name: names.incident(value))]
    return unit
  }

  /// Returns the longest phrase of the lexicon that starts at a token.
  private func phrase(_ tokens: [Token], at start: Int) -> Unit? {
    let lexicon = Lexicon.shared
    let bases = tokens[start].kind == .word ? Stemmer.bases(of: tokens[start].word) : []
    let heads = [(base: tokens[start].word, inflection: Inflection.base)] + bases
    var best: Unit?
    for head in heads {
      guard let limit = lexicon.longest[head.base] else { continue }
      var keys = [head.base]
      for end in start..<min(start + limit, tokens.count) {
        if end > start {
          guard tokens[end].kind == .word || tokens[end].kind == .number else { break }
          keys = extend(keys, tokens[end].word)
        }
        guard best.map({ end + 1 > $0.tokens.upperBound }) ?? true else { continue }
        for key in keys {
          guard let meaning = lexicon.meanings[key] else { continue }
          var unit = Unit(tokens: start..<end + 1, word: word(tokens[start...end]), base: key)
          unit.concepts = meaning.concepts
          unit.values = meaning.values
          unit.inflection = head.inflection
          best = unit
          break
        }
      }
    }
    return best
      ?? heads.dropFirst().first(where: { lexicon.known.contains($0.base) }).map { head in
        var unit = Unit(tokens: start..<start + 1, word: tokens[start].word, base: head.base)
        unit.inflection = head.inflection
        return unit
      }
  }

  private func extend(_ keys: [String], _ word: String) -> [String] {
    let forms = [word] + Stemmer.bases(of: word).map(\.base)
    return keys.flatMap { key in forms.map { key + " " + $0 } }
  }
}
