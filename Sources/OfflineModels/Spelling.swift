internal import Values

/// Finds the known word that a mistyped one stands for.
struct Spelling {
  private let words: [String]
  /// Hashes of the words and of what is left of them without one letter, sorted.
  private let index: [(hash: UInt64, word: Int32)]
  /// Words by their consonants, for those who leave the vowels out.
  private let skeletons: [String: String]

  /// The words of the lexicon, indexed once.
  static let shared = Spelling(Lexicon.shared.correctable)

  init(_ words: [String]) {
    self.words = words
    var skeletons: [String: String] = [:]
    for word in words {
      let skeleton = Self.skeleton(word)
      if skeleton.utf8.count >= 3, skeletons[skeleton] == nil { skeletons[skeleton] = word }
    }
    self.skeletons = skeletons
    var index: [(hash: UInt64, word: Int32)] = []
    index.reserveCapacity(words.count * 9)
    for (number, word) in words.enumerated() {
      for hash in Self.hashes(Array(word.utf8)) { index.append((hash, Int32(number))) }
    }
    index.sort { ($0.hash, $0.word) < ($1.hash, $1.word) }
    self.index = index
  }

  /// Returns the nearest word; nil where none is near enough or the text is too short to tell.
  func correction(of word: String) -> String? {
    let bytes = Array(word.utf8)
    guard (3...32).contains(bytes.count), bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    let limit = bytes.count >= 7 ? 2 : 1
    var best: (rank: Int, word: Int32)?
    var seen: Set<Int32> = []
    for hash in Self.hashes(bytes) {
      for candidate in candidates(hash) where seen.insert(candidate).inserted {
        guard let rank = Self.rank(bytes, Array(words[Int(candidate)].utf8), limit: limit) else {
          continue
        }
        if best.map({ (rank, candidate) < ($0.rank, $0.word) }) ?? true { best = (rank, candidate) }
      }
    }
    if let best { return words[Int(best.word)] }
    return Self.skeleton(word).utf8.count == bytes.count ? skeletons[word] : nil
  }

  private static func skeleton(_ word: String) -> String {
    String(word.filter { !"aeiou".contains($0) })
  }

  /// Smaller is nearer; nil is too far.
  private static func rank(_ typed: [UInt8], _ word: [UInt8], limit: Int) -> Int? {
    let distance = NearMatch.editDistance(typed, word)
    guard distance <= limit else { return nil }
    let sameFirst = typed.first == word.first
    let sameLetters = typed.sorted() == word.sorted()
    if !sameFirst, !sameLetters, typed.count < 7 { return nil }
    if typed.count == 3 || word.count <= 4, typed.count == word.count, !sameLetters { return nil }
    if typed.count == 3, !sameFirst { return nil }
    return distance * 4 + (sameFirst ? 0 : 2) + (sameLetters ? 0 : 1)
  }

  private func candidates(_ hash: UInt64) -> [Int32] {
    var low = 0
    var high = index.count
    while low < high {
      let middle = (low + high) / 2
      if index[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    var found: [Int32] = []
    while low < index.count, index[low].hash == hash {
      found.append(index[low].word)
      low += 1
    }
    return found
  }

  /// Source: the symmetric deletion index of SymSpell, with FNV-1a hashes.
  private static func hashes(_ bytes: [UInt8]) -> [UInt64] {
    var hashes = [hash(bytes, without: -1)]
    for skipped in bytes.indices { hashes.append(hash(bytes, without: skipped)) }
    return hashes
  }

  private static func hash(_ bytes: [UInt8], without skipped: Int) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for (index, byte) in bytes.enumerated() where index != skipped {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    return hash
  }
}
