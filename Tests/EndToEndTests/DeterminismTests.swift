import Foundation
import Testing

@Suite("The report of a run")
struct DeterminismTests {
  private static let folder = Program.root.appending(path: "Tests/EndToEndTests")

  /// Where and how a run takes place.
  struct Surroundings: CustomTestStringConvertible, Sendable {
    var options: [String] = []
    var environment: [String: String] = [:]

    var testDescription: String { "\(options) \(environment)" }
  }

  private static let surroundings = [
    Surroundings(options: ["-j", "1"]), Surroundings(options: ["-j", "4"]),
    Surroundings(environment: ["TZ": "Asia/Kathmandu"]),
    Surroundings(environment: ["TZ": "America/St_Johns", "LC_ALL": "C.UTF-8"]),
    Surroundings(environment: ["LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"]),
    Surroundings(environment: ["TERM": "xterm-256color", "COLUMNS": "20", "FORCE_COLOR": "1"]),
    Surroundings(environment: ["CI": "true", "NO_COLOR": "1", "HOME": "/"]),
    Surroundings(options: ["-v", "--color", "always"]),
  ]

  private static let expected = Result {
    try Program.run(["run", "passing", "failing", "-r", "json"], in: folder).output
  }

  @Test("is the same to the byte, wherever it is run", arguments: surroundings)
  func anywhere(_ surroundings: Surroundings) throws {
    let run = try Program.run(
      ["run", "passing", "failing", "-r", "json"] + surroundings.options,
      in: Self.folder,
      environment: surroundings.environment
    )
    #expect(run.output == (try Self.expected.get()))
  }

  @Test("is the same in a file as in a pipe")
  func file() throws {
    try Program.withFolder([:]) { place in
      let path = place.appending(path: "report")
      _ = try Program.run(
        ["run", "passing", "failing", "-r", "json"],
        in: Self.folder,
        outputFile: path
      )
      #expect(
        String(decoding: try Data(contentsOf: path), as: UTF8.self) == (try Self.expected.get())
      )
    }
  }

  @Test("is the same from another folder, given absolute paths")
  func elsewhere() throws {
    let paths = ["passing", "failing"].map { Self.folder.appending(path: $0).path }
    let arguments = ["run"] + paths + ["-r", "json"]
    let first = try Program.run(arguments, in: Self.folder)
    #expect(first.status == 1)
    #expect(try Program.run(arguments, in: URL(filePath: "/")).output == first.output)
  }

  @Test("lists the cases in the order of the files, whatever the number of jobs")
  func order() throws {
    for jobs in ["1", "2", "7"] {
      let run = try Program.run(["run", ".", "-j", jobs], in: GoldenFile.folder(.passing))
      let names = run.output.split(separator: "\n").dropLast().compactMap { line in
        line.split(separator: " ").dropFirst().first.map { $0.prefix { $0 != "[" } + "." }
      }
      #expect(names == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
      #expect(names.count > 25)
    }
  }
}
