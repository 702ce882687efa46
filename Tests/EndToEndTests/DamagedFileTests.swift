import Foundation
import Testing
import Values

@Suite("A scenario that is damaged")
struct DamagedFileTests {
  private static let cuts = 20
  private static let flips = 40
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
}
