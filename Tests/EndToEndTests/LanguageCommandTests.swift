import Foundation
import Testing

@Suite("The commands for files")
struct LanguageCommandTests {
  @Test("new writes a scenario that holds, and never over another")
  func new() throws {
    try Program.withFolder([:]) { folder in
      #expect(try Program.run(["new", "first"], in: folder).output == "first.scenario.yaml\n")
      #expect(try Program.run(["run", "."], in: folder).output.hasSuffix("1 passed, 0 failed\n"))
      #expect(try Program.run(["fmt", "--check", "."], in: folder).status == 0)
      let again = try Program.run(["new", "first"], in: folder)
      #expect(again.status == 2)
      #expect(again.errors.contains("first.scenario.yaml"))
    }
  }

  @Test("new --grid writes every cell of the policy, and says that this proves nothing")
  func grid() throws {
    let grid = try Program.run(["new", "--grid"])
    #expect(grid.output.contains("# nothing about it"))
    let file = ["grid.scenario.yaml": Data(grid.output.utf8)]
    let run = try Program.withFolder(file) { try Program.run(["run", "."], in: $0) }
    #expect(run.output.hasSuffix("\n68 passed, 0 failed\n"))
  }

  @Test("fmt --check changes nothing and names what is laid out otherwise")
  func formatCheck() throws {
    let text = "name: n\ntabletop: 1\nsteps:\n- {expect: [calls: 0]}\n"
    let files = ["x.scenario.yaml": Data(text.utf8), "y.scenario.yaml": Data("[".utf8)]
    try Program.withFolder(files) { folder in
      let check = try Program.run(["fmt", "--check", "x.scenario.yaml"], in: folder)
      #expect(check.status == 1)
      #expect(check.output == "x.scenario.yaml\n")
      let broken = try Program.run(["fmt", "."], in: folder)
      #expect(broken.status == 2)
      #expect(broken.errors.contains("y.scenario.yaml:1:2: error[TT001]"))
      let after = try Data(contentsOf: folder.appending(path: "x.scenario.yaml"))
      let expected = "tabletop: 1\nname: n\nsteps:\n  - {expect: [calls: 0]}\n"
      #expect(String(decoding: after, as: UTF8.self) == expected)
      #expect(try Program.run(["fmt", "--check", "x.scenario.yaml"], in: folder).status == 0)
    }
  }

  @Test("explain knows every code, and what one may have meant")
  func explain() throws {
    #expect(try Program.run(["explain", "tt101"]).output.hasPrefix("TT101: no such tool\n\n"))
    #expect(try Program.run(["explain"]).output.contains("\nTT301  "))
    let unknown = try Program.run(["explain", "TT1O1"])
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("did you mean"))
  }

  @Test("schema prints JSON for each kind of file")
  func schema() throws {
    for arguments in [["schema"], ["schema", "steps"], ["schema", "world"]] {
      let run = try Program.run(arguments)
      let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
      #expect((value as? [String: Any])?["$schema"] as? String != nil)
    }
    #expect(try Program.run(["schema", "nope"]).status == 2)
  }

  @Test("check warns of variables that nothing uses, and run does not")
  func unused() throws {
    let text = """
      tabletop: 1
      name: n
      vars: {servce: Redis}
      steps:
        - as: IT
          call: restart_service service=Redis
          expect: [calls: 1]
      """
    try Program.withFolder(["x.scenario.yaml": Data(text.utf8)]) { folder in
      let check = try Program.run(["check", "."], in: folder)
      #expect(check.status == 0)
      #expect(check.errors.contains(":3:8: warning[TT111]: the variable `servce` of `vars`"))
      #expect(try Program.run(["run", "."], in: folder).errors.isEmpty)
      let wrong = try Program.run(["run", ".", "--var", "service=CDN"], in: folder)
      #expect(wrong.status == 2)
      #expect(wrong.errors.contains("no scenario uses a variable 'service'"))
    }
  }
}
