public import AccessControl

/// What an examination of a journal brought to light.
public struct JournalAudit: Sendable, Equatable {
  /// Something that is not as it was written.
  public enum Finding: Sendable, Equatable, CustomStringConvertible {
    /// A record's content doesn't fit its digest.
    case changed(record: Int, line: Int, offset: Int)
    /// A record is sound but follows another one than it did, as known from its digest.
    case misplaced(record: Int, line: Int, offset: Int, belongsAfter: Int)
    /// Bytes that are no record.
    case unreadable(line: Int, offset: Int)
    /// The last record was never finished.
    case unfinished(line: Int, offset: Int, bytes: Int)
    /// The anchored head is the digest of no record.
    case headNotFound(Digest)

    /// What is wrong and where, in one sentence, lower case and without a full stop.
    public var description: String {
      switch self {
      case .changed(let record, let line, let offset):
        "record \(record) (line \(line), byte \(offset)) doesn't match its digest:"
          + " it was changed, or something in front of it was removed"
      case .misplaced(let record, let line, let offset, let before):
        "record \(record) (line \(line), byte \(offset)) was moved or repeated: it was written"
          + (before == 0 ? " as the first" : " behind the one that is now record \(before)")
      case .unreadable(let line, let offset):
        "line \(line) (byte \(offset)) is no record"
      case .unfinished(let line, let offset, let bytes):
        "line \(line) (byte \(offset)) is a record that was never finished, of which"
          + " \(bytes) bytes were written, as a crash leaves it"
      case .headNotFound(let head):
        "no record has the digest \(head): something up to it was changed or cut off"
      }
    }
  }

  /// The records that are valid from the first on.
  public let validRecords: Int
  /// The head of the valid beginning.
  public let head: Digest
  /// How many records were written behind the anchored head.
  public let recordsAfterAnchor: Int
  /// What is wrong, in the order of the file; the first is where the trouble begins.
  public let findings: [Finding]

  /// The most findings that are listed.
  public static let maximumFindings = 20

  /// Examines a file's bytes; nil where they don't begin as a journal does.
  ///
  /// A tail that was cut off between two records shows only against an anchored head.
  public init?(_ bytes: [UInt8], anchor: Digest? = nil) {
    guard let contents = JournalContents(bytes) else { return nil }
    validRecords = contents.records.count
    head = contents.head
    var findings = Self.findings(bytes, behind: contents)
    var after = 0
    if let anchor {
      let place =
        anchor == .zero ? 0 : contents.records.first { $0.digest == anchor }?.sequence
      if let place {
        after = contents.records.count - place
      } else {
        findings.append(.headNotFound(anchor))
      }
    }
    self.findings = findings
    recordsAfterAnchor = after
  }

  /// Looks at everything behind the valid beginning.
  private static func findings(
    _ bytes: [UInt8],
    behind contents: JournalContents
  ) -> [Finding] {
    guard let tail = contents.tail else { return [] }
    let line = contents.records.count + (contents.validBytes == 0 ? 1 : 2)
    if case .unfinished(let count) = tail {
      return [.unfinished(line: line, offset: contents.validBytes, bytes: count)]
    }
    var scan = Scan(bytes: bytes, contents: contents, line: line)
    scan.run()
    return scan.findings
  }
}

/// A look at what stands behind the first thing that is wrong, line by line.
private struct Scan {
  let bytes: [UInt8]
  var offset: Int
  var line: Int
  var record: Int
  /// The digest that the last record claims: the next one must build on it.
  var digest: Digest
  /// Whether lines that can't be read stand between the two.
  var isBehindGap = false
  /// The digests that records claim, with their numbers, to find where a moved one belongs.
  var claimed: [Digest: Int]
  var findings: [JournalAudit.Finding] = []

  init(bytes: [UInt8], contents: JournalContents, line: Int) {
    self.bytes = bytes
    offset = contents.validBytes
    self.line = line
    record = contents.records.count
    digest = contents.head
    claimed = [.zero: 0]
    for record in contents.records { claimed[record.digest] = record.sequence }
    collect()
  }

  mutating func run() {
    while offset < bytes.count, findings.count < JournalAudit.maximumFindings {
      switch JournalFrame.read(bytes[offset...]) {
      case .line(let found):
        record += 1
        look(at: found)
        digest = found.digest
        isBehindGap = false
        offset += found.length
      case .unfinished where endOfLine(from: offset) == bytes.count:
        findings.append(.unfinished(line: line, offset: offset, bytes: bytes.count - offset))
        return
      case .unfinished, .other:
        record += 1
        findings.append(.unreadable(line: line, offset: offset))
        isBehindGap = true
        offset = endOfLine(from: offset)
      }
      line += 1
    }
  }

  private mutating func look(at found: JournalFrame.Line) {
    if digest.chained(with: found.payload) == found.digest { return }
    let home = claimed.first { $0.key.chained(with: found.payload) == found.digest }
    if let home {
      findings.append(
        .misplaced(record: record, line: line, offset: offset, belongsAfter: home.value)
      )
    } else {
      // Behind a line that can't be read, nothing tells whether this one is sound.
      guard !isBehindGap else { return }
      findings.append(.changed(record: record, line: line, offset: offset))
    }
  }

  /// Takes down the digests that the records from here on claim.
  private mutating func collect() {
    var place = offset
    var number = record
    while place < bytes.count {
      number += 1
      guard case .line(let found) = JournalFrame.read(bytes[place...]) else {
        place = endOfLine(from: place)
        continue
      }
      if claimed[found.digest] == nil { claimed[found.digest] = number }
      place += found.length
    }
  }

  private func endOfLine(from start: Int) -> Int {
    bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
  }
}
