import AccessControl
import Testing
import Values

@testable import Journal

@Suite("An examination of a journal")
struct JournalAuditTests {
  private let bytes = journal(ten)

  /// The journal's lines, the first one being the header.
  private var lines: [[UInt8]] {
    bytes.split(separator: UInt8(ascii: "\n")).map { Array($0) + [UInt8(ascii: "\n")] }
  }

  private func audit(_ lines: [[UInt8]], anchor: Digest? = nil) throws -> JournalAudit {
    try #require(JournalAudit(lines.flatMap(\.self), anchor: anchor))
  }

  private func head(_ count: Int) throws -> Digest {
    try #require(JournalContents(journal(Array(ten.prefix(count))))).head
  }

  @Test("finds nothing in a sound one, and says what was added behind the anchored head")
  func sound() throws {
    let audit = try audit(lines, anchor: try head(7))
    #expect(audit.findings.isEmpty)
    #expect(audit.validRecords == 10)
    #expect(audit.recordsAfterAnchor == 3)
    #expect(audit.head == (try head(10)))
  }

  @Test("counts every record behind the head of an empty one", arguments: [0, 1, 10])
  func emptyHead(_ count: Int) throws {
    let audit = try audit(Array(lines.prefix(count + 1)), anchor: .zero)
    #expect(audit.recordsAfterAnchor == count)
    #expect(audit.findings.isEmpty)
  }

  @Test("is none of a file that begins in another way")
  func other() {
    #expect(JournalAudit(Array("tabletop-world: 1\n".utf8)) == nil)
  }

  @Test("locates each record that was changed, and it alone", arguments: 1...10)
  func changed(_ record: Int) throws {
    var lines = lines
    let last = lines[record].count - 4
    lines[record][last] ^= 1
    let offset = lines.prefix(record).reduce(0) { $0 + $1.count }
    #expect(
      try audit(lines).findings == [.changed(record: record, line: record + 1, offset: offset)]
    )
  }

  @Test("locates two that were swapped", arguments: 1...9)
  func swapped(_ record: Int) throws {
    var lines = lines
    lines.swapAt(record, record + 1)
    let findings = try audit(lines).findings
    #expect(
      findings.first
        == .misplaced(
          record: record,
          line: record + 1,
          offset: lines.prefix(record).reduce(0) { $0 + $1.count },
          belongsAfter: record + 1
        )
    )
    #expect(findings.count <= 3)
  }

  @Test("locates where one was removed", arguments: 1...9)
  func removed(_ record: Int) throws {
    var lines = lines
    lines.remove(at: record)
    let offset = lines.prefix(record).reduce(0) { $0 + $1.count }
    #expect(
      try audit(lines).findings == [.changed(record: record, line: record + 1, offset: offset)]
    )
  }

  @Test("locates one that was repeated")
  func repeated() throws {
    var lines = lines
    lines.insert(lines[3], at: 6)
    guard
      case .misplaced(record: 6, line: 7, offset: _, belongsAfter: 2)? =
        try audit(lines).findings.first
    else {
      Issue.record("\(try audit(lines).findings)")
      return
    }
  }

  @Test("locates lines that are no records, and goes on behind them")
  func unreadable() throws {
    var lines = lines
    lines[4] = Array("nonsense\n".utf8)
    lines[8][90] ^= 1
    let findings = try audit(lines).findings
    #expect(findings.count == 2)
    guard case .unreadable(line: 5, offset: _)? = findings.first,
      case .changed(record: 8, line: 9, offset: _)? = findings.last
    else {
      Issue.record("\(findings)")
      return
    }
  }

  @Test("finds one line that was put in, and nothing wrong behind it", arguments: 1...10)
  func inserted(_ place: Int) throws {
    var lines = lines
    lines.insert(Array("nonsense\n".utf8), at: place)
    let offset = lines.prefix(place).reduce(0) { $0 + $1.count }
    #expect(try audit(lines).findings == [.unreadable(line: place + 1, offset: offset)])
  }

  @Test("finds a record that was never finished behind one that was changed")
  func unfinishedBehindDamage() throws {
    var lines = lines
    lines[3][90] ^= 1
    lines[10].removeLast(5)
    let offset = lines.prefix(10).reduce(0) { $0 + $1.count }
    let findings = try audit(lines).findings
    #expect(findings.count == 2)
    #expect(findings.last == .unfinished(line: 11, offset: offset, bytes: lines[10].count))
  }

  @Test("finds a first line that was never finished", arguments: [0, 1, 18])
  func unfinishedFirstLine(_ length: Int) throws {
    let audit = try #require(JournalAudit(Array(bytes.prefix(length))))
    #expect(audit.findings == [.unfinished(line: 1, offset: 0, bytes: length)])
  }

  @Test("tells a record that was never finished from damage")
  func unfinished() throws {
    let cut = try #require(JournalAudit(Array(bytes.dropLast(5))))
    guard case .unfinished(line: 11, offset: _, bytes: _)? = cut.findings.first else {
      Issue.record("\(cut.findings)")
      return
    }
    #expect(cut.validRecords == 9)
  }

  @Test("finds a tail that was cut off, and a chain that was made anew, by the anchored head")
  func anchored() throws {
    let head = try head(10)
    #expect(try audit(lines.dropLast(2)).findings.isEmpty)
    #expect(try audit(lines.dropLast(2), anchor: head).findings == [.headNotFound(head)])
    var forged = ten
    forged[4] = ["number": 99]
    let audit = try #require(JournalAudit(journal(forged), anchor: head))
    #expect(audit.findings == [.headNotFound(head)])
    #expect(try #require(JournalAudit(journal(forged))).findings.isEmpty)
  }

  @Test("lists 20 findings at most")
  func limit() throws {
    var lines = lines
    lines += Array(repeating: Array("x\n".utf8), count: 50)
    #expect(try audit(lines).findings.count == 20)
  }

  @Test("says in words what it found")
  func words() {
    let findings: [(JournalAudit.Finding, String)] = [
      (
        .changed(record: 3, line: 4, offset: 120),
        "record 3 (line 4, byte 120) doesn't match its digest: it was changed, or something in"
          + " front of it was removed"
      ),
      (
        .misplaced(record: 3, line: 4, offset: 120, belongsAfter: 0),
        "record 3 (line 4, byte 120) was moved or repeated: it was written as the first"
      ),
      (
        .misplaced(record: 3, line: 4, offset: 120, belongsAfter: 7),
        "record 3 (line 4, byte 120) was moved or repeated: it was written behind the one that"
          + " is now record 7"
      ),
      (.unreadable(line: 4, offset: 120), "line 4 (byte 120) is no record"),
      (
        .unfinished(line: 4, offset: 120, bytes: 17),
        "line 4 (byte 120) is a record that was never finished, of which 17 bytes were written,"
          + " as a crash leaves it"
      ),
      (
        .headNotFound(.zero),
        "no record has the digest \(Digest.zero): something up to it was changed or cut off"
      ),
    ]
    for (finding, text) in findings { #expect(finding.description == text) }
  }
}
