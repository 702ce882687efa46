import Testing

@Suite("Messages: quotes")
struct QuoteMessagesTests {
  @Test("says where and what", arguments: rows)
  func says(_ row: Malformed) {
    #expect(row.said == row.expected)
  }

  static let rows: [Malformed] = [
    Malformed(
      "a double quote that is never closed",
      """
      name: "open
      steps: []
      """,
      """
      a.yaml:1:7: error[TT001]: this quote is never closed
        1 | name: "open
          |       ^
      """
    ),
    Malformed(
      "a single quote that is never closed, with an escaped one inside",
      "name: 'it''s open",
      """
      a.yaml:1:7: error[TT001]: this quote is never closed
        1 | name: 'it''s open
          |       ^
      """
    ),
    Malformed(
      "a quote that is never closed, two lines up",
      """
      say: "a
        b
        c
      """,
      """
      a.yaml:1:6: error[TT001]: this quote is never closed
        1 | say: "a
          |      ^
      """
    ),
    Malformed(
      "a quote that a document marker cuts",
      """
      a: 'x
      ---
      '
      """,
      """
      a.yaml:1:4: error[TT001]: this quote is never closed
        1 | a: 'x
          |    ^
      """
    ),
    Malformed(
      "a quote that ends in a backslash",
      #"a: "x\"#,
      #"""
      a.yaml:1:6: error[TT001]: this escape sequence does not exist
        1 | a: "x\
          |      ^
          = help: write \\ for a backslash, or use single quotes
      """#
    ),
  ]
}
