import CDigest
public import Values

/// One line of the record: a call and what became of it, or that a person took another role.
public struct AuditRecord: Sendable, Hashable {
  /// What is recorded.
  public enum Entry: Sendable, Hashable {
    /// A call with its decision and attribution.
    case call(PerformedCall)
    /// A person acts in another role from now on.
    case roleSwitch(from: Session?, to: Session, at: Timestamp)
  }

  /// The record's place in the log, from 1.
  public let sequence: Int
  /// What is recorded.
  public let entry: Entry

  /// The call, where the record is of one.
  public var call: PerformedCall? {
    guard case .call(let call) = entry else { return nil }
    return call
  }

  /// The record as it is hashed and reported.
  public var json: JSONValue {
    switch entry {
    case .call(let call): json(of: call)
    case .roleSwitch(let old, let new, let time):
      [
        "at": .string(time.description),
        "from": old.map { .string($0.role.name) } ?? .null,
        "role": .string(new.role.name),
        "sequence": .integer(sequence),
        "user": .string(new.user),
      ]
    }
  }

  private func json(of call: PerformedCall) -> JSONValue {
    var members: [String: JSONValue] = [
      "arguments": .object(call.arguments),
      "at": .string(call.attribution.at.description),
      "call_id": .string(call.id),
      "outcome": .string(call.outcome.word),
      "role": .string(call.attribution.session.role.name),
      "sequence": .integer(sequence),
      "tool": .string(call.tool),
      "user": .string(call.attribution.session.user),
    ]
    if case .denied(let denial) = call.outcome {
      members["missing"] = .array(denial.missing.map { .string($0.name) })
    }
    if let consent = call.consent {
      members["consent"] = [
        "answer": .string(consent.answer.rawValue), "reason": .string(consent.reason.rawValue),
      ]
    }
    return .object(members)
  }
}

/// The append-only record of every call that reached the gate, and of every change of role.
public struct AuditLog: Sendable, Hashable {
  /// The records, oldest first.
  public private(set) var records: [AuditRecord] = []
  /// How many of them are of calls.
  public private(set) var calls = 0

  /// Creates an empty log.
  public init() {}

  /// Adds the record of a call.
  public mutating func append(_ call: PerformedCall) {
    records.append(AuditRecord(sequence: records.count + 1, entry: .call(call)))
    calls += 1
  }

  /// Records that a person acts in another role from now on.
  public mutating func append(roleSwitchFrom old: Session?, to new: Session, at time: Timestamp) {
    records.append(
      AuditRecord(sequence: records.count + 1, entry: .roleSwitch(from: old, to: new, at: time))
    )
  }

  /// How many calls were denied.
  public var denied: Int {
    records.count {
      if case .denied? = $0.call?.outcome { true } else { false }
    }
  }

  /// The SHA-256 over the chain of records: any edit, swap or cut changes it.
  ///
  /// Each link is the digest of the previous link's bytes followed by the record's JSON.
  public var head: Digest {
    records.reduce(Digest.zero) { $0.chained(with: JSONWriter.bytes($1.json)) }
  }
}

/// A SHA-256 digest.
///
/// Source: FIPS 180-4, as libmd computes it.
public struct Digest: Sendable, Hashable, CustomStringConvertible {
  private let bytes: [UInt8]

  /// Thirty-two zero bytes, the start of every chain.
  public static let zero = Digest(bytes: [UInt8](repeating: 0, count: 32))

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads 64 lower-case hexadecimal digits; nil for anything else.
  public init?(hexadecimal digits: some Collection<UInt8>) {
    guard digits.count == 64, digits.allSatisfy(Self.isDigit) else { return nil }
    func value(_ digit: UInt8) -> UInt8 {
      digit < UInt8(ascii: "a") ? digit - UInt8(ascii: "0") : digit - UInt8(ascii: "a") + 10
    }
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in digits {
      if let first = high {
        bytes.append(first << 4 | value(digit))
        high = nil
      } else {
        high = value(digit)
      }
    }
    self.bytes = bytes
  }

  /// Whether a byte is a digit of a digest as it is written: 0 to 9 or a to f.
  public static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
    default: false
    }
  }

  /// Creates the digest of some bytes.
  public init(of message: [UInt8]) {
    var digest = [UInt8](repeating: 0, count: 32)
    message.withUnsafeBytes { tabletop_sha256($0.baseAddress, $0.count, &digest) }
    bytes = digest
  }

  /// Returns the digest of this digest followed by a message.
  public func chained(with message: [UInt8]) -> Digest { Digest(of: bytes + message) }

  /// The digest as 64 hexadecimal digits.
  public var description: String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
