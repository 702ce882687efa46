import Values

/// What is wrong with a tag expression, and where.
public struct TagExpressionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The expression.
  public let text: String
  /// Where the problem begins, in Unicode scalars from 0.
  public let offset: Int
  /// How many scalars it takes.
  public let length: Int
  /// The problem, in one phrase.
  public let problem: String
  /// What stands after the caret.
  public let label: String?

  /// The problem, the expression and a caret below it.
  public var description: String {
    let caret = String(repeating: " ", count: offset) + String(repeating: "^", count: length)
    return "\(problem)\n  \(text)\n  \(caret)" + (label.map { " \($0)" } ?? "")
  }
}

/// Which tags a case must have: words joined by `and`, `or`, `not` and parentheses.
///
/// `not` binds closest, then `and`, then `or`.
public indirect enum TagExpression: Sendable, Equatable {
  /// The case has this tag.
  case tag(String)
  /// It is not like that.
  case not(TagExpression)
  /// It is like both.
  case and(TagExpression, TagExpression)
  /// It is like one of them.
  case or(TagExpression, TagExpression)

  /// Whether a case with these tags is meant.
  public func matches(_ tags: [String]) -> Bool {
    switch self {
    case .tag(let name): tags.contains { $0.utf8.elementsEqual(name.utf8) }
    case .not(let inner): !inner.matches(tags)
    case .and(let first, let second): first.matches(tags) && second.matches(tags)
    case .or(let first, let second): first.matches(tags) || second.matches(tags)
    }
  }

  /// Reads an expression over known tags.
  ///
  /// - Throws: `TagExpressionError` with the place of the first problem.
  public init(_ text: String, known: [String]) throws(TagExpressionError) {
    var parser = TagExpressionParser(text, known: known)
    self = try parser.expression()
  }
}

/// Reads a tag expression by recursive descent, at most 32 parentheses deep.
private struct TagExpressionParser {
  private struct Token {
    let text: String
    let offset: Int
    var length: Int { max(1, text.unicodeScalars.count) }
  }

  private let text: String
  private let known: [String]
  private var tokens: [Token] = []
  private var position = 0
  private let end: Int
  private static let deepest = 32

  init(_ text: String, known: [String]) {
    self.text = text
    self.known = known
    end = text.unicodeScalars.count
    var word = String.UnicodeScalarView()
    for (offset, scalar) in text.unicodeScalars.enumerated() {
      let isSign = scalar == "(" || scalar == ")"
      if isSign || scalar == " " || scalar == "\t" {
        take(&word, at: offset)
        if isSign { tokens.append(Token(text: String(scalar), offset: offset)) }
      } else {
        word.append(scalar)
      }
    }
    take(&word, at: end)
  }

  private mutating func take(_ word: inout String.UnicodeScalarView, at end: Int) {
    guard !word.isEmpty else { return }
    tokens.append(Token(text: String(word), offset: end - word.count))
    word = String.UnicodeScalarView()
  }

  mutating func expression() throws(TagExpressionError) -> TagExpression {
    let expression = try disjunction(depth: 0)
    guard position < tokens.count else { return expression }
    let token = tokens[position]
    if token.text == ")" { throw error("this parenthesis was never opened", token) }
    throw error("`and` or `or` is missing before `\(token.text)`", token)
  }

  private var current: String? { position < tokens.count ? tokens[position].text : nil }

  private mutating func disjunction(depth: Int) throws(TagExpressionError) -> TagExpression {
    var expression = try conjunction(depth: depth)
    while current == "or" {
      position += 1
      expression = .or(expression, try conjunction(depth: depth))
    }
    return expression
  }

  private mutating func conjunction(depth: Int) throws(TagExpressionError) -> TagExpression {
    var expression = try negation(depth: depth)
    while current == "and" {
      position += 1
      expression = .and(expression, try negation(depth: depth))
    }
    return expression
  }

  private mutating func negation(depth: Int) throws(TagExpressionError) -> TagExpression {
    var isNegated = false
    while current == "not" {
      position += 1
      isNegated.toggle()
    }
    let expression = try operand(depth: depth)
    return isNegated ? .not(expression) : expression
  }

  private mutating func operand(depth: Int) throws(TagExpressionError) -> TagExpression {
    guard position < tokens.count else {
      throw TagExpressionError(
        text: text,
        offset: end,
        length: 1,
        problem: "a tag is missing at the end",
        label: nil
      )
    }
    let token = tokens[position]
    position += 1
    switch token.text {
    case "(":
      guard depth < Self.deepest else { throw error("parentheses nest too deeply", token) }
      let expression = try disjunction(depth: depth + 1)
      guard current == ")" else { throw error("this parenthesis is never closed", token) }
      position += 1
      return expression
    case ")", "and", "or": throw error("a tag is missing before `\(token.text)`", token)
    default: return .tag(try known(token))
    }
  }

  private func known(_ token: Token) throws(TagExpressionError) -> String {
    if known.contains(where: { $0.utf8.elementsEqual(token.text.utf8) }) { return token.text }
    throw error(
      "there is no tag `\(token.text)`; "
        + (known.isEmpty ? "there are no tags" : "tags are " + known.joined(separator: ", ")),
      token,
      label: NearMatch.question(for: token.text, among: known)
    )
  }

  private func error(
    _ problem: String,
    _ token: Token,
    label: String? = nil
  )
    -> TagExpressionError
  {
    TagExpressionError(
      text: text,
      offset: token.offset,
      length: token.length,
      problem: problem,
      label: label
    )
  }
}
