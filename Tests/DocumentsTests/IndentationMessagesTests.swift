import Testing

@Suite("Messages: indentation")
struct IndentationMessagesTests {
  @Test("says where and what", arguments: rows)
  func says(_ row: Malformed) {
    #expect(row.said == row.expected)
  }

  static let rows: [Malformed] = [
    Malformed(
      "a list on the line of its key",
      "a: - b",
      """
      a.yaml:1:4: error[TT001]: a list item is not allowed here
        1 | a: - b
          |    ^
          = help: begin the list on the line after its key
      """
    ),
    Malformed(
      "a key below a list",
      """
      - a
      b: c
      """,
      """
      a.yaml:2:1: error[TT001]: this does not fit the list above
        2 | b: c
          | ^
          = why:  it begins at line 1, column 1
          = help: indent the parts of one list or mapping alike, and put texts in quotes
      """
    ),
    Malformed(
      "a list below a key with a value",
      """
      a: 1
      - b
      """,
      """
      a.yaml:2:1: error[TT001]: this does not fit the mapping above
        2 | - b
          | ^
          = why:  it begins at line 1, column 1
          = help: indent the parts of one list or mapping alike, and put texts in quotes
      """
    ),
    Malformed(
      "a key that is indented too far",
      """
      a: 1
         b: 2
      """,
      """
      a.yaml:2:5: error[TT001]: a `:` is not allowed here
        2 |    b: 2
          |     ^
          = help: put a text that holds `: ` in quotes, or check the indentation
      """
    ),
    Malformed(
      "a key that is indented too little",
      """
      a:
          b: 1
        c: 2
      """,
      """
      a.yaml:3:3: error[TT001]: this does not fit the mapping above
        3 |   c: 2
          |   ^
          = why:  it begins at line 1, column 1
          = help: indent the parts of one list or mapping alike, and put texts in quotes
      """
    ),
    Malformed(
      "a list item that is indented too little",
      """
      steps:
        - a
       - b
      """,
      """
      a.yaml:3:2: error[TT001]: this does not fit the mapping above
        3 |  - b
          |  ^
          = why:  it begins at line 1, column 1
          = help: indent the parts of one list or mapping alike, and put texts in quotes
      """
    ),
    Malformed(
      "a key of a list item that is indented too little",
      """
      - a: 1
       b: 2
      """,
      """
      a.yaml:2:2: error[TT001]: this does not fit the list above
        2 |  b: 2
          |  ^
          = why:  it begins at line 1, column 1
          = help: indent the parts of one list or mapping alike, and put texts in quotes
      """
    ),
    Malformed(
      "a value without a key",
      ": x",
      """
      a.yaml:1:1: error[TT001]: a key is missing before the `:`
        1 | : x
          | ^
      """
    ),
    Malformed(
      "a question mark inside a value",
      "a: ? b",
      """
      a.yaml:1:4: error[TT001]: a `?` is not allowed here
        1 | a: ? b
          |    ^
      """
    ),
  ]
}
