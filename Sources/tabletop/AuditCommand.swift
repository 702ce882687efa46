import AccessControl
import ArgumentParser
import Documents
import Glibc
import Journal

/// `tabletop audit`: whether a record is as it was written.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Check that a journal is as it was written.",
    subcommands: [Verify.self]
  )

  /// Finds and locates every edit, swap and cut.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Find and locate every edit, swap or cut; exit status 1 if there is one.",
      discussion: """
        The records form a chain of SHA-256 digests. Whoever can write the file can also make a \
        new chain, or cut off its end: only a head that was noted elsewhere, with --head, shows \
        that. A session tells it with :session; of a run, the audit head that its reports print is \
        one too.
        """
    )

    @Argument(help: "The journal.")
    var file: String
    @Option(name: .long, help: "The digest that was noted: nothing up to it may have changed.")
    var head: String?

    mutating func run() throws {
      let anchor = try head.map { text in
        guard let digest = Digest(hexadecimal: Array(text.utf8)) else {
          throw ValidationError("a head is 64 of 0-9 and a-f, not '\(SafeText.line(text))'")
        }
        return digest
      }
      let name = SafeText.line(file)
      let bytes = try bytes()
      let runs = JournalContents(bytes).map(AuditedRun.all) ?? []
      let ofRun = runs.first { $0.head == anchor }
      guard let audit = JournalAudit(bytes, anchor: ofRun?.end ?? anchor) else {
        throw ValidationError("\(name) is not a journal of tabletop")
      }
      for finding in audit.findings { Output.write("\(name): \(finding)\n") }
      let count = audit.validRecords
      let records = FileProblems.count(count, "record")
      guard audit.findings.isEmpty else {
        Output.write("\(name): not sound; sound are \(records), up to head \(audit.head)\n")
        throw ExitStatus.no
      }
      let after = audit.recordsAfterAnchor
      let added = after == 0 ? "" : ", \(after) of them behind the head that was given"
      Output.write("\(name): sound, \(records)\(added)\nhead \(audit.head)\n")
      for run in runs {
        let cases = FileProblems.count(run.cases, "case") + (run.isWhole ? "" : ", not ended")
        Output.write("run \(run.number): \(cases), audit head \(run.head)\n")
      }
    }

    private func bytes() throws -> [UInt8] {
      do throws(JournalError) {
        return try JournalContents.bytes(path: file)
      } catch {
        throw ValidationError(SafeText.line(error.description))
      }
    }
  }
}
