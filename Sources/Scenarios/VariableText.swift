import Values

/// Finds `$name`, `${name.path}` and `$$` in a text.
enum VariableText {
  /// A stretch of a text.
  enum Piece: Equatable {
    /// Text that stands for itself.
    case literal(Range<Int>)
    /// `$$`, which stands for a dollar sign.
    case dollar(Range<Int>)
    /// A variable, or what a path leads to in its value.
    case reference(Range<Int>, name: String, path: [String])
    /// A `${` that names nothing, and why.
    case broken(Range<Int>, String)
  }

  /// Returns the pieces of a text, in order; a dollar sign before an amount is itself.
  static func pieces(of scalars: IndexedText) -> [Piece] {
    var pieces: [Piece] = []
    var start = 0
    var index = 0
    func flush(to end: Int) { if end > start { pieces.append(.literal(start..<end)) } }
    while index < scalars.count {
      guard scalars[index] == "$", let piece = piece(in: scalars, at: index) else {
        index += 1
        continue
      }
      flush(to: index)
      pieces.append(piece)
      index = piece.range.upperBound
      start = index
    }
    flush(to: scalars.count)
    return pieces
  }

  /// Whether a dollar sign in a text is followed by anything that could make it more than itself.
  static func mayHoldVariable(_ text: String) -> Bool {
    var follows = false
    for byte in text.utf8 {
      if follows, isLetter(byte) || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "{") {
        return true
      }
      follows = byte == UInt8(ascii: "$")
    }
    return false
  }

  /// Whether a name can be a variable's: a letter, then letters, digits or `_`.
  static func isName(_ text: some StringProtocol) -> Bool {
    text.utf8.first.map(isLetter) ?? false
      && text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
  }

  private static func piece(in scalars: IndexedText, at start: Int) -> Piece? {
    guard start + 1 < scalars.count else { return nil }
    if scalars[start + 1] == "$" { return .dollar(start..<start + 2) }
    if scalars[start + 1] == "{" { return braced(in: scalars, at: start) }
    var end = start + 1
    while end < scalars.count, isPart(scalars[end]), end > start + 1 || !isDigit(scalars[end]) {
      end += 1
    }
    guard end > start + 1 else { return nil }
    return .reference(start..<end, name: scalars[start + 1..<end], path: [])
  }

  private static func braced(in scalars: IndexedText, at start: Int) -> Piece {
    var end = start + 2
    while end < scalars.count, scalars[end] != "}", scalars[end] != " ", scalars[end] != "\n",
      scalars[end] != "\"", scalars[end] != "$"
    {
      end += 1
    }
    guard end < scalars.count, scalars[end] == "}" else {
      return .broken(start..<end, "this `${` is never closed")
    }
    let parts = scalars[start + 2..<end].split(
      separator: ".",
      omittingEmptySubsequences: false
    ).map(String.init)
    guard let name = parts.first, isName(name), parts.allSatisfy({ !$0.isEmpty }) else {
      return .broken(start..<end + 1, "`${…}` holds a variable's name, or NAME.PART")
    }
    return .reference(start..<end + 1, name: name, path: Array(parts.dropFirst()))
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    UInt8(exactly: scalar.value).map { isLetter($0) || (0x30...0x39).contains($0) } ?? false
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
  }
}

extension VariableText.Piece {
  /// The scalars that it takes.
  var range: Range<Int> {
    switch self {
    case .literal(let range), .dollar(let range), .reference(let range, _, _),
      .broken(let range, _):
      range
    }
  }
}
