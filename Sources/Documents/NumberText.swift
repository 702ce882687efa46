/// Which texts are numbers, and what a near miss should have been.
enum NumberText {
  /// Whether the text is digits with an optional minus, without leading zeros.
  static func isInteger(_ text: String) -> Bool {
    isInteger(text.utf8[...])
  }

  /// Whether the text is a number as in JSON.
  static func isNumber(_ text: String) -> Bool {
    let parts = split(text.utf8[...], at: "eE")
    let mantissa = split(parts.first, at: ".")
    guard isInteger(mantissa.first) else { return false }
    if let fraction = mantissa.rest, !isDigits(fraction) { return false }
    guard let exponent = parts.rest else { return true }
    let hasSign = exponent.first.map("+-".utf8.contains) ?? false
    return isDigits(exponent.dropFirst(hasSign ? 1 : 0))
  }

  /// Returns how to write a number that was written like `014`, `1_000`, `25k`, `0x1F` or `.5`.
  static func suggestion(for text: String) -> String? {
    guard text.utf8.count <= 24, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    var digits = text.lowercased().replacing(",", with: "").replacing("_", with: "")
    let isNegative = digits.hasPrefix("-")
    if isNegative || digits.hasPrefix("+") { digits.removeFirst() }
    guard let number = plain(digits), isNumber(number) else { return nil }
    return (isNegative ? "-" : "") + number
  }

  private static func plain(_ text: String) -> String? {
    if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16).map(String.init) }
    let stripped = String(text.drop { $0 == "0" })
    if text.hasSuffix("k") { return thousands(stripped.dropLast(), "000") }
    if text.hasSuffix("m") { return thousands(stripped.dropLast(), "000000") }
    guard let first = stripped.utf8.first else { return text.isEmpty ? nil : "0" }
    return isDigit(first) ? stripped : "0" + stripped
  }

  private static func thousands(_ text: Substring, _ zeros: String) -> String? {
    isDigits(text.utf8) ? text + zeros : nil
  }

  private static func isInteger(_ text: Substring.UTF8View) -> Bool {
    let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
    return isDigits(digits) && (digits.count == 1 || digits.first != UInt8(ascii: "0"))
  }

  /// Returns what stands before the first of some bytes, and what stands behind it.
  private static func split(
    _ text: Substring.UTF8View,
    at separators: String
  ) -> (first: Substring.UTF8View, rest: Substring.UTF8View?) {
    guard let index = text.firstIndex(where: separators.utf8.contains) else { return (text, nil) }
    return (text[..<index], text[text.index(after: index)...])
  }

  private static func isDigits(_ bytes: some Collection<UInt8>) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
