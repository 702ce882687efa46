import Documents
import Values

extension ScenarioReader {
  /// Reads the file's variables; those of the command line come in their place.
  ///
  /// A value may use the variables above it.
  mutating func vars(_ node: YAMLNode?, _ overrides: [String: String]) -> [String: Variable] {
    scope = [:]
    let given = overrides.mapValues { text in
      Variable.value(
        YAMLNode(.scalar(text, isPlain: true, isBlock: false), at: node?.span ?? Self.noSpan)
      )
    }
    for (name, value) in given { scope[name] = value }
    guard let node else { return scope }
    guard let entries = node.entries else {
      report("TT012", node.span, "`vars` must be a mapping from names to values")
      return scope
    }
    for entry in entries {
      guard let name = entry.key.scalar, checkName(name, entry.key.span) else { continue }
      if entry.value.isNull {
        report("TT012", entry.value.span, "a variable needs a value, this is empty")
      }
      let value = filled(entry.value)
      scope[name] = given[name] ?? .value(value)
    }
    return scope
  }

  private static var noSpan: SourceSpan {
    SourceSpan(start: SourcePosition(line: 1, column: 1), length: 1)
  }

  /// Checks that a variable can have this name.
  @discardableResult
  mutating func checkName(_ name: String, _ span: SourceSpan) -> Bool {
    if VariableText.isName(name) { return true }
    report("TT109", span, "a variable's name is a letter, then letters, digits or _")
    return false
  }

  /// Returns a value with the values of variables in place of `$name`, also in what is in it.
  ///
  /// A reference that is all of a scalar brings the variable's value with its type.
  mutating func filled(_ node: YAMLNode, keys: Bool = false) -> YAMLNode {
    guard node.hasDollarSign else { return node }
    switch node.content {
    case .scalar(let text, let isPlain, _):
      // `$1,969` is an amount.
      guard VariableText.mayHoldVariable(text) else { return node }
      switch resolve(text, at: { node.span(ofScalars: $0) }) {
      case .value(let value, let range):
        guard case .scalar(let text, let isPlain, _) = value.content else {
          return value.moved(to: node.span)
        }
        return node.replacing(
          text: [TextPiece(text, for: range, isVerbatim: false)],
          isPlain: isPlain
        )
      case .text(let pieces):
        return node.replacing(text: pieces, isPlain: isPlain)
      }
    case .sequence(let items):
      return node.replacing(.sequence(items.map { filled($0) }))
    case .mapping(let entries):
      return node.replacing(
        .mapping(
          entries.map { entry in
            YAMLEntry(
              key: keys ? filled(entry.key) : entry.key,
              value: filled(entry.value, keys: entry.key.scalar == "state")
            )
          }
        )
      )
    }
  }

  /// What a text becomes.
  enum Resolution {
    /// The value of the one variable that it consists of.
    case value(YAMLNode, Range<Int>)
    /// Text, in pieces.
    case text([TextPiece])
  }

  /// Puts the values of variables in place of `$name`; `$$` stands for a dollar sign.
  mutating func resolve(_ text: String, at span: (Range<Int>) -> SourceSpan) -> Resolution {
    let scalars = IndexedText(text)
    let pieces = VariableText.pieces(of: scalars)
    var result: [TextPiece] = []
    for piece in pieces {
      let text = scalars[piece.range]
      let verbatim = TextPiece(text, for: piece.range, isVerbatim: true)
      switch piece {
      case .literal: result.append(verbatim)
      case .dollar(let range): result.append(TextPiece("$", for: range, isVerbatim: false))
      case .broken(let range, let reason):
        report("TT109", span(range), reason, help: "write $$ for a dollar sign")
        unresolved.append(Place(path: source.path, span: span(range)))
        result.append(verbatim)
      case .reference(let range, let name, let path):
        guard let value = value(of: name, path, span(range)) else {
          // What is built from it isn't known either.
          unresolved.append(Place(path: source.path, span: span(0..<scalars.count)))
          result.append(verbatim)
          continue
        }
        if pieces.count == 1 { return .value(value, range) }
        guard let text = value.scalar else {
          let kind = value.items == nil ? "mapping" : "list"
          report("TT109", span(range), "`\(name)` is a \(kind), which can't stand within a text")
          unresolved.append(Place(path: source.path, span: span(0..<scalars.count)))
          continue
        }
        result.append(TextPiece(text, for: range, isVerbatim: false))
      }
    }
    return .text(result)
  }

  /// Returns a variable's value, or the part of it that a path leads to.
  private mutating func value(
    of name: String,
    _ path: [String],
    _ span: SourceSpan
  ) -> YAMLNode? {
    usedVariables.insert(name)
    switch scope[name] {
    case .value(let node):
      if let part = node.part(at: path) { return part }
      let names = node.entries?.compactMap(\.key.scalar) ?? []
      report(
        "TT109",
        span,
        "`\(name)` has no part `\(path.joined(separator: "."))`",
        label: NearMatch.question(for: path.first ?? "", among: names)
          ?? (names.isEmpty ? nil : "its parts are " + names.joined(separator: ", "))
      )
    case .saved(let original, let start):
      guard let saved else {
        isDeferred = true
        return nil
      }
      if let value = saved[original]?.part(at: start + path) { return YAMLNode(value, at: span) }
      let reason =
        saved[original] == nil
        ? "was not saved, as its step was left out"
        : "has no part `\((start + path).joined(separator: "."))`"
      report("TT109", span, "`\(name)` \(reason)")
    case nil:
      reportUnknown(name, span)
    }
    return nil
  }

  private mutating func reportUnknown(_ name: String, _ span: SourceSpan) {
    if let line = savedLater[name] {
      report(
        "TT109",
        span,
        "there is no variable `\(name)` yet",
        why: "it is saved later, at line \(line)"
      )
      return
    }
    let isInFragment = !uses.isEmpty
    report(
      "TT109",
      span,
      "there is no variable `\(name)`",
      label: NearMatch.question(for: name, among: scope.keys.sorted()),
      help: isInFragment
        ? "a fragment knows its own `params` and what was saved" : "write $$ for a dollar sign"
    )
  }

  /// Returns the text of a scalar.
  mutating func text(_ node: YAMLNode?, _ name: String) -> String? {
    guard let node else { return nil }
    return ScalarReader.text(node, named: name, in: source, &diagnostics)
  }

  /// Returns what a mapping of variables declares and nothing uses.
  func unusedVariables(_ node: YAMLNode, _ key: String) -> [Diagnostic] {
    (node.entries ?? []).compactMap { entry in
      guard let name = entry.key.scalar, !usedVariables.contains(name) else { return nil }
      return Diagnostic(
        severity: .warning,
        code: "TT111",
        file: file.source,
        span: entry.key.span,
        message: "the variable `\(name)` of `\(key)` is never used"
      )
    }
  }
}
