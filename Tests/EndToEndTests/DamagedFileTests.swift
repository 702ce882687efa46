import Foundation
import Testing
import Values

@Suite("A scenario that is damaged")
struct DamagedFileTests {
  private static let isLong = ProcessInfo.processInfo.environment["TABLETOP_LONG"] != nil
  private static let cuts = isLong ? 50 : 20
  private static let flips = isLong ? 200 : 40
  private static let ending = ".scenario.yaml"

  /// The scenarios that ship.
  private static let shipped: [String] = {
    let folder = Program.root.appending(path: "scenarios").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(ending) }.sorted()
  }()

  /// Versions of a file: cut short at even distances, and with one byte changed at random.
  private static func damaged(_ data: Data, seed: UInt64) -> [String: Data] {
    var random = SplitMix64(seed: seed)
    var files: [String: Data] = [:]
    for cut in 0..<cuts {
      files["cut-\(cut)\(ending)"] = data.prefix(data.count * cut / cuts)
    }
    for flip in 0..<flips {
      var bytes = data
      let offset = Int.random(in: 0..<data.count, using: &random)
      bytes[bytes.startIndex + offset] ^= UInt8.random(in: 1...255, using: &random)
      files["flip-\(flip)\(ending)"] = bytes
    }
    return files
  }

  @Test("is read or refused, and never ends the program by a signal", arguments: shipped)
  func damaged(_ name: String) throws {
    let path = Program.root.appending(path: "scenarios/\(name)")
    let files = Self.damaged(try Data(contentsOf: path), seed: 25)
    let run = try Program.withFolder(files) { try Program.run(["check", "."], in: $0) }
    #expect([0, 2].contains(run.status), "\(run.errors)")
    // Half a file is never a whole scenario that asserts nothing.
    #expect(run.errors.contains("cut-0.scenario.yaml:1:1: error[TT002]"))
    #expect(run.errors.hasSuffix("nothing was run\n") || run.status == 0)
    #expect(!run.errors.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
  }

  /// The cases of a report, each with how it ended and how much was asserted.
  private static func cases(_ report: Data) throws -> [String: (passed: Bool, asserted: Int)] {
    let value = try JSONSerialization.jsonObject(with: report) as? [String: Any]
    var cases: [String: (passed: Bool, asserted: Int)] = [:]
    for report in try #require(value?["cases"] as? [[String: Any]]) {
      let steps = report["steps"] as? [[String: Any]] ?? []
      cases[try #require(report["id"] as? String)] = (
        report["outcome"] as? String == "passed",
        steps.reduce(0) { $0 + ($1["expectations"] as? [Any] ?? []).count }
      )
    }
    return cases
  }

  @Test("that still holds with fewer expectations is named where two runs are compared")
  func weakened() throws {
    let name = "handover.scenario.yaml"
    let whole = """
      tabletop: 1
      name: whole
      steps:
        - as: CSM
          call: restart_service service=Redis
          expect:
            - denied: restart_service
            - changed: none
      expect:
        - never: approve_emergency_spending

      """
    let data = Data(whole.utf8)
    try Program.withFolder([name: data]) { folder in
      let file = folder.appending(path: name)
      let first = try Program.run(["run", name, "-r", "json=a.json", "-q"], in: folder)
      #expect(first.status == 0)
      let before = try Self.cases(try Data(contentsOf: folder.appending(path: "a.json")))
      var weakened = 0
      // Every file cut behind a byte, and every file whose byte starts a comment.
      let damaged =
        data.indices.map { data[..<$0] }
        + data.indices.map { data[..<$0] + Data("#".utf8) + data[($0 + 1)...] }
      for version in damaged.filter({ Self.mayHold($0) }) {
        try version.write(to: file)
        let run = try Program.run(["run", name, "-r", "json=b.json", "-q"], in: folder)
        #expect([0, 1, 2].contains(run.status))
        guard run.status == 0 else { continue }
        let after = try Self.cases(try Data(contentsOf: folder.appending(path: "b.json")))
        let isWeaker = after.contains { id, now in now.asserted < before[id]?.asserted ?? 0 }
        let comparison = try Program.run(["compare", "a.json", "b.json"], in: folder)
        #expect(comparison.output.contains("hold with fewer expectations") == isWeaker)
        weakened += isWeaker ? 1 : 0
      }
      #expect(weakened > 3)
    }
  }

  /// Whether a version is worth a run: it ends or is commented out at the beginning of a line.
  private static func mayHold(_ version: Data) -> Bool {
    let text = String(decoding: version, as: UTF8.self)
    return text.hasSuffix("\n") && (!text.contains("#") || text.contains("\n#"))
  }
}
