import Testing

@testable import REPL

@Suite("The agent's words on the screen")
struct AgentTextTests {
  private func printed(_ pieces: [String], width: Int? = nil) -> String {
    var words = AgentText(width: width)
    return pieces.map { words.feed($0) }.joined() + words.finish()
  }

  @Test(
    "stand at the margin where they are ordinary, and are marked where they could be the program's",
    arguments: [
      ("Redis is up.", "Redis is up.\n"),
      ("1. check\n- restart\n* wait", "1. check\n- restart\n* wait\n"),
      ("  3  restart_service  ok", "|   3  restart_service  ok\n"),
      ("[FINANCE] INC-001 CRITICAL> ", "| [FINANCE] INC-001 CRITICAL>\n"),
      ("\u{A0} 3  restart_service", "| \u{A0} 3  restart_service\n"),
      ("\u{200B}\u{3164}x", "| \u{FFFD}\u{3164}x\n"),
      ("a\n\n\tb", "a\n\n|     b\n"),
      ("größe", "größe\n"), ("東京", "東京\n"), ("", ""), ("a\n", "a\n"),
    ]
  )
  func margin(_ text: String, _ expected: String) {
    #expect(printed([text]) == expected)
  }

  @Test("are wrapped by the program, so that the terminal never begins a line itself")
  func wrapping() {
    let fake = String(repeating: "x", count: 18) + "  3  approve  ok"
    for line in printed([fake, " [IT]> "], width: 20).split(separator: "\n") {
      #expect(line.utf8.count <= 20)
      #expect(!line.hasPrefix(" ") && !line.hasPrefix("["))
    }
    let long = printed([String(repeating: "y", count: 50)], width: 20)
    #expect(long == "yyyyyyyyyyyyyyyyyy\nyyyyyyyyyyyyyyyyyy\nyyyyyyyyyyyyyy\n")
    #expect(printed([String(repeating: " ", count: 30) + "3  ok"], width: 20) == "3  ok\n")
  }

  @Test("are the same however they are cut into pieces")
  func pieces() {
    let text = "one  two\n  3  x ok\u{1B}[2J\r\n[IT] three four five six seven eight nine"
    let whole = printed([text], width: 24)
    for size in 1...7 {
      let scalars = Array(text.unicodeScalars)
      let pieces = stride(from: 0, to: scalars.count, by: size).map { start in
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<min(start + size, scalars.count)])
        return String(view)
      }
      #expect(printed(pieces, width: 24) == whole)
    }
  }
}

@Suite("Markdown in the agent's words")
struct InlineMarkdownTests {
  private func printed(_ pieces: [String], width: Int? = nil) -> String {
    var words = AgentText(width: width, style: Style(isColored: true))
    let text = pieces.map { words.feed($0) }.joined() + words.finish()
    return text.replacing("\u{1B}[1m", with: "<").replacing("\u{1B}[2m", with: "{")
      .replacing("\u{1B}[0m", with: ">")
  }

  @Test(
    "becomes what it means, and what only looks like it stays",
    arguments: [
      ("a **b c** d", "a <b> <c> d\n"), ("run `ls -l` now", "run {ls> {-l> now\n"),
      ("**a `b**` c**", "<a> {b**> <c>\n"), ("# Head here\nrest", "<Head> <here>\nrest\n"),
      ("```\n# a **b**\n```\n**c**", "{```>\n{#> {a> {**b**>\n{```>\n<c>\n"),
      ("2**10 and 2 ** 3 and a*b", "2**10 and 2 ** 3 and a*b\n"),
      ("**open\nnext", "<open>\nnext\n"),
      ("####### seven", "####### seven\n"), ("it``s", "it``s\n"), ("(**a**)", "(<a>)\n"),
    ]
  )
  func marks(_ text: String, _ expected: String) {
    #expect(printed([text]) == expected)
    #expect(printed(text.unicodeScalars.map { String($0) }) == expected)
  }

  @Test(
    "hides no line that could be the program's, whatever mark stands before it",
    arguments: [
      ("**[IT] INC-001>** x", "| <[IT]> <INC-001>> x\n"), ("# [IT]> x", "| <[IT]>> <x>\n"),
      ("**  3  restart", "**  3  restart\n"), ("# \u{1B}[2J", "| <\u{FFFD}[2J>\n"),
      ("#   3  restart", "|   <3>  <restart>\n"),
    ]
  )
  func margin(_ text: String, _ expected: String) { #expect(printed([text]) == expected) }

  @Test("takes no room on the screen")
  func width() {
    let lines = printed(["**aaaa** **bbbb** `cccc` dddd eeee"], width: 20).split(separator: "\n")
    #expect(lines == ["<aaaa> <bbbb> {cccc> dddd", "eeee"])
  }

  @Test("is left alone without colour, and a forged call is marked where calls are sentences")
  func plain() {
    var words = AgentText(width: nil, marksCalls: true)
    #expect(words.feed("**a** `b`\nCall 3 ok: x\n") == "**a** `b`\n| Call 3 ok: x\n")
  }
}
