import Foundation
import Values
import WireServer

/// A server that speaks as models do, and a scenario whose model it is.
enum LiveProgram {
  /// The key that everything here is opened with, and that shows nowhere.
  static let key = "sk-live-canary/+0123456789"

  /// A scenario in which two departments want the same of the model.
  static let scenario = """
    tabletop: 1
    name: live
    incident: INC-001
    model: chat:m
    offer: all
    participants: {dana: IT, cora: CSM}
    steps:
      - as: dana
        say: Restart Redis, please.
        expect:
          - call: restart_service
          - changed: [services.Redis.*]
      - as: cora
        say: Restart Redis again.
        expect:
          - denied: {tool: restart_service, missing: restart_service}
    expect:
      - state: {services.Redis.restarts: 1, audit.denied: 1}

    """

  /// Answers each message with a restart of Redis, and its outcome with these words.
  static func restarts(
    _ request: WireRequest,
    words: String = "That is what came of it."
  )
    -> WireReply
  {
    let messages = request.json["messages"]?.elements ?? []
    guard messages.last?["role"] != "tool" else { return .events(ChatEvents.words(words)) }
    return .events(
      ChatEvents.calls(
        ("call_\(messages.count)", "restart_service", ["{\"service\":", "\"Redis\"}"])
      )
    )
  }

  /// Runs the program in a folder, with a server's address and the key around it.
  static func run(
    _ arguments: [String],
    in folder: URL,
    at base: String,
    environment: [String: String] = [:],
    input: String = ""
  ) throws -> Run {
    try Program.run(
      arguments,
      in: folder,
      environment: [
        "TABLETOP_BASE_URL": base, "OPENAI_API_KEY": key, "XDG_STATE_HOME": folder.path,
      ].merging(environment) { _, new in new },
      input: input
    )
  }

  /// Makes a folder with the scenario, and a server; takes both away afterwards.
  static func with(
    _ scenario: String = scenario,
    answer: @escaping @Sendable (WireRequest) -> WireReply = { restarts($0) },
    _ body: (URL, WireServer) throws -> Void
  ) throws {
    let server = try WireServer(answer)
    defer { server.stop() }
    try Program.withFolder(["live.scenario.yaml": Data(scenario.utf8)]) { try body($0, server) }
  }

  /// Returns the text of a file in a folder.
  static func text(_ name: String, in folder: URL) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
  }

  /// Changes the scenario in a folder.
  static func change(_ old: String, to new: String, in folder: URL) throws {
    let text = try text("live.scenario.yaml", in: folder).replacing(old, with: new)
    try Data(text.utf8).write(to: folder.appending(path: "live.scenario.yaml"))
  }
}
