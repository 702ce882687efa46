/// Takes text apart into tokens; quoted passages stay whole.
struct Tokenizer {
  let scalars: [Unicode.Scalar]
  private(set) var tokens: [Token] = []
  private var position = 0
  private var joinsNext = false
  private var unclosed: Set<Unicode.Scalar> = []

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  /// Returns the tokens of the text.
  static func tokens(of text: String) -> (scalars: [Unicode.Scalar], tokens: [Token]) {
    var tokenizer = Tokenizer(text)
    tokenizer.run()
    return (tokenizer.scalars, tokenizer.tokens)
  }

  private mutating func run() {
    while position < scalars.count {
      let scalar = scalars[position]
      if scalar == "\n" || scalar == "\r" {
        lineBreak()
      } else if scalar.properties.isWhitespace {
        skip()
      } else if let passage = Passage.at(position, in: scalars, unclosed: &unclosed) {
        add(passage.isCode ? .code : .quote, "", to: passage.end, inside: passage.inside)
      } else if Folding.isDigit(scalar) {
        number()
      } else if Folding.isIdeographic(scalar) {
        add(.word, String(scalar), to: position + 1)
        joinsNext = true
      } else if Folding.isLetter(scalar) {
        word()
      } else {
        mark(scalar)
      }
    }
  }

  private mutating func add(
    _ kind: Token.Kind,
    _ word: String,
    to end: Int,
    inside: Range<Int> = 0..<0
  ) {
    tokens.append(
      Token(
        kind: kind,
        word: word,
        start: position,
        end: end,
        isJoined: joinsNext,
        inside: inside
      )
    )
    position = end
    joinsNext = kind == .word || kind == .number
  }

  private mutating func skip() {
    position += 1
    joinsNext = false
  }

  private mutating func lineBreak() {
    if tokens.last?.kind != .lineBreak { add(.lineBreak, "\n", to: position + 1) } else { skip() }
    joinsNext = false
  }

  private func scalar(at index: Int) -> Unicode.Scalar? {
    scalars.indices.contains(index) ? scalars[index] : nil
  }

  private mutating func mark(_ scalar: Unicode.Scalar) {
    let next = self.scalar(at: position + 1)
    let isBetween = joinsNext && next.map { Folding.isLetter($0) || Folding.isDigit($0) } == true
    switch scalar {
    case "-" where isBetween, "\u{2011}" where isBetween, "/" where isBetween && scalar != "/":
      position += 1
    case "'", "\u{2019}":
      apostrophe(isBetween: isBetween)
    case "$" where next == "$":
      add(.word, "$$", to: position + 2)
    case "@" where next.map(Folding.isLetter) == true && !isBetween:
      mention()
    case "/" where !isBetween && next.map(Folding.isLetter) == true:
      skip()
    case "#" where next.map(Folding.isDigit) == true:
      add(.mark, "#", to: position + 1)
    default:
      add(.mark, Self.plain(scalar), to: position + 1)
    }
  }

  /// One spelling for marks that mean the same.
  private static func plain(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\u{2013}", "\u{2014}", "-": "-"
    case "\u{FF0C}", "\u{3001}": ","
    case "\u{3002}", "\u{2026}": "."
    case "\u{FF1B}": ";"
    case "\u{FF1A}": ":"
    case "\u{FF1F}", "\u{BF}": "?"
    case "\u{FF01}", "\u{A1}": "!"
    default: String(scalar)
    }
  }

  /// Skips `@name`, and a colon or comma after it.
  private mutating func mention() {
    position += 1
    while let scalar = scalar(at: position),
      Folding.isLetter(scalar) || Folding.isDigit(scalar) || scalar == "-"
    { position += 1 }
    if let scalar = scalar(at: position), scalar == ":" || scalar == "," { position += 1 }
    joinsNext = false
  }
}

extension Tokenizer {
  private mutating func word() {
    var end = position
    while let scalar = scalar(at: end), Folding.isLetter(scalar), !Folding.isIdeographic(scalar) {
      end += 1
    }
    let word = Folding.fold(scalars[position..<end])
    if word == "http" || word == "https" {
      while let scalar = scalar(at: end), !scalar.properties.isWhitespace { end += 1 }
    }
    add(.word, word, to: end)
  }

  /// Reads `'s`, `n't` and the like; `doesn't` gives `does not`.
  private mutating func apostrophe(isBetween: Bool) {
    guard isBetween, let last = tokens.indices.last, tokens[last].kind == .word else {
      skip()
      return
    }
    var end = position + 1
    while let scalar = scalar(at: end), Folding.isLetter(scalar) { end += 1 }
    let suffix = Folding.fold(scalars[(position + 1)..<end])
    let stem = tokens[last].word
    switch suffix {
    case "t" where stem.utf8.last == UInt8(ascii: "n"):
      tokens[last].word = stem == "can" ? "can" : stem == "won" ? "will" : String(stem.dropLast())
      add(.word, "not", to: end)
    case "m": add(.word, "am", to: end)
    case "re": add(.word, "are", to: end)
    case "ve": add(.word, "have", to: end)
    case "ll": add(.word, "will", to: end)
    case "d": add(.word, "would", to: end)
    case "s" where Self.takesIs.contains(stem): add(.word, stem == "let" ? "us" : "is", to: end)
    case "s": add(.word, "'s", to: end)
    default:
      position += 1
    }
  }

  private static let takesIs: Set<String> = [
    "what", "who", "how", "where", "that", "it", "there", "here", "he", "she", "let", "when", "why",
  ]

  private mutating func number() {
    var end = position
    var digits = ""
    while let scalar = scalar(at: end) {
      if Folding.isDigit(scalar) {
        digits.unicodeScalars.append(scalar)
      } else if scalar == ":", isTime(at: end, digits: digits) {
        add(.time, "", to: end + 3)
        return
      } else if let width = separatorWidth(at: end, digits: digits) {
        if width == 1 { digits += "." }
      } else {
        break
      }
      end += 1
    }
    add(.number, digits, to: end)
  }

  private func isTime(at index: Int, digits: String) -> Bool {
    let isPair = [1, 2].allSatisfy { scalar(at: index + $0).map(Folding.isDigit) == true }
    return digits.utf8.count <= 2 && isPair && scalar(at: index + 3).map(Folding.isDigit) != true
  }

  /// Returns 3 for a grouping mark at this place, 1 for a decimal mark, nil for anything else.
  private func separatorWidth(at index: Int, digits: String) -> Int? {
    guard let mark = scalar(at: index),
      mark == "." || mark == "," || mark == "'" || mark == "\u{202F}",
      !digits.utf8.contains(UInt8(ascii: "."))
    else { return nil }
    var run = 0
    while let next = scalar(at: index + 1 + run), Folding.isDigit(next) { run += 1 }
    if run == 3, digits.utf8.first != UInt8(ascii: "0") { return 3 }
    return (mark == "." || run < 3) && run > 0 && mark != "'" ? 1 : nil
  }
}
