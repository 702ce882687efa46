import Foundation
import Testing
import Values
import WireServer

@Suite("Recordings of live models")
struct RecordingTests {
  /// Records the scenario, stops the server, and gives both to a body.
  private func withRecording(_ body: (URL, WireServer) throws -> Void) throws {
    try LiveProgram.with { folder, server in
      let run = try LiveProgram.run(["run", ".", "--record", "tapes"], in: folder, at: server.base)
      try #require(run.status == 0, "\(run.output)\(run.errors)")
      server.stop()
      try body(folder, server)
    }
  }

  private func replay(
    _ arguments: [String] = [],
    in folder: URL,
    _ server: WireServer
  ) throws -> Run {
    try LiveProgram.run(["run", ".", "--replay", "tapes"] + arguments, in: folder, at: server.base)
  }

  @Test("are written as JSON lines that can be read, and hold no key")
  func recorded() throws {
    try LiveProgram.with { folder, server in
      let run = try LiveProgram.run(["run", ".", "--record", "a/b"], in: folder, at: server.base)
      #expect(run.status == 0)
      #expect(run.output.hasSuffix("\n1 passed, 0 failed\n"))
      #expect(run.errors == "recorded 4 exchanges in a/b/live.cassette.jsonl\n")
      let text = try LiveProgram.text("a/b/live.cassette.jsonl", in: folder)
      let lines = try text.split(separator: "\n").map { try JSONReader.read(String($0)) }
      #expect(lines.first?["cassette"] == 1)
      #expect(lines.first?["model"] == "chat:m")
      #expect(lines.count { $0["request"] != nil } == 4)
      #expect(!text.contains("canary") && !text.lowercased().contains("authorization"))
      #expect(
        server.requests.allSatisfy { $0.values("authorization") == ["Bearer \(LiveProgram.key)"] }
      )
    }
  }

  @Test("are played without a server and without a key, while tools run for real")
  func replayed() throws {
    try withRecording { folder, server in
      let asked = server.requests.count
      let run = try Program.run(
        ["run", ".", "--replay", "tapes", "-r", "json"],
        in: folder,
        environment: ["TABLETOP_BASE_URL": server.base]
      )
      #expect(run.status == 0, "\(run.errors)")
      #expect(server.requests.count == asked)
      let report = try JSONReader.read(run.output)
      #expect(report["cases"]?.elements?.first?["model"] == "chat:m")
      #expect(report["cases"]?.elements?.first?["notes"] == nil)
      #expect(report["summary"]?["tokens"] == 108)
    }
  }

  @Test("make the same report each time, and the same as the run that was recorded")
  func determined() throws {
    try LiveProgram.with { folder, server in
      let arguments = ["run", ".", "-r", "json"]
      let live = try LiveProgram.run(
        arguments + ["--record", "tapes"],
        in: folder,
        at: server.base
      )
      let replays = try (0..<2).map { _ in
        try LiveProgram.run(arguments + ["--replay", "tapes"], in: folder, at: server.base)
      }
      #expect(Set(replays.map(\.output) + [live.output]).count == 1)
    }
  }

  @Test("that another question is put to fail with what changed, and touch no network")
  func mismatch() throws {
    try withRecording { folder, server in
      let asked = server.requests.count
      try LiveProgram.change("Restart Redis, please.", to: "Restart Redis, now.", in: folder)
      let run = try replay(in: folder, server)
      #expect(run.status == 3)
      #expect(run.output.contains("live.scenario.yaml:8:5: error[TT301]: "), "\(run.output)")
      #expect(
        run.output.contains(
          "request 1 is not the one in tapes/live.cassette.jsonl: body.messages[1].content was "
            + "\"Restart Redis, please.\" and is \"Restart Redis, now.\""
        ),
        "\(run.output)"
      )
      #expect(run.output.hasSuffix("\n1 could not be decided\n0 passed, 0 failed\n"))
      #expect(server.requests.count == asked)
    }
  }

  @Test("whose tools have changed fail too")
  func otherTools() throws {
    try withRecording { folder, server in
      try LiveProgram.change("offer: all", to: "offer: role", in: folder)
      let run = try replay(in: folder, server)
      #expect(run.status == 3)
      #expect(run.output.contains("body.tools["), "\(run.output)")
    }
  }

  @Test("that are too short fail at the first request they don't have")
  func tooShort() throws {
    try withRecording { folder, server in
      try LiveProgram.change(
        "expect:\n  - state",
        to: """
            - as: dana
              say: And again.
              expect: [{calls: 1}]
          expect:
            - state
          """,
        in: folder
      )
      let run = try replay(in: folder, server)
      #expect(run.status == 3)
      #expect(
        run.output.contains("tapes/live.cassette.jsonl has 4 exchanges, and this is request 5"),
        "\(run.output)"
      )
    }
  }

  @Test("that are not used up are named in the reports")
  func unused() throws {
    try withRecording { folder, server in
      let text = try LiveProgram.text("live.scenario.yaml", in: folder)
      let second = try #require(text.range(of: "  - as: cora"))
      let last = try #require(text.range(of: "expect:\n  - state"))
      let shorter = text[..<second.lowerBound] + text[last.lowerBound...]
      try Data(shorter.replacing(", audit.denied: 1", with: "").utf8)
        .write(to: folder.appending(path: "live.scenario.yaml"))
      let words = "2 of 4 exchanges were not used"
      for format in ["console", "plain", "json", "jsonl", "tap", "markdown", "html"] {
        let run = try replay(["-r", format], in: folder, server)
        #expect(run.status == 0)
        #expect(run.output.contains(words), "\(format): \(run.output)")
      }
      let report = try JSONReader.read(try replay(["-r", "json"], in: folder, server).output)
      #expect(
        report["cases"]?.elements?.first?["notes"] == [
          .string("tapes/live.cassette.jsonl: \(words)")
        ]
      )
    }
  }

  @Test("that are not there are named, and the network is not asked instead")
  func missing() throws {
    try LiveProgram.with { folder, server in
      let run = try replay(in: folder, server)
      #expect(run.status == 3)
      #expect(run.output.contains("there is no cassette tapes/live.cassette.jsonl"))
      #expect(server.requests.isEmpty)
    }
  }

  @Test("that are no recordings are refused with the line", arguments: ["{\n", "{}\n", "\u{0}"])
  func damaged(_ text: String) throws {
    try withRecording { folder, server in
      try Data(text.utf8).write(to: folder.appending(path: "tapes/live.cassette.jsonl"))
      let run = try replay(in: folder, server)
      #expect(run.status == 3)
      #expect(run.output.contains("tapes/live.cassette.jsonl: line 1 "), "\(run.output)")
    }
  }

  @Test("are made anew with --live, with what the server says now")
  func anew() throws {
    try withRecording { folder, _ in
      let old = try LiveProgram.text("tapes/live.cassette.jsonl", in: folder)
      let server = try WireServer { LiveProgram.restarts($0, words: "Something else.") }
      defer { server.stop() }
      let run = try replay(["--live"], in: folder, server)
      #expect(run.status == 0, "\(run.output)\(run.errors)")
      #expect(server.requests.count == 4)
      let new = try LiveProgram.text("tapes/live.cassette.jsonl", in: folder)
      #expect(new.contains("Something else.") && !old.contains("Something else."))
      server.stop()
      #expect(try replay(in: folder, server).status == 0)
    }
  }

  @Test("beside a scenario that says `model: replay` need no option")
  func beside() throws {
    try withRecording { folder, server in
      try LiveProgram.change("model: chat:m", to: "model: replay", in: folder)
      try FileManager.default.moveItem(
        at: folder.appending(path: "tapes/live.cassette.jsonl"),
        to: folder.appending(path: "live.cassette.jsonl")
      )
      let run = try Program.run(["run", "."], in: folder)
      #expect(run.status == 0, "\(run.output)")
      _ = server
    }
  }

  @Test("are not begun where they can't be written")
  func unwritable() throws {
    try LiveProgram.with { folder, server in
      let run = try LiveProgram.run(
        ["run", ".", "--record", "live.scenario.yaml/tapes"],
        in: folder,
        at: server.base
      )
      #expect(run.status == 2)
      #expect(run.errors.contains("recordings can't be written to 'live.scenario.yaml/tapes'"))
      #expect(server.requests.isEmpty && run.output.isEmpty)
    }
  }
}

