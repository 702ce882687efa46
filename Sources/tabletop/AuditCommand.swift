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
        that. Every report prints the head of its run.
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
      guard let audit = JournalAudit(try bytes(), anchor: anchor) else {
        throw ValidationError("\(name) is not a journal of tabletop")
      }
      for finding in audit.findings { Output.write("\(name): \(finding)\n") }
      let count = audit.validRecords
      let records = count == 1 ? "1 record" : "\(count) records"
      guard audit.findings.isEmpty else {
        Output.write("\(name): not sound; the first \(records) are, up to head \(audit.head)\n")
        throw ExitStatus.no
      }
      let after = audit.recordsAfterAnchor
      let added = after == 0 ? "" : ", \(after) of them behind the head that was given"
      Output.write("\(name): sound, \(records)\(added)\nhead \(audit.head)\n")
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
