import Testing

@Suite("Messages: files without content")
struct EmptyFileMessagesTests {
  @Test("says where and what", arguments: rows)
  func says(_ row: Malformed) {
    #expect(row.said == row.expected)
  }

  static let rows: [Malformed] = [
    Malformed(
      "nothing",
      "",
      """
      a.yaml:1:1: error[TT002]: this file is empty
      """
    ),
    Malformed(
      "line ends only",
      """



      """,
      """
      a.yaml:1:1: error[TT002]: this file is empty
      """
    ),
    Malformed(
      "a comment only",
      "# later",
      """
      a.yaml:1:1: error[TT002]: this file has no content
        1 | # later
          | ^
      """
    ),
    Malformed(
      "a document marker only",
      "---",
      """
      a.yaml:1:1: error[TT002]: this file has no content
        1 | ---
          | ^
      """
    ),
    Malformed(
      "a byte order mark only",
      "\u{FEFF}",
      """
      a.yaml:1:1: error[TT002]: this file is empty
      """
    ),
  ]
}
