/// A word, phrase, name or number of a text with all it can mean.
struct Unit {
  /// The tokens it covers.
  let tokens: Range<Int>
  /// The folded word; for a phrase, its words joined by spaces.
  let word: String
  /// The word without its ending.
  var base: String
  /// What the ending says.
  var inflection = Inflection.base
  /// What it is about; particles start with `#`.
  var concepts: [String] = []
  /// Values of choice parameters it stands for.
  var values: [String] = []
  /// Names in the world it stands for, by what they name: `service`, `customer`, `incident`.
  var names: [Name] = []
  /// The number it is.
  var quantity: Quantity?
  /// What it may say about the tool that is wanted.
  var features: [String] = []
  /// What kind of token it is.
  var kind: Token.Kind = .word

  /// A name in the world.
  struct Name: Equatable {
    /// What it names, such as `service`.
    let what: String
    /// The canonical name or the id.
    let name: String
  }

  /// Whether it has a concept.
  func has(_ concept: String) -> Bool {
    concepts.contains(concept)
  }

  /// The name it gives of some kind of thing.
  func name(of what: String) -> String? {
    names.first { $0.what == what }?.name
  }

  /// Whether it is a priority such as `P1`, rather than a word about priorities.
  var isPriorityValue: Bool {
    word.utf8.count == 2 && word.utf8.first == UInt8(ascii: "p") && has("priority")
  }

  /// Whether it is the mark given.
  func isMark(_ mark: String) -> Bool {
    kind == .mark && word == mark
  }
}
