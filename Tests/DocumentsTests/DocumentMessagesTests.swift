import Testing

@Suite("Messages: directives and documents")
struct DocumentMessagesTests {
  @Test("says where and what", arguments: rows)
  func says(_ row: Malformed) {
    #expect(row.said == row.expected)
  }

  static let rows: [Malformed] = [
    Malformed(
      "a version directive",
      """
      %YAML 1.2
      ---
      a: 1
      """,
      """
      a.yaml:1:1: error[TT004]: directives are not allowed
        1 | %YAML 1.2
          | ^
          = help: remove the lines that begin with `%`
      """
    ),
    Malformed(
      "a version that does not exist",
      """
      %YAML 3.0
      ---
      a: 1
      """,
      """
      a.yaml:1:1: error[TT004]: directives are not allowed
        1 | %YAML 3.0
          | ^
          = help: remove the lines that begin with `%`
      """
    ),
    Malformed(
      "a tag directive",
      """
      %TAG ! tag:x,2000:
      ---
      a: 1
      """,
      """
      a.yaml:1:1: error[TT004]: directives are not allowed
        1 | %TAG ! tag:x,2000:
          | ^
          = help: remove the lines that begin with `%`
      """
    ),
    Malformed(
      "an unknown directive",
      """
      %FOO bar
      ---
      a: 1
      """,
      """
      a.yaml:1:5: error[TT004]: directives are not allowed
        1 | %FOO bar
          |     ^
          = help: remove the lines that begin with `%`
      """
    ),
    Malformed(
      "a second document",
      """
      a: 1
      ---
      b: 2
      """,
      """
      a.yaml:2:1: error[TT004]: a file holds one document
        2 | ---
          | ^
          = help: remove this, and put what follows in a file of its own
      """
    ),
    Malformed(
      "the end of a document",
      """
      a: 1
      ...
      """,
      """
      a.yaml:2:1: error[TT004]: a file holds one document
        2 | ...
          | ^
          = help: remove this, and put what follows in a file of its own
      """
    ),
    Malformed(
      "the end of a document and another one",
      """
      a: 1
      ...
      ---
      b: 2
      """,
      """
      a.yaml:2:1: error[TT004]: a file holds one document
        2 | ...
          | ^
          = help: remove this, and put what follows in a file of its own
      """
    ),
  ]
}
