import Foundation
import Testing

@Suite("A file that is invalid")
struct InvalidFileTests {
  private static let story = """
    tabletop: 1
    name: n
    participants: {cora: CSM}
    steps:
      - as: cora
        say: Restart it
        agent: [restart_service service=Redis]
        expect:
          - denied: {tool: restart_service, missing: restart_service}
          - state: {services.Redis.restarts: 0}
    """

  /// A change to the story above, and the line that `check` then prints first.
  struct Mistake: CustomTestStringConvertible, Sendable {
    let part: String
    let replacement: String
    let error: String

    init(_ part: String, _ replacement: String, _ error: String) {
      self.part = part
      self.replacement = replacement
      self.error = error
    }

    var testDescription: String { replacement }
  }

  // swift-format-ignore
  static let mistakes = [
    Mistake(
      "tabletop: 1",
      "tabletop: 2",
      "1:11: error[TT012]: this program reads format version 1, this is `2`"
    ),
    Mistake("tabletop: 1\n", "", "1:1: error[TT009]: a scenario needs the key `tabletop`"),
    Mistake("name: n", "nam: n", "2:1: error[TT003]: unknown key `nam`"),
    Mistake("name: n", "name: n\nname: m", "3:1: error[TT007]: duplicate key `name`"),
    Mistake("name: n", "name: &a n", "2:7: error[TT004]"),
    Mistake("name: n", "name: !!str n", "2:7: error[TT004]"),
    Mistake(
      "name: n",
      "name: n\nclock: noon",
      "3:8: error[TT012]: `clock` must be a time such as 2025-01-15T09:00:00Z"
    ),
    Mistake(
      "name: n",
      "name: n\nworld: ../w.yaml",
      "3:8: error[TT014]: `../w.yaml` lies outside the scenario's folder"
    ),
    Mistake("name: n", "name: n\nworld: w.yaml", "3:8: error[TT014]: there is no world file"),
    Mistake(
      "name: n",
      "name: n\nincident: INC-1",
      "3:11: error[TT106]: there is no incident `INC-1`"
    ),
    Mistake("name: n", "name: n\noffer: some", "3:8: error[TT013]: `offer` can't be `some`"),
    Mistake("name: n", "name: n\nmodel: gpt", "3:8: error[TT013]: there is no model `gpt`"),
    Mistake("cora: CSM", "cora: CMS", "3:22: error[TT103]: there is no role `CMS`"),
    Mistake(
      "- as: cora",
      "- as: clara",
      "5:9: error[TT103]: `clara` is neither a role nor a participant"
    ),
    Mistake("    say: Restart it\n", "", "6:5: error[TT010]: `agent` needs `say`"),
    Mistake(
      "say: Restart it",
      "say: Restart it\n    advance: 5m",
      "7:5: error[TT010]: a step does one thing"
    ),
    Mistake("say: Restart it", "say: Restart $it", "6:18: error[TT109]: there is no variable `it`"),
    Mistake(
      "say: Restart it",
      "say: Restart it\n    save: {a: b}",
      "7:15: error[TT013]: nothing can be saved from `b`"
    ),
    Mistake(
      "[restart_service",
      "[restart_servce",
      "7:13: error[TT101]: there is no tool `restart_servce`"
    ),
    Mistake(
      "service=Redis]",
      "servce=Redis]",
      "7:29: error[TT102]: `restart_service` has no parameter `servce`"
    ),
    Mistake("service=Redis]", "service=]", "7:29: error[TT112]: `service=` has no value"),
    Mistake(
      "agent: [restart_service service=Redis]",
      "agent: restart_service",
      "7:12: error[TT012]: `agent` must be a list"
    ),
    Mistake("expect:", "expects:", "8:5: error[TT003]: unknown key `expects`"),
    Mistake("- denied: {tool", "- denyed: {tool", "9:9: error[TT003]: unknown key `denyed`"),
    Mistake(
      "{tool: restart_service,",
      "{tool: restart_services,",
      "9:24: error[TT101]: there is no tool `restart_services`"
    ),
    Mistake(
      "missing: restart_service",
      "missing: restart",
      "9:50: error[TT104]: there is no permission `restart`"
    ),
    Mistake("Redis.restarts", "Rediss.restarts", "10:17: error[TT108]"),
    Mistake("Redis.restarts", "Redis.restart", "10:17: error[TT108]"),
    Mistake(
      "restarts: 0",
      "restarts: no",
      "10:42: error[TT012]: `services.Redis.restarts` must be a whole number, this is text"
    ),
    Mistake("restarts: 0", "restarts: 014", "10:42: error[TT012]"),
    Mistake("restarts: 0", "restarts: 12:30", "10:42: error[TT012]"),
    Mistake("- state: {services.Redis.restarts: 0}", "- text: {}", "10:15: error[TT010]: a matcher needs one of"),
    Mistake("- state: {services.Redis.restarts: 0}", "- text: {has: []}", "10:21: error[TT010]: `has` needs at least one text"),
    Mistake("- state: {services.Redis.restarts: 0}", "- {}", "10:9: error[TT020]: this expects nothing"),
    Mistake("- state: {services.Redis.restarts: 0}", "- handoff: {tool: restart_service, from: cora, to: IT, same: [servce]}", "10:69: error[TT102]: `restart_service` has no parameter `servce`"),
    Mistake("name: n", "name: n\nrows: []", "3:1: error[TT020]: no case is left of this"),
    Mistake("name: n", "name: n\nrows: [{a: b}, {a: b}]", "3:1: error[TT007]: two cases have the same parameters"),
    Mistake("name: n", "name: n\ntimeout: 6m", "3:10: error[TT012]: `timeout` is longer than a scenario can take"),
    Mistake("restarts: 0}", "restarts: 0", "10:16: error[TT001]: this `{` is never closed"),
  ]

