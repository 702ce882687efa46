import Foundation
import Testing
import Values
import WireServer

/// The key, wherever the program could leave it.
///
/// The server says it back in its words, its calls and its errors, people type it, and scenarios
/// hold it; nothing that is written may have it in any form.
@Suite("A key")
struct KeyCanaryTests {
  private static let key = LiveProgram.key
  private static let base64 = Data(key.utf8).base64EncodedString()

  /// What of it must stand nowhere: its middle as it is, in hexadecimal, and in base64 however
  /// much stands before it.
  private static let forms: [String] = {
    let middle = key.dropFirst(3).dropLast(3)
    let encoded = (0..<3).map { count in
      let text = Data((String(repeating: "-", count: count) + middle).utf8).base64EncodedString()
      return String(text.dropFirst(4).dropLast(4))
    }
    let forURLs = encoded.map { $0.replacing("+", with: "-").replacing("/", with: "_") }
    return ["canary", "63616e617279", "63616E617279"] + encoded + forURLs
  }()

  /// Says the key in every way.
  private static func answer(_ request: WireRequest) -> WireReply {
    if request.path == "/v1/models" { return .json(["data": [["id": .string(key)]]]) }
    let messages = request.json["messages"]?.elements ?? []
    if messages.last?["content"]?.text?.hasPrefix("fail") == true {
      return .error(400, "Bad key \(key), that is \(base64).", headers: [("x-request-id", key)])
    }
    guard messages.last?["role"] == "tool" else {
      let reason = JSONWriter.text(["reason": .string("\(key) \(base64)"), "service": "Redis"])
      return .events(ChatEvents.calls(("call_\(key)", "restart_service", [reason])))
    }
    return .events(
      ChatEvents.words("It is ", String(key.prefix(9)), String(key.dropFirst(9)), ", or \(base64).")
    )
  }

  private static let scenario = """
    tabletop: 1
    name: live \(key)
    why: Because of \(base64).
    incident: INC-001
    model: chat:m
    participants: {dana: IT}
    steps:
      - as: dana
        say: My key is \(key).
        expect:
          - call: restart_service
          - text: {has: "\(key) and more"}
      - as: dana
        call: restart_service service=Redis reason="\(key)"
        expect: [{calls: 1}]

    """

