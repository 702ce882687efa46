/// Text as XML 1.0 and HTML can hold it.
enum XMLText {
  /// Escapes text for an element or a quoted attribute; what XML can't hold becomes U+FFFD.
  ///
  /// White space other than the plain one leaves as a reference, so that attributes keep it.
  static func escaped(_ text: String) -> String {
    var output = ""
    output.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      case "\n": output += "&#10;"
      case "\t": output += "&#9;"
      case "\r": output += "&#13;"
      default: output.unicodeScalars.append(isAllowed(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return output
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: scalar.value != 0x7F
    default: false
    }
  }
}
