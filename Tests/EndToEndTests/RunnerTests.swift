import Foundation
import Testing

@Suite("A run")
struct RunnerTests {
  private static let formats = ["json", "jsonl", "junit", "tap", "markdown", "html", "github"]
  private static let folder = Program.root.appending(path: "Tests/EndToEndTests")

  private static func reports(_ arguments: [String], in place: URL) throws -> [String: Data] {
    let run = try Program.run(
      ["run", "passing", "failing", "-q", "--output-dir", place.path] + arguments
        + formats.flatMap { ["-r", $0] },
      in: folder
    )
    #expect(run.errors.isEmpty)
    return try contents(of: place)
  }

  private static func contents(of place: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for file in try FileManager.default.contentsOfDirectory(
      at: place,
      includingPropertiesForKeys: nil
    ) {
      files[file.lastPathComponent] = try Data(contentsOf: file)
    }
    return files
  }

  @Test("gives the same reports, byte for byte, whatever the number of jobs")
  func jobs() throws {
    let first = try Program.withFolder([:]) { try Self.reports(["-j", "1"], in: $0) }
    #expect(first.count == Self.formats.count)
    for jobs in [2, 8] {
      let other = try Program.withFolder([:]) { try Self.reports(["-j", "\(jobs)"], in: $0) }
      for (name, data) in first { #expect(other[name] == data, "\(name) with -j \(jobs)") }
    }
  }

  @Test("is the union of its shards, which have no case in common")
  func shards() throws {
    try Program.withFolder([:]) { place in
      let whole = try Self.reports([], in: place)
      var files: [String] = []
      for index in 1...3 {
        let file = place.appending(path: "part-\(index).json").path
        files.append(file)
        _ = try Program.run(
          ["run", "passing", "failing", "-q", "--shard", "\(index)/3", "-r", "json=\(file)"],
          in: Self.folder
        )
      }
      let merged = place.appending(path: "merged")
      try FileManager.default.createDirectory(at: merged, withIntermediateDirectories: false)
      let run = try Program.run(
        ["report", "-q", "--output-dir", merged.path] + files.reversed()
          + Self.formats.flatMap { ["-r", $0] }
      )
      #expect(run.status == 1)
      let again = try Self.contents(of: merged)
      for (name, data) in whole { #expect(again[name] == data, "\(name)") }
    }
  }

  @Test(
    "takes its part from Bazel or Kubernetes",
    arguments: [
      (["TEST_TOTAL_SHARDS": "2", "TEST_SHARD_INDEX": "0"], []),
      (["JOB_COMPLETION_INDEX": "0"], ["--shard", "2"]),
      (["JOB_COMPLETION_INDEX": "0", "TABLETOP_SHARDS": "2"], []),
    ] as [([String: String], [String])]
  )
  func environment(_ environment: [String: String], _ arguments: [String]) throws {
    func list(_ arguments: [String], _ environment: [String: String]) throws -> String {
      try Program.run(["run", "--list"] + arguments, environment: environment).output
    }
    let first = try list(["--shard", "1/2"], [:])
    let second = try list(["--shard", "2/2"], [:])
    #expect(try list(arguments, environment) == first)
    #expect(first != second)
    let all = Set(try list([], [:]).split(separator: "\n"))
    let (one, two) = (Set(first.split(separator: "\n")), Set(second.split(separator: "\n")))
    #expect(one.union(two) == all)
    #expect(one.isDisjoint(with: two))
  }

  @Test("that is interrupted writes what was played, says so, and ends by the signal's status")
  func interrupted() throws {
    for (signal, status, name) in [(SIGINT, 130, "SIGINT"), (SIGTERM, 143, "SIGTERM")] {
      try Program.withFolder([:]) { place in
        let json = place.appending(path: "run.json")
        let process = Process()
        process.executableURL = URL(filePath: try #require(Program.path()))
        process.arguments = [
          "run", "scenarios", "-j", "1", "--repeat", "10000", "-r", "jsonl",
          "-r", "json=\(json.path)",
        ]
        process.currentDirectoryURL = Program.root
        process.environment = ["HOME": "/nonexistent"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = Pipe()
        try process.run()
        // The first event says that the run has begun.
        var text = output.fileHandleForReading.availableData
        kill(process.processIdentifier, signal)
        text += output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == Int32(status))
        let last = String(decoding: text, as: UTF8.self).split(separator: "\n").last ?? ""
        #expect(last.contains("\"incomplete\":\"interrupted by \(name)"))
        #expect(last.contains("\"type\":\"run.done\""))
        let report = try JSONSerialization.jsonObject(with: Data(contentsOf: json))
        #expect((report as? [String: Any])?["incomplete"] is String)
      }
    }
  }

  @Test("puts foreign text under GitHub Actions where no command is read")
  func fence() throws {
    try Program.withFolder([:]) { place in
      let summary = place.appending(path: "summary.md")
      try Data("before\n".utf8).write(to: summary)
      let run = try Program.run(
        ["run", "failing"],
        in: Self.folder,
        environment: ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": summary.path]
      )
      let lines = run.output.split(separator: "\n")
      let token = try #require(lines.first?.wholeMatch(of: /::stop-commands::([0-9a-f]{32})/)?.1)
      let end = try #require(lines.firstIndex { $0 == "::\(token)::" })
      #expect(!lines[1..<end].contains { $0.contains(token) })
      #expect(lines[end - 1].wholeMatch(of: /[0-9]+ passed, [0-9]+ failed/) != nil)
      #expect(lines[(end + 1)...].allSatisfy { $0.hasPrefix("::error ") })
      #expect(lines.count - end - 1 == 10)
      let text = try String(contentsOf: summary, encoding: .utf8)
      #expect(text.hasPrefix("before\n## tabletop: "))
    }
  }

  private static let flaky = """
    tabletop: 1
    name: plays
    tags: [quick, x]
    steps:
      - as: IT
        call: view_incident_details incident_id=INC-001
        expect: [call: view_incident_details]
    """

  @Test(
    "selects by tags, roles and tools, and says what is wrong with those",
    arguments: [
      (["-t", "quick and not slow"], 2, "there is no tag `slow`; tags are quick, x"),
      (["-t", "quick and not (y)"], 2, "                 ^"),
      (["-t", "(quick"], 2, "this parenthesis is never closed"), (["-t", "quick and x"], 0, ""),
      (["-t", "not quick"], 4, "has the tag not quick"), (["--role", "it"], 0, ""),
      (["--role", "OPS"], 4, "has the role OPS"), (["--role", "OSP"], 2, "did you mean `OPS`?"),
      (["--tool", "view_incident_details"], 0, ""), (["--tool", "restart_service"], 4, "names"),
      (["--tool", "restart"], 2, "there is no tool `restart`"), (["--last-failed"], 4, "failed"),
      (["--shard", "0/3"], 2, "--shard takes"), (["--shard", "3"], 2, "JOB_COMPLETION_INDEX"),
      (["--repeat", "3", "--pass", "4"], 2, "--pass takes"), (["--timeout", "3"], 2, "--timeout"),
      (["--repeat", "5"], 0, ""), (["--shuffle", "--seed", "7"], 0, ""),
      (["--timeout", "1m"], 0, ""),
    ] as [([String], Int32, String)]
  )
  func selection(_ arguments: [String], _ status: Int32, _ text: String) throws {
    try Program.withFolder(["a.scenario.yaml": Data(Self.flaky.utf8)]) { folder in
      let run = try Program.run(
        ["run", "."] + arguments,
        in: folder,
        environment: ["XDG_STATE_HOME": folder.path]
      )
      #expect(run.status == status, "\(run.errors)")
      #expect(text.isEmpty || run.errors.contains(text), "\(run.errors)")
    }
  }

  @Test(
    "fails where anything is left out and that is forbidden, be it a case or a step",
    arguments: [
      ("", "", 0), ("skip: later\n", "", 1), ("todo: later\n", "", 1), ("", ", skip: later", 1),
      ("", ", todo: later", 1),
    ] as [(String, String, Int32)]
  )
  func forbidSkip(_ top: String, _ step: String, _ status: Int32) throws {
    let text = """
      tabletop: 1
      name: n
      \(top)steps:
        - {as: IT, call: restart_service service=Redis, expect: [calls: 1]}
        - {as: IT, call: restart_service service=CDN, expect: [calls: \(top.hasPrefix("todo") ? 2 : 1)]\(step)}
      """
    try Program.withFolder(["a.scenario.yaml": Data(text.utf8)]) { folder in
      let run = try Program.run(["run", "-q", "--forbid-skip", "."], in: folder)
      #expect(run.status == status, "\(run.output)\(run.errors)")
      #expect((status == 0) != run.errors.contains("1 left out, and --forbid-skip is given"))
      let allowed = try Program.run(["run", "-q", "."], in: folder)
      #expect(allowed.status == 0)
    }
  }

  @Test(
    "takes the value of a short option beside it, as others do",
    arguments: [["-j4", "-tquick"], ["-kquick", "-rtap"]]
  )
  func joined(_ options: [String]) throws {
    try Program.withFolder(["quick.scenario.yaml": Data(Self.flaky.utf8)]) { folder in
      let run = try Program.run(["run", "."] + options, in: folder)
      #expect(!run.errors.contains("Unknown option"))
      #expect(run.status != 2, "\(run.errors)")
    }
  }

  @Test("of several plays tells how sure that makes one")
  func trials() throws {
    try Program.withFolder(["a.scenario.yaml": Data(Self.flaky.utf8)]) { folder in
      let run = try Program.run(["run", ".", "--repeat", "5"], in: folder)
      let line = "5 of 5 passed, 5 needed; pass^1 100 %, pass^2 100 %, pass^3 100 %, pass^5 100 %;"
      #expect(run.output.contains(line + " at least 54 % with 95 % confidence"))
    }
  }

  @Test("remembers what failed, until it holds")
  func lastFailed() throws {
    let failing = Self.flaky.replacing("call: view_incident", with: "denied: view_incident")
      .replacing(
        "denied: view_incident_details incident_id",
        with: "call: view_incident_details incident_id"
      )
    let files = ["a.scenario.yaml": Data(Self.flaky.utf8), "b.scenario.yaml": Data(failing.utf8)]
    try Program.withFolder(files) { folder in
      func run(_ arguments: [String]) throws -> Run {
        try Program.run(
          ["run", "."] + arguments,
          in: folder,
          environment: ["XDG_STATE_HOME": folder.path]
        )
      }
      #expect(try run([]).output.hasSuffix("1 passed, 1 failed\n"))
      #expect(try run(["--last-failed"]).output.hasSuffix("\n0 passed, 1 failed\n"))
      try Data(Self.flaky.utf8).write(to: folder.appending(path: "b.scenario.yaml"))
      #expect(try run(["--last-failed"]).output.hasSuffix("1 passed, 0 failed\n"))
      #expect(try run(["--last-failed"]).status == 4)
    }
  }
}
