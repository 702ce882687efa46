public import AccessControl
public import Values

/// One record of a journal.
public struct JournalRecord: Sendable, Equatable {
  /// Its place, from 1.
  public let sequence: Int
  /// Its content as written.
  public let payload: [UInt8]
  /// The digest of everything up to and including it.
  public let digest: Digest
  /// Where its line begins, in bytes.
  public let offset: Int

  /// The content; nil where it is not JSON.
  public var value: JSONValue? { try? JSONReader.read(payload) }
}

/// The longest valid beginning of a journal, and what stands behind it.
public struct JournalContents: Sendable, Equatable {
  /// What stands behind the last valid record.
  public enum Tail: Sendable, Equatable {
    /// The beginning of a record that was never finished, as a crash leaves it.
    case unfinished(bytes: Int)
    /// Something that no crash explains.
    case damaged(bytes: Int)

    /// How many bytes it has.
    public var bytes: Int {
      switch self {
      case .unfinished(let bytes), .damaged(let bytes): bytes
      }
    }
  }

  /// The valid records, oldest first.
  public let records: [JournalRecord]
  /// How many bytes the valid beginning has.
  public let validBytes: Int
  /// What stands behind it; nil where the file ends there.
  public let tail: Tail?

  /// The digest of the last valid record: the head of the chain.
  public var head: Digest { records.last?.digest ?? .zero }

  /// Reads a file's bytes; nil where they don't begin as a journal does.
  public init?(_ bytes: [UInt8]) {
    let header = JournalFrame.header
    guard bytes.starts(with: header) else {
      guard header.starts(with: bytes) else { return nil }
      self.init(records: [], validBytes: 0, tail: .unfinished(bytes: bytes.count))
      return
    }
    var records: [JournalRecord] = []
    var offset = header.count
    var digest = Digest.zero
    var tail: Tail?
    while offset < bytes.count {
      let found = JournalFrame.read(bytes[offset...])
      guard case .line(let line) = found, digest.chained(with: line.payload) == line.digest else {
        let rest = bytes.count - offset
        if case .unfinished = found { tail = .unfinished(bytes: rest) }
        tail = tail ?? .damaged(bytes: rest)
        break
      }
      digest = line.digest
      records.append(
        JournalRecord(
          sequence: records.count + 1,
          payload: line.payload,
          digest: digest,
          offset: offset
        )
      )
      offset += line.length
    }
    self.init(records: records, validBytes: offset, tail: tail)
  }

  private init(records: [JournalRecord], validBytes: Int, tail: Tail?) {
    self.records = records
    self.validBytes = validBytes
    self.tail = tail
  }

  /// Reads a file.
  ///
  /// - Throws: `JournalError` where it can't be opened, is too large or is no journal.
  public static func read(path: String) throws(JournalError) -> JournalContents {
    guard let contents = JournalContents(try bytes(path: path)) else {
      throw .notAJournal(path: path)
    }
    return contents
  }

  /// Returns the bytes of a file, sound or not.
  ///
  /// - Throws: `JournalError` where it can't be opened or is too large.
  public static func bytes(path: String) throws(JournalError) -> [UInt8] {
    let file = try JournalFile.open(path, for: .reading)
    defer { file.close() }
    return try file.bytes()
  }
}
