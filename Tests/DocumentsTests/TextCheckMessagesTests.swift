import Testing

@Suite("Messages: bytes that are not text")
struct TextCheckMessagesTests {
  @Test("says where and what", arguments: rows)
  func says(_ row: Malformed) {
    #expect(row.said == row.expected)
  }

  static let rows: [Malformed] = [
    Malformed(
      "a NUL",
      "a: \0",
      """
      a.yaml:1:4: error[TT006]: this file is binary
        1 | a: �
          |    ^
          = why:  it holds a NUL
      """
    ),
    Malformed(
      "a bell",
      "a: \u{7}",
      """
      a.yaml:1:4: error[TT006]: the character U+0007 is not allowed
        1 | a: �
          |    ^
          = help: remove it, or write it as an escape sequence in double quotes
      """
    ),
    Malformed(
      "an escape",
      "a: \u{1B}[31mred",
      """
      a.yaml:1:4: error[TT006]: the character U+001B is not allowed
        1 | a: �[31mred
          |    ^
          = help: remove it, or write it as an escape sequence in double quotes
      """
    ),
    Malformed(
      "a delete",
      "a: \u{7F}",
      """
      a.yaml:1:4: error[TT006]: the character U+007F is not allowed
        1 | a: �
          |    ^
          = help: remove it, or write it as an escape sequence in double quotes
      """
    ),
    Malformed(
      "a C1 control character",
      "a: \u{9B}31m",
      """
      a.yaml:1:4: error[TT006]: the character U+009B is not allowed
        1 | a: �31m
          |    ^
          = help: remove it, or write it as an escape sequence in double quotes
      """
    ),
    Malformed(
      "a lone carriage return",
      "a: 1\rb: 2",
      """
      a.yaml:1:5: error[TT006]: this line ends in U+000D
        1 | a: 1�b: 2
          |     ^
          = why:  not every editor shows a new line here
          = help: end lines with LF or CR LF
      """
    ),
    Malformed(
      "a carriage return before CR LF",
      "a: 1\r\r\nb: 2",
      """
      a.yaml:1:5: error[TT006]: this line ends in U+000D
        1 | a: 1�
          |     ^
          = why:  not every editor shows a new line here
          = help: end lines with LF or CR LF
      """
    ),
    Malformed(
      "a next-line character",
      "# a\u{85}b: 2",
      """
      a.yaml:1:4: error[TT006]: this line ends in U+0085
        1 | # a�b: 2
          |    ^
          = why:  not every editor shows a new line here
          = help: end lines with LF or CR LF
      """
    ),
    Malformed(
      "a line separator in a comment",
      "# harmless\u{2028}as: dana",
      """
      a.yaml:1:11: error[TT006]: this line ends in U+2028
        1 | # harmless�as: dana
          |           ^
          = why:  not every editor shows a new line here
          = help: end lines with LF or CR LF
      """
    ),
    Malformed(
      "a paragraph separator",
      "a: 1\u{2029}b: 2",
      """
      a.yaml:1:5: error[TT006]: this line ends in U+2029
        1 | a: 1�b: 2
          |     ^
          = why:  not every editor shows a new line here
          = help: end lines with LF or CR LF
      """
    ),
    Malformed(
      "a second byte order mark",
      "a: 1\n\u{FEFF}b: 2",
      """
      a.yaml:2:1: error[TT006]: the character U+FEFF is not allowed
        2 | �b: 2
          | ^
          = help: remove it, or write it as an escape sequence in double quotes
      """
    ),
    Malformed(
      "a noncharacter",
      "a: \u{FFFF}",
      """
      a.yaml:1:4: error[TT006]: the character U+FFFF is not allowed
        1 | a: �
          |    ^
          = help: remove it, or write it as an escape sequence in double quotes
      """
    ),
  ]
}
