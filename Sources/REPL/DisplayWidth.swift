/// How many columns text takes on a terminal.
enum DisplayWidth {
  /// Blocks whose characters are two columns wide.
  ///
  /// Source: Unicode Standard Annex 11, East Asian Width W and F, in whole blocks.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1FAFF, 0x20000...0x3FFFD,
  ]

  /// Returns the width of text that has no control characters.
  static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  /// Returns the width of text in which the program's own colours may stand.
  static func visible(_ text: String) -> Int {
    guard text.utf8.contains(0x1B) else { return of(text) }
    var isInside = false
    return text.unicodeScalars.reduce(0) { width, scalar in
      if scalar == "\u{1B}" { isInside = true }
      defer { if isInside, scalar == "m" { isInside = false } }
      return isInside ? width : width + of(scalar)
    }
  }

  /// Returns the width of one character.
  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x80 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  /// Returns text that fills at least this many columns.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - of(text)))
  }

  /// Returns text that takes at most this many columns, with three dots where it was longer.
  static func cut(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    var room = max(0, width - 3)
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let width = of(scalar)
      guard width <= room else { break }
      room -= width
      view.append(scalar)
    }
    return String(view) + "..."
  }
}
