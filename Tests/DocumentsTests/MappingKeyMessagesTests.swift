import Testing

@Suite("Messages: keys of a mapping")
struct MappingKeyMessagesTests {
  @Test("says where and what", arguments: rows)
  func says(_ row: Malformed) {
    #expect(SampleStep.said(reading: row.input) == row.expected)
  }

  static let rows: [Malformed] = [
    Malformed(
      "a misspelt key",
      """
      name: a
      amout: 2
      """,
      """
      a.yaml:2:1: error[TT003]: unknown key `amout`
        2 | amout: 2
          | ^^^^^ did you mean `amount`?
      """
    ),
    Malformed(
      "a key like no other",
      """
      name: a
      xyzzyx: 2
      """,
      """
      a.yaml:2:1: error[TT003]: unknown key `xyzzyx`
        2 | xyzzyx: 2
          | ^^^^^^ valid keys are amount, at, exactly, kind, name, tags, times, within, with
      """
    ),
    Malformed(
      "an empty key",
      """
      name: a
      "": 2
      """,
      """
      a.yaml:2:1: error[TT003]: unknown key ``
        2 | "": 2
          | ^^ valid keys are amount, at, exactly, kind, name, tags, times, within, with
      """
    ),
    Malformed(
      "a key that differs in case only",
      "Name: a",
      """
      a.yaml:1:1: error[TT003]: unknown key `Name`
        1 | Name: a
          | ^^^^ did you mean `name`?
      """
    ),
    Malformed(
      "a text in place of a mapping",
      "just text",
      """
      a.yaml:1:1: error[TT008]: a step must be a mapping, this is text
        1 | just text
          | ^^^^^^^^^
      """
    ),
    Malformed(
      "a list in place of a mapping",
      "- name: a",
      """
      a.yaml:1:1: error[TT008]: a step must be a mapping, this is a list
        1 | - name: a
          | ^
      """
    ),
    Malformed(
      "nothing in place of a mapping",
      "~",
      """
      a.yaml:1:1: error[TT008]: a step must be a mapping, this is empty
        1 | ~
          | ^
      """
    ),
    Malformed(
      "a missing key",
      "amount: 1",
      """
      a.yaml:1:1: error[TT009]: a step needs the key `name`
        1 | amount: 1
          | ^
      """
    ),
  ]
}
