/// Finds the names a person may have meant.
public enum NearMatch {
  /// Returns up to two names within a third of the text's length in edits, nearest first.
  ///
  /// Letters compare without ASCII case. Equal distances keep the order of the names.
  public static func suggestions(for text: String, among names: some Sequence<String>) -> [String] {
    let wanted = Array(text.utf8.prefix(64)).map(lowercased)
    let limit = max(1, wanted.count / 3)
    let near = names.compactMap { name -> (name: String, distance: Int)? in
      let distance = editDistance(wanted, Array(name.utf8.prefix(64)).map(lowercased))
      return distance <= limit ? (name, distance) : nil
    }
    let best = near.map(\.distance).min() ?? 0
    return Array(
      near.filter { $0.distance <= best + 1 }
        .enumerated()
        .sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
        .prefix(2).map(\.element.name)
    )
  }

  /// Returns "did you mean `a`?", or nil where nothing is near.
  public static func question(for text: String, among names: some Sequence<String>) -> String? {
    let near = suggestions(for: text, among: names)
    guard !near.isEmpty else { return nil }
    return "did you mean " + near.map { "`\($0)`" }.joined(separator: " or ") + "?"
  }

  /// Counts insertions, deletions, substitutions and swaps of neighbours between two texts.
  ///
  /// Source: optimal string alignment, the restricted Damerau–Levenshtein distance.
  public static func editDistance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...second.count)
    for row in 0..<first.count {
      var current = [row + 1]
      for column in 0..<second.count {
        let cost = first[row] == second[column] ? 0 : 1
        var distance = min(previous[column + 1] + 1, current[column] + 1, previous[column] + cost)
        if row > 0, column > 0, first[row] == second[column - 1],
          first[row - 1] == second[column]
        {
          distance = min(distance, beforePrevious[column - 1] + 1)
        }
        current.append(distance)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[second.count]
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }
}
