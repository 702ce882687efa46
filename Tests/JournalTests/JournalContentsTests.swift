import AccessControl
import Foundation
import Testing
import Values

@testable import Journal

@Suite("What is read of a journal")
struct JournalContentsTests {
  @Test("is every record, in order, with the chain's head")
  func whole() throws {
    let contents = try #require(JournalContents(journal(ten)))
    #expect(contents.records.compactMap(\.value) == ten)
    #expect(contents.records.map(\.sequence) == Array(1...10))
    #expect(contents.tail == nil)
    var digest = Digest.zero
    for value in ten { digest = digest.chained(with: JSONWriter.bytes(value)) }
    #expect(contents.head == digest)
  }

  @Test("is nothing of a file that begins in another way")
  func other() {
    #expect(JournalContents(Array("tabletop journal 2\n".utf8)) == nil)
    #expect(JournalContents(Array("{}\n".utf8)) == nil)
    #expect(JournalContents([0]) == nil)
  }

  @Test("is the longest valid beginning, wherever the file is cut")
  func cuts() throws {
    let bytes = journal(ten)
    let starts = lineStarts(bytes)
    for length in 0...bytes.count {
      let contents = try #require(JournalContents(Array(bytes.prefix(length))))
      let whole = max(0, starts.lastIndex { $0 <= length } ?? 0)
      #expect(contents.records.count == max(0, whole - 1))
      let rest = length - contents.validBytes
      #expect(contents.tail == (rest == 0 && length > 0 ? nil : .unfinished(bytes: rest)))
    }
  }

  @Test("ends in front of a record in which any bit is flipped")
  func bits() throws {
    let bytes = journal(ten)
    let starts = lineStarts(bytes)
    for position in starts[8]..<bytes.count {
      let line = try #require(starts.lastIndex { $0 <= position })
      for bit in 0..<8 {
        var flipped = bytes
        flipped[position] ^= 1 << UInt8(bit)
        let contents = try #require(JournalContents(flipped))
        #expect(contents.records.count == line - 1, "byte \(position), bit \(bit)")
        #expect(contents.tail != nil)
      }
    }
  }

  @Test("ends in front of the first of a thousand random edits, or of TABLETOP_EDITS")
  func edits() throws {
    let bytes = journal(ten)
    let starts = lineStarts(bytes)
    var random = SplitMix64(seed: 16)
    let count = ProcessInfo.processInfo.environment["TABLETOP_EDITS"].flatMap { Int($0) } ?? 1_000
    for _ in 0..<count {
      var edited = bytes
      let position = Int.random(in: starts[1]..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: edited[position] &+= UInt8.random(in: 1...255, using: &random)
      case 1: edited.insert(edited[position] &+ 1, at: position)
      default: edited.removeSubrange(position..<min(bytes.count, position + 3))
      }
      let line = try #require(starts.lastIndex { $0 <= position })
      let contents = try #require(JournalContents(edited))
      #expect(contents.records.count == line - 1)
      let audit = try #require(JournalAudit(edited))
      #expect(audit.validRecords == line - 1)
      #expect(!audit.findings.isEmpty)
    }
  }

  @Test("takes no payload that says it is longer than a payload can be")
  func length() throws {
    let line = "99999999 \(Digest.zero) {}\n"
    let contents = try #require(JournalContents(JournalFrame.header + Array(line.utf8)))
    #expect(contents.tail == .damaged(bytes: line.utf8.count))
    #expect(contents.tail?.bytes == line.utf8.count)
  }

  @Test("may be as long as a payload can be, and no byte longer", arguments: [-1, 0, 1])
  func boundary(_ more: Int) throws {
    let line = "\(JournalFrame.maximumPayload + more) \(Digest.zero) {"
    let contents = try #require(JournalContents(JournalFrame.header + Array(line.utf8)))
    let bytes = line.utf8.count
    #expect(contents.tail == (more > 0 ? .damaged(bytes: bytes) : .unfinished(bytes: bytes)))
    #expect(contents.tail?.bytes == bytes)
  }
}
