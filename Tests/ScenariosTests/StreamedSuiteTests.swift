import Documents
import Foundation
import Scenarios
import Synchronization
import Testing

@Suite("A suite that is played while it is read")
struct StreamedSuiteTests {
  /// A folder of files that is removed at the end.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: "suite-\(UUID().uuidString)")

    init(_ texts: [String]) throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      for (index, text) in texts.enumerated() {
        let name = String(format: "%03d.scenario.yaml", index)
        try Data(text.utf8).write(to: url.appending(path: name))
      }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func suite<Outcome: Sendable>(
      jobs: Int = 2,
      _ play: @escaping @Sendable (ScenarioCase) async -> Outcome?
    ) async throws -> StreamedSuite<Outcome> {
      await StreamedSuite(
        try ScenarioFinder.find(at: url.path),
        worlds: WorldLibrary(standard: Fixtures.definition),
        variables: [:],
        jobs: jobs,
        play: play
      )
    }
  }

  private static func text(_ name: String) -> String {
    """
    tabletop: 1
    name: \(name)
    participants: {dana: IT}
    steps:
      - as: dana
        call: view_incident_details incident_id=INC-001
        expect: [{call: view_incident_details}]

    """
  }

  @Test(
    "has its cases in the order of the files, whatever the number of jobs",
    arguments: [1, 2, 7]
  )
  func keepsOrder(jobs: Int) async throws {
    let folder = try Folder((0..<50).map { Self.text("case \($0)") })
    let suite = try await folder.suite(jobs: jobs) { scenario in
      scenario.id.hasSuffix("7") ? nil : scenario.name
    }
    let names = suite.items.map { item in
      switch item {
      case .read(let scenario): "kept " + scenario.name
      case .played(let name): name
      }
    }
    #expect(names == (0..<50).map { $0 % 10 == 7 ? "kept case \($0)" : "case \($0)" })
    #expect(suite.problems.isEmpty)
    #expect(suite.fileCount == 50)
  }

  @Test("tells every problem of every file, in their order")
  func tellsProblems() async throws {
    let wrong = [3, 40, 41]
    let folder = try Folder(
      (0..<50).map { wrong.contains($0) ? "nope: 1\n" : Self.text("case \($0)") }
    )
    let suite = try await folder.suite { $0.name }
    let files = suite.problems.filter { $0.code == "TT003" }.map { $0.path.suffix(17) }
    #expect(files == ["003.scenario.yaml", "040.scenario.yaml", "041.scenario.yaml"])
  }

  @Test("plays nothing more once a file is known to be wrong")
  func stopsPlaying() async throws {
    let folder = try Folder(["nope: 1\n"] + (1..<40).map { Self.text("case \($0)") })
    let played = Mutex(0)
    _ = try await folder.suite(jobs: 1) { scenario in
      played.withLock { $0 += 1 }
      return scenario.name
    }
    #expect(played.withLock { $0 } == 0)
  }

  @Test("names the first file that can't be read")
  func namesUnreadable() async throws {
    let folder = try Folder((0..<20).map { Self.text("case \($0)") })
    let name = folder.url.appending(path: "005.scenario.yaml")
    try FileManager.default.removeItem(at: name)
    try FileManager.default.createSymbolicLink(
      at: name,
      withDestinationURL: folder.url.appending(path: "nowhere")
    )
    let suite = try await folder.suite { $0.name }
    #expect(suite.unreadable?.description.contains("005.scenario.yaml") == true)
  }
}

@Suite("Playing in order")
struct OrderedPlayTests {
  @Test("delivers what was played already and what is played now in one order", arguments: [1, 3])
  func mixes(jobs: Int) async {
    var delivered: [Int] = []
    await OrderedPlay.run(
      count: 200,
      jobs: jobs,
      ready: { $0 % 3 == 0 ? $0 : nil },
      play: { $0 },
      deliver: {
        delivered.append($0)
        return true
      }
    )
    #expect(delivered == Array(0..<200))
  }

  @Test("delivers nothing after a no, whether it was played already or not")
  func stops() async {
    for last in [4, 5, 6] {
      var delivered: [Int] = []
      await OrderedPlay.run(
        count: 100,
        jobs: 2,
        ready: { $0 % 2 == 0 ? $0 : nil },
        play: { $0 },
        deliver: {
          delivered.append($0)
          return $0 < last
        }
      )
      #expect(delivered == Array(0...last))
    }
  }
}
