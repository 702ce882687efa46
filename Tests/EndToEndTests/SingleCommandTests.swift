import Foundation
import Testing
import Values

@Suite("A command of the prompt that is one of the program too")
struct SingleCommandTests {
  /// Plays a session of IT that is kept below a folder.
  private static func session(in folder: URL) throws {
    let run = try Program.run(
      ["--role", "it", "--session", "drill", "--approve", "all", "-c", "restart Redis"],
      in: folder,
      environment: ["XDG_STATE_HOME": folder.path]
    )
    #expect(run.status == 0)
  }

  /// Leaves out how long ago something was, as time passes between two runs.
  private static func settled(_ text: String) -> String {
    text.replacing(#/ +[0-9]+[smh] +|"age_seconds":[0-9]+/#, with: " AGE ")
  }

  private static func run(_ arguments: [String], in folder: URL) throws -> Run {
    try Program.run(arguments, in: folder, environment: ["XDG_STATE_HOME": folder.path])
  }

  @Test("prints what the prompt prints, and JSON", arguments: ["matrix", "models", "sessions"])
  func same(_ name: String) throws {
    try Program.withFolder([:]) { folder in
      try Self.session(in: folder)
      let line = name == "models" ? ":model" : ":\(name)"
      let text = try Self.run([name], in: folder)
      #expect(text.status == 0)
      #expect(text.errors.isEmpty)
      let typed = try Self.run(["-c", line], in: folder).output
      #expect(Self.settled(text.output) == Self.settled(typed))
      let json = try Self.run([name, "--json"], in: folder).output
      _ = try JSONReader.read(json)
      let typedJSON = try Self.run(["--output", "json", "-c", line], in: folder).output
      #expect(Self.settled(json) == Self.settled(typedJSON))
    }
  }

  @Test("exports what a role may read of a session, and leaves the session as it is")
  func export() throws {
    try Program.withFolder([:]) { folder in
      try Self.session(in: folder)
      let journal = folder.appending(path: "tabletop/sessions/drill.journal")
      let before = try Data(contentsOf: journal)
      let own = try Self.run(["export", "drill"], in: folder)
      #expect(own.errors.isEmpty)
      #expect(own.output.hasPrefix("# Session drill, as IT may read it\n"))
      #expect(own.output.contains("restart Redis"))
      let other = try Self.run(["export", "drill", "--role", "csm", "--json"], in: folder)
      let json = try JSONReader.read(other.output)
      #expect(json["role"] == "CSM")
      #expect(json["session"] == "drill")
      #expect(json["calls"]?.elements?.count == 1)
      let file = try Self.run(["export", "drill", "drill.md"], in: folder)
      #expect(file.status == 0)
      let written = try String(contentsOf: folder.appending(path: "drill.md"), encoding: .utf8)
      #expect(written == own.output)
      #expect(try Data(contentsOf: journal) == before)
    }
  }

  @Test(
    "says what is wrong with what it is to export",
    arguments: [
      (["drll"], "there is no session drll; did you mean drill?"),
      (["../drill"], "there is no session ../drill; tabletop sessions lists them"),
      (
        ["drill", "drill.txt"], "a file's name says its form: .md, .json or .jsonl, not 'drill.txt'"
      ),
      (["drill", "kept.md"], "kept.md exists. Add --force to replace it."),
      (["drill", "--role", "x"], "there is no role 'x', roles are IT, OPS, FINANCE, CSM"),
    ]
  )
  func mistakes(_ arguments: [String], _ problem: String) throws {
    try Program.withFolder(["kept.md": Data("mine".utf8)]) { folder in
      try Self.session(in: folder)
      let run = try Self.run(["export"] + arguments, in: folder)
      #expect(run.status == 2)
      #expect(run.output.isEmpty)
      #expect(run.errors.contains(problem))
      let kept = try String(contentsOf: folder.appending(path: "kept.md"), encoding: .utf8)
      #expect(kept == "mine")
    }
  }

  @Test("is not mixed with what a script says beside its results")
  func notices() throws {
    try Program.withFolder([:]) { folder in
      try Self.session(in: folder)
      let run = try Self.run(["--session", "drill", "-c", ":export -"], in: folder)
      #expect(run.output.hasPrefix("# Session drill"))
      #expect(run.errors.hasPrefix("resumed drill: 1 turn, 1 call; IT, it-1@example.com"))
      let quiet = try Self.run(
        ["--session", "drill", "--output", "quiet", "-c", ":export -"],
        in: folder
      )
      #expect(quiet.errors.isEmpty)
    }
  }
}
