/// What we say about one kind of mistake.
struct YAMLWording {
  let code: String
  let message: String
  let why: String?
  let help: String?
  /// Whether the beginning of what is broken says more than where reading stopped.
  let pointsAtContext: Bool

  init(
    code: String = "TT001",
    _ message: String,
    why: String? = nil,
    help: String? = nil,
    pointsAtContext: Bool = false
  ) {
    self.code = code
    self.message = message
    self.why = why
    self.help = help
    self.pointsAtContext = pointsAtContext
  }

  static let reference = YAMLWording(
    code: "TT004",
    "anchors and aliases are not allowed",
    help: "write the value out, or put a text that begins with `&` or `*` in quotes"
  )
  static let tag = YAMLWording(
    code: "TT004",
    "tags are not allowed",
    help: "remove it, or put a text that begins with `!` in quotes"
  )
  static let directive = YAMLWording(
    code: "TT004",
    "directives are not allowed",
    help: "remove the lines that begin with `%`"
  )
  static let documents = YAMLWording(
    code: "TT004",
    "a file holds one document",
    help: "remove this, and put what follows in a file of its own"
  )
  static let mergeKey = YAMLWording(
    code: "TT004",
    "merge keys are not allowed",
    help: "write the keys out"
  )
  static let complexKey = YAMLWording(
    code: "TT004",
    "a key must be text on one line",
    help: "put a key that begins with `[`, `{`, `|` or `>` in quotes"
  )
  static let emptyKey = YAMLWording("a key is missing before the `:`")

  static let trailing = YAMLWording(
    "this does not continue the value before it",
    help: "put the whole text in quotes, or remove this"
  )
  static let tab = YAMLWording("a tab is used as indentation", help: "indent with spaces")
  private static let value = YAMLWording(
    "a `:` is not allowed here",
    help: "put a text that holds `: ` in quotes, or check the indentation"
  )
  private static let escapeDigits = YAMLWording(
    "this escape sequence needs more hexadecimal digits"
  )
  private static let blockHeader = YAMLWording(
    "after `|` or `>` the text begins on the next line"
  )

  /// Our words for libyaml's.
  static let byProblem: [String: YAMLWording] = [
    "found a tab character that violates indentation": tab,
    "found a tab character where an indentation space is expected": tab,
    "found character that cannot start any token": YAMLWording(
      "a text can't begin with this character",
      help: "put the text in quotes"
    ),
    "could not find expected ':'": YAMLWording(
      "a `:` is missing after this",
      pointsAtContext: true
    ),
    "mapping values are not allowed in this context": value,
    "found unexpected ':'": value,
    "mapping keys are not allowed in this context": YAMLWording("a `?` is not allowed here"),
    "block sequence entries are not allowed in this context": YAMLWording(
      "a list item is not allowed here",
      help: "begin the list on the line after its key"
    ),
    "did not find expected node content": YAMLWording("a value is missing before this"),
    "did not find expected <document start>": YAMLWording(
      "this does not continue what stands above",
      help: "a file is one mapping; put texts that hold quotes in quotes"
    ),
    "found unknown escape character": YAMLWording(
      "this escape sequence does not exist",
      help: #"write \\ for a backslash, or use single quotes"#
    ),
    "did not find expected hexdecimal number": escapeDigits,
    "found invalid Unicode character escape code": YAMLWording(
      "this escape sequence names no character"
    ),
    "did not find expected comment or line break": blockHeader,
    "found an indentation indicator equal to 0": YAMLWording(
      "the number after `|` or `>` must be 1 to 9"
    ),
    "Maximum nesting level reached, set with yaml_set_max_nest_level())": YAMLWording(
      code: "TT005",
      "lists and mappings are nested too deeply"
    ),
    "not enough memory": YAMLWording(code: "TT005", "there is not enough memory for this file"),
  ]
}
