import Testing

@Suite("Messages: anchors, aliases, merge keys and tags")
struct ReferenceAndTagMessagesTests {
  @Test("says where and what", arguments: rows)
  func says(_ row: Malformed) {
    #expect(row.said == row.expected)
  }

  static let rows: [Malformed] = [
    Malformed(
      "an anchor and its alias are said once",
      """
      a: &x 1
      b: *x
      """,
      """
      a.yaml:1:4: error[TT004]: anchors and aliases are not allowed
        1 | a: &x 1
          |    ^
          = help: write the value out, or put a text that begins with `&` or `*` in quotes
      """
    ),
    Malformed(
      "an alias alone",
      "a: *x",
      """
      a.yaml:1:4: error[TT004]: anchors and aliases are not allowed
        1 | a: *x
          |    ^
          = help: write the value out, or put a text that begins with `&` or `*` in quotes
      """
    ),
    Malformed(
      "a text that begins with an asterisk",
      "a: * b",
      """
      a.yaml:1:5: error[TT004]: anchors and aliases are not allowed
        1 | a: * b
          |     ^
          = help: write the value out, or put a text that begins with `&` or `*` in quotes
      """
    ),
    Malformed(
      "a text that begins with an ampersand",
      "a: & b",
      """
      a.yaml:1:5: error[TT004]: anchors and aliases are not allowed
        1 | a: & b
          |     ^
          = help: write the value out, or put a text that begins with `&` or `*` in quotes
      """
    ),
    Malformed(
      "a merge key",
      """
      <<: {a: 1}
      b: 2
      """,
      """
      a.yaml:1:1: error[TT004]: merge keys are not allowed
        1 | <<: {a: 1}
          | ^^
          = help: write the keys out
      """
    ),
    Malformed(
      "a merge key with an alias",
      """
      base: &base {a: 1}
      b: {<<: *base}
      """,
      """
      a.yaml:1:7: error[TT004]: anchors and aliases are not allowed
        1 | base: &base {a: 1}
          |       ^
          = help: write the value out, or put a text that begins with `&` or `*` in quotes
      a.yaml:2:5: error[TT004]: merge keys are not allowed
        2 | b: {<<: *base}
          |     ^^
          = help: write the keys out
      """
    ),
    Malformed(
      "a standard tag",
      "a: !!str 1",
      """
      a.yaml:1:4: error[TT004]: tags are not allowed
        1 | a: !!str 1
          |    ^
          = help: remove it, or put a text that begins with `!` in quotes
      """
    ),
    Malformed(
      "a tag of one's own",
      """
      a: !x 1
      b: !y 2
      """,
      """
      a.yaml:1:4: error[TT004]: tags are not allowed
        1 | a: !x 1
          |    ^
          = help: remove it, or put a text that begins with `!` in quotes
      a.yaml:2:4: error[TT004]: tags are not allowed
        2 | b: !y 2
          |    ^
          = help: remove it, or put a text that begins with `!` in quotes
      """
    ),
    Malformed(
      "the tag that means none",
      "a: ! 1",
      """
      a.yaml:1:4: error[TT004]: tags are not allowed
        1 | a: ! 1
          |    ^
          = help: remove it, or put a text that begins with `!` in quotes
      """
    ),
    Malformed(
      "a tag with an unknown handle",
      "a: !x!y 1",
      """
      a.yaml:1:4: error[TT004]: tags are not allowed
        1 | a: !x!y 1
          |    ^
          = help: remove it, or put a text that begins with `!` in quotes
      """
    ),
    Malformed(
      "a tag in full before everything",
      "!<tag:yaml.org,2002:map> {a: 1}",
      """
      a.yaml:1:1: error[TT004]: tags are not allowed
        1 | !<tag:yaml.org,2002:map> {a: 1}
          | ^
          = help: remove it, or put a text that begins with `!` in quotes
      """
    ),
    Malformed(
      "a set",
      "!!set {a, b}",
      """
      a.yaml:1:1: error[TT004]: tags are not allowed
        1 | !!set {a, b}
          | ^
          = help: remove it, or put a text that begins with `!` in quotes
      """
    ),
  ]
}
