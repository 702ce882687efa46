import Testing

@Suite("Messages: brackets and braces")
struct BracketMessagesTests {
  @Test("says where and what", arguments: rows)
  func says(_ row: Malformed) {
    #expect(row.said == row.expected)
  }

  static let rows: [Malformed] = [
    Malformed(
      "a list that is never closed",
      "steps: [a, b",
      """
      a.yaml:1:8: error[TT001]: this `[` is never closed
        1 | steps: [a, b
          |        ^
      """
    ),
    Malformed(
      "a list that is never closed before the next key",
      """
      steps: [a, b
      name: x
      """,
      """
      a.yaml:2:5: error[TT001]: a `,` or `]` is missing before this
        2 | name: x
          |     ^
          = why:  a list begins at line 1, column 8
      """
    ),
    Malformed(
      "a list closed by a brace",
      "a: [1, 2}",
      """
      a.yaml:1:9: error[TT001]: a `,` or `]` is missing before this
        1 | a: [1, 2}
          |         ^
          = why:  a list begins at line 1, column 4
      """
    ),
    Malformed(
      "a mapping that is never closed",
      "with: {a: 1",
      """
      a.yaml:1:7: error[TT001]: this `{` is never closed
        1 | with: {a: 1
          |       ^
      """
    ),
    Malformed(
      "a mapping closed by a bracket",
      "a: {b: 1]",
      """
      a.yaml:1:9: error[TT001]: a `,` or `}` is missing before this
        1 | a: {b: 1]
          |         ^
          = why:  a mapping begins at line 1, column 4
      """
    ),
    Malformed(
      "a mapping without a comma",
      "with: {a: 1 b: 2}",
      """
      a.yaml:1:14: error[TT001]: a `,` or `}` is missing before this
        1 | with: {a: 1 b: 2}
          |              ^
          = why:  a mapping begins at line 1, column 7
      """
    ),
    Malformed(
      "a list with a colon too many",
      "a: [b: c: d]",
      """
      a.yaml:1:9: error[TT001]: a `,` or `]` is missing before this
        1 | a: [b: c: d]
          |         ^
          = why:  a list begins at line 1, column 4
      """
    ),
    Malformed(
      "a closing bracket alone",
      "a: ]",
      """
      a.yaml:1:4: error[TT001]: a value is missing before this
        1 | a: ]
          |    ^
      """
    ),
    Malformed(
      "a closing brace too many",
      "{a: 1}}",
      """
      a.yaml:1:7: error[TT001]: this does not continue the value before it
        1 | {a: 1}}
          |       ^
          = help: put the whole text in quotes, or remove this
      """
    ),
    Malformed(
      "a list with nothing between two commas",
      "[a, , b]",
      """
      a.yaml:1:5: error[TT001]: a value is missing before this
        1 | [a, , b]
          |     ^
      """
    ),
    Malformed(
      "a mapping that begins with a comma",
      "{, a}",
      """
      a.yaml:1:2: error[TT001]: a value is missing before this
        1 | {, a}
          |  ^
      """
    ),
  ]
}
