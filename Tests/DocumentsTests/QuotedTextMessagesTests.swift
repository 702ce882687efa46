import Testing

@Suite("Messages: quoted texts and block texts")
struct QuotedTextMessagesTests {
  @Test("says where and what", arguments: rows)
  func says(_ row: Malformed) {
    #expect(row.said == row.expected)
  }

  static let rows: [Malformed] = [
    Malformed(
      "text behind a quoted text",
      "say: \"a\" b",
      """
      a.yaml:1:10: error[TT001]: this does not continue the value before it
        1 | say: "a" b
          |          ^
          = help: put the whole text in quotes, or remove this
      """
    ),
    Malformed(
      "two quoted texts",
      "'a': 'b' 'c'",
      """
      a.yaml:1:10: error[TT001]: this does not continue the value before it
        1 | 'a': 'b' 'c'
          |          ^
          = help: put the whole text in quotes, or remove this
      """
    ),
    Malformed(
      "a quoted key without a colon",
      """
      "a": b
      "c" d
      """,
      """
      a.yaml:2:1: error[TT001]: a `:` is missing after this
        2 | "c" d
          | ^
      """
    ),
    Malformed(
      "an escape sequence that does not exist",
      #"say: "C:\quit""#,
      #"""
      a.yaml:1:9: error[TT001]: this escape sequence does not exist
        1 | say: "C:\quit"
          |         ^
          = help: write \\ for a backslash, or use single quotes
      """#
    ),
    Malformed(
      "an escape sequence without digits",
      #"say: "\xZZ""#,
      #"""
      a.yaml:1:9: error[TT001]: this escape sequence needs more hexadecimal digits
        1 | say: "\xZZ"
          |         ^
      """#
    ),
    Malformed(
      "an escape sequence with too few digits",
      #"say: "\u12""#,
      #"""
      a.yaml:1:9: error[TT001]: this escape sequence needs more hexadecimal digits
        1 | say: "\u12"
          |         ^
      """#
    ),
    Malformed(
      "an escape sequence for half a surrogate pair",
      #"say: "\uD800""#,
      #"""
      a.yaml:1:9: error[TT001]: this escape sequence names no character
        1 | say: "\uD800"
          |         ^
      """#
    ),
    Malformed(
      "a block text on the line of its sign",
      "say: | text",
      """
      a.yaml:1:8: error[TT001]: after `|` or `>` the text begins on the next line
        1 | say: | text
          |        ^
      """
    ),
    Malformed(
      "a block text with an indentation of 0",
      """
      say: |0
        a
      """,
      """
      a.yaml:1:7: error[TT001]: the number after `|` or `>` must be 1 to 9
        1 | say: |0
          |       ^
      """
    ),
    Malformed(
      "a block text whose later lines are out of line",
      """
      say: |
          a
        b
      """,
      """
      a.yaml:3:3: error[TT001]: this does not fit the mapping above
        3 |   b
          |   ^
          = why:  it begins at line 1, column 1
          = help: indent the parts of one list or mapping alike, and put texts in quotes
      """
    ),
  ]
}
