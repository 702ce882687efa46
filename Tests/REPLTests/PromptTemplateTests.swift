import Testing

@testable import REPL

@Suite("The prompt's template")
struct PromptTemplateTests {
  private func rendered(_ text: String, _ values: [String: String]) throws -> String {
    try PromptTemplate(text).rendered { values[$0.rawValue] ?? "" }
  }

  @Test("puts values in the place of their names")
  func values() throws {
    let values = ["role": "IT", "incident": "INC-001", "status": "CRITICAL", "user": "olga"]
    #expect(try rendered("[{role}] {incident} {status}> ", values) == "[IT] INC-001 CRITICAL> ")
    #expect(try rendered("{user}@{model}> ", values) == "olga@> ")
  }

  @Test("leaves out a section whose value is not there, and the space before such a value")
  func sections() throws {
    let text = "{incident} {status}{?rec REC}{?session ({session})}> "
    #expect(try rendered(text, ["incident": "INC-001"]) == "INC-001> ")
    #expect(
      try rendered(text, ["incident": "1", "status": "LOW", "rec": "REC", "session": "drill"])
        == "1 LOW REC (drill)> "
    )
  }

  @Test("is the published one where nothing is chosen")
  func standard() throws {
    #expect(try PromptTemplate(PromptTemplate.standard.text) == .standard)
  }

  @Test(
    "is refused with the place, what is wrong, and a near match",
    arguments: [
      ("{rolle}> ", 1..<6, "a prompt knows no `rolle`", "did you mean `role`?"),
      ("{}> ", 1..<2, "a prompt knows no ``", nil),
      ("{role> ", 0..<5, "a `{` without its `}`", nil),
      ("{?rec REC> ", 0..<11, "a `{` without its `}`", nil),
      ("role}> ", 4..<5, "a `}` without its `{`", nil),
      ("{?rec {?session x}}> ", 6..<15, "a `{?...}` can't stand in another one", nil),
      ("{rec}> ", 0..<4, "`rec` has no text; `{?rec REC}` has", nil),
      ("{role}", 5..<6, "a prompt ends with `> `", nil),
      ("{?rec > }", 8..<9, "a prompt ends with `> `", nil),
      ("", 0..<1, "a prompt ends with `> `", nil),
      ("caf\u{E9}> ", 3..<4, "a prompt is plain ASCII on one line", nil),
      ("a\u{1B}[31m> ", 1..<2, "a prompt is plain ASCII on one line", nil),
      ("a\n> ", 1..<2, "a prompt is plain ASCII on one line", nil),
    ] as [(String, Range<Int>, String, String?)]
  )
  func problems(_ text: String, _ place: Range<Int>, _ problem: String, _ hint: String?) {
    do throws(PromptTemplateError) {
      _ = try PromptTemplate(text)
      Issue.record("was taken")
    } catch {
      #expect(error.place == place)
      #expect(error.problem == problem)
      if let hint { #expect(error.hint == hint) }
    }
  }

  @Test("is at most 200 characters long")
  func length() throws {
    let most = String(repeating: "x", count: 198) + "> "
    #expect(try rendered(most, [:]) == most)
    #expect(throws: PromptTemplateError.self) { try PromptTemplate("x" + most) }
  }

  @Test("can be set for the session, and a wrong one changes nothing")
  func setting() async throws {
    let typist = try Typist(as: "IT", interactive: true)
    _ = await typist.type(#":set prompt "{role} {incident}> ""#)
    #expect(await typist.session.prompt() == "IT INC-001> ")
    let refused = await typist.type(":set prompt {roel}>")
    #expect(refused.result.problem.first?.contains("did you mean `role`?") == true)
    #expect(await typist.session.prompt() == "IT INC-001> ")
    _ = await typist.type(":set prompt {user}>")
    #expect(await typist.session.prompt() == "it-1@example.com> ")
    #expect(await typist.type(":set prompt").text.contains(#""{user}> ""#))
  }

  @Test("loses the session's name first, then the severity, then `INC-` where there is no room")
  func narrow() async throws {
    let typist = try Typist(as: "IT", interactive: true)
    var seen: [String] = []
    for width in [80, 50, 40, 30, 20] {
      await typist.session.setWidth(width)
      seen.append(await typist.session.prompt())
    }
    #expect(
      seen == [
        "[IT] INC-001 CRITICAL> ", "[IT] INC-001> ", "[IT] INC-001> ", "[IT] 001> ", "[IT] 001> ",
      ]
    )
  }
}
