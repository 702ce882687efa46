import Documents

/// Makes foreign text harmless for the logs of CI systems, besides what terminals must not see.
///
/// Azure reads `##vso[…]`, TeamCity `##teamcity[…]` and old runners of GitHub `##[…]` anywhere in a
/// line: a space goes between the signs. What GitHub reads at the start of a line is kept apart by
/// ``GitHubCommand``.
enum LogText {
  /// Returns the text as one line.
  static func line(_ text: String) -> String { broken(SafeText.line(text)) }

  /// Returns the text with its line feeds kept.
  static func block(_ text: String) -> String { broken(SafeText.block(text)) }

  private static func broken(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "#")) else { return text }
    var output = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar == "#", previous == "#" { output.append(" ") }
      output.append(scalar)
      previous = scalar
    }
    return String(output)
  }
}
