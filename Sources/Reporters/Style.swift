/// Colours of the 16-colour palette as a second signal; words always come first.
public struct Style: Sendable {
  private let isOn: Bool

  /// Creates a style that colours, or one that leaves text as it is.
  public init(color: Bool) { isOn = color }

  func bold(_ text: String) -> String { wrapped(text, "1") }
  func dim(_ text: String) -> String { wrapped(text, "2") }
  func failure(_ text: String) -> String { wrapped(text, "1;35") }
  func success(_ text: String) -> String { wrapped(text, "36") }

  private func wrapped(_ text: String, _ code: String) -> String {
    isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
