public import Values

/// Why a line is not a tool call, and which of its characters say so.
public struct ToolCallLineError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The offending characters, as offsets of Unicode scalars in the line.
  public let range: Range<Int>
  /// The reason, in one sentence, lower case and without a full stop.
  public let description: String
  /// What may have been meant.
  public let suggestion: String?
}

/// A tool call on one line, as people type it: `TOOL key=value …`.
///
/// A value is a bare word, a JSON string in quotes, or a JSON list in brackets. Bare words get
/// their type from the tool's parameters, never from their looks.
public struct ToolCallLine: Sendable, Equatable {
  /// A value before the tool's parameters say what it is.
  public enum Value: Sendable, Equatable {
    /// A word without quotes, of any type.
    case word(String)
    /// A JSON string or list.
    case json(JSONValue)
  }

  /// One `key=value`.
  public struct Argument: Sendable, Equatable {
    /// The name before the equals sign.
    public let name: String
    /// The value after it.
    public let value: Value
    /// Where the name stands.
    public let nameRange: Range<Int>
    /// Where the value stands.
    public let valueRange: Range<Int>
  }

  /// The first word.
  public let tool: String
  /// Where it stands.
  public let toolRange: Range<Int>
  /// The arguments, in the order of the line.
  public let arguments: [Argument]

  /// Reads a line.
  ///
  /// - Throws: `ToolCallLineError` with the characters that don't fit.
  public init(_ text: String) throws(ToolCallLineError) {
    var scanner = Scanner(text)
    scanner.skipSpace()
    let start = scanner.offset
    let tool = scanner.word(until: { $0 == "=" })
    guard !tool.isEmpty, scanner.current != "=" else {
      throw scanner.error(from: start, "a call starts with the name of a tool")
    }
    self.tool = tool
    toolRange = start..<scanner.offset
    var arguments: [Argument] = []
    while scanner.skipSpace(), scanner.current != nil {
      let argument = try scanner.argument()
      guard !arguments.contains(where: { $0.name == argument.name }) else {
        throw ToolCallLineError(
          range: argument.nameRange,
          description: "`\(argument.name)` is given twice",
          suggestion: nil
        )
      }
      arguments.append(argument)
    }
    self.arguments = arguments
  }

  /// Returns the arguments with the types that a tool's parameters give them.
  ///
  /// - Throws: `ToolCallLineError` at the first unknown name or wrong value.
  public func values(for tool: ToolDescription) throws(ToolCallLineError) -> [String: JSONValue] {
    var values: [String: JSONValue] = [:]
    for argument in arguments {
      guard let parameter = tool.parameter(argument.name) else {
        let error = ArgumentChecker.unknownParameter(argument.name, of: tool)
        throw ToolCallLineError(
          range: argument.nameRange,
          description: error.description,
          suggestion: error.suggestion
        )
      }
      let value = Self.value(argument.value, kind: parameter.kind)
      do throws(ArgumentError) {
        try ArgumentChecker.check(value, for: parameter)
      } catch {
        throw ToolCallLineError(
          range: argument.valueRange,
          description: error.description,
          suggestion: error.suggestion
        )
      }
      values[argument.name] = value
    }
    return values
  }

  /// Returns a value with the type that a parameter's kind gives it; unfit words stay text.
  public static func value(_ value: Value, kind: ToolParameter.Kind) -> JSONValue {
    switch (value, kind) {
    case (.json(let value), .list), (.json(let value), .text), (.json(let value), .reference),
      (.json(let value), .choice), (.json(let value), .integer), (.json(let value), .number):
      value
    case (.word(let word), .integer), (.word(let word), .number):
      if let number = try? JSONReader.read(word), number.double != nil {
        number
      } else {
        .string(word)
      }
    case (.word(let word), .list(let kind)): .array([Self.value(.word(word), kind: kind)])
    case (.word(let word), .text), (.word(let word), .reference), (.word(let word), .choice):
      .string(word)
    }
  }

