import Documents
import Testing

@Suite("Diagnostic: rendering")
struct DiagnosticRenderingTests {
  private static func span(_ line: Int, _ column: Int, _ length: Int) -> SourceSpan {
    SourceSpan(start: SourcePosition(line: line, column: column), length: length)
  }

  @Test("puts the sentence, the line and the carets with a label")
  func label() {
    let text = String(repeating: "\n", count: 5) + "    agent: [restart_servce service=redis]\n"
    let diagnostic = Diagnostic(
      code: "TT101",
      file: SourceFile(path: "scenarios/redis.scenario.yaml", text: text),
      span: Self.span(6, 13, 14),
      message: "there is no tool `restart_servce`",
      label: "did you mean `restart_service`?"
    )
    #expect(
      diagnostic.rendered() == """
        scenarios/redis.scenario.yaml:6:13: error[TT101]: there is no tool `restart_servce`
          6 |     agent: [restart_servce service=redis]
            |             ^^^^^^^^^^^^^^ did you mean `restart_service`?
        """
    )
  }

  @Test("puts why and help below the line")
  func whyAndHelp() {
    let line = "      - call: {tool: approve_emergency_spending, with: {amount: 25k}}"
    let diagnostic = Diagnostic(
      code: "TT012",
      file: SourceFile(path: "money.yaml", text: String(repeating: "\n", count: 10) + line),
      span: Self.span(11, 65, 3),
      message: "`amount` must be a number, this is text",
      why: "approve_emergency_spending takes amount: number (USD)",
      help: "write 25000"
    )
    #expect(
      diagnostic.rendered() == """
        money.yaml:11:65: error[TT012]: `amount` must be a number, this is text
         11 |       - call: {tool: approve_emergency_spending, with: {amount: 25k}}
            |                                                                 ^^^
            = why:  approve_emergency_spending takes amount: number (USD)
            = help: write 25000
        """
    )
  }

  @Test("aligns further lines of a help, and notes")
  func severalLines() {
    let diagnostic = Diagnostic(
      severity: .failed,
      code: "TT202",
      file: SourceFile(path: "a.yaml", text: "- denied: x"),
      span: Self.span(1, 3, 6),
      message: "x was not attempted",
      help: "force the attempt\nor accept either outcome",
      notes: ["one", "two"]
    )
    #expect(
      diagnostic.rendered() == """
        a.yaml:1:3: failed[TT202]: x was not attempted
          1 | - denied: x
            |   ^^^^^^
            = help: force the attempt
                    or accept either outcome
            = note: one
            = note: two
        """
    )
  }

  @Test("widens the margin from line 1000 on")
  func wideMargin() {
    let file = SourceFile(path: "a.yaml", text: String(repeating: "\n", count: 999) + "ab")
    let diagnostic = Diagnostic(
      code: "TT003",
      file: file,
      span: Self.span(1000, 2, 1),
      message: "no",
      why: "so"
    )
    #expect(
      diagnostic.rendered() == """
        a.yaml:1000:2: error[TT003]: no
        1000 | ab
             |  ^
             = why:  so
        """
    )
  }

  @Test(
    "ends the carets with the line",
    arguments: [
      (1, 99, "^^^^"), (3, 99, "  ^^"), (4, 1, "   ^"), (5, 3, "    ^"), (99, 9, "    ^"),
    ]
  )
  func caretsEnd(column: Int, length: Int, expected: String) {
    let file = SourceFile(path: "a", text: "abcd")
    let span = Self.span(1, column, length)
    let lines = Diagnostic(code: "TT001", file: file, span: span, message: "m").rendered()
    #expect(lines == "a:1:\(column): error[TT001]: m\n  1 | abcd\n    | \(expected)")
  }

  @Test("leaves an empty line out, unless something is said about it")
  func emptyLine() {
    let file = SourceFile(path: "a", text: "")
    var diagnostic = Diagnostic(
      code: "TT002",
      file: file,
      span: Self.span(1, 1, 1),
      message: "m",
      help: "h"
    )
    #expect(diagnostic.rendered() == "a:1:1: error[TT002]: m\n    = help: h")
    diagnostic.label = "here"
    #expect(
      diagnostic.rendered()
        == "a:1:1: error[TT002]: m\n  1 |\n    | ^ here\n    = help: h"
    )
  }

  @Test("makes path, code, sentence, line, label, why, help and notes safe")
  func safe() {
    let evil = "\u{1B}[2J\u{202E}x\r\ny"
    let diagnostic = Diagnostic(
      code: evil,
      file: SourceFile(path: evil, text: "\u{1B}\ta\u{202E}\u{2028}b"),
      span: Self.span(1, 3, 1),
      message: evil,
      label: evil,
      why: evil,
      help: evil,
      notes: [evil]
    )
    #expect(
      diagnostic.rendered() == """
        �[2J�x��y:1:3: error[�[2J�x��y]: �[2J�x��y
          1 | � a��b
            |   ^ �[2J�x��y
            = why:  �[2J�x�
                    y
            = help: �[2J�x�
                    y
            = note: �[2J�x�
                    y
        """
    )
  }
}
