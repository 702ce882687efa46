import Testing

@Suite("Messages: values that should be choices or lists")
struct ChoiceAndListMessagesTests {
  @Test("says where and what", arguments: rows)
  func says(_ row: Malformed) {
    #expect(SampleStep.said(reading: row.input) == row.expected)
  }

  static let rows: [Malformed] = [
    Malformed(
      "a misspelt choice",
      """
      name: a
      kind: falt
      """,
      """
      a.yaml:2:7: error[TT013]: `kind` can't be `falt`
        2 | kind: falt
          |       ^^^^ did you mean `fault`?
      """
    ),
    Malformed(
      "a choice like no other",
      """
      name: a
      kind: earthquake
      """,
      """
      a.yaml:2:7: error[TT013]: `kind` can't be `earthquake`
        2 | kind: earthquake
          |       ^^^^^^^^^^ valid values are log, fault, metric
      """
    ),
    Malformed(
      "a text where a list is meant",
      """
      name: a
      tags: inc
      """,
      """
      a.yaml:2:7: error[TT012]: `tags` must be a list of texts, this is text
        2 | tags: inc
          |       ^^^
          = help: write it in brackets
      """
    ),
    Malformed(
      "a list with a mapping where texts are meant",
      """
      name: a
      tags: [inc, {a: b}]
      """,
      """
      a.yaml:2:13: error[TT012]: `tags` must be a list of texts, this part is a mapping
        2 | tags: [inc, {a: b}]
          |             ^
      """
    ),
    Malformed(
      "an empty list item where texts are meant",
      """
      name: a
      tags:
        -
      """,
      """
      a.yaml:3:4: error[TT012]: `tags` must be a list of texts, this part is empty
        3 |   -
          |    ^
      """
    ),
    Malformed(
      "a mapping where a list is meant",
      """
      name: a
      with: {a: b}
      """,
      """
      a.yaml:2:7: error[TT012]: `with` must be a list, this is a mapping
        2 | with: {a: b}
          |       ^
      """
    ),
    Malformed(
      "everything wrong at once",
      """
      amount: 1k
      times: 0
      exactly: on
      within: 3 m
      kind: logg
      tasg: []
      """,
      """
      a.yaml:1:1: error[TT009]: a step needs the key `name`
        1 | amount: 1k
          | ^
      a.yaml:1:9: error[TT012]: `amount` must be a number, this is text
        1 | amount: 1k
          |         ^^
          = help: write 1000
      a.yaml:2:8: error[TT012]: `times` must be between 1 and 40
        2 | times: 0
          |        ^
      a.yaml:3:10: error[TT012]: `exactly` must be true or false, this is text
        3 | exactly: on
          |          ^^
          = help: write true
      a.yaml:4:9: error[TT012]: `within` must be a duration such as 4m or 1h30m, this is text
        4 | within: 3 m
          |         ^^^
      a.yaml:5:7: error[TT013]: `kind` can't be `logg`
        5 | kind: logg
          |       ^^^^ did you mean `log`?
      a.yaml:6:1: error[TT003]: unknown key `tasg`
        6 | tasg: []
          | ^^^^ did you mean `tags`?
      """
    ),
  ]
}