  /// Writes a call as a line that reads back as the same call, arguments in the tool's order.
  public static func text(tool: String, arguments: [String: JSONValue], order: [String]) -> String {
    let known = order.filter { arguments[$0] != nil }
    let others = arguments.keys.filter { !order.contains($0) }.sorted()
    let words = (known + others).compactMap { name in
      arguments[name].map { "\(name)=\(word($0))" }
    }
    return ([tool] + words).joined(separator: " ")
  }

  /// Writes a value as it stands after the equals sign: bare where that reads back the same.
  public static func word(_ value: JSONValue) -> String {
    guard let text = value.text else { return JSONWriter.text(value) }
    let isBare =
      !text.isEmpty
      && text.unicodeScalars.allSatisfy {
        !$0.properties.isWhitespace && $0.value >= 0x20 && $0 != "\"" && $0 != "=" && $0 != ","
          && $0 != "["
          && $0 != "]" && $0 != "{" && $0 != "}" && $0 != "#" && $0 != "$" && $0 != "'"
          && $0 != ":"
      }
    return isBare ? text : JSONWriter.text(value)
  }
}

private struct Scanner {
  private let scalars: IndexedText
  private(set) var offset = 0

  init(_ text: String) { scalars = IndexedText(text) }

  var current: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

  /// Moves past white space; always true, so that it can stand in a condition.
  @discardableResult
  mutating func skipSpace() -> Bool {
    while let scalar = current, Self.isSpace(scalar) { offset += 1 }
    return true
  }

  mutating func word(until stops: (Unicode.Scalar) -> Bool) -> String {
    let start = offset
    while let scalar = current, !Self.isSpace(scalar), !stops(scalar) { offset += 1 }
    return text(start..<offset)
  }

  mutating func argument() throws(ToolCallLineError) -> ToolCallLine.Argument {
    let start = offset
    let name = word(until: { $0 == "=" })
    guard !name.isEmpty, current == "=" else {
      throw error(from: start, "`\(name)` is not of the form key=value")
    }
    let nameRange = start..<offset
    offset += 1
    let valueStart = offset
    let value: ToolCallLine.Value
    switch current {
    case "\"": value = .json(try json(quoted()))
    case "[": value = .json(try json(bracketed()))
    default: value = .word(word(until: { _ in false }))
    }
    guard offset > valueStart else { throw error(from: start, "`\(name)=` has no value") }
    if let scalar = current, !Self.isSpace(scalar) {
      throw error(from: offset, "text right after the end of a quoted value")
    }
    return ToolCallLine.Argument(
      name: name,
      value: value,
      nameRange: nameRange,
      valueRange: valueStart..<offset
    )
  }

  private mutating func quoted() throws(ToolCallLineError) -> Range<Int> {
    let start = offset
    offset += 1
    while let scalar = current, scalar != "\"" { offset += scalar == "\\" ? 2 : 1 }
    guard current == "\"" else {
      offset = scalars.count
      throw error(from: start, "a quoted value without its closing quote")
    }
    offset += 1
    return start..<offset
  }

  /// Finds the end of a JSON list; quotes inside it may hold brackets.
  private mutating func bracketed() throws(ToolCallLineError) -> Range<Int> {
    let start = offset
    var depth = 0
    repeat {
      switch current {
      case nil: throw error(from: start, "a list without its closing bracket")
      case "\"": _ = try quoted()
      case "[":
        depth += 1
        offset += 1
      case "]":
        depth -= 1
        offset += 1
      default: offset += 1
      }
    } while depth > 0
    return start..<offset
  }

  private func json(_ range: Range<Int>) throws(ToolCallLineError) -> JSONValue {
    do throws(JSONSyntaxError) {
      return try JSONReader.read(text(range))
    } catch {
      throw ToolCallLineError(range: range, description: "\(error.problem)", suggestion: nil)
    }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.isASCII else { return scalar.properties.isWhitespace }
    return scalar == " " || (0x09...0x0D).contains(scalar.value)
  }

  private func text(_ range: Range<Int>) -> String { scalars[range] }

  func error(from start: Int, _ description: String) -> ToolCallLineError {
    ToolCallLineError(
      range: start..<max(start + 1, min(offset, scalars.count)),
      description: description,
      suggestion: nil
    )
  }
}
