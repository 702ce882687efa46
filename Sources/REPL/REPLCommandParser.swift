import Values

/// What a typed line is.
enum ParsedLine: Sendable, Equatable {
  /// Nothing.
  case empty
  /// A command by its full name, with the rest of the line.
  case command(String, arguments: String)
  /// A line that starts like a command and is none, with what may have been meant.
  case unknownCommand(String, near: [String])
  /// A command with more lines behind it.
  case severalLines(Int)
  /// A number alone on a line: the choice of a role or a starter, or else text for the agent.
  case number(Int)
  /// A call of a tool, without a model.
  case call(String)
  /// Words for the agent.
  case text(String)
}

/// Tells commands, calls and words for the agent apart, without looking at anything else.
///
/// A line whose first character is a colon never reaches the model, unless there are two of them.
struct REPLCommandParser: Sendable {
  /// Every name and alias of a command, without the colon, and the command's name.
  private let names: [String: String]
  private let order: [String]
  private let tools: Set<String>

  /// Words that are commands when they stand alone on a line.
  private static let bareWords = ["help": "help", "?": "help", "quit": "quit", "exit": "quit"]

  /// Creates a parser for some commands and the tools of a policy.
  init(commands: [(name: String, aliases: [String])], tools: [String]) {
    var names: [String: String] = [:]
    for command in commands {
      for name in [command.name] + command.aliases { names[name] = command.name }
    }
    self.names = names
    order = commands.flatMap { [$0.name] + $0.aliases.filter { $0.utf8.count > 1 } }
    self.tools = Set(tools)
  }

  /// Returns what a line is.
  func parse(_ line: String) -> ParsedLine {
    let text = Self.trimmed(line)
    guard let first = text.unicodeScalars.first else { return .empty }
    if first == ":" { return command(text) }
    if let command = Self.bareWords[text] { return .command(command, arguments: "") }
    if text.utf8.count <= 3, let number = Int(text), number >= 0, text.utf8.first != 0x2B {
      return .number(number)
    }
    return tools.contains(Self.words(text).first) ? .call(text) : .text(text)
  }

  private func command(_ text: String) -> ParsedLine {
    let rest = String(text.unicodeScalars.dropFirst())
    if rest.unicodeScalars.first == ":" { return .text(rest) }
    let (word, arguments) = Self.words(rest)
    guard let name = names[word] else {
      return .unknownCommand(word, near: NearMatch.suggestions(for: word, among: order))
    }
    let lines = text.unicodeScalars.count { $0 == "\n" } + 1
    guard lines == 1 || name == "as" else { return .severalLines(lines) }
    return .command(name, arguments: arguments)
  }

  /// Returns the lines of a pasted text that looks like a list of commands; nil for any other.
  static func commands(in text: String) -> [String]? {
    let lines = text.split(separator: "\n").map(String.init)
    guard lines.count > 1, lines.prefix(2).allSatisfy({ $0.hasPrefix(":") && !$0.hasPrefix("::") })
    else { return nil }
    return lines
  }

  /// Returns a text's first word, and what follows it.
  static func words(_ text: String) -> (first: String, rest: String) {
    let scalars = text.unicodeScalars
    let end = scalars.firstIndex { isSpace($0) } ?? scalars.endIndex
    return (String(scalars[..<end]), trimmed(String(scalars[end...])))
  }

  /// Returns text without the white space around it.
  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let start = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[start...last])
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace
  }
}
