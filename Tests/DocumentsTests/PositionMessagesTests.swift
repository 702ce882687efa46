import Testing

@Suite("Messages: positions")
struct PositionMessagesTests {
  @Test("says where and what", arguments: rows)
  func says(_ row: Malformed) {
    #expect(row.said == row.expected)
  }

  static let rows: [Malformed] = [
    Malformed(
      "an error behind accents counts scalars",
      "été: \"x",
      """
      a.yaml:1:6: error[TT001]: this quote is never closed
        1 | été: "x
          |      ^
      """
    ),
    Malformed(
      "an error behind an emoji counts scalars",
      "- 😀👩\u{200D}🚒: : x",
      """
      a.yaml:1:9: error[TT001]: a `:` is not allowed here
        1 | - 😀👩‍🚒: : x
          |         ^
          = help: put a text that holds `: ` in quotes, or check the indentation
      """
    ),
    Malformed(
      "an error in a file with CR LF",
      "a: 1\r\nb: \"x\r\n",
      """
      a.yaml:2:4: error[TT001]: this quote is never closed
        2 | b: "x
          |    ^
      """
    ),
    Malformed(
      "an error in a file with a byte order mark",
      "\u{FEFF}a: \"x",
      """
      a.yaml:1:4: error[TT001]: this quote is never closed
        1 | a: "x
          |    ^
      """
    ),
    Malformed(
      "an error at the end points at the last content",
      """
      a: 1
      b



      """,
      """
      a.yaml:2:1: error[TT001]: a `:` is missing after this
        2 | b
          | ^
      """
    ),
  ]
}
