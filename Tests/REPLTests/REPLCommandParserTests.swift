import Testing

@testable import REPL

@Suite("What a typed line is")
struct REPLCommandParserTests {
  private let parser = REPLCommandParser(
    commands: CommandTable.all.map { ($0.name, $0.aliases) },
    tools: ["restart_service", "view_system_logs"]
  )

  @Test(
    "is told by its first characters",
    arguments: [
      ("", ParsedLine.empty),
      ("   ", .empty),
      (":role ops", .command("role", arguments: "ops")),
      ("  :r ops ", .command("role", arguments: "ops")),
      ("help", .command("help", arguments: "")),
      ("?", .command("help", arguments: "")),
      ("exit", .command("quit", arguments: "")),
      ("help me", .text("help me")),
      ("3", .number(3)),
      ("+3", .text("+3")),
      ("9999", .text("9999")),
      ("restart_service service=Redis", .call("restart_service service=Redis")),
      ("restart Redis", .text("restart Redis")),
      ("::wq", .text(":wq")),
    ]
  )
  func parses(_ line: String, _ expected: ParsedLine) {
    #expect(parser.parse(line) == expected)
  }

  @Test("never reaches the model when it begins with a colon, however it goes on")
  func colon() {
    for line in [":rolle ops", ":", ": restart Redis", ":restart Redis", ":ROLE ops", ":role\nx"] {
      switch parser.parse(line) {
      case .text, .call, .number: Issue.record("\(line) reaches the model")
      default: break
      }
    }
  }

  @Test("names near commands when it is none")
  func near() {
    #expect(parser.parse(":rolle ops") == .unknownCommand("rolle", near: ["role"]))
    #expect(parser.parse(":zzzzzz") == .unknownCommand("zzzzzz", near: []))
  }
}

@Suite("The command table")
struct CommandTableTests {
  @Test("has each name and alias once, and an example of each command that parses as it")
  func names() {
    let names = CommandTable.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
    let parser = REPLCommandParser(
      commands: CommandTable.all.map { ($0.name, $0.aliases) },
      tools: []
    )
    for command in CommandTable.all {
      guard case .command(command.name, _) = parser.parse(command.example) else {
        Issue.record("\(command.example) is no example of \(command.name)")
        continue
      }
    }
  }
}
