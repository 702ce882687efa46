/// Makes a text that comes in pieces harmless, as `SafeText` does for a whole one.
///
/// It works scalar by scalar, so it doesn't matter where the pieces are cut; a carriage return
/// waits for the line feed that may follow it.
public struct SafeTextStream: Sendable {
  private var hasPendingReturn = false

  /// Creates a stream at the start of a text.
  public init() {}

  /// Returns what can be shown of the next piece, line feeds kept.
  public mutating func feed(_ piece: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in piece.unicodeScalars {
      if hasPendingReturn {
        hasPendingReturn = false
        if scalar != "\n" { view.append("\u{FFFD}") }
      }
      if scalar == "\r" {
        hasPendingReturn = true
      } else {
        view.append(SafeText.isSafe(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return String(view)
  }

  /// Returns what was still waiting when the text ended.
  public mutating func finish() -> String {
    defer { hasPendingReturn = false }
    return hasPendingReturn ? "\u{FFFD}" : ""
  }
}
