import Foundation
import Testing

@testable import tabletop

@Suite("Settings in files")
struct ConfigurationTests {
  /// Runs the program in a folder with a project's file, and with an own file where there is one.
  private func run(
    _ arguments: [String],
    own: String? = nil,
    project: String? = nil,
    environment: [String: String] = [:]
  ) throws -> (run: Run, own: String?) {
    var files: [String: Data] = [:]
    files[".tabletop.yaml"] = project.map { Data($0.utf8) }
    return try Program.withFolder(files) { folder in
      let xdg = folder.appending(path: "xdg")
      if let own {
        let place = xdg.appending(path: "tabletop")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try Data(own.utf8).write(to: place.appending(path: "config.yaml"))
      }
      let run = try Program.run(
        arguments,
        in: folder,
        environment: ["XDG_CONFIG_HOME": xdg.path].merging(environment) { _, new in new }
      )
      let kept = try? String(
        contentsOf: xdg.appending(path: "tabletop/config.yaml"),
        encoding: .utf8
      )
      return (run, kept)
    }
  }

  /// The value and the origin that `:set` shows.
  private func shown(_ run: Run) -> [String] {
    run.output.split(separator: " ").map { $0.trimmingCharacters(in: .newlines) }
  }

  @Test("hold in this order: flag, environment, project, own file, default")
  func precedence() throws {
    let set = ["repl", "-c", ":set role"]
    let (own, project) = ("role: IT\n", "role: OPS\n")
    #expect(shown(try run(set).run) == ["role", "asked", "default"])
    #expect(shown(try run(set, own: own).run).prefix(2) == ["role", "IT"])
    let both = try run(set, own: own, project: project).run
    #expect(shown(both) == ["role", "OPS", ".tabletop.yaml"])
    let variable = ["TABLETOP_ROLE": "CSM"]
    let surrounded = try run(set, own: own, project: project, environment: variable).run
    #expect(shown(surrounded) == ["role", "CSM", "TABLETOP_ROLE"])
    let flagged = try run(
      ["repl", "--role", "FINANCE", "-c", ":set role"],
      own: own,
      project: project,
      environment: variable
    ).run
    #expect(shown(flagged) == ["role", "FINANCE", "flag"])
  }

  @Test("begin a session as they say")
  func inForce() throws {
    let run = try run(["repl", "-c", ":whoami"], own: "role: OPS\nuser: omar@example.com\n").run
    #expect(run.output.hasPrefix("OPS, omar@example.com\n"))
  }

  @Test("that are wrong are all named with their places, and nothing is run")
  func wrong() throws {
    let run = try run(
      ["repl", "-c", ":whoami"],
      own: "modle: offline\ntemperature: 7\n",
      project: "output: jsn\n"
    ).run
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("config.yaml:1:1: error[TT003]: unknown key `modle`"))
    #expect(run.errors.contains("did you mean `model`?"))
    #expect(run.errors.contains("config.yaml:2:14: error[TT012]: temperature is from 0 to 2"))
    #expect(run.errors.contains(".tabletop.yaml:1:9: error[TT013]: `output` can't be `jsn`"))
  }

  @Test(
    "of a project can't choose where a key goes, nor what runs without asking",
    arguments: [
      "base_url: http://elsewhere.example", "api_key_file: key", "approve: [restart_service]",
    ]
  )
  func project(_ line: String) throws {
    for command in [["repl", "-c", ":whoami"], ["run", "x"], ["doctor", "--offline"]] {
      let run = try run(command, project: line + "\n").run
      #expect(run.status == 2)
      #expect(run.errors.contains(".tabletop.yaml:1:1: error[TT010]: a project's file can't set"))
    }
    #expect(try run(["repl", "--role", "IT", "-c", ":whoami"], own: line + "\n").run.status == 0)
  }

  @Test("may be empty or absent, but not where one is named")
  func absent() throws {
    #expect(try run(["repl", "-c", ":set role"], own: "", project: "# nothing\n").run.status == 0)
    let named = try run(["repl", "--config", "nothing.yaml", "-c", ":set role"]).run
    #expect(named.status == 2)
    #expect(named.errors == "tabletop: the settings in `nothing.yaml` can't be read\n")
  }

  @Test("are kept by `:set --save`, beside what else stands in the file")
  func saved() throws {
    let old = "# mine\nrole: IT\n\n# as agreed\napprove: [restart_service]\n"
    let (run, kept) = try run(
      ["repl", "--temperature", "0.5", "-c", ":role CSM", "-c", ":set --save"],
      own: old
    )
    #expect(run.status == 0)
    #expect(
      kept == """
        # mine
        role: "CSM"

        # as agreed
        approve: [restart_service]
        temperature: 0.5

        """
    )
    let (_, new) = try self.run(["repl", "--role", "OPS", "-c", ":set --save"])
    #expect(new?.hasSuffix("role: \"OPS\"\n") == true)
  }

  @Test("take texts that YAML would read otherwise")
  func texts() {
    let text = Configuration.text([("user", "no"), ("model", "chat:a \"b\": c")], in: "")
    #expect(text.hasSuffix("user: \"no\"\nmodel: \"chat:a \\\"b\\\": c\"\n"))
  }

  @Test("set how live models are asked, for runs as well")
  func liveSettings() throws {
    let (run, _) = try run(
      ["repl", "--role", "IT", "-c", ":model"],
      own: "model: chat:m\nbase_url: http://127.0.0.1:1/v1\nidle_timeout: 1\n"
    )
    #expect(run.status == 0)
    #expect(run.output.contains("* chat:m"))
    #expect(run.output.contains("http://127.0.0.1:1/v1"))
    // A server that can't be asked for its list is said to be so, and the rest is shown.
    #expect(run.output.contains("127.0.0.1:1"))
  }
}
