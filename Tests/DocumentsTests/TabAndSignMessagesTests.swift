import Testing

@Suite("Messages: tabs, signs and colons")
struct TabAndSignMessagesTests {
  @Test("says where and what", arguments: rows)
  func says(_ row: Malformed) {
    #expect(row.said == row.expected)
  }

  static let rows: [Malformed] = [
    Malformed(
      "a tab before a key",
      "a:\n\tb: 1",
      """
      a.yaml:2:1: error[TT001]: a tab is used as indentation
        2 |  b: 1
          | ^
          = help: indent with spaces
      """
    ),
    Malformed(
      "a tab before a second key",
      "a:\n  b: 1\n\tc: 2",
      """
      a.yaml:3:1: error[TT001]: a tab is used as indentation
        3 |  c: 2
          | ^
          = help: indent with spaces
      """
    ),
    Malformed(
      "a tab before the first key",
      "\ta: 1",
      """
      a.yaml:1:1: error[TT001]: a tab is used as indentation
        1 |  a: 1
          | ^
          = help: indent with spaces
      """
    ),
    Malformed(
      "a text that begins with @",
      "a: @home",
      """
      a.yaml:1:4: error[TT001]: a text can't begin with this character
        1 | a: @home
          |    ^
          = help: put the text in quotes
      """
    ),
    Malformed(
      "a text that begins with a backtick",
      "a: `date`",
      """
      a.yaml:1:4: error[TT001]: a text can't begin with this character
        1 | a: `date`
          |    ^
          = help: put the text in quotes
      """
    ),
    Malformed(
      "a text that begins with a percent sign",
      "a: %x",
      """
      a.yaml:1:4: error[TT001]: a text can't begin with this character
        1 | a: %x
          |    ^
          = help: put the text in quotes
      """
    ),
    Malformed(
      "a text that holds a colon",
      "say: Status: critical",
      """
      a.yaml:1:12: error[TT001]: a `:` is not allowed here
        1 | say: Status: critical
          |            ^
          = help: put a text that holds `: ` in quotes, or check the indentation
      """
    ),
    Malformed(
      "a mapping below a text",
      """
      say: a
        b: c
      """,
      """
      a.yaml:2:4: error[TT001]: a `:` is not allowed here
        2 |   b: c
          |    ^
          = help: put a text that holds `: ` in quotes, or check the indentation
      """
    ),
    Malformed(
      "a mapping below a text in the outermost place",
      """
      name
      steps: []
      """,
      """
      a.yaml:2:6: error[TT001]: a `:` is not allowed here
        2 | steps: []
          |      ^
          = help: put a text that holds `: ` in quotes, or check the indentation
      """
    ),
    Malformed(
      "a word without a colon at the end",
      """
      name: a
      steps
      """,
      """
      a.yaml:2:1: error[TT001]: a `:` is missing after this
        2 | steps
          | ^
      """
    ),
    Malformed(
      "a word without a colon in the middle",
      """
      name: a
      steps
      x: 1
      """,
      """
      a.yaml:2:1: error[TT001]: a `:` is missing after this
        2 | steps
          | ^
      """
    ),
  ]
}
