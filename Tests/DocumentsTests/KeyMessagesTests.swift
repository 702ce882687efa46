import Testing

@Suite("Messages: complex and duplicate keys")
struct KeyMessagesTests {
  @Test("says where and what", arguments: rows)
  func says(_ row: Malformed) {
    #expect(row.said == row.expected)
  }

  static let rows: [Malformed] = [
    Malformed(
      "a list as a key",
      """
      ? [a]
      : v
      """,
      """
      a.yaml:1:3: error[TT004]: a key must be text on one line
        1 | ? [a]
          |   ^
          = help: put a key that begins with `[`, `{`, `|` or `>` in quotes
      """
    ),
    Malformed(
      "a mapping as a key",
      "{a: b}: c",
      """
      a.yaml:1:1: error[TT004]: a key must be text on one line
        1 | {a: b}: c
          | ^
          = help: put a key that begins with `[`, `{`, `|` or `>` in quotes
      """
    ),
    Malformed(
      "an empty list as a key",
      "[]: x",
      """
      a.yaml:1:1: error[TT004]: a key must be text on one line
        1 | []: x
          | ^
          = help: put a key that begins with `[`, `{`, `|` or `>` in quotes
      """
    ),
    Malformed(
      "a block text as a key",
      """
      ? |
        a
      : v
      """,
      """
      a.yaml:1:3: error[TT004]: a key must be text on one line
        1 | ? |
          |   ^
          = help: put a key that begins with `[`, `{`, `|` or `>` in quotes
      """
    ),
    Malformed(
      "a text of two lines as a key",
      """
      ? a
        b
      : v
      """,
      """
      a.yaml:1:3: error[TT004]: a key must be text on one line
        1 | ? a
          |   ^
          = help: put a key that begins with `[`, `{`, `|` or `>` in quotes
      """
    ),
    Malformed(
      "an empty key in a list",
      "- {: x}",
      """
      a.yaml:1:4: error[TT001]: a value is missing before this
        1 | - {: x}
          |    ^
      """
    ),
    Malformed(
      "a duplicate key",
      """
      a: 1
      a: 2
      """,
      """
      a.yaml:2:1: error[TT007]: duplicate key `a`
        2 | a: 2
          | ^
          = why:  first defined at line 1
      """
    ),
    Malformed(
      "a duplicate key, once with quotes",
      """
      a: 1
      b: {c: 1, c: 2}
      "a": 3
      a: 4
      """,
      """
      a.yaml:2:11: error[TT007]: duplicate key `c`
        2 | b: {c: 1, c: 2}
          |           ^
          = why:  first defined at line 2
      a.yaml:3:1: error[TT007]: duplicate key `a`
        3 | "a": 3
          | ^^^
          = why:  first defined at line 1
      a.yaml:4:1: error[TT007]: duplicate key `a`
        4 | a: 4
          | ^
          = why:  first defined at line 1
      """
    ),
    Malformed(
      "a duplicate key whose accent is encoded differently",
      "é: 1\ne\u{301}: 2",
      """
      a.yaml:2:1: error[TT007]: duplicate key `é`
        2 | é: 2
          | ^^
          = why:  first defined at line 1
      """
    ),
    Malformed(
      "several problems in one pass",
      """
      a: !!int 1
      ? [b]
      : 2
      a: &x 3
      c: "open
      """,
      """
      a.yaml:1:4: error[TT004]: tags are not allowed
        1 | a: !!int 1
          |    ^
          = help: remove it, or put a text that begins with `!` in quotes
      a.yaml:2:3: error[TT004]: a key must be text on one line
        2 | ? [b]
          |   ^
          = help: put a key that begins with `[`, `{`, `|` or `>` in quotes
      a.yaml:4:1: error[TT007]: duplicate key `a`
        4 | a: &x 3
          | ^
          = why:  first defined at line 1
      a.yaml:4:4: error[TT004]: anchors and aliases are not allowed
        4 | a: &x 3
          |    ^
          = help: write the value out, or put a text that begins with `&` or `*` in quotes
      a.yaml:5:4: error[TT001]: this quote is never closed
        5 | c: "open
          |    ^
      """
    ),
  ]
}
