import AccessControl
import Exercises
import Values

@testable import Journal
@testable import REPL

/// Journals as bytes, and as records with any content under a chain that is right.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = input(start, count)
  if let contents = JournalContents(bytes) {
    require(contents.validBytes + (contents.tail?.bytes ?? 0) == bytes.count, "bytes are missing")
    var again = contents.validBytes == 0 ? [] : JournalFrame.header
    for record in contents.records {
      again += JournalFrame.line(record.payload, digest: record.digest)
    }
    require(again == Array(bytes.prefix(contents.validBytes)), "records differ from the bytes")
    let audit = JournalAudit(bytes)
    require(audit?.findings.isEmpty == (contents.tail == nil), "damage is not reported")
  }
  var digest = Digest.zero
  var chain = JournalFrame.header
  for payload in bytes.split(separator: UInt8(ascii: "\n")).prefix(20) {
    digest = digest.chained(with: Array(payload))
    chain += JournalFrame.line(Array(payload), digest: digest)
  }
  guard let contents = JournalContents(chain) else { fatalError("a chain is no journal") }
  require(contents.tail == nil && contents.head == digest, "a right chain is refused")
  if let saved = try? SavedSession(name: "x", contents: contents) {
    _ = (saved.turns, saved.roles, saved.incidents)
    for entry in saved.entries {
      guard case .record(let record) = entry.content else { continue }
      require(ExerciseRecord(record.json) == record, "a record reads as another one")
    }
  }
  return 0
}
