/// A JSON value whose numbers have one form each, so that equal values compare equal.
///
/// Whole numbers that fit are always `integer`; `25000.0` and `25000` are the same value.
/// Source: RFC 8259.
public enum JSONValue: Sendable, Hashable {
  /// The literal `null`.
  case null
  /// A truth value.
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// A finite number that is not whole; build it with `number(_:)`.
  case decimal(Double)
  /// Text.
  case string(String)
  /// An ordered list.
  case array([JSONValue])
  /// Named members; their order carries no meaning, and output sorts them.
  case object([String: JSONValue])

  /// The largest magnitude below which every whole `Double` is exact (2^53).
  private static let exactIntegers = 9_007_199_254_740_992.0

  /// Returns the one form of a finite number, or `null` for an infinite or undefined one.
  public static func number(_ value: Double) -> JSONValue {
    guard value.isFinite else { return .null }
    guard value == value.rounded(.towardZero), value.magnitude <= exactIntegers else {
      return .decimal(value)
    }
    return .integer(Int(value))
  }
}

extension JSONValue {
  /// The text of a string value.
  public var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The value of a number, whole or not.
  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .decimal(let value): value
    default: nil
    }
  }

  /// The value of a whole number.
  public var int: Int? {
    guard case .integer(let value) = self else { return nil }
    return value
  }

  /// The truth value of a Boolean.
  public var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The elements of an array.
  public var elements: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members of an object.
  public var members: [String: JSONValue]? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// The member of an object with this name.
  public subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }

  /// The name of the value's type, as a person would say it.
  public var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "bool"
    case .integer, .decimal: "number"
    case .string: "text"
    case .array: "list"
    case .object: "mapping"
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Creates a text value.
  public init(stringLiteral value: String) { self = .string(value) }

  /// Creates a whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }

  /// Creates a truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  /// Creates a list.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  /// Creates an object; of two members with one name the last is kept.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
  }
}
