/// What a word or phrase can mean, whatever the tools are.
struct Meaning {
  /// What it is about; particles start with `#`.
  var concepts: [String] = []
  /// Values of choice parameters that it stands for.
  var values: [String] = []
}

/// Words and phrases with their meanings, made once from the tables.
struct Lexicon {
  /// The lexicon of the tables in this module.
  static let shared = Lexicon()

  /// Meanings by phrase, the words joined by spaces.
  private(set) var meanings: [String: Meaning] = [:]
  /// The number of words of the longest phrase that starts with a word.
  private(set) var longest: [String: Int] = [:]
  /// How much a concept tells about what is wanted.
  private(set) var strengths: [String: Double] = [:]
  /// Words in which no typo is seen.
  private(set) var known: Set<String> = []
  /// Words a typo may stand for.
  private(set) var correctable: [String] = []

  private init() {
    add(LexiconOperations.actions, isValue: false, isEnglish: true)
    add(LexiconOperations.values, isValue: true, isEnglish: true)
    add(LexiconGrammar.particles, isValue: false, isEnglish: true)
    add(LexiconLanguages.actions, isValue: false, isEnglish: false)
    add(LexiconLanguages.values, isValue: true, isEnglish: false)
    known.formUnion(LexiconGrammar.common.split(whereSeparator: \.isWhitespace).map(String.init))
    known.formUnion(NumberWords.values.keys)
  }

  private mutating func add(_ table: String, isValue: Bool, isEnglish: Bool) {
    for line in table.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let head = line[..<colon].split(separator: " ")
      guard let name = head.first.map(String.init) else { continue }
      if head.count > 1, let strength = Double(String(head[1])) { strengths[name] = strength }
      for phrase in line[line.index(after: colon)...].split(separator: " ") {
        add(Self.words(of: phrase), name: name, isValue: isValue, isEnglish: isEnglish)
      }
    }
  }

  private mutating func add(_ words: [String], name: String, isValue: Bool, isEnglish: Bool) {
    guard let first = words.first else { return }
    let key = words.joined(separator: " ")
    var meaning = meanings[key] ?? Meaning()
    if isValue {
      if !meaning.values.contains(name) { meaning.values.append(name) }
    } else if !meaning.concepts.contains(name) {
      meaning.concepts.append(name)
    }
    meanings[key] = meaning
    longest[first] = max(longest[first] ?? 1, words.count)
    for word in words where known.insert(word).inserted {
      if isEnglish, word.utf8.count >= 4 { correctable.append(word) }
    }
  }

  /// The words of a phrase written with `_`; an ideograph is a word.
  static func words(of phrase: Substring) -> [String] {
    var words: [String] = []
    for part in phrase.split(separator: "_") {
      var word = ""
      for scalar in part.unicodeScalars {
        if Folding.isIdeographic(scalar) {
          if !word.isEmpty { words.append(word) }
          word = ""
          words.append(String(scalar))
        } else {
          word.unicodeScalars.append(scalar)
        }
      }
      if !word.isEmpty { words.append(word) }
    }
    return words
  }
}

/// The form of an English word, as far as its ending tells.
enum Inflection {
  case base, plural, past, progressive
}

/// Takes endings off English words.
enum Stemmer {
  /// Words that end like a form of another word and are none.
  private static let whole: Set<String> = [
    "his", "has", "was", "its", "yes", "gas", "bus", "news", "does", "this", "less", "plus", "goes",
    "thing",
    "need", "feed", "speed", "indeed", "bring", "during", "string", "being", "us", "as", "is",
  ]

  /// Returns the forms a word may come from, likeliest first.
  static func bases(of word: String) -> [(base: String, inflection: Inflection)] {
    let count = word.utf8.count
    guard count > 2, count > 3 || word.hasSuffix("s"), !whole.contains(word) else { return [] }
    var bases: [(String, Inflection)] = []
    func add(_ dropping: Int, _ ending: String, _ inflection: Inflection) {
      guard count - dropping >= 2 else { return }
      bases.append((String(word.dropLast(dropping)) + ending, inflection))
    }
    if word.hasSuffix("ies") { add(3, "y", .plural) }
    if word.hasSuffix("s"), !word.hasSuffix("ss") {
      add(1, "", .plural)
      if word.hasSuffix("es") { add(2, "", .plural) }
    }
    if word.hasSuffix("ied") { add(3, "y", .past) }
    if word.hasSuffix("ed") {
      add(2, "", .past)
      add(1, "", .past)
      if isDoubled(word.dropLast(2)) { add(3, "", .past) }
    }
    if word.hasSuffix("ing") {
      add(3, "", .progressive)
      add(3, "e", .progressive)
      if isDoubled(word.dropLast(3)) { add(4, "", .progressive) }
    }
    return bases
  }

  private static func isDoubled(_ stem: Substring) -> Bool {
    let bytes = stem.utf8.suffix(2)
    return bytes.count == 2 && bytes.first == bytes.last
  }
}
