public import Values

/// What a value must be like.
public indirect enum Matcher: Sendable, Hashable {
  /// Equal to this.
  case equals(JSONValue)
  /// Not like that.
  case not(Matcher)
  /// Equal to one of these.
  case oneOf([JSONValue])
  /// A number within these bounds, both included.
  case between(Double?, Double?)
  /// Text that this regular expression matches somewhere.
  case matches(String)
  /// Text that contains all of these, or a list that has all of these as elements.
  case has([String])
  /// Text that contains none of these, or a list that has none of them.
  case hasNot([String])
  /// Text or a list of such a length.
  case length(Matcher)
  /// There at all.
  case any
  /// Not there.
  case absent
  /// Like all of these.
  case all([Matcher])

  /// Whether a value, nil for one that isn't there, is like that.
  public func accepts(_ value: JSONValue?) -> Bool {
    switch self {
    case .equals(let expected): value == expected
    case .not(let matcher):
      // Nothing can be said of what is not there, but that it is not.
      value == nil && !matcher.isAboutPresence ? false : !matcher.accepts(value)
    case .oneOf(let values): value.map(values.contains) ?? false
    case .between(let low, let high):
      value?.double.map { $0 >= low ?? -.infinity && $0 <= high ?? .infinity } ?? false
    case .matches(let pattern): Self.matches(pattern, value)
    case .has(let texts): value.map { whole in texts.allSatisfy { Self.has(whole, $0) } } ?? false
    case .hasNot(let texts):
      value.map { whole in !texts.contains { Self.has(whole, $0) } } ?? false
    case .length(let matcher): value.flatMap(Self.length).map { matcher.accepts($0) } ?? false
    case .any: value != nil
    case .absent: value == nil
    case .all(let matchers): matchers.allSatisfy { $0.accepts(value) }
    }
  }

  /// Whether it asks only whether something is there.
  private var isAboutPresence: Bool {
    switch self {
    case .any, .absent: true
    case .not(let matcher): matcher.isAboutPresence
    default: false
    }
  }

  /// What is expected, in words.
  public var phrase: String {
    switch self {
    case .equals(let value): "\(value.typeName) \(JSONWriter.text(value))"
    case .not(let matcher): "anything but \(matcher.phrase)"
    case .oneOf(let values): "one of " + values.map { JSONWriter.text($0) }.joined(separator: ", ")
    case .between(let low?, let high?): "a number from \(Self.text(low)) to \(Self.text(high))"
    case .between(let low?, nil): "at least number \(Self.text(low))"
    case .between(nil, let high?): "at most number \(Self.text(high))"
    case .between(nil, nil): "a number"
    case .matches(let pattern): "text that matches /\(pattern)/"
    case .has(let texts): "something with " + Self.quoted(texts)
    case .hasNot(let texts): "something without " + Self.quoted(texts)
    case .length(let matcher): "a length of \(matcher.phrase)"
    case .any: "any value"
    case .absent: "nothing"
    case .all(let matchers): matchers.map(\.phrase).joined(separator: " and ")
    }
  }

  private static func matches(_ pattern: String, _ value: JSONValue?) -> Bool {
    guard let text = value?.text, let regex = try? Regex(pattern) else { return false }
    return ((try? regex.firstMatch(in: text)) ?? nil) != nil
  }

  private static func has(_ value: JSONValue, _ part: String) -> Bool {
    switch value {
    case .string(let text): contains(text, part)
    case .array(let elements): elements.contains(.string(part))
    default: contains(JSONWriter.text(value), part)
    }
  }

  /// Whether a text has another in it, byte by byte; ASCII case doesn't count.
  private static func contains(_ text: String, _ part: String) -> Bool {
    var text = text, part = part
    return text.withUTF8 { whole in
      part.withUTF8 { part in
        guard let first = part.first.map(folded) else { return true }
        guard whole.count >= part.count else { return false }
        return (0...whole.count - part.count).contains { start in
          folded(whole[start]) == first
            && part.indices.allSatisfy { folded(whole[start + $0]) == folded(part[$0]) }
        }
      }
    }
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }

  private static func length(_ value: JSONValue) -> JSONValue? {
    switch value {
    case .string(let text): .integer(text.unicodeScalars.count)
    case .array(let elements): .integer(elements.count)
    default: nil
    }
  }

  private static func text(_ number: Double) -> String { JSONWriter.text(.number(number)) }

  private static func quoted(_ texts: [String]) -> String {
    texts.map { "\"\($0)\"" }.joined(separator: ", ")
  }
}
