import Foundation
import FoundationXML
import Testing

@Suite("The program")
struct ProgramTests {
  private static let failing = """
    tabletop: 1
    name: fails
    steps:
      - as: IT
        call: restart_service service=Redis
        expect:
          - denied: restart_service
    """
  private static let undecided = """
    tabletop: 1
    name: asks for too much
    steps:
      - as: IT
        say: Look at everything
        agent: [\(Array(repeating: "view_incident_details", count: 17).joined(separator: ", "))]
        expect:
          - calls: 17
    """

  private func run(_ files: [String: String], _ arguments: [String]) throws -> Run {
    try Program.withFolder(files.mapValues { Data($0.utf8) }) {
      try Program.run(arguments, in: $0)
    }
  }

  @Test("plays the scenarios that ship, and ends with a line of its own")
  func shipped() throws {
    let run = try Program.run(["run"])
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").last?.hasSuffix(" passed, 0 failed") == true)
    #expect(run.errors.isEmpty)
  }

  private static let statuses: [([String], Int32)] = [
    (["run", "/nonexistent"], 2), (["run", "x.txt"], 2), (["run", "--rport", "json"], 2),
    (["run", "-r", "pdf"], 2), (["run", "-j", "0"], 2), (["run", "--offer", "some"], 2),
    (["run", "--world", "/nonexistent"], 2), (["run", "fail.scenario.yaml"], 1),
    (["run", "limit.scenario.yaml"], 3), (["run", "."], 1), (["run", ".", "-k", "zzz"], 4),
    (["run", ".", "-k", "zzz", "--allow-empty"], 0), (["run", ".", "-t", "zzz"], 2),
    (["run", "empty"], 4), (["check", "."], 0), (["run", "--list", "."], 0),
    (["run", "fail.scenario.yaml", "-r", "json=/nonexistent/x.json"], 2),
    (["policy", "can", "restart_service", "--role", "it"], 0),
    (["policy", "can", "restart_service", "--role", "csm"], 1),
    (["policy", "can", "restart", "--role", "csm"], 2),
    (["policy", "can", "restart_service", "--role", "\u{212A}"], 2),
    (["policy", "who-can", "restart_service"], 0), (["--version"], 0), (["--help"], 0),
    (["help", "run"], 0), (["frobnicate"], 2), (["-c", ":matrix", "--role", "ops"], 0),
    (["-c", ":can restart_service", "--role", "ops"], 1), (["-c", ":rolle it"], 2),
    (["--role", "its"], 2), (["plan", "restart redis"], 0),
  ]

  @Test(
    "ends with the status that the answer asks for",
    arguments: statuses
  )
  func status(_ arguments: [String], _ status: Int32) throws {
    let files = [
      "fail.scenario.yaml": Self.failing, "limit.scenario.yaml": Self.undecided, "x.txt": "x",
    ]
    let run = try Program.withFolder(files.mapValues { Data($0.utf8) }) { folder in
      try FileManager.default.createDirectory(
        at: folder.appending(path: "empty"),
        withIntermediateDirectories: false
      )
      return try Program.run(arguments, in: folder)
    }
    #expect(run.status == status, "\(run.output)\(run.errors)")
    if status == 2 || status == 4 { #expect(!run.errors.isEmpty) }
  }

  @Test("runs nothing where any file is invalid, whatever the others would answer")
  func invalidBeatsFailing() throws {
    let run = try run(["a.scenario.yaml": Self.failing, "b.scenario.yaml": "x"], ["run", "."])
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
  }

  @Test("shows a failure with its place, the step, the calls and the command to repeat it")
  func failure() throws {
    let run = try run(["fail.scenario.yaml": Self.failing], ["run", "fail.scenario.yaml"])
    for part in [
      "fail.scenario.yaml:7:9: failed[TT201]: restart_service was allowed, expected denied",
      "  7 |       - denied: restart_service", "    |         ^^^^^^",
      "as it-1@example.com (IT)", "call 1: restart_service service=Redis  ok",
      "to repeat: tabletop run fail.scenario.yaml", "\n0 passed, 1 failed\n",
    ] { #expect(run.output.contains(part), "\(run.output)") }
  }

  @Test("says why a case could not be decided")
  func undecided() throws {
    let run = try run(["limit.scenario.yaml": Self.undecided], ["run", "."])
    #expect(run.output.contains("error[TT301]: the agent proposed 17 calls in one answer"))
  }

  @Test("gives the same JSON in another time zone, locale and folder, and with another -j")
  func deterministic() throws {
    let scenarios = Program.root.appending(path: "scenarios").path
    let first = try Program.run(["run", "-r", "json", "-j", "1"])
    let second = try Program.run(
      ["run", "-r", "json", "-j", "4", scenarios],
      in: URL(filePath: "/"),
      environment: ["TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8"]
    )
    #expect(first.output.hasPrefix("{\"audit_head\":\""))
    #expect(first.output == second.output)
  }

  @Test("writes JSON and JUnit that other readers read")
  func reports() throws {
    let run = try run(
      ["fail.scenario.yaml": Self.failing],
      ["run", ".", "-r", "json=out.json", "-r", "junit=-"]
    )
    #expect(run.status == 1)
    let parser = XMLParser(data: Data(run.output.utf8))
    let counter = ElementCounter()
    parser.delegate = counter
    #expect(parser.parse())
    #expect(
      counter.counts == [
        "testsuites": 1, "testsuite": 1, "properties": 1, "property": 4, "testcase": 1,
        "failure": 1,
      ]
    )
    let json = try self.run(["fail.scenario.yaml": Self.failing], ["run", ".", "-r", "json"]).output
    let report = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(report?["version"] as? Int == 1)
    let summary = report?["summary"] as? [String: Int]
    #expect(summary?["failed"] == 1)
    #expect(summary?["calls"] == 1)
  }

  @Test("prints no control character that a file brings along")
  func sanitised() throws {
    let text = "tabletop: 1\nname: \"a\\e[2J\\u202Eb\"\nsteps: [{as: \"x\\e[2J\", say: \"hi\"}]\n"
    let run = try run(["x.scenario.yaml": text], ["run", "."])
    #expect(!run.errors.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
  }

  @Test("answers a batch line by line and goes on after a bad one")
  func batch() throws {
    let run = try Program.run(
      ["plan", "--batch"],
      input: """
        {"id":"1","role":"IT","incident":null,"text":"restart redis"}
        nonsense
        {"id":"3","role":"OPS","incident":"INC-001","text":"thanks"}

        """
    )
    let lines = run.output.split(separator: "\n")
    #expect(run.status == 2)
    #expect(lines.count == 3)
    #expect(lines[0].contains("\"tool\":\"restart_service\""))
    #expect(lines[1].hasPrefix("{\"error\":"))
    #expect(lines[2] == "{\"calls\":[],\"clarify\":[],\"id\":\"3\",\"none\":true}")
  }
}

private final class ElementCounter: NSObject, XMLParserDelegate {
  var counts: [String: Int] = [:]

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String]
  ) {
    counts[name, default: 0] += 1
  }
}
