import AccessControl
import Documents
import Glibc
import Journal
import Reporters
import Scenarios
import Values

/// The journal of runs: each case with the record of its calls, on the disk before the case is told.
///
/// A run adds to the journal; nothing that stands there is written again.
struct AuditTrail {
  private let writer: JournalWriter
  /// What is to be said of the journal as it was found; nil where it was whole.
  let notice: String?

  /// Opens a journal, at its end where there is one already.
  ///
  /// - Throws: `JournalError` where another program writes it, it is no journal, it was changed, or
  ///   it can't be written.
  init(path: String) throws(JournalError) {
    guard access(path, F_OK) == 0 else {
      writer = try JournalWriter.create(path: path)
      notice = nil
      return
    }
    // Going on behind what is still valid would hide that the rest was changed.
    let found = try JournalContents.read(path: path)
    if case .damaged = found.tail {
      throw .unopenable(
        path: path,
        reason: "it is damaged behind record \(found.records.count), `audit verify` says where"
      )
    }
    let (writer, contents) = try JournalWriter.open(path: path)
    self.writer = writer
    notice = contents.tail.map {
      "\(path): the last record was never finished; its \($0.bytes) bytes were dropped"
    }
  }

  /// Writes how a run begins.
  ///
  /// - Throws: `JournalError` where it doesn't reach the disk.
  func begin(_ header: RunHeader) throws(JournalError) {
    try writer.append([
      "run": [
        "model": .string(header.model), "planned": .integer(header.planned),
        "policy": .string(header.policy), "seed": .integer(header.seed),
        "tool_version": .string(header.toolVersion),
      ]
    ])
  }

  /// Writes the record of a case.
  ///
  /// - Throws: `JournalError` where it doesn't reach the disk.
  func add(_ result: CaseResult) throws(JournalError) {
    try writer.append([
      "case": [
        "audit_head": .string(result.auditHead.description),
        "id": .string(Redactor.shared.redacted(result.scenario.id)),
        "records": .array(result.audit.records.map(\.json)),
      ]
    ])
  }

  /// Writes how a run ended, with the head that its reports print.
  ///
  /// - Throws: `JournalError` where it doesn't reach the disk.
  func finish(_ end: RunEnd) throws(JournalError) {
    try writer.append([
      "run_done": [
        "audit_head": .string(end.summary.auditHead),
        "cases": .integer(end.summary.cases),
        "incomplete": end.incomplete.map { .string($0) } ?? .null,
      ]
    ])
  }
}

/// A run as its journal tells it, with the head computed anew from the calls.
struct AuditedRun {
  /// The run's number in the journal, from 1.
  let number: Int
  /// How many cases were kept.
  private(set) var cases = 0
  /// The head over the heads of all cases' records, which every report of the run prints.
  private(set) var head = Digest.zero
  /// The digest of the last record of the run.
  private(set) var end = Digest.zero
  /// Whether the run was ended.
  private(set) var isWhole = false

  /// Returns the runs of a journal; none where it is of something else.
  static func all(in contents: JournalContents) -> [AuditedRun] {
    var runs: [AuditedRun] = []
    for record in contents.records {
      guard let value = record.value else { continue }
      if value["run"] != nil { runs.append(AuditedRun(number: runs.count + 1)) }
      guard !runs.isEmpty else { continue }
      let last = runs.count - 1
      runs[last].end = record.digest
      if let records = value["case"]?["records"]?.elements { runs[last].add(records) }
      if value["run_done"] != nil { runs[last].isWhole = true }
    }
    return runs
  }

  private init(number: Int) { self.number = number }

  /// Adds a case; one that made no record has a head all the same.
  private mutating func add(_ records: [JSONValue]) {
    let own = records.reduce(Digest.zero) { $0.chained(with: JSONWriter.bytes($1)) }
    head = head.chained(with: Array(own.description.utf8))
    cases += 1
  }
}
