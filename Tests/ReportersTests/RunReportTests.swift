import Reporters
import Scenarios
import Testing
import Values

@Suite("A JSON report that is read again")
struct RunReportTests {
  private static func run(_ outcomes: [(Int, String)]) throws -> RunReport {
    try Reports.run(outcomes.map { Reports.json("x", index: $0, outcome: $1) })
  }

  @Test("gives the same report in every format, from shards in any order")
  func shards() throws {
    let whole = try Self.run((0..<12).map { ($0, "passed") })
    let parts = try (0..<3).map { part in
      try Self.run((0..<12).filter { $0 % 3 == part }.map { ($0, "passed") })
    }
    let merged = try RunReport(merging: parts.reversed())
    #expect(merged.cases == whole.cases)
    for ((name, first), (_, second)) in zip(
      Reports.all(whole.header),
      Reports.all(merged.header)
    ) {
      #expect(Reports.text(whole, first) == Reports.text(merged, second), "\(name)")
    }
  }

  @Test(
    "counts a case that is in two parts once",
    arguments: [
      ("passed", "passed", "passed"), ("failed", "passed", "flaky"), ("passed", "failed", "flaky"),
      ("failed", "failed", "failed"), ("failed", "error", "failed"), ("error", "failed", "failed"),
      ("error", "passed", "flaky"), ("skipped", "failed", "failed"),
      ("passed", "skipped", "passed"),
      ("flaky", "passed", "flaky"), ("todo", "todo", "todo"),
    ]
  )
  func duplicates(_ first: String, _ second: String, _ outcome: String) throws {
    let merged = try RunReport(merging: [Self.run([(0, first)]), Self.run([(0, second)])])
    #expect(merged.cases.map(\.outcome.rawValue) == [outcome])
  }

  @Test("does not go together with one of another policy")
  func policies() throws {
    let other = try Reports.run([Reports.json("x", index: 0)], policy: "11")
    #expect(throws: ReportError.self) {
      try RunReport(merging: [Self.run([(1, "passed")]), other])
    }
  }

  @Test(
    "is refused where it is none",
    arguments: [
      ("", "not JSON"), ("{}", "not a report"), ("[]", "not a report"),
      ("{\"tool\":\"tabletop\",\"cases\":[],\"version\":2}", "another version"),
      ("{\"tool\":\"tabletop\",\"cases\":[{}],\"version\":1}", "is missing"),
      ("{\"tool\":\"tabletop\",\"cases\":[], \"cases\":[]}", "not JSON"),
    ]
  )
  func refused(_ text: String, _ reason: String) {
    #expect {
      try RunReport(Array(text.utf8))
    } throws: { error in
      "\(error)".contains(reason)
    }
  }

  @Test("is told apart from another: failing, fixed, new, gone, other calls")
  func comparison() throws {
    let old = try Self.run([(0, "passed"), (1, "failed"), (2, "passed"), (3, "passed")])
    let new = try Self.run([(0, "failed"), (1, "passed"), (2, "error"), (4, "passed")])
    let comparison = RunComparison(old, new)
    #expect(comparison.newlyFailing.map(\.id) == ["case 0 x"])
    #expect(comparison.fixed.map(\.id) == ["case 1 x"])
    #expect(comparison.undecided.map(\.id) == ["case 2 x"])
    #expect(comparison.added == ["case 4 x"])
    #expect(comparison.removed == ["case 3 x"])
    #expect(comparison.isRegression)
    #expect(!RunComparison(new, new).isRegression)
    #expect(RunComparison(new, new).text == "0 newly failing, 0 fixed, 0 with other calls, of 4\n")
    #expect(comparison.text.hasSuffix("1 newly failing, 1 fixed, 0 with other calls, of 3\n"))
  }

  @Test("shows calls that changed line by line")
  func calls() throws {
    let one = try Reports.run([Reports.json("x", index: 0)])
    var json = Reports.json("x", index: 0)
    guard case .object(var members) = json else { return }
    members["steps"] = []
    json = .object(members)
    let comparison = RunComparison(one, try Reports.run([json]))
    #expect(comparison.callChanges.map(\.lines) == [["- IT x reason=x  failed"]])
  }
}
