/// A number in a text, with what its surroundings say it counts.
struct Quantity: Equatable {
  /// What is counted.
  enum Kind: Equatable {
    case plain, money, hours, percent, time
  }

  /// How much.
  var value: Double
  /// What is counted.
  var kind: Kind
  /// Whether it was written with a factor such as `k`.
  var isScaled = false
  /// Whether it is only an article or a pronoun that may stand for one.
  var isArticle = false
}

/// Reads numbers, amounts of money and lengths of time from tokens.
struct QuantityReader {
  let tokens: [Token]

  /// Returns the quantity that starts at a token, and the token after it.
  func quantity(at start: Int) -> (quantity: Quantity, end: Int)? {
    guard tokens.indices.contains(start) else { return nil }
    if tokens[start].kind == .time { return (Quantity(value: 0, kind: .time), start + 1) }
    var index = start
    let hasCurrency = isCurrency(index)
    if hasCurrency { index += 1 }
    guard let read = amount(at: index, groups: hasCurrency) else { return nil }
    var (value, end) = (read.value, read.end)
    let scaled = read.scaled
    if scaled < 0 { return article(value, from: start, end) }
    if hasCurrency || isCurrency(end) || isGroup(end) && isCurrency(end + 1) {
      if !hasCurrency, isGroup(end) {
        value = value * 1000 + (Double(tokens[end].word) ?? 0)
        end += 1
      }
      if isCurrency(end) { end += 1 }
      return (Quantity(value: value, kind: .money, isScaled: scaled > 0), end)
    }
    if isMark("%", end) || isWord(["percent", "pct", "prozent"], end) {
      return (Quantity(value: value, kind: .percent), end + 1)
    }
    if isWord(["am", "pm", "utc", "uhr", "cet"], end), tokens[start].kind == .number {
      return (Quantity(value: value, kind: .time), end + 1)
    }
    if let (hours, after) = hours(value, unitAt: end) {
      return (Quantity(value: hours, kind: .hours), after)
    }
    return (Quantity(value: value, kind: .plain, isScaled: scaled > 0), end)
  }

  /// Reads what follows `a`: an hour, or nothing but one of something.
  private func article(_ value: Double, from start: Int, _ end: Int) -> (Quantity, Int)? {
    if let (hours, after) = hours(value, unitAt: end) {
      return (Quantity(value: hours, kind: .hours), after)
    }
    guard start == end - 1 else { return nil }
    return (Quantity(value: value, kind: .plain, isArticle: true), end)
  }

  /// Returns hours for a value before a unit of time, with what follows: `and a half`, `30 min`.
  private func hours(_ value: Double, unitAt index: Int) -> (hours: Double, end: Int)? {
    guard let factor = unit(index) else { return nil }
    var total = value * factor
    var end = index + 1
    if isWord(["time", "間", "钟", "時", "时"], end), tokens[end].isJoined { end += 1 }
    if isWord(["and"], end), isWord(["a"], end + 1), isWord(["half"], end + 2) {
      return (total + factor / 2, end + 3)
    }
    let next = isWord(["and"], end) ? end + 1 : end
    if factor == 1, tokens[safe: next]?.kind == .number, isWord(["m", "min", "mins"], next + 1),
      let minutes = Double(tokens[next].word)
    {
      return (total + minutes / 60, next + 2)
    }
    if let (more, after, _) = amount(at: next, groups: false) {
      if let smaller = unit(after), smaller < factor { return (total + more * smaller, after + 1) }
      if tokens[next].isJoined, factor == 1, more < 60 { return (total + more / 60, after) }
    }
    if end > tokens.count { end = tokens.count }
    total = (total * 1e9).rounded() / 1e9
    return (total, end)
  }

  private func unit(_ index: Int) -> Double? {
    guard tokens.indices.contains(index), tokens[index].kind == .word else { return nil }
    return NumberWords.hours[tokens[index].word]
  }
}

extension QuantityReader {
  /// Reads a bare number; `scaled` is 1 with a factor, -1 for a mere article, otherwise 0.
  private func amount(at start: Int, groups: Bool) -> (value: Double, end: Int, scaled: Int)? {
    guard tokens.indices.contains(start) else { return nil }
    let token = tokens[start]
    if token.kind == .number {
      guard var value = Double(token.word) else { return nil }
      var end = start + 1
      while groups, isGroup(end), !isWord(["k", "m", "grand"], end + 1) {
        value = value * 1000 + (Double(tokens[end].word) ?? 0)
        end += 1
      }
      return scaled(value, end)
    }
    guard token.kind == .word else { return nil }
    return quarters(at: start) ?? fraction(at: start) ?? words(at: start)
  }

