/// What libyaml says about bytes that are not YAML; its words are fixed texts, never input.
struct YAMLSyntaxError: Error {
  let problem: String
  let context: String
  let place: SourcePosition
  let contextPlace: SourcePosition

  /// Returns the same in our words.
  func diagnostic(in file: SourceFile) -> Diagnostic {
    let end = file.endOfContent
    let before = file.line(place.line).unicodeScalars.prefix(place.column)
    let wording = wording(
      isAtEnd: place >= end,
      isTab: before.last == "\t",
      isFirstOnLine: before.dropLast().allSatisfy { $0 == " " || $0 == "\t" }
    )
    let start = wording.pointsAtContext ? contextPlace : min(place, end)
    return Diagnostic(
      code: wording.code,
      file: file,
      span: SourceSpan(start: start, length: 1),
      message: wording.message,
      why: wording.why,
      help: wording.help
    )
  }

  private func wording(isAtEnd: Bool, isTab: Bool, isFirstOnLine: Bool) -> YAMLWording {
    if let wording = notAllowed { return wording }
    if let wording = unclosed(isAtEnd: isAtEnd) { return wording }
    if isTab { return .tab }
    return misplaced(isFirstOnLine: isFirstOnLine) ?? YAMLWording.byProblem[problem]
      ?? YAMLWording("this is not YAML")
  }

  /// What we refuse anyway, written wrongly on top of that.
  private var notAllowed: YAMLWording? {
    switch context {
    case "while scanning an anchor", "while scanning an alias": .reference
    case "while scanning a tag", "while parsing a tag", "while parsing a node": .tag
    case let text where text.hasSuffix("directive"): .directive
    default: problem == "found incompatible YAML document" ? .directive : nil
    }
  }

  private func unclosed(isAtEnd: Bool) -> YAMLWording? {
    switch (context, problem) {
    case ("while scanning a quoted scalar", "found unexpected end of stream"),
      ("while scanning a quoted scalar", "found unexpected document indicator"):
      YAMLWording("this quote is never closed", pointsAtContext: true)
    case ("while parsing a flow sequence", _):
      isAtEnd
        ? YAMLWording("this `[` is never closed", pointsAtContext: true)
        : YAMLWording("a `,` or `]` is missing before this", why: "a list \(begins)")
    case ("while parsing a flow mapping", _):
      isAtEnd
        ? YAMLWording("this `{` is never closed", pointsAtContext: true)
        : YAMLWording("a `,` or `}` is missing before this", why: "a mapping \(begins)")
    default: nil
    }
  }

  private func misplaced(isFirstOnLine: Bool) -> YAMLWording? {
    let problems = ["did not find expected key", "did not find expected '-' indicator"]
    if problem == "did not find expected <document start>", !isFirstOnLine { return .trailing }
    guard problems.contains(problem) else { return nil }
    if place == contextPlace { return .emptyKey }
    guard isFirstOnLine else { return .trailing }
    let help = "indent the parts of one list or mapping alike, and put texts in quotes"
    let kind = problem == problems[0] ? "mapping" : "list"
    return YAMLWording("this does not fit the \(kind) above", why: "it \(begins)", help: help)
  }

  private var begins: String {
    "begins at line \(contextPlace.line), column \(contextPlace.column)"
  }
}
