import Foundation
import Testing
import Values

@Suite("Hostile surroundings")
struct HostileSurroundingsTests {
  private static let scenario = """
    tabletop: 1
    name: small
    steps: [{as: IT, say: What is wrong with INC-001?, expect: [{call: view_incident_details}]}]

    """
  /// What no file that is searched for, and no message, may show.
  private static let secret = "root-password-canary"

  /// Makes a folder `shared` beside a secret file.
  private static func withFolder(_ body: (URL) throws -> Void) throws {
    try Program.withFolder([
      "secret": Data((secret + ": x\n").utf8), "other.scenario.yaml": Data(scenario.utf8),
    ]) { folder in
      let shared = folder.appending(path: "shared")
      try FileManager.default.createDirectory(at: shared, withIntermediateDirectories: true)
      try Data(scenario.utf8).write(to: shared.appending(path: "own.scenario.yaml"))
      try body(folder)
    }
  }

  private static func link(_ name: String, to target: String, in folder: URL) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.appending(path: name).path,
      withDestinationPath: target
    )
  }

  @Test(
    "are not shown where a link in a searched folder leads out of it",
    arguments: ["../secret", "../other.scenario.yaml", "/etc/passwd"]
  )
  func links(_ target: String) throws {
    try Self.withFolder { folder in
      try Self.link("shared/trap.scenario.yaml", to: target, in: folder)
      for command in ["run", "check"] {
        let run = try Program.run([command, "shared"], in: folder)
        #expect(run.status == 2)
        #expect(run.errors.contains("`shared/trap.scenario.yaml` is a link that leads outside"))
        for text in [run.output, run.errors] {
          #expect(!text.contains(Self.secret) && !text.contains("root:"))
        }
      }
    }
  }

  @Test("may hold links inside a folder, and a person may name a link to anywhere")
  func harmlessLinks() throws {
    try Self.withFolder { folder in
      try Self.link("shared/again.scenario.yaml", to: "own.scenario.yaml", in: folder)
      #expect(
        try Program.run(["run", "shared"], in: folder).output.hasSuffix("2 passed, 0 failed\n")
      )
      try Self.link("shared/named.scenario.yaml", to: "../other.scenario.yaml", in: folder)
      let named = try Program.run(["run", "shared/named.scenario.yaml"], in: folder)
      #expect(named.output.hasSuffix("1 passed, 0 failed\n"))
    }
  }

  @Test("give a project no settings from elsewhere")
  func settings() throws {
    try Self.withFolder { folder in
      try Self.link("shared/.tabletop.yaml", to: "../secret", in: folder)
      let run = try Program.run(["-c", ":version"], in: folder.appending(path: "shared"))
      #expect(run.status == 0)
      #expect(run.errors.contains("the settings in .tabletop.yaml are not read"))
      #expect(!run.errors.contains(Self.secret))
    }
  }

  @Test("don't keep the program waiting for whoever reads a pipe")
  func pipes() throws {
    try Self.withFolder { folder in
      #expect(mkfifo(folder.appending(path: "pipe").path, 0o600) == 0)
      let report = try Program.run(["run", "shared", "-q", "-r", "json=pipe"], in: folder)
      #expect(report.status == 2)
      #expect(report.errors.contains("can't write pipe"))
      let log = try Program.run(
        ["--log-file", "pipe", "--role", "it", "-c", ":whoami"],
        in: folder
      )
      #expect(log.status == 2)
      let shard = try Program.run(
        ["run", "shared", "-q"],
        in: folder,
        environment: [
          "TEST_TOTAL_SHARDS": "1", "TEST_SHARD_INDEX": "0", "TEST_SHARD_STATUS_FILE": "pipe",
        ]
      )
      #expect(shard.status == 0)
    }
  }

  @Test(
    "are told from a reader that has left: a full disk is an error with its reason",
    arguments: [["run", "shared"], ["--role", "it", "-c", ":whoami"], ["schema"], ["--version"]]
  )
  func fullDisk(_ arguments: [String]) throws {
    try Self.withFolder { folder in
      let run = try Program.run(
        arguments,
        in: folder,
        outputFile: URL(filePath: "/dev/full")
      )
      #expect(run.status == 3)
      #expect(run.errors.contains("not all could be written to standard output: No space left"))
    }
  }

  @Test("can't make a message, a list or a report do anything to a terminal")
  func terminal() throws {
    let evil = "a\u{1B}[2J\u{9B}31m\u{202E}\u{200B}b"
    let world = """
      tabletop-world: 1
      name: "w\\u009b\\u202e"
      incidents:
        - {id: INC-001, title: "t\\e[2J\\u009b\\n::error::x", priority: P1, status: open}

      """
    try Program.withFolder(["w.world.yaml": Data(world.utf8)]) { folder in
      let runs = try [
        ["incidents", "--world", "w.world.yaml"], ["tools", "--world", "w.world.yaml"],
        ["doctor", "--world", "w.world.yaml"], ["incidents", "--json", "--world", "w.world.yaml"],
        ["run", "--color", evil], ["run", "--var", evil], ["--role", evil], ["--model", evil],
        ["--session", evil], ["help", evil], ["explain", evil], ["policy", "can", evil], [evil],
      ].map { try Program.run($0, in: folder) }
      for (index, run) in runs.enumerated() {
        for text in [run.output, run.errors] {
          let bad = text.unicodeScalars.filter {
            $0 != "\n" && (0x00...0x1F ~= $0.value || 0x7F...0x9F ~= $0.value || $0.value == 0x202E)
          }
          #expect(bad.isEmpty, "\(index): \(text.debugDescription)")
          #expect(!text.contains("\n::error"), "\(index)")
        }
      }
    }
  }
}
