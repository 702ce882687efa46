import AccessControl
import Agent
import Exercises
import Testing
import Values

@testable import REPL

@Suite("Screens")
struct ScreenTests {
  @Test("the first says who one can be")
  func firstStart() async throws {
    #expect(
      await (try Typist(as: nil, interactive: true)).welcome() == """
        tabletop 1.2.3 - rehearse incidents with one agent and several departments
        model: scripted                                                :model to change

          1  IT       logs, diagnostics, restarts, new incidents
          2  OPS      priority, business impact, resources, customer lists
          3  FINANCE  cost impact, emergency spending
          4  CSM      customer details and notices

        1 open incident: INC-001 Production Database Slowdown (CRITICAL)
        Choose 1-4.   :help lists commands   :tour is a 2-minute walk   Ctrl-D leaves


        """
    )
  }

  @Test(
    "a role is found among the words around it, and a question waits until there is a role",
    arguments: [
      ("I am in finance", "FINANCE"), ("the OPS team", "OPS"), ("csm", "CSM"),
      ("restart it please", nil), ("finance or ops", nil),
    ] as [(String, String?)]
  )
  func wordsForARole(_ line: String, _ role: String?) async throws {
    let typist = try Typist(as: nil, interactive: true)
    _ = await typist.type(line)
    #expect(await typist.session.session?.role.name == role)
    guard role == nil else { return }
    _ = await typist.type("1")
    #expect(await typist.session.takeNextLine() == line)
  }

  @Test("a choice is a number or a name, and nothing else goes through")
  func choice() async throws {
    let typist = try Typist(as: nil, interactive: true)
    #expect(await typist.session.prompt() == "role? ")
    for line in ["7", "hello", "0"] {
      #expect(await typist.type(line).result.problem == ["Choose 1-4, or the name of a role."])
    }
    _ = await typist.type("3")
    #expect(await typist.session.takeNextLine() == nil)
    #expect(await typist.session.prompt() == "[FINANCE] INC-001 CRITICAL> ")
  }

  @Test("the greeting shows what the role sees, and names who sees the rest")
  func greeting() async throws {
    let text = await (try Typist(as: "FINANCE", interactive: true)).type(":role finance").text
    #expect(
      text.hasPrefix(
        """
        FINANCE - you are finance-1@example.com, 3 of 13 tools
        INC-001  Production Database Slowdown                                 CRITICAL
          systems  PostgreSQL, Redis, API Gateway
          customers  hidden (CSM)      cost  $25,000              impact  hidden (OPS)
        Try
          1  What does INC-001 cost us?

        """
      )
    )
  }

  @Test("a turn shows its calls, then what the agent says, then what to do next")
  func turn() async throws {
    let model = ScriptedModel([
      ModelResponse(calls: [
        ProposedCall(id: "a", tool: "restart_service", arguments: .text(#"{"service":"Redis"}"#)),
        ProposedCall(id: "b", tool: "calculate_cost_impact", arguments: .text("{}")),
      ]),
      ModelResponse(text: "I cannot restart services; IT can."),
    ])
    let typist = try Typist(as: "FINANCE", model: model, interactive: true)
    #expect(
      await typist.type("restart redis").text == """
          1  restart_service  service=Redis                               DENIED
             FINANCE lacks restart_service. IT holds it. Nothing was changed.
          2  calculate_cost_impact  incident_id=INC-001                   ok

        I cannot restart services; IT can.

             scripted  2 calls, 1 denied  0.1s   :why 1   or   :as it restart redis

        """
    )
    #expect(
      await typist.type(":why").text == """
          1  restart_service  service=Redis                               DENIED
          asked by     finance-1@example.com as FINANCE, turn 1, 09:00:00
          needs        restart_service
          FINANCE has  view_incident, view_cost_impact, approve_spending
          lacks        restart_service
          held by      IT
          rule         permission matrix (:matrix)
          effect       none - the tool did not run; nothing was changed
          told model   "FINANCE lacks restart_service. IT holds it. Nothing was changed.
                       Do not retry."
          try          :as it restart redis

        """
    )
  }

  @Test("the card names each hidden field with the permission it needs and who holds it")
  func card() async throws {
    #expect(
      await (try Typist(as: "CSM")).type(":i").text == """
          1  view_incident_details  incident_id=INC-001                   ok
        INC-001  Production Database Slowdown             CRITICAL   investigating 2h30m
          priority           P1
          departments        IT, OPS, FINANCE, CSM
          systems            PostgreSQL, Redis, API Gateway
          customer impact    500 affected; 40 enterprise, 300 free, 160 smb; 0 notices
                             sent
          business impact    hidden - needs view_business_impact (OPS)
          technical details  hidden - needs view_technical_details (IT)
          cost impact        hidden - needs view_cost_impact (FINANCE)

        """
    )
  }

  @Test("the matrix counts permissions and grants")
  func matrix() async throws {
    let lines = await (try Typist(as: "OPS")).type(":matrix").text.split(separator: "\n")
    #expect(lines.count == 17)
    #expect(lines.first == "  permission              IT   OPS  FINANCE  CSM")
    #expect(lines.last == "15 permissions, 18 grants. Your column: OPS.")
  }

  @Test("no line is wider than 80 columns")
  func width() async throws {
    let typist = try Typist(as: "IT", interactive: true)
    let long = String(repeating: "x", count: 200)
    for line in [
      "restart_service service=Redis reason=\"\(long) \(long)\"", ":show 1", ":calls", ":help",
      "create_incident title=\"\(long)\"", ":incidents", ":i INC-002", ":timeline",
      "view_system_logs", "run_diagnostics target=PostgreSQL", ":undo", ":whoami", ":try",
    ] + CommandTable.all.map({ ":help \($0.name)" }) + [":help keys"]
      + (try defaultWorld().policy.tools.map { ":tool \($0.name)" })
    {
      for row in await typist.type(line).text.split(separator: "\n") {
        #expect(DisplayWidth.of(String(row)) <= 80, "\(line): \(row)")
      }
    }
  }

  @Test("words that are too long for a line are broken under the margin, not by the terminal")
  func longWords() {
    let lines = Screen.wrapped(String(repeating: "y", count: 200), indent: 5)
    #expect(lines.allSatisfy { $0.hasPrefix("     y") && $0.utf8.count <= 80 })
    #expect(Screen.wrapped("a  b", indent: 2) == ["  a  b"])
  }
}

