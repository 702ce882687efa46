import FoundationEssentials
import Testing

@testable import REPL

@Suite("The reference of the commands")
struct CommandReferenceTests {
  @Test("in README.md is the one that is made from the table")
  func readme() throws {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let readme = try String(contentsOfFile: "/\(folder)/README.md", encoding: .utf8)
    #expect(readme.contains(CommandReference.markdown), "\n\(CommandReference.markdown)")
  }

  @Test("has for each command an example that names it, and no two with one name")
  func examples() {
    var names: Set<String> = []
    for command in CommandTable.all {
      #expect(command.example.hasPrefix(":" + command.name))
      #expect(!command.summary.isEmpty)
      for name in [command.name] + command.aliases { #expect(names.insert(name).inserted) }
    }
  }

  @Test("is told to the manual page too")
  func manual() {
    for command in CommandTable.all {
      #expect(CommandReference.manual.contains(":" + command.name))
    }
  }
}
