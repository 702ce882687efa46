import Values

/// What the prompt looks like, such as `[{role}] {incident} {status}> `.
///
/// `{name}` stands for a value, and `{?name text}` for a text that is there only where the value
/// is. All is plain ASCII on one line that ends with `> `: the line editor counts each scalar as
/// one column, loses a colour that the end would switch off, and can't take other letters in
/// every locale.
public struct PromptTemplate: Sendable, Equatable {
  /// What a template can name.
  enum Value: String, CaseIterable {
    case role, user, incident, status, session, model, rec
  }

  private enum Part: Equatable {
    case text(String)
    case value(Value)
    case section(Value, [Part])
  }

  /// The prompt where nothing else is chosen.
  public static let standard = PromptTemplate(
    text: "[{role}] {incident} {status}{?rec REC}{?session ({session})}> ",
    parts: [
      .text("["), .value(.role), .text("] "), .value(.incident), .text(" "), .value(.status),
      .section(.rec, [.text(" REC")]),
      .section(.session, [.text(" ("), .value(.session), .text(")")]), .text("> "),
    ]
  )
  /// How a prompt ends.
  private static let ending = "> "
  private static let longest = 200

  /// The template as it was written.
  public let text: String
  private let parts: [Part]

  private init(text: String, parts: [Part]) {
    self.text = text
    self.parts = parts
  }

  /// Reads a template.
  ///
  /// - Throws: `PromptTemplateError` with the place of the first problem.
  public init(_ text: String) throws(PromptTemplateError) {
    let scalars = Array(text.unicodeScalars)
    if let odd = scalars.firstIndex(where: { !(0x20..<0x7F).contains($0.value) }) {
      throw PromptTemplateError(odd..<odd + 1, "a prompt is plain ASCII on one line")
    }
    guard scalars.count <= Self.longest else {
      let rest = Self.longest..<scalars.count
      throw PromptTemplateError(rest, "a prompt has at most \(Self.longest) characters")
    }
    var reader = Reader(scalars: scalars)
    parts = try reader.parts(isInSection: false)
    guard text.hasSuffix(Self.ending), case .text(let last)? = parts.last,
      last.hasSuffix(Self.ending)
    else {
      let end = max(0, scalars.count - 1)..<max(1, scalars.count)
      throw PromptTemplateError(end, "a prompt ends with `> `")
    }
    self.text = text
  }

  /// Returns the prompt with these values; one that is empty takes the space before it along.
  func rendered(_ value: (Value) -> String) -> String { Self.rendered(parts, value) }

  private static func rendered(_ parts: [Part], _ value: (Value) -> String) -> String {
    var out = ""
    for part in parts {
      switch part {
      case .text(let text): out += text
      case .value(let name):
        let text = value(name)
        if text.isEmpty, out.hasSuffix(" ") { out.removeLast() }
        out += text
      case .section(let name, let inner):
        if !value(name).isEmpty { out += rendered(inner, value) }
      }
    }
    return out
  }
}

extension PromptTemplate {
  private struct Reader {
    let scalars: [Unicode.Scalar]
    var index = 0

    mutating func parts(isInSection: Bool) throws(PromptTemplateError) -> [Part] {
      var parts: [Part] = []
      var text = ""
      while index < scalars.count {
        let scalar = scalars[index]
        switch scalar {
        case "{":
          if !text.isEmpty { parts.append(.text(text)) }
          text = ""
          parts.append(try braces(isInSection: isInSection))
        case "}":
          guard isInSection else {
            throw PromptTemplateError(index..<index + 1, "a `}` without its `{`")
          }
          if !text.isEmpty { parts.append(.text(text)) }
          return parts
        default:
          text.unicodeScalars.append(scalar)
          index += 1
        }
      }
      if !text.isEmpty { parts.append(.text(text)) }
      return parts
    }

    private mutating func braces(isInSection: Bool) throws(PromptTemplateError) -> Part {
      let start = index
      index += 1
      let isSection = index < scalars.count && scalars[index] == "?"
      if isSection { index += 1 }
      let name = try name()
      guard isSection else {
        guard name != .rec else {
          throw PromptTemplateError(start..<index, "`rec` has no text; `{?rec REC}` has")
        }
        try close(start)
        return .value(name)
      }
      guard !isInSection else {
        throw PromptTemplateError(start..<index, "a `{?...}` can't stand in another one")
      }
      let inner = try parts(isInSection: true)
      try close(start)
      return .section(name, inner)
    }

    private mutating func name() throws(PromptTemplateError) -> Value {
      let start = index
      var word = ""
      while index < scalars.count, scalars[index].properties.isAlphabetic || scalars[index] == "_" {
        word.unicodeScalars.append(scalars[index])
        index += 1
      }
      if let value = Value(rawValue: word) { return value }
      let names = Value.allCases.map(\.rawValue)
      let hint =
        NearMatch.question(for: word, among: names) ?? "names are \(names.joined(separator: ", "))"
      let place = start..<max(start + 1, index)
      throw PromptTemplateError(place, "a prompt knows no `\(word)`", hint: hint)
    }

    private mutating func close(_ start: Int) throws(PromptTemplateError) {
      guard index < scalars.count, scalars[index] == "}" else {
        throw PromptTemplateError(start..<max(start + 1, index), "a `{` without its `}`")
      }
      index += 1
    }
  }
}

/// Why a text is no prompt.
public struct PromptTemplateError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The scalars of the text that the problem is about.
  public let place: Range<Int>
  /// What is wrong, in one phrase.
  public let problem: String
  /// What may have been meant, as a phrase or a question.
  public let hint: String?

  init(_ place: Range<Int>, _ problem: String, hint: String? = nil) {
    (self.place, self.problem, self.hint) = (place, problem, hint)
  }

  /// The problem, its place from 1, and what may have been meant.
  public var description: String {
    "\(problem) (at \(place.lowerBound + 1))" + (hint.map { ": \($0)" } ?? "")
  }
}
