/// A word, number, mark or quoted passage, with its place in the text.
struct Token {
  /// What a token is.
  enum Kind: Equatable {
    /// A word, folded.
    case word
    /// Digits; the word holds them with `.` as decimal mark and no grouping.
    case number
    /// A time of the day, such as `10:05`.
    case time
    /// A mark such as a comma; the word holds it.
    case mark
    /// A line break.
    case lineBreak
    /// A quoted passage.
    case quote
    /// A code block, a quoted line or an object: data in any case.
    case code
  }

  /// What it is.
  let kind: Kind
  /// The folded word, the number's digits or the mark.
  var word: String
  /// Where it starts, counted in scalars.
  let start: Int
  /// Where it ends.
  let end: Int
  /// Whether nothing but a hyphen, or nothing at all, parts it from the token before.
  let isJoined: Bool
  /// For a quoted passage, where the inside starts and ends.
  var inside: Range<Int> = 0..<0

  /// Whether this is the mark given.
  func isMark(_ mark: String) -> Bool {
    kind == .mark && word == mark
  }
}