@Suite("Screens without columns")
struct LayoutTests {
  private let rows = [["tool", "needs", "asks"], ["restart_service", "restart_service", "-"]]

  @Test("tell a table in sentences, on a narrow screen and for a screen reader")
  func tables() {
    for layout in [Layout(terminal: 40), Layout(isPlain: true)] {
      Layout.$current.withValue(layout) {
        #expect(
          Screen.table(rows, hasHeader: true) == [
            "restart_service: needs restart_service, asks no"
          ]
        )
        #expect(Screen.table([["*", "INC-001", "", "P1"]]) == ["current, INC-001, P1"])
        #expect(Screen.card([("needs", "a")]) == ["needs: a"])
        #expect(Screen.spread("a", "b", to: 80) == "a, b")
      }
    }
  }

  @Test("fit lines with colours and wide letters into the screen, from 20 columns on")
  func fitting() {
    for width in [20, 40, 60] {
      Layout.$current.withValue(Layout(terminal: width)) {
        for line in [
          "     \u{1B}[2moffline  1 call, 1 denied   :why 1\u{1B}[0m and more words than fit",
          String(repeating: "東京 ", count: 40), String(repeating: "x", count: 300),
        ] {
          for part in Screen.fitted(line) {
            #expect(DisplayWidth.visible(part) <= width, "\(part)")
          }
        }
      }
    }
  }

  @Test("let nothing act on the terminal but the program's colours")
  func guarded() {
    #expect(Screen.guarded("a\u{1B}[1mb\u{1B}[0m") == "a\u{1B}[1mb\u{1B}[0m")
    #expect(
      Screen.guarded("\u{1B}[2J\u{1B}]0;x\u{7}\u{9B}1m\u{202E}\r\u{1B}[1;3H\u{1B}")
        == "\u{FFFD}[2J\u{FFFD}]0;x\u{FFFD}\u{FFFD}1m\u{FFFD}\u{FFFD}\u{FFFD}[1;3H\u{FFFD}"
    )
  }
}
