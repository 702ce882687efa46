import Foundation
import Testing

@Suite("The two streams")
struct StreamTests {
  private func run(_ files: [String], _ arguments: [String]) throws -> Run {
    let data = try files.map {
      try Data(contentsOf: Program.root.appending(path: "Tests/EndToEndTests/\($0).scenario.yaml"))
    }
    let names = files.map { $0.split(separator: "/").joined(separator: "-") + ".scenario.yaml" }
    return try Program.withFolder(Dictionary(uniqueKeysWithValues: zip(names, data))) {
      try Program.run(["run", "."] + arguments, in: $0)
    }
  }

  @Test("keep results and problems apart, and the last line stands alone")
  func results() throws {
    let run = try run(["passing/call", "passing/skip", "failing/tt212-calls"], [])
    #expect(run.status == 1)
    #expect(run.errors.isEmpty)
    #expect(run.output.hasSuffix("\n1 passed, 1 failed, 1 skipped\n"))
  }

  @Test(
    "hold nothing but the error where a file is invalid",
    arguments: ["json", "junit", "plain"]
  )
  func invalid(_ format: String) throws {
    let run = try run(["passing/call", "failing/tt212-calls", "invalid/key-top"], ["-r", format])
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasSuffix("1 error, nothing was run\n"))
  }

  @Test("tell a failure where another case could not be decided")
  func precedence() throws {
    let undecided = "failing/tt301-calls-in-one-answer"
    #expect(try run([undecided], []).status == 3)
    #expect(try run([undecided, "passing/call"], []).status == 3)
    #expect(try run([undecided, "failing/tt212-calls"], []).status == 1)
    #expect(try run([undecided, "failing/tt212-calls", "invalid/key-top"], []).status == 2)
    #expect(try run([undecided, "invalid/key-top"], ["-k", "zzz"]).status == 2)
  }

  private static let problems: [([String], String)] = [
    (["missing"], "tabletop: there is no file or folder `missing`"),
    (["missing", "-k", "zzz"], "tabletop: there is no file or folder `missing`"),
    ([".", "--reprot", "json"], "Did you mean '--report'?"),
    ([".", "--quite"], "Did you mean '--quiet'?"),
    ([".", "-r", "xml"], "reports are console, plain, json, junit"),
    ([".", "-r", "json", "-r", "junit"], "only one report can go to standard output"),
    ([".", "--var", "x"], "--var takes NAME=VALUE"),
    ([".", "--color", "sometimes"], "auto, always or never"),
  ]

  @Test("say on standard error what is wrong with the command", arguments: problems)
  func problem(_ arguments: [String], _ text: String) throws {
    let run = try Program.run(["run"] + arguments, in: GoldenFile.folder(.passing))
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(text), "\(run.errors)")
  }

  @Test("say how many cases were there where none was selected")
  func nothingSelected() throws {
    let run = try run(["passing/call"], ["-k", "zzz"])
    #expect(run.status == 4)
    #expect(run.output.isEmpty)
    #expect(run.errors == "tabletop: no case matches -k zzz in . (1 file, 1 case)\n")
  }

  @Test("hold nothing of a run whose report can't be written, as nothing is run then")
  func unwritable() throws {
    let run = try run(["passing/call"], ["-r", "json=/nonexistent/report.json"])
    #expect(run.status == 2)
    #expect(run.errors.contains("/nonexistent/report.json"))
    #expect(run.output.isEmpty)
  }

  @Test("answer a question for help on standard output", arguments: [["--help"], ["help", "run"]])
  func help(_ arguments: [String]) throws {
    let run = try Program.run(arguments)
    #expect(run.status == 0)
    #expect(run.output.contains("USAGE: tabletop"))
    #expect(run.errors.isEmpty)
  }

  @Test("answer a question for the version in one line")
  func version() throws {
    let run = try Program.run(["--version"])
    #expect(run.status == 0)
    #expect(run.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test("refuse help on a command that does not exist")
  func unknownHelp() throws {
    let run = try Program.run(["help", "nonsense"])
    #expect(run.status == 2)
    #expect(run.errors.contains("there is no command `nonsense`"))
  }

  @Test("repeat a failed case with the command that the failure prints")
  func repeated() throws {
    let folder = GoldenFile.folder(.failing)
    let run = try Program.run(["run", "matrix-one-case.scenario.yaml"], in: folder)
    let command = try #require(run.output.firstMatch(of: /to repeat: tabletop (.*)\n/)?.1)
    let words = command.split(separator: " ").map { $0.trimmingCharacters(in: ["'"]) }
    let again = try Program.run(words, in: folder)
    #expect(again.status == 1)
    #expect(again.output.hasSuffix("\n0 passed, 1 failed\n"))
  }
}
