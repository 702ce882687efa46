/// A header field that is safe to send.
///
/// libcurl sends what it is given: a line end in a value would begin another header, a NUL would
/// cut it, and an empty value would drop it.
public struct HTTPHeader: Sendable, Hashable {
  /// The field's name.
  public let name: String
  /// The field's value.
  public let value: String

  /// The longest value in bytes.
  public static let maximumValueLength = 8_192

  /// Creates a header.
  ///
  /// - Throws: `HTTPHeaderError` for a name that is no token, and for a value that is empty, too
  ///   long, begins or ends in white space, or holds a control character.
  public init(_ name: String, _ value: String) throws(HTTPHeaderError) {
    guard !name.isEmpty, name.utf8.allSatisfy(Self.isToken) else { throw .name }
    guard (1...Self.maximumValueLength).contains(value.utf8.count) else { throw .length(name) }
    guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { throw .control(name) }
    guard value.utf8.first != 0x20, value.utf8.last != 0x20 else { throw .space(name) }
    self.name = name
    self.value = value
  }

  /// Creates a header that names a person or a role: 1 to 128 of `A-Za-z0-9._@+-`.
  ///
  /// - Throws: `HTTPHeaderError` for anything else.
  public init(_ name: String, identity: String) throws(HTTPHeaderError) {
    guard (1...128).contains(identity.utf8.count), identity.utf8.allSatisfy(Self.isIdentity) else {
      throw .identity(name)
    }
    try self.init(name, identity)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  private static func isToken(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }

  private static func isIdentity(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "._@+-".utf8.contains(byte)
  }
}

/// Why a header is not sent; the value is never part of the reason.
public enum HTTPHeaderError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The name is no token.
  case name
  /// The value is empty or too long.
  case length(String)
  /// The value holds a control character.
  case control(String)
  /// The value begins or ends in a space.
  case space(String)
  /// The value is no identifier.
  case identity(String)

  /// The reason, in one sentence, lower case and without a full stop.
  public var description: String {
    switch self {
    case .name: "the name of a header is no token"
    case .length(let name):
      "the value of \(name) must have 1 to \(HTTPHeader.maximumValueLength) bytes"
    case .control(let name): "the value of \(name) holds a control character or a line end"
    case .space(let name): "the value of \(name) begins or ends in a space"
    case .identity(let name): "the value of \(name) must be 1 to 128 of letters, digits and ._@+-"
    }
  }
}

/// The header fields of an answer; names are compared without case.
public struct HTTPFields: Sendable, Hashable {
  private var fields: [(name: String, value: String)] = []

  /// Creates an empty list.
  public init() {}

  /// The first value with this name, in lower case.
  public subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  /// The names in lower case, in the order in which they came.
  public var names: [String] { fields.map(\.name) }

  /// Adds a field.
  public mutating func append(_ name: String, _ value: String) {
    fields.append((name.lowercased(), value))
  }

  /// Whether two lists are the same fields in the same order.
  public static func == (first: HTTPFields, second: HTTPFields) -> Bool {
    first.fields.elementsEqual(second.fields) { $0.name == $1.name && $0.value == $1.value }
  }

  /// Feeds names and values to a hasher.
  public func hash(into hasher: inout Hasher) {
    for field in fields {
      hasher.combine(field.name)
      hasher.combine(field.value)
    }
  }
}
