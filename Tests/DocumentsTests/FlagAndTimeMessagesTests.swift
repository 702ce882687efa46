import Testing

@Suite("Messages: values that should be flags or times")
struct FlagAndTimeMessagesTests {
  @Test("says where and what", arguments: rows)
  func says(_ row: Malformed) {
    #expect(SampleStep.said(reading: row.input) == row.expected)
  }

  static let rows: [Malformed] = [
    Malformed(
      "yes where true is meant",
      """
      name: a
      exactly: yes
      """,
      """
      a.yaml:2:10: error[TT012]: `exactly` must be true or false, this is text
        2 | exactly: yes
          |          ^^^
          = help: write true
      """
    ),
    Malformed(
      "true in quotes",
      """
      name: a
      exactly: "true"
      """,
      """
      a.yaml:2:10: error[TT012]: `exactly` must be true or false, this is text
        2 | exactly: "true"
          |          ^^^^^^
          = help: write true without quotes
      """
    ),
    Malformed(
      "a word where true or false is meant",
      """
      name: a
      exactly: maybe
      """,
      """
      a.yaml:2:10: error[TT012]: `exactly` must be true or false, this is text
        2 | exactly: maybe
          |          ^^^^^
      """
    ),
    Malformed(
      "a duration without a unit",
      """
      name: a
      within: 15
      """,
      """
      a.yaml:2:9: error[TT012]: `within` must be a duration such as 4m or 1h30m, this is text
        2 | within: 15
          |         ^^
          = help: add a unit: s, m, h or d
      """
    ),
    Malformed(
      "a duration in words",
      """
      name: a
      within: soon
      """,
      """
      a.yaml:2:9: error[TT012]: `within` must be a duration such as 4m or 1h30m, this is text
        2 | within: soon
          |         ^^^^
      """
    ),
    Malformed(
      "a day without a time",
      """
      name: a
      at: 2025-01-15
      """,
      """
      a.yaml:2:5: error[TT012]: `at` must be a time such as 2025-01-15T09:00:00Z, this is text
        2 | at: 2025-01-15
          |     ^^^^^^^^^^
      """
    ),
    Malformed(
      "a day that does not exist",
      """
      name: a
      at: 2025-02-30T09:00:00Z
      """,
      """
      a.yaml:2:5: error[TT012]: `at` must be a time such as 2025-01-15T09:00:00Z, this is text
        2 | at: 2025-02-30T09:00:00Z
          |     ^^^^^^^^^^^^^^^^^^^^
      """
    ),
  ]
}
