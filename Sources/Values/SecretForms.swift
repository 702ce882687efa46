/// The forms in which a secret may stand in a text.
enum SecretForms {
  private static let standard = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )
  private static let digits = Array("0123456789abcdef".utf8)

  /// Returns every form of a secret.
  static func all(of secret: [UInt8]) -> [[UInt8]] {
    var forms = [secret, json(secret), json(secret, escapesSlash: true)]
    for isUpper in [false, true] {
      forms.append(percent(secret, isUpper: isUpper, isSpaceFree: true))
      forms.append(percent(secret, isUpper: isUpper, isSpaceFree: false))
      forms.append(secret.flatMap { hexadecimal($0, isUpper: isUpper) })
    }
    for offset in 0..<3 {
      let plain = base64(secret, after: offset)
      forms.append(plain)
      forms.append(plain.map { $0 == UInt8(ascii: "+") ? 0x2D : $0 == 0x2F ? 0x5F : $0 })
    }
    return Array(Set(forms))
  }

  private static func hexadecimal(_ byte: UInt8, isUpper: Bool) -> [UInt8] {
    [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      .map { isUpper && $0 >= UInt8(ascii: "a") ? $0 - 32 : $0 }
  }

  private static func json(_ secret: [UInt8], escapesSlash: Bool = false) -> [UInt8] {
    secret.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "/") where escapesSlash: [UInt8(ascii: "\\"), byte]
      default: [byte]
      }
    }
  }

  /// Returns the secret percent-encoded, as a component of a URL or as a whole path.
  private static func percent(_ secret: [UInt8], isUpper: Bool, isSpaceFree: Bool) -> [UInt8] {
    secret.flatMap { byte -> [UInt8] in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: [byte]
      case _ where "-._~".utf8.contains(byte): [byte]
      case _ where !isSpaceFree && "/:@!$&'()*+,;=".utf8.contains(byte): [byte]
      default: [UInt8(ascii: "%")] + hexadecimal(byte, isUpper: isUpper)
      }
    }
  }

  /// Returns the part of a base64 text that the secret alone decides, where this many bytes of its
  /// group stand before it.
  private static func base64(_ secret: [UInt8], after offset: Int) -> [UInt8] {
    let padded = [UInt8](repeating: 0, count: offset) + secret
    let bits = (offset * 8)..<(padded.count * 8)
    // Characters of which all six bits belong to the secret.
    let first = (bits.lowerBound + 5) / 6
    let end = bits.upperBound / 6
    return (first..<end).map { character in
      var value = 0
      for bit in (character * 6)..<(character * 6 + 6) {
        value = value << 1 | Int(padded[bit / 8] >> (7 - bit % 8)) & 1
      }
      return standard[value]
    }
  }
}