  private func scaled(_ value: Double, _ start: Int) -> (value: Double, end: Int, scaled: Int) {
    var (value, end, scaled) = (value, start, 0)
    if isWord(["and"], end), isWord(["a"], end + 1), isWord(["half"], end + 2) {
      value += 0.5
      end += 3
    }
    while let factor = factor(end) {
      value *= factor
      end += 1
      scaled = 1
    }
    return (value, end, scaled)
  }

  private func factor(_ index: Int) -> Double? {
    guard tokens.indices.contains(index), tokens[index].kind == .word else { return nil }
    let word = tokens[index].word
    if word.utf8.count <= 2, !tokens[index].isJoined, word == "m" || word == "mm" { return nil }
    return NumberWords.factors[word]
  }

  /// Reads `half a million`, `a quarter of a million`, `half an hour`, `a`, `a dozen`.
  private func fraction(at start: Int) -> (value: Double, end: Int, scaled: Int)? {
    var index = start
    var hasArticle = isWord(["a", "an", "une", "eine", "einer", "una", "un", "another"], index)
    if hasArticle { index += 1 }
    for (words, value) in Self.fractions where isWord(words, index) {
      var end = index + 1
      if isWord(["of"], end) { end += 1 }
      if isWord(["a", "an"], end) { end += 1 }
      let result = scaled(value, end)
      return result.scaled > 0 || unit(end) != nil ? result : nil
    }
    guard hasArticle else { return nil }
    if isWord(["couple"], index) {
      return (2, isWord(["of"], index + 1) ? index + 2 : index + 1, 0)
    }
    if factor(index) != nil, let result = words(at: index, after: 1) { return result }
    hasArticle = false
    return (1, index, -1)
  }

  /// Reads `three quarters of a million`, `two thirds of an hour`.
  private func quarters(at start: Int) -> (value: Double, end: Int, scaled: Int)? {
    guard let count = value(start),
      let part = ["quarters": 0.25, "thirds": 1.0 / 3][tokens[safe: start + 1]?.word ?? ""]
    else { return nil }
    var end = start + 2
    if isWord(["of"], end) { end += 1 }
    if isWord(["a", "an"], end) { end += 1 }
    return scaled(count * part, end)
  }

  private static let fractions: [([String], Double)] = [
    (["half", "halbe", "demi", "media", "mezza", "meia"], 0.5), (["quarter"], 0.25),
    (["third"], 1.0 / 3),
  ]

  /// Reads number words: `three thousand two hundred`, `two and a half`.
  private func words(
    at start: Int,
    after first: Double? = nil
  ) -> (value: Double, end: Int, scaled: Int)? {
    var total = 0.0
    var current = first
    var index = start
    var isScaled = 0
    while tokens.indices.contains(index), tokens[index].kind == .word {
      let word = tokens[index].word
      if let value = NumberWords.values[word], !(current != nil && NumberWords.factors[word] != nil)
      {
        guard current.map({ extends($0, with: value) }) ?? true else { break }
        current = (current ?? 0) + value
      } else if let factor = factor(index), let multiplied = current {
        if factor == 100 || factor == 12 {
          current = multiplied * factor
        } else {
          total += multiplied * factor
          current = 0
        }
        isScaled = 1
      } else if isWord(["and"], index), current != nil, isScaled == 1, value(index + 1) != nil {
      } else {
        break
      }
      index += 1
    }
    guard let current else { return nil }
    if isWord(["and"], index), isWord(["a"], index + 1), isWord(["half"], index + 2) {
      let result = scaled(total + current + 0.5, index + 3)
      return (result.value, result.end, max(result.scaled, isScaled))
    }
    return (total + current, index, isScaled)
  }

  private func value(_ index: Int) -> Double? {
    guard tokens.indices.contains(index), tokens[index].kind == .word else { return nil }
    return NumberWords.values[tokens[index].word]
  }

  /// Whether a word may follow inside one number: five after twenty, twenty after three hundred.
  private func extends(_ current: Double, with value: Double) -> Bool {
    if current == 0 { return true }
    if current >= 100 { return value < 100 }
    return current >= 20 && value < 10 && current.truncatingRemainder(dividingBy: 10) == 0
  }

  func isWord(_ words: [String], _ index: Int) -> Bool {
    tokens.indices.contains(index) && tokens[index].kind == .word
      && words.contains(tokens[index].word)
  }

  private func isMark(_ mark: String, _ index: Int) -> Bool {
    tokens.indices.contains(index) && tokens[index].isMark(mark)
  }

  private func isCurrency(_ index: Int) -> Bool {
    tokens.indices.contains(index) && NumberWords.currencies.contains(tokens[index].word)
  }

  private func isGroup(_ index: Int) -> Bool {
    tokens.indices.contains(index) && tokens[index].kind == .number && !tokens[index].isJoined
      && tokens[index].word.utf8.count == 3
  }
}
