import Synchronization

/// Takes secrets out of text, in whatever common form they stand there.
///
/// A secret is found as it is, as JSON writes it, percent-encoded, in hexadecimal, and inside any
/// base64 text, plain or for URLs, wherever in it the secret begins.
public struct Redactor: Sendable {
  /// What stands in a secret's place.
  public static let replacement = "[redacted]"
  /// Shorter secrets are not looked for: they would take ordinary words along.
  public static let minimumLength = 8

  /// The forms of all secrets, longest first.
  private var forms: [[UInt8]] = []

  /// Creates a redactor that knows no secret.
  public init() {}

  /// Whether there is nothing to look for.
  public var isEmpty: Bool { forms.isEmpty }

  /// Adds a secret.
  public mutating func add(_ secret: String) {
    let bytes = Array(secret.utf8)
    guard bytes.count >= Self.minimumLength else { return }
    forms = Set(forms + SecretForms.all(of: bytes)).sorted {
      $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count > $1.count
    }
  }

  /// Returns a text without the secrets.
  public func redacted(_ text: String) -> String {
    guard !isEmpty else { return text }
    var bytes = Array(text.utf8)
    return redact(&bytes) ? String(decoding: bytes, as: UTF8.self) : text
  }

  /// Returns bytes without the secrets.
  public func redacted(_ bytes: [UInt8]) -> [UInt8] {
    var copy = bytes
    _ = redact(&copy)
    return copy
  }

  /// Returns a value without the secrets, also where its text had them escaped.
  public func redacted(_ value: JSONValue) -> JSONValue {
    guard !isEmpty else { return value }
    switch value {
    case .string(let text): return .string(redacted(text))
    case .array(let elements): return .array(elements.map { redacted($0) })
    case .object(let members):
      let pairs = members.map { (redacted($0.key), redacted($0.value)) }
      return .object(Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
    default: return value
    }
  }

  /// Takes the secrets out, and says whether there were any.
  private func redact(_ bytes: inout [UInt8]) -> Bool {
    var found = false
    for form in forms {
      while let start = Self.index(of: form, in: bytes) {
        bytes.replaceSubrange(start..<(start + form.count), with: Self.replacement.utf8)
        found = true
      }
    }
    return found
  }

  /// Returns how many of the last bytes could be the beginning of a secret.
  public func lengthOfPossibleStart(in bytes: [UInt8]) -> Int {
    let longest = Swift.min(bytes.count, (forms.first?.count ?? 1) - 1)
    guard longest > 0 else { return 0 }
    return (1...longest).reversed().first { length in
      forms.contains { $0.count > length && bytes.suffix(length).elementsEqual($0.prefix(length)) }
    } ?? 0
  }

  private static func index(of form: [UInt8], in bytes: [UInt8]) -> Int? {
    guard let first = form.first, bytes.count >= form.count else { return nil }
    let last = bytes.count - form.count
    var start = 0
    while start <= last, let next = bytes[start...last].firstIndex(of: first) {
      if bytes[next..<(next + form.count)].elementsEqual(form) { return next }
      start = next + 1
    }
    return nil
  }
}

extension Redactor {
  private static let process = Mutex(Redactor())

  /// The secrets of this program, for every place where it writes.
  public static var shared: Redactor { process.withLock { $0 } }

  /// Makes a secret known to every place where this program writes.
  public static func protect(_ secret: String) { process.withLock { $0.add(secret) } }
}

/// Takes secrets out of text that comes in pieces, also where one is cut between two of them.
public struct RedactingStream: Sendable {
  private let redactor: Redactor
  private var held: [UInt8] = []

  /// Creates a stream.
  public init(_ redactor: Redactor) { self.redactor = redactor }

  /// Returns what of the text so far can be shown; the rest follows with the next pieces.
  public mutating func push(_ text: String) -> String {
    guard !redactor.isEmpty else { return text }
    held = redactor.redacted(held + Array(text.utf8))
    let kept = redactor.lengthOfPossibleStart(in: held)
    defer { held = Array(held.suffix(kept)) }
    return String(decoding: held.dropLast(kept), as: UTF8.self)
  }

  /// Returns what is left at the end.
  public mutating func finish() -> String {
    defer { held = [] }
    return String(decoding: held, as: UTF8.self)
  }
}
