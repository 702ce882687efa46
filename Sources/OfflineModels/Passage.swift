/// A passage in quotes, a code block, a quoted line or an object in braces.
struct Passage {
  /// Where it ends, marks included.
  let end: Int
  /// What lies between the marks.
  let inside: Range<Int>
  /// Whether it is code or an object rather than quoted prose.
  let isCode: Bool

  private static let pairs: [Unicode.Scalar: [Unicode.Scalar]] = [
    "\"": ["\"", "\u{201D}"], "\u{201C}": ["\u{201D}", "\u{201C}"],
    "\u{201E}": ["\u{201C}", "\u{201D}"],
    "\u{AB}": ["\u{BB}"], "\u{2039}": ["\u{203A}"], "\u{300C}": ["\u{300D}"],
    "\u{2018}": ["\u{2019}"], "'": ["'"], "`": ["`"],
  ]

  /// Returns the passage that starts at this place.
  ///
  /// `unclosed` collects marks that nothing closes any more, so that none is looked for twice.
  static func at(
    _ start: Int,
    in scalars: [Unicode.Scalar],
    unclosed: inout Set<Unicode.Scalar>
  ) -> Passage? {
    let mark = scalars[start]
    switch mark {
    case "`" where fence(at: start, in: scalars): return fenced(start, scalars)
    case ">" where isLineStart(start, scalars): return quotedLine(start, scalars)
    case "'" where isInsideWord(start, scalars), "\u{2018}" where isInsideWord(start, scalars):
      return nil
    default: break
    }
    guard mark == "{" || mark == "<" || mark == "'" || mark == "\u{2018}" || pairs[mark] != nil,
      !unclosed.contains(mark)
    else { return nil }
    let passage: Passage? =
      switch mark {
      case "{": braced(start, scalars)
      case "<": tagged(start, scalars)
      case "'", "\u{2018}": single(start, scalars)
      default: pairs[mark].flatMap { closed(start, by: $0, scalars) }
      }
    if passage == nil, isFinal(mark, start, scalars) { unclosed.insert(mark) }
    return passage
  }

  /// Whether a mark that nothing closed here is closed nowhere later either.
  private static func isFinal(
    _ mark: Unicode.Scalar,
    _ start: Int,
    _ scalars: [Unicode.Scalar]
  ) -> Bool {
    switch mark {
    case "{": !scalars[start...].contains("}")
    case "<": !scalars[start...].contains("/") || !scalars[start...].contains(">")
    case "'", "\u{2018}": true
    default: !(pairs[mark] ?? []).contains { scalars[(start + 1)...].contains($0) }
    }
  }

  private static func isInsideWord(_ start: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    start > 0 && (Folding.isLetter(scalars[start - 1]) || Folding.isDigit(scalars[start - 1]))
  }

  private static func fence(at start: Int, in scalars: [Unicode.Scalar]) -> Bool {
    start + 2 < scalars.count && scalars[start + 1] == "`" && scalars[start + 2] == "`"
  }

  private static func isLineStart(_ start: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    start == 0 || scalars[start - 1] == "\n"
  }

  private static func fenced(_ start: Int, _ scalars: [Unicode.Scalar]) -> Passage {
    var index = start + 3
    while index < scalars.count, !(scalars[index] == "`" && fence(at: index, in: scalars)) {
      index += 1
    }
    let end = min(index + 3, scalars.count)
    return Passage(end: end, inside: (start + 3)..<max(start + 3, min(index, end)), isCode: true)
  }

  private static func braced(_ start: Int, _ scalars: [Unicode.Scalar]) -> Passage? {
    var depth = 0
    for index in start..<scalars.count {
      if scalars[index] == "{" { depth += 1 }
      if scalars[index] == "}" { depth -= 1 }
      if depth == 0 { return Passage(end: index + 1, inside: (start + 1)..<index, isCode: true) }
    }
    return nil
  }

  /// Reads `<name>…</name>`.
  private static func tagged(_ start: Int, _ scalars: [Unicode.Scalar]) -> Passage? {
    guard let close = scalars[start...].firstIndex(of: ">"), close > start + 1 else { return nil }
    let name = Array(scalars[(start + 1)..<close])
    guard name.allSatisfy({ Folding.isLetter($0) || $0 == "-" }) else { return nil }
    let ending: [Unicode.Scalar] = ["<", "/"] + name + [">"]
    var index = close + 1
    while index + ending.count <= scalars.count {
      if Array(scalars[index..<index + ending.count]) == ending {
        return Passage(end: index + ending.count, inside: (close + 1)..<index, isCode: true)
      }
      index += 1
    }
    return nil
  }

  private static func quotedLine(_ start: Int, _ scalars: [Unicode.Scalar]) -> Passage {
    let end = scalars[start...].firstIndex(of: "\n") ?? scalars.count
    return Passage(end: end, inside: (start + 1)..<end, isCode: true)
  }

  private static func closed(
    _ start: Int,
    by marks: [Unicode.Scalar],
    _ scalars: [Unicode.Scalar]
  ) -> Passage? {
    guard let close = scalars[(start + 1)...].firstIndex(where: marks.contains), close > start + 1
    else { return nil }
    return Passage(
      end: close + 1,
      inside: (start + 1)..<close,
      isCode: false
    )
  }

  /// Reads text in single quotes, which must not be apostrophes.
  private static func single(_ start: Int, _ scalars: [Unicode.Scalar]) -> Passage? {
    var index = start + 2
    while index < scalars.count {
      let isMark = scalars[index] == "'" || scalars[index] == "\u{2019}"
      let after = index + 1 < scalars.count ? scalars[index + 1] : " "
      if isMark, !Folding.isLetter(after), !Folding.isDigit(after) {
        return Passage(end: index + 1, inside: (start + 1)..<index, isCode: false)
      }
      index += 1
    }
    return nil
  }
}