@Suite("A session with a live model, recorded with :record")
struct RecordedLiveSessionTests {
  @Test("keeps the model's answers beside the scenario, which needs no model then")
  func recorded() throws {
    try LiveProgram.with { folder, server in
      let run = try LiveProgram.run(
        [
          "repl", "--model", "chat:m", "--role", "it", "--approve", "all", "--offer", "all",
          "-c", "Restart Redis, please.", "-c", ":role csm", "-c", "Restart Redis again.",
          "-c", ":record --all drills", "-c", ":record --all drills",
        ],
        in: folder,
        at: server.base
      )
      #expect(run.output.contains("model      its answers are in drills.cassette.jsonl"))
      #expect(run.output.contains("replay     passed in "), "\(run.output)\(run.errors)")
      #expect(run.status == 2 && run.errors.contains("exists. Add --force"), "\(run.errors)")
      let asked = server.requests.count
      #expect(asked == 4)
      server.stop()
      let scenario = try LiveProgram.text("drills.scenario.yaml", in: folder)
      #expect(scenario.contains("model: replay\n") && !scenario.contains("agent:"))
      #expect(!(try LiveProgram.text("drills.cassette.jsonl", in: folder)).contains("canary"))
      let again = try Program.run(["run", "drills.scenario.yaml", "-r", "json"], in: folder)
      #expect(again.status == 0, "\(again.output)\(again.errors)")
      let report = try JSONReader.read(again.output)
      #expect(report["summary"]?["denied"] == 1 && report["summary"]?["calls"] == 2)
      #expect(report["cases"]?.elements?.first?["model"] == "chat:m")
    }
  }

  @Test("leaves out the answers of turns that were taken back")
  func undone() throws {
    try LiveProgram.with { folder, server in
      let run = try LiveProgram.run(
        [
          "repl", "--model", "chat:m", "--role", "it", "--approve", "all",
          "-c", "Restart Redis, please.", "-c", ":undo", "-c", "Restart Redis for the customers.",
          "-c", ":record --all drills",
        ],
        in: folder,
        at: server.base
      )
      #expect(run.status == 0, "\(run.output)\(run.errors)")
      server.stop()
      let text = try LiveProgram.text("drills.cassette.jsonl", in: folder)
      #expect(text.contains("for the customers") && !text.contains("please"))
      #expect(text.split(separator: "\n").count { $0.hasPrefix("{\"request\"") } == 2)
      #expect(try Program.run(["run", "drills.scenario.yaml"], in: folder).status == 0)
    }
  }
}
