/// Finds services, customers and incidents in tokens.
struct NameIndex {
  private var names: [String: [Unit.Name]] = [:]
  private var longest: [String: Int] = [:]
  /// Id patterns: the letters before the number, what is named, and the digits to fill up to.
  private var patterns: [String: (what: String, prefix: String, width: Int)] = [:]
  private var ids: [String: String] = [:]
  /// The words that names are made of.
  private(set) var words: Set<String> = []
  /// The incidents with the words of their titles.
  let incidents: [(id: String, words: Set<String>, services: [String])]

  init(_ catalog: PlanCatalog) {
    incidents = catalog.incidents.map { incident in
      let words = Tokenizer.tokens(of: incident.title).tokens.map(\.word)
      return (incident.id, Set(words), incident.services)
    }
    patterns["inc"] = ("incident", "INC-", 3)
    patterns["incident"] = ("incident", "INC-", 3)
    for incident in catalog.incidents { addID(incident.id, what: "incident", word: "incident") }
    for customer in catalog.customers { addID(customer.id, what: "customer", word: "customer") }
    for service in catalog.services {
      for name in [service.name] + service.aliases {
        add(name, .init(what: "service", name: service.name))
      }
    }
    var first: [String: [String]] = [:]
    for customer in catalog.customers {
      let words = add(customer.name, .init(what: "customer", name: customer.name))
      if let word = words.first, words.count > 1 { first[word, default: []].append(customer.name) }
    }
    let common = Lexicon.shared
    for (word, owners) in first.sorted(by: { $0.key < $1.key }) where owners.count == 1 {
      if word.utf8.count >= 4, !common.known.contains(word), names[word] == nil {
        add(word, .init(what: "customer", name: owners[0]))
      }
    }
  }

  @discardableResult
  private mutating func add(_ text: String, _ name: Unit.Name) -> [String] {
    let words = Tokenizer.tokens(of: text).tokens.map(\.word)
    guard let head = words.first else { return [] }
    names[words.joined(separator: " "), default: []].append(name)
    longest[head] = max(longest[head] ?? 1, words.count)
    self.words.formUnion(words)
    return words
  }

  private mutating func addID(_ id: String, what: String, word: String) {
    let tokens = Tokenizer.tokens(of: id).tokens
    guard tokens.count == 2, tokens[1].kind == .number, let value = Int(tokens[1].word) else {
      return
    }
    let prefix = String(id.unicodeScalars.prefix(tokens[1].start).map(Character.init))
    let pattern = (what, prefix, tokens[1].end - tokens[1].start)
    patterns[tokens[0].word] = pattern
    patterns[word] = pattern
    ids["\(what) \(value)"] = id
    words.insert(tokens[0].word)
  }

  /// Returns the longest name that starts at a token, and the token after it.
  func match(_ tokens: [Token], at start: Int) -> (names: [Unit.Name], end: Int)? {
    if let (name, end) = id(tokens, at: start) { return ([name], end) }
    guard tokens[start].kind == .word,
      let limit = longest[tokens[start].word] ?? singular(tokens[start].word).map({ _ in 1 })
    else { return nil }
    var key = ""
    var best: (names: [Unit.Name], end: Int)?
    for index in start..<min(start + limit, tokens.count) {
      guard tokens[index].kind == .word || tokens[index].kind == .number else { break }
      key += key.isEmpty ? tokens[index].word : " " + tokens[index].word
      if let found = names[key] ?? singular(key), !isCompound(tokens, endingAt: index + 1) {
        best = (found, index + 1)
      }
    }
    return best
  }

  /// The services that a plural such as "logins" stands for.
  private func singular(_ key: String) -> [Unit.Name]? {
    guard key.utf8.count > 4, key.hasSuffix("s") else { return nil }
    return names[String(key.dropLast())].flatMap { found in
      found.allSatisfy { $0.what == "service" } ? found : nil
    }
  }

  /// Reads `INC-002`, `inc 2`, `incident number 2`, `CUST-042`.
  private func id(_ tokens: [Token], at start: Int) -> (name: Unit.Name, end: Int)? {
    guard tokens[start].kind == .word else { return nil }
    let word = tokens[start].word
    let singular = word.hasSuffix("s") ? String(word.dropLast()) : word
    guard let pattern = patterns[word] ?? patterns[singular] else { return nil }
    var index = start + 1
    while tokens.indices.contains(index),
      ["#", "number", "no", "nr", "id", "="].contains(tokens[index].word)
    { index += 1 }
    guard tokens.indices.contains(index), let value = number(tokens[index]),
      !NumberWords.hours.keys.contains(next(tokens, index)),
      !Self.increments.contains(next(tokens, index))
    else { return nil }
    if word == "customer" || word == "customers", ids["\(pattern.what) \(value)"] == nil {
      return nil
    }
    return (name(value, pattern.what, pattern.prefix, pattern.width), index + 1)
  }

  /// Words that make the number before them count something: "the incident four more nodes".
  private static let increments: Set<String> = [
    "more", "extra", "additional", "further", "new", "other", "compute", "nodes", "servers",
    "engineers", "people",
  ]

  /// Whether a hyphen ties a name to a word that makes it another thing: "billing-cron".
  private func isCompound(_ tokens: [Token], endingAt end: Int) -> Bool {
    guard tokens.indices.contains(end), end > 0, tokens[end].isJoined, tokens[end].kind == .word,
      tokens[end].start == tokens[end - 1].end + 1
    else { return false }
    return !Self.kinds.contains(tokens[end].word) && longest[tokens[end].word] == nil
      && !Lexicon.shared.known.contains(tokens[end].word)
  }

  /// Words that may follow a name after a hyphen without making it another.
  private static let kinds: Set<String> = [
    "service", "server", "svc", "cluster", "node", "nodes", "db", "prod", "side", "related",
  ]

  private func next(_ tokens: [Token], _ index: Int) -> String {
    tokens.indices.contains(index + 1) ? tokens[index + 1].word : ""
  }

  private func number(_ token: Token) -> Int? {
    if token.kind == .number { return Int(token.word) }
    guard token.kind == .word, let value = NumberWords.values[token.word] else { return nil }
    return Int(value)
  }

  private func name(_ value: Int, _ what: String, _ prefix: String, _ width: Int) -> Unit.Name {
    if let id = ids["\(what) \(value)"] { return .init(what: what, name: id) }
    let digits = String(value)
    let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
    return .init(what: what, name: prefix + zeros + digits)
  }

  /// Returns the id of an incident with this number.
  func incident(_ value: Int) -> String {
    let pattern = patterns["incident"] ?? ("incident", "INC-", 3)
    return name(value, "incident", pattern.prefix, pattern.width).name
  }
}
