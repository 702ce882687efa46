internal import AccessControl
internal import Values

/// Reads lines such as `restart_service service=Redis` exactly.
struct CommandLine {
  let index: ToolIndex
  let reader: UnitReader

  /// Returns the calls of a text that consists of such lines only; nil for any other text.
  func calls(_ text: String) -> [PlannedCall]? {
    var calls: [PlannedCall] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let scalars = Array(line.unicodeScalars)
      guard scalars.contains(where: { !$0.properties.isWhitespace }) else { continue }
      guard let call = call(scalars) else { return nil }
      calls.append(call)
    }
    return calls.isEmpty ? nil : calls
  }

  private func call(_ scalars: [Unicode.Scalar]) -> PlannedCall? {
    var words = Self.words(scalars)
    while let first = words.first, first.hasPrefix("@") { words.removeFirst() }
    guard var name = words.first else { return nil }
    if name.hasPrefix("/") || name.hasPrefix(":") { name.removeFirst() }
    guard let profile = index.profiles.first(where: { $0.tool.name.utf8.elementsEqual(name.utf8) })
    else { return nil }
    var arguments: [String: JSONValue] = [:]
    for word in words.dropFirst() {
      guard let split = word.firstIndex(of: "="),
        let parameter = profile.tool.parameter(String(word[..<split])),
        let value = value(String(word[word.index(after: split)...]), parameter.kind)
      else { return nil }
      arguments[parameter.name] = value
    }
    return PlannedCall(tool: profile.tool.name, arguments: arguments)
  }

  /// Splits at spaces, commas and brackets outside quotes, and drops the quotes.
  private static func words(_ scalars: [Unicode.Scalar]) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    var quote: Unicode.Scalar?
    var depth = 0
    for scalar in scalars {
      if scalar == quote {
        quote = nil
      } else if quote != nil {
        word.append(scalar)
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if scalar == "[" || scalar == "]" {
        depth += scalar == "[" ? 1 : -1
      } else if depth == 0, scalar.properties.isWhitespace || "(),".unicodeScalars.contains(scalar)
      {
        if !word.isEmpty { words.append(String(word)) }
        word.removeAll()
      } else {
        word.append(scalar)
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    return words
  }

  private func value(_ text: String, _ kind: ToolParameter.Kind) -> JSONValue? {
    switch kind {
    case .text: return .string(text)
    case .integer: return Int(text).map(JSONValue.integer)
    case .number: return Double(text).map(JSONValue.number)
    case .choice(let choices):
      return .string(choices.first { Folding.fold($0) == Folding.fold(text) } ?? text)
    case .reference(let what):
      let tokens = reader.corrected(Tokenizer.tokens(of: text).tokens)
      guard !tokens.isEmpty, let (names, end) = reader.names.match(tokens, at: 0),
        end == tokens.count,
        let name = names.first(where: { $0.what == what })
      else { return .string(text) }
      return .string(name.name)
    case .list(let kind):
      return .array(text.split(separator: ",").compactMap { value(Self.trimmed($0), kind) })
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
