/// What text looks like: the sixteen colours and bold, or nothing at all.
///
/// No meaning rests on a colour alone; the words are always there.
struct Style: Sendable {
  /// Whether colours are written.
  let isColored: Bool

  private static let roleColors = [34, 35, 36, 33]

  private func wrapped(_ text: String, _ code: String) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// Returns text that stands out.
  func strong(_ text: String) -> String { wrapped(text, "1") }

  /// Returns text that stays in the background.
  func faint(_ text: String) -> String { wrapped(text, "2") }

  /// Returns text in the colour of the role at this place in the policy.
  func role(_ text: String, at position: Int) -> String {
    wrapped(text, "\(Self.roleColors[position % Self.roleColors.count])")
  }

  /// Returns the word for what became of a call.
  func outcome(_ word: String) -> String {
    word == "ok" ? word : strong(word)
  }
}