  @Test("gives an error at the place, and the exit status 2", arguments: mistakes)
  func mistake(_ mistake: Mistake) throws {
    let text = try #require(
      Self.story.range(of: mistake.part).map {
        Self.story.replacingCharacters(in: $0, with: mistake.replacement)
      }
    )
    let run = try Program.withFolder(["x.scenario.yaml": Data(text.utf8)]) { folder in
      try Program.run(["run", "x.scenario.yaml"], in: folder)
    }
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("x.scenario.yaml:" + mistake.error), "\(run.errors)")
  }

  @Test("never crashes and never is green, whatever its bytes are")
  func hostile() throws {
    let bracket = String(repeating: "[", count: 100_000)
    let bomb =
      "a: &a [x,x,x,x,x,x,x,x,x]\n"
      + (0..<8).map { "b\($0): &b\($0) [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n" }.joined()
    let many = (0...10_000).map { _ in "  - note: x\n" }.joined()
    let files: [String: Data] = [
      "empty": Data(), "comment": Data("# nothing\n".utf8), "deep": Data(bracket.utf8),
      "binary": Data((0..<2_000).map { UInt8(truncatingIfNeeded: $0 &* 37) }),
      "utf16": Data([0xFF, 0xFE, 0x74, 0x00]), "nul": Data("tabletop: 1\u{0}\n".utf8),
      "bomb": Data(bomb.utf8), "large": Data(String(repeating: "#", count: 1_048_577).utf8),
      "steps": Data("tabletop: 1\nname: n\nsteps:\n\(many)".utf8),
      "nothing": Data("tabletop: 1\nname: n\nsteps: []\n".utf8),
      "two": Data("tabletop: 1\n---\ntabletop: 1\n".utf8),
      "complex": Data("? [a]\n: v\n".utf8), "list": Data("- a\n".utf8), "scalar": Data("a".utf8),
    ]
    let named = Dictionary(uniqueKeysWithValues: files.map { ($0 + ".scenario.yaml", $1) })
    let run = try Program.withFolder(named) { try Program.run(["run", $0.path]) }
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    for name in named.keys { #expect(run.errors.contains("/\(name):"), "\(name)") }
    #expect(run.errors.contains("nothing was run"))
  }

  @Test("reports all errors of all files in one pass")
  func allAtOnce() throws {
    let files = [
      "a.scenario.yaml": Data(Self.story.replacingOccurrences(of: "cora", with: "x y").utf8),
      "b.scenario.yaml": Data("tabletop: 1\nnme: n\nstps: []\n".utf8),
    ]
    let run = try Program.withFolder(files) { try Program.run(["check", "."], in: $0) }
    #expect(run.errors.contains("b.scenario.yaml:2:1: error[TT003]"))
    #expect(run.errors.contains("b.scenario.yaml:3:1: error[TT003]"))
  }
}
