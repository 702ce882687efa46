import Documents
import AccessControl
import Exercises
import Incidents
import Values

/// Says what may stand in place of the last word of a line.
struct Completion: Sendable {
  /// One possibility.
  struct Candidate: Sendable, Equatable {
    /// What to put in place of the word.
    let text: String
    /// What it is, in a few words.
    var summary = ""
  }

  private let policy: Policy
  private let services: [String]
  private let incidents: [String]

  /// Creates a completion that knows these incidents, and everything else of a policy and a world.
  init(policy: Policy, world: World, incidents: [String]) {
    self.policy = policy
    services = world.services.map(\.name)
    self.incidents = incidents
  }

  /// Returns the possibilities for the text before the cursor, in the order of their tables.
  func candidates(before text: String) -> [Candidate] {
    let word = Self.lastWord(of: text)
    let words = text.split(separator: " ").map(String.init)
    let position = words.count - (word.isEmpty ? 0 : 1)
    return possibilities(words, position, word).filter { candidate in
      // What needs quotes is found without typing them.
      let bare = candidate.text.split(separator: "\"").joined()
      return (Self.begins(candidate.text, with: word) || Self.begins(bare, with: word))
        && candidate.text != word
    }
  }

  /// Whether a text begins with a word, ASCII case aside.
  private static func begins(_ text: String, with word: String) -> Bool {
    ASCIIText.isEqual(String(decoding: text.utf8.prefix(word.utf8.count), as: UTF8.self), word)
  }

  private func possibilities(_ words: [String], _ position: Int, _ word: String) -> [Candidate] {
    guard position > 0, let first = words.first else {
      let commands = CommandTable.all.map { Candidate(text: ":" + $0.name, summary: $0.summary) }
      return commands + tools
    }
    if first.hasPrefix(":"), !first.hasPrefix("::") {
      guard let command = CommandTable.command(named: String(first.dropFirst())) else { return [] }
      return arguments(of: command, words, position, word)
    }
    return parameters(of: first, word)
  }

  private func arguments(
    of command: Command,
    _ words: [String],
    _ position: Int,
    _ word: String
  ) -> [Candidate] {
    let kinds = command.completes
    guard let kind = kinds.indices.contains(position - 1) ? kinds[position - 1] : kinds.last else {
      return []
    }
    switch kind {
    case .role: return policy.profiles.map { Candidate(text: $0.role.name, summary: $0.summary) }
    case .tool: return tools
    case .incident: return incidents.map { Candidate(text: $0) }
    case .command:
      return CommandTable.all.map { Candidate(text: $0.name, summary: $0.summary) }
        + HelpScreen.topics.map { Candidate(text: $0) }
    case .word(let texts): return texts.map { Candidate(text: $0) }
    case .call:
      let start = kinds.count
      guard position > start - 1, words.indices.contains(start), position > start else {
        return tools
      }
      return parameters(of: words[start], word)
    case .text: return []
    }
  }

  private var tools: [Candidate] {
    policy.tools.map { Candidate(text: $0.name, summary: $0.summary) }
  }

  private func parameters(of tool: String, _ word: String) -> [Candidate] {
    guard let tool = policy.tool(tool) else { return [] }
    guard let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")),
      let parameter = tool.parameter(String(word[..<equals]))
    else { return tool.parameters.map { Candidate(text: $0.name + "=", summary: $0.summary) } }
    return values(of: parameter.kind).map {
      Candidate(text: parameter.name + "=" + ToolCallLine.word(.string($0)))
    }
  }

  private func values(of kind: ToolParameter.Kind) -> [String] {
    switch kind {
    case .reference("service"): services
    case .reference("incident"): incidents
    case .choice(let words): words
    case .list(let kind): values(of: kind)
    default: []
    }
  }

  /// Returns what may follow a line that ends with a space: a command's or a tool's arguments.
  func hint(after text: String) -> String {
    var words = text.split(separator: " ").map(String.init)[...]
    if let first = words.first, first.hasPrefix(":") {
      guard let command = CommandTable.command(named: String(first.dropFirst())) else { return "" }
      guard words.count > 1 else { return command.arguments }
      guard let last = command.completes.last, case .call = last else { return "" }
      words = words.dropFirst(command.completes.count)
    }
    guard let name = words.first, let tool = policy.tool(name) else { return "" }
    let given = words.dropFirst().map { $0.prefix { $0 != "=" } }
    return tool.parameters.filter { !given.contains(Substring($0.name)) }
      .map { $0.isRequired && !$0.isTakenFromContext ? "\($0.name)=" : "[\($0.name)=]" }
      .joined(separator: " ")
  }

  /// Returns what follows the last space, outside quotes.
  static func lastWord(of text: String) -> String {
    var start = text.startIndex
    var isQuoted = false
    for index in text.indices {
      if text[index] == "\"" { isQuoted.toggle() }
      if text[index] == " ", !isQuoted { start = text.index(after: index) }
    }
    return String(text[start...])
  }

  /// Returns what all texts begin with.
  static func commonPrefix(of texts: [String]) -> String {
    guard var common = texts.first else { return "" }
    for text in texts.dropFirst() {
      while !text.hasPrefix(common) { common.removeLast() }
    }
    return common
  }

  /// Returns a list of candidates, one a line, with what they are.
  static func list(_ candidates: [Candidate]) -> String {
    let shown = candidates.prefix(40)
    let width = (shown.map { DisplayWidth.of($0.text) }.max() ?? 0) + 2
    var lines = shown.map { candidate in
      let text = DisplayWidth.padded(SafeText.line(candidate.text), to: width)
      return DisplayWidth.cut("  " + text + SafeText.line(candidate.summary), to: Screen.width - 2)
    }
    if candidates.count > shown.count {
      lines.append("  and \(candidates.count - shown.count) more")
    }
    return lines.joined(separator: "\n")
  }
}
