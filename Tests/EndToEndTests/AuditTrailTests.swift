import Foundation
import Testing

@Suite("The journal of a run's calls")
struct AuditTrailTests {
  private static let scenario = """
    tabletop: 1
    name: one call
    steps:
      - as: IT
        call: restart_service service=Redis
        expect: [call: restart_service]
      - as: CSM
        call: restart_service service=Redis
        expect: [denied: restart_service]

    """

  /// Runs in a folder that has a scenario of one call and one denial, and a journal of one run.
  private func withJournal(_ body: (URL, _ head: String) throws -> Void) throws {
    try Program.withFolder(["a.scenario.yaml": Data(Self.scenario.utf8)]) { folder in
      let run = try Program.run(["run", ".", "--audit", "j", "-r", "json"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
      try body(
        folder,
        try #require((report as? [String: Any])?["audit_head"] as? String)
      )
    }
  }

  private func verify(_ folder: URL, head: String) throws -> Run {
    try Program.run(["audit", "verify", "j", "--head", head], in: folder)
  }

  @Test("is sound up to the head that the report of the run prints")
  func sound() throws {
    try withJournal { folder, head in
      let run = try verify(folder, head: head)
      #expect(run.status == 0)
      #expect(run.output.hasPrefix("j: sound, 3 records\n"))
      #expect(run.output.hasSuffix("run 1: 1 case, audit head \(head)\n"))
    }
  }

  @Test("keeps every run, and tells what came behind the one whose head was noted")
  func secondRun() throws {
    try withJournal { folder, head in
      let again = try Program.run(["run", ".", "--audit", "j"], in: folder)
      #expect(again.output.contains("audit head \(head)\n"))
      let run = try verify(folder, head: head)
      #expect(run.output.hasPrefix("j: sound, 6 records, 3 of them behind the head"))
      #expect(run.output.hasSuffix("run 2: 1 case, audit head \(head)\n"))
    }
  }

  @Test("is not gone on with where it was changed, and says what a crash left")
  func goingOn() throws {
    try withJournal { folder, _ in
      let file = folder.appending(path: "j")
      let whole = try Data(contentsOf: file)
      var text = String(decoding: whole, as: UTF8.self)
      let place = try #require(text.range(of: "denied"))
      text.replaceSubrange(place, with: "DENIED")
      try Data(text.utf8).write(to: file)
      let changed = try Program.run(["run", ".", "--audit", "j"], in: folder)
      #expect(changed.status == 2)
      #expect(changed.output.isEmpty)
      #expect(
        changed.errors == "tabletop: j: it is damaged behind record 1, `audit verify` says where;"
          + " nothing was run\n"
      )
      #expect(try Data(contentsOf: file) == Data(text.utf8))
      try whole.dropLast(30).write(to: file)
      let torn = try Program.run(["run", ".", "--audit", "j"], in: folder)
      #expect(torn.status == 0)
      #expect(torn.errors.hasPrefix("tabletop: j: the last record was never finished; its "))
    }
  }

  @Test("shows a denial that was turned into a success, and where")
  func edited() throws {
    try withJournal { folder, head in
      let file = folder.appending(path: "j")
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      try Data(text.replacing("\"denied\"", with: "\"failed\"").utf8).write(to: file)
      let run = try verify(folder, head: head)
      #expect(run.status == 1)
      #expect(run.output.contains("j: record 2 (line 3, byte "))
    }
  }

  @Test("shows that a whole and sound chain is not the one that was noted")
  func remade() throws {
    try withJournal { folder, head in
      try FileManager.default.removeItem(at: folder.appending(path: "j"))
      let other = Self.scenario.replacing(
        "service=Redis\n    expect: [denied",
        with: "service=Gateway\n    expect: [denied"
      )
      try Data(other.utf8).write(to: folder.appending(path: "a.scenario.yaml"))
      #expect(try Program.run(["run", ".", "--audit", "j"], in: folder).status == 0)
      let run = try verify(folder, head: head)
      #expect(run.status == 1)
      #expect(run.output.hasPrefix("j: no record has the digest \(head)"))
    }
  }

  @Test(
    "lets nothing run where it can't be written",
    arguments: [
      ("nowhere/j", "nowhere/j: "), ("a.scenario.yaml", "a.scenario.yaml is not a journal"),
    ]
  )
  func unwritable(_ path: String, _ reason: String) throws {
    try withJournal { folder, _ in
      let run = try Program.run(["run", ".", "--audit", path], in: folder)
      #expect(run.status == 2)
      #expect(run.output.isEmpty)
      #expect(run.errors.hasPrefix("tabletop: \(reason)"))
      #expect(run.errors.hasSuffix("nothing was run\n"))
    }
  }
}
