import Foundation
import Testing
import Values
import WireServer

/// Each answer of the server counts 20 tokens in and 7 out; a run of the scenario asks for four.
@Suite("What a live model costs")
struct CostTests {
  @Test("is in the reports where a price is set, and else they count tokens")
  func reports() throws {
    try LiveProgram.with { folder, server in
      func run(_ arguments: [String]) throws -> Run {
        try LiveProgram.run(["run", "."] + arguments, in: folder, at: server.base)
      }
      let plain = try run([])
      #expect(plain.output.hasSuffix("\n108 tokens\n1 passed, 0 failed\n"), "\(plain.output)")
      let priced = try run(["--price", "100/1000"])
      #expect(priced.output.hasSuffix("\n108 tokens, $0.0360\n1 passed, 0 failed\n"))
      for format in ["markdown", "html"] {
        #expect(try run(["-r", format, "--price", "100/1000"]).output.contains("0.0360"))
      }
      let report = try JSONReader.read(try run(["-r", "json", "--price", "100/1000"]).output)
      #expect(report["summary"]?["tokens"] == 108)
      #expect(report["summary"]?["cost_usd"]?.double == 0.036)
      let steps = report["cases"]?.elements?.first?["steps"]?.elements
      #expect(steps?.first?["tokens"] == 54 && steps?.first?["cost_usd"]?.double == 0.018)
      let without = try JSONReader.read(try run(["-r", "json"]).output)
      #expect(without["summary"]?["cost_usd"] == nil)
    }
  }

  @Test("is read from the settings, and nothing is paid for a recording")
  func settings() throws {
    try LiveProgram.with { folder, server in
      try Data("price: 100/50/1000\n".utf8).write(to: folder.appending(path: "config.yaml"))
      let arguments = ["run", ".", "--config", "config.yaml", "--record", "tapes"]
      let live = try LiveProgram.run(arguments, in: folder, at: server.base)
      #expect(live.output.contains("\n108 tokens, $0.0360\n"), "\(live.output)\(live.errors)")
      let replayed = try LiveProgram.run(
        ["run", ".", "--config", "config.yaml", "--replay", "tapes"],
        in: folder,
        at: server.base
      )
      #expect(replayed.output.contains("\n108 tokens\n"), "\(replayed.output)")
    }
  }

  @Test("survives a report that is merged from shards")
  func merged() throws {
    try LiveProgram.with { folder, server in
      let run = try LiveProgram.run(
        ["run", ".", "--price", "100/1000", "-r", "json=a.json"],
        in: folder,
        at: server.base
      )
      #expect(run.status == 0)
      let report = try Program.run(["report", "a.json", "-r", "json"], in: folder)
      #expect(try JSONReader.read(report.output)["summary"]?["cost_usd"]?.double == 0.036)
    }
  }

  @Test("is in :stats, with the tokens in and out")
  func stats() throws {
    try LiveProgram.with { folder, server in
      func run(_ arguments: [String]) throws -> Run {
        try LiveProgram.run(
          ["repl", "--model", "chat:m", "--role", "it", "--approve", "all"] + arguments,
          in: folder,
          at: server.base
        )
      }
      let text = try run(["--price", "100/1000", "-c", "Restart Redis", "-c", ":stats"])
      #expect(text.output.contains("54: 40 in, 14 out"), "\(text.output)")
      #expect(text.output.contains("$0.0180"), "\(text.output)")
      let without = try run(["-c", "Restart Redis", "-c", ":stats"])
      #expect(without.output.contains("no price is set"), "\(without.output)")
    }
  }

  @Test("takes nothing but a price", arguments: ["ten", "1", "-1/2"])
  func refused(_ text: String) throws {
    try LiveProgram.with { folder, server in
      let run = try LiveProgram.run(["run", ".", "--price=\(text)"], in: folder, at: server.base)
      #expect(run.status == 2)
      #expect(run.errors.contains("--price takes US dollars for a million tokens"), "\(run.errors)")
      try Data("price: \(text)\n".utf8).write(to: folder.appending(path: "config.yaml"))
      let file = try LiveProgram.run(
        ["run", ".", "--config", "config.yaml"],
        in: folder,
        at: server.base
      )
      #expect(file.status == 2 && file.errors.contains("config.yaml:1:8: error[TT012]: a price is"))
      #expect(server.requests.isEmpty)
    }
  }
}