  /// Holds everything that a run said, and every file in its folder, against the forms.
  private func expectClean(
    _ runs: [Run],
    in folder: URL,
    _ place: SourceLocation = #_sourceLocation
  )
    throws
  {
    var texts = runs.flatMap { [("output", $0.output), ("errors", $0.errors)] }
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      let given = ["live.scenario.yaml", "key", "config.yaml", "script"]
      guard !given.contains(file.lastPathComponent), let data = try? Data(contentsOf: file) else {
        continue
      }
      texts.append((file.lastPathComponent, String(decoding: data, as: UTF8.self)))
    }
    for (name, text) in texts {
      for form in Self.forms {
        let found = text.range(of: form).map { text[$0.lowerBound...].prefix(60) }
        #expect(found == nil, "\(name): \(found ?? "")", sourceLocation: place)
      }
    }
  }

  @Test("shows in no report, journal or cassette of a run", arguments: [false, true])
  func runs(inFile: Bool) throws {
    try LiveProgram.with(Self.scenario, answer: Self.answer) { folder, server in
      try Data((Self.key + "\n").utf8).write(to: folder.appending(path: "key"))
      let environment =
        inFile ? ["OPENAI_API_KEY": "", "OPENAI_API_KEY_FILE": "key"] : [:]
      func run(_ arguments: [String]) throws -> Run {
        try LiveProgram.run(
          ["run", "."] + arguments,
          in: folder,
          at: server.base,
          environment: environment
        )
      }
      let formats = ["plain", "json", "jsonl", "junit", "tap", "github", "markdown", "html"]
      let files = formats.flatMap { ["-r", "\($0)=report.\($0)"] }
      var runs = [
        try run(files + ["-v", "--record", "tapes", "--audit", "audit", "--timing"]),
        try run(["-v", "--replay", "tapes", "-r", "json"]), try run(["-r", "jsonl"]),
        try run(["--list"]), try run(["--var", "x=\(Self.key)"]), try run(["-k", Self.key]),
        try run(["--last-failed"]),
      ]
      #expect(runs.prefix(3).map(\.status) == [1, 1, 1], "\(runs[0].output)\(runs[0].errors)")
      #expect(runs[0].output.contains("[redacted]"))
      #expect(server.requests.first?.values("authorization") == ["Bearer \(Self.key)"])
      runs.append(
        try Program.run(["report", "report.json", "-r", "markdown"], in: folder)
      )
      runs.append(try Program.run(["audit", "verify", "audit"], in: folder))
      #expect(runs.last?.status == 0, "\(runs.last?.output ?? "")\(runs.last?.errors ?? "")")
      try expectClean(runs, in: folder)
    }
  }

  @Test(
    "shows in nothing that a session shows, saves or writes",
    arguments: ["text", "json", "jsonl"]
  )
  func sessions(output: String) throws {
    try LiveProgram.with(Self.scenario, answer: Self.answer) { folder, server in
      let lines = [
        "My key is \(Self.key)", "\(Self.base64)", "fail \(Self.key)", "",
        "restart_service service=Redis reason=\(Self.key)", ":mark \(Self.key)", ":calls", ":log",
        ":show 1", ":why", ":changes", ":stats", ":history", ":set", ":set effort \(Self.key)",
        ":set user \(Self.key)", ":set --save", ":model", ":doctor", ":session", ":timeline",
        ":nonsense \(Self.key)", ":export a.md", ":export b.json", ":export c.jsonl", ":export -",
        ":expect text \"\(Self.key)\"", ":record --all recorded", ":audit", ":whoami",
      ]
      try Data(lines.joined(separator: "\n").utf8).write(to: folder.appending(path: "script"))
      let run = try LiveProgram.run(
        [
          "repl", "--model", "chat:m", "--role", "it", "--approve", "all", "--keep-going", "--echo",
          "--session", "drill", "--output", output, "-f", "script",
        ],
        in: folder,
        at: server.base,
        environment: ["XDG_CONFIG_HOME": folder.path]
      )
      #expect(run.output.contains("[redacted]"), "\(run.output)\(run.errors)")
      let again = try LiveProgram.run(
        ["repl", "--session", "drill", "-c", ":log", "-c", ":calls", "-c", ":export -"],
        in: folder,
        at: server.base
      )
      let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      #expect(names.contains("a.md") && names.contains { $0.contains("drill") }, "\(names)")
      try expectClean([run, again], in: folder)
    }
  }

  @Test("shows in no message about what is wrong")
  func problems() throws {
    try LiveProgram.with(Self.scenario, answer: Self.answer) { folder, server in
      let config = "api_key: \(Self.key)\nmodel: \(Self.key)\n"
      try Data(config.utf8).write(to: folder.appending(path: "config.yaml"))
      let runs = try [
        [Self.key], ["run", Self.key], ["run", ".", "--model", Self.key], ["explain", Self.key],
        ["repl", "--config", "config.yaml", "-c", ":whoami"], ["run", ".", "-t", Self.key],
        ["doctor", "--model", "chat:m"], ["doctor", "--model", "chat:\(Self.key)"],
        ["doctor", "--model", "chat:m", "--base-url", "http://127.0.0.1:1/\(Self.key)"],
        ["doctor", "--model", "chat:m", "--base-url", "ftp://127.0.0.1/\(Self.key)"],
        ["run", ".", "--api-key-file", Self.key], ["plan", Self.key], ["check", "."],
        ["policy", "can", Self.key, "--role", Self.key], ["new", Self.key], ["help", Self.key],
        ["repl", "--role", Self.key, "-c", "hi"], ["run", ".", "--report", Self.key],
      ].map { try LiveProgram.run($0, in: folder, at: server.base) }
      #expect(runs.contains { $0.errors.contains("[redacted]") })
      // What `new` is told to call its file is the one name that somebody typed.
      try FileManager.default.removeItem(at: folder.appending(path: "config.yaml"))
      try expectClean(runs, in: folder)
    }
  }

  @Test("shows in nothing that a crash leaves", arguments: [SIGSEGV, SIGABRT, SIGILL])
  func crash(_ signal: Int32) throws {
    let asked = DispatchSemaphore(value: 0)
    try LiveProgram.with(Self.scenario) { _ in
      asked.signal()
      return .stream([.stall])
    } _: { folder, server in
      let process = Process()
      process.executableURL = URL(filePath: try #require(Program.path()))
      process.arguments = ["repl", "--model", "chat:m", "--role", "it", "-c", "hello \(Self.key)"]
      process.currentDirectoryURL = folder
      process.environment = [
        "TABLETOP_BASE_URL": server.base, "OPENAI_API_KEY": Self.key, "HOME": folder.path,
        "LC_ALL": "C",
      ]
      let pipe = Pipe()
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = pipe
      process.standardError = pipe
      try process.run()
      asked.wait()
      kill(process.processIdentifier, signal)
      let said = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      #expect(process.terminationReason == .uncaughtSignal)
      #expect(said.isEmpty)
      let run = Run(status: 0, output: String(decoding: said, as: UTF8.self), errors: "")
      try expectClean([run], in: folder)
    }
  }

  @Test("that the program does not know is a word like any other: these tests can see")
  func control() throws {
    try LiveProgram.with(Self.scenario, answer: Self.answer) { folder, server in
      let run = try Program.run(
        ["run", ".", "-v", "--model", "offline"],
        in: folder,
        environment: ["TABLETOP_BASE_URL": server.base]
      )
      #expect(run.output.contains("canary"))
    }
  }
}
