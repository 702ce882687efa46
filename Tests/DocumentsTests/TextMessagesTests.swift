import Testing

@Suite("Messages: values that should be text")
struct TextMessagesTests {
  @Test("says where and what", arguments: rows)
  func says(_ row: Malformed) {
    #expect(SampleStep.said(reading: row.input) == row.expected)
  }

  static let rows: [Malformed] = [
    Malformed(
      "an empty value where text is meant",
      "name:",
      """
      a.yaml:1:6: error[TT012]: `name` must be text, this is empty
        1 | name:
          |      ^
      """
    ),
    Malformed(
      "null where text is meant",
      "name: null",
      """
      a.yaml:1:7: error[TT012]: `name` must be text, this is empty
        1 | name: null
          |       ^^^^
          = help: put the word in quotes if it is meant as text
      """
    ),
    Malformed(
      "a list where text is meant",
      "name: [a]",
      """
      a.yaml:1:7: error[TT012]: `name` must be text, this is a list
        1 | name: [a]
          |       ^
      """
    ),
  ]
}
