public import Values

/// Reads a scalar as the type that its place asks for, never as what it looks like.
///
/// Each function returns nil after adding a diagnostic with the code TT012.
public enum ScalarReader {
  /// Reads any scalar but an empty one as text.
  public static func text(
    _ node: YAMLNode,
    named name: String,
    in file: SourceFile,
    _ diagnostics: inout Diagnostics
  ) -> String? {
    if let text = node.scalar, !node.isNull { return text }
    let isWord = node.scalar?.isEmpty == false
    let help = node.isNull && isWord ? "put the word in quotes if it is meant as text" : nil
    diagnostics.add(mismatch(node, name, "text", file, help: help))
    return nil
  }

  /// Reads a whole number in plain digits, within a range if one is given.
  public static func integer(
    _ node: YAMLNode,
    named name: String,
    in file: SourceFile,
    range: ClosedRange<Int>? = nil,
    _ diagnostics: inout Diagnostics
  ) -> Int? {
    guard let text = plain(node), NumberText.isInteger(text) else {
      let isNumber = plain(node).map(NumberText.isNumber) ?? false
      let found = isNumber ? "this is a fraction" : nil
      let help = numberHelp(node)
      diagnostics.add(mismatch(node, name, "a whole number", file, found: found, help: help))
      return nil
    }
    guard let number = Int(text) else {
      diagnostics.add(outside(node, name, range, file))
      return nil
    }
    if let range, !range.contains(number) {
      diagnostics.add(outside(node, name, range, file))
      return nil
    }
    return number
  }

  /// Reads a number as JSON writes it; the result is finite.
  public static func number(
    _ node: YAMLNode,
    named name: String,
    in file: SourceFile,
    _ diagnostics: inout Diagnostics
  ) -> Double? {
    guard let text = plain(node), NumberText.isNumber(text) else {
      diagnostics.add(mismatch(node, name, "a number", file, help: numberHelp(node)))
      return nil
    }
    guard let number = Double(text), number.isFinite else {
      diagnostics.add(outside(node, name, nil, file))
      return nil
    }
    return number
  }

  /// Reads `true` or `false`.
  public static func flag(
    _ node: YAMLNode,
    named name: String,
    in file: SourceFile,
    _ diagnostics: inout Diagnostics
  ) -> Bool? {
    let text = plain(node)
    if text == "true" || text == "false" { return text == "true" }
    let help = flagHelp(node)
    diagnostics.add(mismatch(node, name, "true or false", file, help: help))
    return nil
  }

  /// Reads a length of time such as `4m` or `1h30m`.
  public static func span(
    _ node: YAMLNode,
    named name: String,
    in file: SourceFile,
    _ diagnostics: inout Diagnostics
  ) -> TimeSpan? {
    if let span = node.scalar.flatMap(TimeSpan.init) { return span }
    let isNumber = node.scalar.map { NumberText.isInteger($0) } ?? false
    let help = isNumber ? "add a unit: s, m, h or d" : nil
    diagnostics.add(mismatch(node, name, "a duration such as 4m or 1h30m", file, help: help))
    return nil
  }

  /// Reads a point in time such as `2025-01-15T09:00:00Z`.
  public static func time(
    _ node: YAMLNode,
    named name: String,
    in file: SourceFile,
    _ diagnostics: inout Diagnostics
  ) -> Timestamp? {
    if let time = node.scalar.flatMap(Timestamp.init) { return time }
    diagnostics.add(mismatch(node, name, "a time such as 2025-01-15T09:00:00Z", file))
    return nil
  }
}

extension ScalarReader {
  /// Says that a value is not of the kind that is meant.
  static func mismatch(
    _ node: YAMLNode,
    _ name: String,
    _ expected: String,
    _ file: SourceFile,
    found: String? = nil,
    help: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code: "TT012",
      file: file,
      span: node.span,
      message: "\(SafeText.quoted(name)) must be \(expected), \(found ?? "this is \(node.kind)")",
      help: help
    )
  }

  private static func outside(
    _ node: YAMLNode,
    _ name: String,
    _ range: ClosedRange<Int>?,
    _ file: SourceFile
  ) -> Diagnostic {
    let limits = range.map { "must be between \($0.lowerBound) and \($0.upperBound)" }
    return Diagnostic(
      code: "TT012",
      file: file,
      span: node.span,
      message: "\(SafeText.quoted(name)) \(limits ?? "is too large a number")"
    )
  }

  private static func plain(_ node: YAMLNode) -> String? {
    guard case .scalar(let text, isPlain: true, _) = node.content else { return nil }
    return text
  }

  private static func numberHelp(_ node: YAMLNode) -> String? {
    guard let text = node.scalar else { return nil }
    if NumberText.isNumber(text) {
      return plain(node) == nil ? "write \(SafeText.line(text)) without quotes" : nil
    }
    return NumberText.suggestion(for: text).map { "write \($0)" }
  }

  private static func flagHelp(_ node: YAMLNode) -> String? {
    let word = node.scalar.flatMap { $0.utf8.count <= 5 ? $0.lowercased() : nil }
    let manner = plain(node) == nil ? " without quotes" : ""
    switch word {
    case "true", "yes", "on", "y": return "write true" + manner
    case "false", "no", "off", "n": return "write false" + manner
    default: return nil
    }
  }
}
