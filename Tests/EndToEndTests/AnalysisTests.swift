import Foundation
import Testing

@Suite("What is said of a suite and a policy")
struct AnalysisTests {
  /// A command whose output lies in `analysis/NAME.out`, `.err` and `.exit`.
  struct Recorded: CustomTestStringConvertible, Sendable {
    let name: String
    let arguments: [String]
    var testDescription: String { name }
  }

  private static let folder = Program.root.appending(path: "Tests/EndToEndTests/analysis")
  private static let happy = "happy-paths.scenario.yaml"
  private static let recordings = [
    Recorded(name: "coverage", arguments: ["run", happy, "--coverage"]),
    Recorded(name: "min-coverage", arguments: ["run", happy, "-q", "--min-coverage", "90%"]),
    Recorded(name: "min-coverage-wrong", arguments: ["run", happy, "--min-coverage", "most"]),
    Recorded(name: "least-privilege", arguments: ["run", happy, "-q", "--least-privilege"]),
    Recorded(name: "mutate", arguments: ["mutate", happy, "--only", "grants"]),
    Recorded(name: "mutate-json", arguments: ["mutate", happy, "--only", "filters", "--json"]),
    Recorded(
      name: "mutate-score",
      arguments: ["mutate", happy, "--only", "gate", "--min-score", "100"]
    ),
    Recorded(name: "mutate-kind", arguments: ["mutate", happy, "--only", "grant"]),
    Recorded(name: "deep", arguments: ["check", "--deep", "vacuous.scenario.yaml"]),
    Recorded(name: "deep-sound", arguments: ["check", "--deep", happy]),
    Recorded(name: "diff", arguments: ["policy", "diff", "default", "changed.world.yaml"]),
    Recorded(name: "diff-same", arguments: ["policy", "diff", "default", "default"]),
    Recorded(
      name: "diff-json",
      arguments: ["policy", "diff", "changed.world.yaml", "default", "--json"]
    ),
    Recorded(name: "diff-missing", arguments: ["policy", "diff", "default", "none.world.yaml"]),
  ]

  @Test("is what was recorded", arguments: recordings)
  func recorded(_ recording: Recorded) throws {
    let run = try Program.run(recording.arguments, in: Self.folder)
    for (part, text) in [("exit", "\(run.status)\n"), ("out", run.output), ("err", run.errors)] {
      let file = Self.folder.appending(path: "\(recording.name).\(part)")
      if GoldenFile.records {
        try? FileManager.default.removeItem(at: file)
        if !text.isEmpty { try Data(text.utf8).write(to: file) }
      }
      let expected = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
      #expect(expected ?? "" == text)
    }
  }

  @Test("of mistakes is the same with any number of jobs")
  func jobs() throws {
    let runs = try ["1", "3"].map {
      try Program.run(["mutate", Self.happy, "--only", "grants", "-j", $0], in: Self.folder)
    }
    #expect(runs[0].status == 0)
    #expect(runs[0].output == runs[1].output)
  }
}
