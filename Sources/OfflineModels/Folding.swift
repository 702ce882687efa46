/// Lower case without accents, so that `Größe` and `grosse` are one word.
enum Folding {
  /// Latin letters with marks, in groups that end with the letters they fold to.
  private static let groups: [(String, String)] = [
    ("àáâãäåāăąÀÁÂÃÄÅĀĂĄ", "a"), ("çćĉčÇĆĈČ", "c"), ("ďđðĎĐÐ", "d"),
    ("èéêëēėęěÈÉÊËĒĖĘĚ", "e"), ("ğĞģ", "g"), ("ìíîïīįıÌÍÎÏĪĮİ", "i"), ("łŁľļĺ", "l"),
    ("ñńňÑŃŇ", "n"), ("òóôõöøőōÒÓÔÕÖØŐŌ", "o"), ("řŕŘ", "r"), ("śšşŚŠŞș", "s"),
    ("ťţțŤŢ", "t"), ("ùúûüůűūųÙÚÛÜŮŰŪ", "u"), ("ýÿÝ", "y"), ("źżžŹŻŽ", "z"), ("æÆ", "ae"),
    ("œŒ", "oe"), ("ßẞ", "ss"),
  ]

  private static let letters: [Unicode.Scalar: String] = {
    var letters: [Unicode.Scalar: String] = [:]
    for (marked, plain) in groups {
      for scalar in marked.unicodeScalars { letters[scalar] = plain }
    }
    return letters
  }()

  /// Returns the folded form of some scalars; combining marks are dropped.
  static func fold(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in scalars {
      if scalar.value < 0x80 {
        folded.append(lowercased(scalar))
      } else if let plain = letters[scalar] {
        folded.append(contentsOf: plain.unicodeScalars)
      } else if !(0x300...0x36F).contains(scalar.value) {
        folded.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    return String(folded)
  }

  /// Returns the folded form of a text.
  static func fold(_ text: String) -> String {
    fold(text.unicodeScalars)
  }

  private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard ("A"..."Z").contains(scalar) else { return scalar }
    return Unicode.Scalar(UInt8(scalar.value) + 32)
  }

  /// Whether a scalar is part of a script written without spaces.
  static func isIdeographic(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x3005...0x3007: true
    default: false
    }
  }

  /// Whether a scalar is a letter in any script, or an underscore.
  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 {
      return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
    }
    return scalar.properties.isAlphabetic || (0x300...0x36F).contains(scalar.value)
  }

  /// Whether a scalar is an ASCII digit.
  static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar)
  }
}
