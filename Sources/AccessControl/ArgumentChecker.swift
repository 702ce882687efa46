public import Values

/// Why a call's arguments are not what the tool takes.
public struct ArgumentError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The parameter, or the unknown name.
  public let parameter: String
  /// The reason, in one sentence, lower case and without a full stop.
  public let description: String
  /// What may have been meant, as "did you mean `a`?".
  public let suggestion: String?
}

/// Holds values against a tool's parameters.
public enum ArgumentChecker {
  /// Returns the arguments in force: the values given, and the context's where one is left out.
  ///
  /// - Throws: `ArgumentError` for the first name or value that doesn't fit.
  static func check(
    _ given: [String: JSONValue],
    against tool: ToolDescription,
    context: [String: JSONValue]
  ) throws(ArgumentError) -> (values: [String: JSONValue], filled: Set<String>) {
    if let unknown = unknownName(in: given, for: tool) { throw unknown }
    var values = given
    var filled: Set<String> = []
    for parameter in tool.parameters {
      if let value = values[parameter.name] {
        try check(value, for: parameter)
      } else if parameter.isTakenFromContext, let value = context[parameter.name] {
        values[parameter.name] = value
        filled.insert(parameter.name)
      } else if parameter.isRequired {
        throw ArgumentError(
          parameter: parameter.name,
          description: "`\(tool.name)` needs `\(parameter.name)`: \(parameter.kind.phrase)",
          suggestion: nil
        )
      }
    }
    return (values, filled)
  }

  private static func unknownName(
    in given: [String: JSONValue],
    for tool: ToolDescription
  ) -> ArgumentError? {
    let unknown = given.keys.filter { tool.parameter($0) == nil }.min()
    guard let unknown else { return nil }
    return unknownParameter(unknown, of: tool)
  }

  /// Returns the error for a name that a tool has no parameter for.
  public static func unknownParameter(_ name: String, of tool: ToolDescription) -> ArgumentError {
    let names = tool.parameters.map(\.name)
    return ArgumentError(
      parameter: name,
      description: "`\(tool.name)` has no parameter `\(name)`",
      suggestion: NearMatch.question(for: name, among: names)
        ?? "its parameters are " + names.joined(separator: ", ")
    )
  }

  /// Checks one value against one parameter.
  ///
  /// - Throws: `ArgumentError` that says what was expected.
  public static func check(
    _ value: JSONValue,
    for parameter: ToolParameter
  ) throws(ArgumentError) {
    try check(value, kind: parameter.kind, name: parameter.name)
  }

  private static func check(
    _ value: JSONValue,
    kind: ToolParameter.Kind,
    name: String
  ) throws(ArgumentError) {
    switch kind {
    case .text, .reference:
      guard let text = value.text, !text.isEmpty else { throw wrong(value, kind, name) }
    case .choice(let words):
      guard let text = value.text, words.contains(where: { $0.utf8.elementsEqual(text.utf8) })
      else { throw wrong(value, kind, name) }
    case .integer(let range):
      guard let number = value.int, range.contains(number) else { throw wrong(value, kind, name) }
    case .number(let atLeast, let above):
      guard let number = value.double, number >= atLeast ?? -.infinity,
        number > above ?? -.infinity
      else { throw wrong(value, kind, name) }
    case .list(let elementKind):
      guard let elements = value.elements else { throw wrong(value, kind, name) }
      for element in elements { try check(element, kind: elementKind, name: name) }
    }
  }

  private static func wrong(
    _ value: JSONValue,
    _ kind: ToolParameter.Kind,
    _ name: String
  ) -> ArgumentError {
    let shown = JSONWriter.text(value)
    let text = shown.utf8.count <= 200 ? shown : String(shown.prefix(200)) + "…"
    var suggestion: String?
    if case .choice(let words) = kind, let given = value.text {
      suggestion = NearMatch.question(for: given, among: words)
    }
    return ArgumentError(
      parameter: name,
      description: "`\(name)` must be \(kind.phrase), this is \(value.typeName) \(text)",
      suggestion: suggestion
    )
  }
}
