import Testing

@Suite("Messages: values that should be whole numbers")
struct WholeNumberMessagesTests {
  @Test("says where and what", arguments: rows)
  func says(_ row: Malformed) {
    #expect(SampleStep.said(reading: row.input) == row.expected)
  }

  static let rows: [Malformed] = [
    Malformed(
      "a whole number with a fraction",
      """
      name: a
      times: 1.5
      """,
      """
      a.yaml:2:8: error[TT012]: `times` must be a whole number, this is a fraction
        2 | times: 1.5
          |        ^^^
      """
    ),
    Malformed(
      "a whole number in words",
      """
      name: a
      times: twice
      """,
      """
      a.yaml:2:8: error[TT012]: `times` must be a whole number, this is text
        2 | times: twice
          |        ^^^^^
      """
    ),
    Malformed(
      "a whole number outside its range",
      """
      name: a
      times: 41
      """,
      """
      a.yaml:2:8: error[TT012]: `times` must be between 1 and 40
        2 | times: 41
          |        ^^
      """
    ),
    Malformed(
      "a whole number too large for any range",
      """
      name: a
      times: 99999999999999999999
      """,
      """
      a.yaml:2:8: error[TT012]: `times` must be between 1 and 40
        2 | times: 99999999999999999999
          |        ^^^^^^^^^^^^^^^^^^^^
      """
    ),
    Malformed(
      "a whole number with leading zeros",
      """
      name: a
      times: 007
      """,
      """
      a.yaml:2:8: error[TT012]: `times` must be a whole number, this is text
        2 | times: 007
          |        ^^^
          = help: write 7
      """
    ),
  ]
}
