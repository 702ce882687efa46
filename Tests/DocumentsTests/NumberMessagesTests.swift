import Testing

@Suite("Messages: values that should be numbers")
struct NumberMessagesTests {
  @Test("says where and what", arguments: rows)
  func says(_ row: Malformed) {
    #expect(SampleStep.said(reading: row.input) == row.expected)
  }

  static let rows: [Malformed] = [
    Malformed(
      "a number with a suffix",
      """
      name: a
      amount: 25k
      """,
      """
      a.yaml:2:9: error[TT012]: `amount` must be a number, this is text
        2 | amount: 25k
          |         ^^^
          = help: write 25000
      """
    ),
    Malformed(
      "a number with leading zeros",
      """
      name: a
      amount: 014
      """,
      """
      a.yaml:2:9: error[TT012]: `amount` must be a number, this is text
        2 | amount: 014
          |         ^^^
          = help: write 14
      """
    ),
    Malformed(
      "a number with an underscore",
      """
      name: a
      amount: 25_000.5
      """,
      """
      a.yaml:2:9: error[TT012]: `amount` must be a number, this is text
        2 | amount: 25_000.5
          |         ^^^^^^^^
          = help: write 25000.5
      """
    ),
    Malformed(
      "a number with commas",
      """
      name: a
      amount: 1,000,000
      """,
      """
      a.yaml:2:9: error[TT012]: `amount` must be a number, this is text
        2 | amount: 1,000,000
          |         ^^^^^^^^^
          = help: write 1000000
      """
    ),
    Malformed(
      "a number in quotes",
      """
      name: a
      amount: "25"
      """,
      """
      a.yaml:2:9: error[TT012]: `amount` must be a number, this is text
        2 | amount: "25"
          |         ^^^^
          = help: write 25 without quotes
      """
    ),
    Malformed(
      "a number without a digit before the point",
      """
      name: a
      amount: .5
      """,
      """
      a.yaml:2:9: error[TT012]: `amount` must be a number, this is text
        2 | amount: .5
          |         ^^
          = help: write 0.5
      """
    ),
    Malformed(
      "a hexadecimal number",
      """
      name: a
      amount: 0x1F
      """,
      """
      a.yaml:2:9: error[TT012]: `amount` must be a number, this is text
        2 | amount: 0x1F
          |         ^^^^
          = help: write 31
      """
    ),
    Malformed(
      "a number with a plus sign",
      """
      name: a
      amount: +5
      """,
      """
      a.yaml:2:9: error[TT012]: `amount` must be a number, this is text
        2 | amount: +5
          |         ^^
          = help: write 5
      """
    ),
    Malformed(
      "a sexagesimal number",
      """
      name: a
      amount: 12:30:45
      """,
      """
      a.yaml:2:9: error[TT012]: `amount` must be a number, this is text
        2 | amount: 12:30:45
          |         ^^^^^^^^
      """
    ),
    Malformed(
      "a number that is none",
      """
      name: a
      amount: .nan
      """,
      """
      a.yaml:2:9: error[TT012]: `amount` must be a number, this is text
        2 | amount: .nan
          |         ^^^^
      """
    ),
    Malformed(
      "an infinite number",
      """
      name: a
      amount: -.inf
      """,
      """
      a.yaml:2:9: error[TT012]: `amount` must be a number, this is text
        2 | amount: -.inf
          |         ^^^^^
      """
    ),
    Malformed(
      "a number too large for a double",
      """
      name: a
      amount: 1e400
      """,
      """
      a.yaml:2:9: error[TT012]: `amount` is too large a number
        2 | amount: 1e400
          |         ^^^^^
      """
    ),
    Malformed(
      "a mapping where a number is meant",
      """
      name: a
      amount: {is: 1}
      """,
      """
      a.yaml:2:9: error[TT012]: `amount` must be a number, this is a mapping
        2 | amount: {is: 1}
          |         ^
      """
    ),
  ]
}
