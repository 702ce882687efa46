import HTTPTransport
import Values

/// A key for a server; nothing prints it.
public struct APIKey: Sendable, CustomStringConvertible, CustomReflectable {
  let header: HTTPHeader
  private let length: Int

  /// Takes a key, and makes it known to every place where this program writes.
  ///
  /// - Throws: `APIKeyError` where it can't be one; the error doesn't quote it.
  public init(_ text: String) throws(APIKeyError) {
    let trimmed = Self.trimmed(text)
    guard !trimmed.isEmpty else { throw .empty }
    do throws(HTTPHeaderError) {
      header = try HTTPHeader("Authorization", "Bearer " + trimmed)
    } catch {
      throw .malformed
    }
    guard trimmed.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .malformed }
    length = trimmed.utf8.count
    Redactor.protect(trimmed)
  }

  /// That there is a key, and how long it is.
  public var description: String { "set, \(length) characters" }

  /// A mirror that shows no more than the description.
  public var customMirror: Mirror { Mirror(self, children: ["length": length]) }

  private static func trimmed(_ text: String) -> String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    let bytes = Array(text.utf8)
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }
}

/// Why a text is no key.
public enum APIKeyError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is nothing but white space.
  case empty
  /// It has white space, control characters or letters that no key has.
  case malformed

  /// The reason, in one sentence, lower case and without a full stop.
  public var description: String {
    switch self {
    case .empty: "the key is empty"
    case .malformed: "the key has characters that no key has"
    }
  }
}
