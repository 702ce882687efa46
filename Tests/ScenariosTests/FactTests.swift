import Documents
import Scenarios
import Testing

@Suite("The facts of an exercise")
struct FactTests {
  private static func story(_ facts: String) -> String {
    """
    tabletop: 1
    name: facts
    incident: INC-001
    participants: {cora: CSM, dana: IT, omar: OPS, both: {role: OPS, user: dana@example.com}}
    steps:
      - inject: {message: {from: Monitoring, text: Redis is slow}}
        to: IT
      - as: cora
        call: restart_service service=Redis
        expect: [denied: restart_service]
      - advance: 4m
      - as: both
        call: restart_service service=Redis
        expect: [denied: restart_service]
      - as: omar
        call: view_system_logs
        expect: [denied: view_system_logs]
      - as: dana
        call: restart_service service=Redis
        expect: [call: restart_service]
      - advance: 6m
      - as: cora
        call: notify_affected_customers message="We are on it"
        expect: [call: notify_affected_customers]
      - advance: 20m
      - as: cora
        call: notify_affected_customers message="All is well"
        expect: [call: notify_affected_customers]
    expect:
      - facts: \(facts)
    """
  }

  @Test(
    "hold as they are",
    arguments: [
      "requests: 6", "wrong_department: 3", "time_to_right_department: 4m", "unmet_needs: 1",
      "time_to_respond: 4m", "notices: 2", "first_notice: 10m", "notice_gap: {at_most: 20m}",
      "time_to_resolve: {absent: true}", "self_approved: {at_least: 0}", "switched_roles: 0",
      "first_notice: {between: [5m, 15m]}", "first_notice: {not: 9m}", "approvals: 0",
      "cost_increase: {at_least: 1}", "sla_exposure: {any: true}", "confirmations: 0",
    ]
  )
  func hold(_ fact: String) async throws {
    let result = try await Fixtures.play(Self.story("{\(fact)}"))
    #expect(result.problems.map { $0.rendered() } == [])
    #expect(result.outcome == .passed)
  }

  @Test(
    "fail with what they are, times as people write them",
    arguments: [
      ("first_notice: {at_most: 5m}", "first_notice is 10m, expected at most 5m"),
      ("time_to_resolve: 5m", "time_to_resolve is not there, expected 5m"),
      ("wrong_department: 0", "wrong_department is number 3, expected number 0"),
    ]
  )
  func fail(_ fact: String, _ message: String) async throws {
    let result = try await Fixtures.play(Self.story("{\(fact)}"))
    #expect(result.problems.map(\.message) == [message])
    #expect(result.problems.first?.code == "TT220")
  }

  @Test(
    "are read strictly",
    arguments: [
      ("{first_notce: 5m}", "an exercise has no fact `first_notce`"),
      ("{first_notice: 5}", "must be a duration"), ("{notices: many}", "must be a whole number"),
      ("[]", "`facts` must be a mapping"), ("{first_notice: {}}", "a matcher needs one of"),
      ("{first_notice: {at_mots: 5m}}", "unknown key `at_mots`"),
    ]
  )
  func read(_ facts: String, _ message: String) {
    #expect {
      try Fixtures.cases(Self.story(facts))
    } throws: { error in
      (error as? Diagnostics)?.all.contains { $0.message.contains(message) } ?? false
    }
  }

  @Test("come back from JSON as they were")
  func json() async throws {
    let facts = try #require(try await Fixtures.play(Self.story("{notices: 2}")).facts)
    #expect(AfterActionFacts(json: facts.json) == facts)
    #expect(facts.needs.map(\.tool) == ["restart_service", "view_system_logs"])
    #expect(facts.needs.first?.denials == 2)
    // The user who was denied as OPS did it as IT: one person in two roles, but not the first.
    #expect(facts.needs.first?.metIn == "IT")
  }
}

@Suite("Several plays of a case")
struct TrialResultTests {
  @Test(
    "bound a single play's chance as Clopper and Pearson do",
    arguments: [(5, 54), (29, 90), (59, 95)]
  )
  func bound(_ runs: Int, _ percent: Int) {
    let result = TrialResult(runs: runs, passed: runs, needed: runs)
    #expect(Int(result.lowerBound * 100) == percent)
    #expect(result.outcome == .passed)
  }

  @Test("estimate the chance of k in a row as C(c, k) over C(n, k)")
  func chance() {
    let result = TrialResult(runs: 5, passed: 3, needed: 3)
    #expect(result.chance(ofPassing: 1) == 0.6)
    #expect(abs(result.chance(ofPassing: 2) - 0.3) < 1e-12)
    #expect(result.chance(ofPassing: 4) == 0)
    #expect(result.outcome == .flaky)
    #expect(abs(result.lowerBound - 0.189) < 0.001)
    #expect(TrialResult(runs: 5, passed: 2, needed: 3).outcome == .failed)
    #expect(TrialResult(runs: 1_000, passed: 0, needed: 1).lowerBound == 0)
    #expect(abs(TrialResult(runs: 1_000, passed: 300, needed: 1).lowerBound - 0.276) < 0.001)
  }
}

@Suite("A tag expression")
struct TagExpressionTests {
  @Test(
    "binds not before and before or",
    arguments: [
      ("a", true), ("not a", false), ("a or b and c", true), ("(a or b) and c", false),
      ("not b and not c", true), ("not (a or c)", false), ("not not a", true), ("b or c", false),
    ]
  )
  func meaning(_ text: String, _ isMatch: Bool) throws {
    #expect(try TagExpression(text, known: ["a", "b", "c"]).matches(["a"]) == isMatch)
  }

  @Test(
    "is refused with a caret",
    arguments: [
      ("", 0, "a tag is missing at the end"), ("a b", 2, "`and` or `or` is missing before `b`"),
      ("a )", 2, "this parenthesis was never opened"),
      ("and a", 0, "a tag is missing before `and`"),
      ("a or (b and", 11, "a tag is missing at the end"), ("a or d", 5, "there is no tag `d`"),
    ]
  )
  func refused(_ text: String, _ offset: Int, _ problem: String) {
    #expect {
      try TagExpression(text, known: ["a", "b", "c"])
    } throws: { error in
      guard let error = error as? TagExpressionError else { return false }
      return error.offset == offset && error.problem.hasPrefix(problem)
    }
  }

  @Test("may nest no deeper than thirty-two parentheses")
  func depth() throws {
    let deep = String(repeating: "(", count: 33) + "a" + String(repeating: ")", count: 33)
    #expect(throws: TagExpressionError.self) { try TagExpression(deep, known: ["a"]) }
    let allowed = String(deep.dropFirst().dropLast())
    #expect(try TagExpression(allowed, known: ["a"]) == .tag("a"))
  }
}

@Suite("A shard")
struct ShardTests {
  @Test("has each case in exactly one part, and parts of much the same size")
  func parts() throws {
    let ids = (0..<2_000).map { "folder/case-\($0)[asker=cora]" }
    let shards = try (1...7).map { try #require(Shard(index: $0, of: 7)) }
    for id in ids { #expect(shards.count { $0.contains(id) } == 1) }
    for shard in shards { #expect((220...350).contains(ids.count { shard.contains($0) })) }
    #expect(Shard(index: 0, of: 7) == nil)
    #expect(Shard(index: 8, of: 7) == nil)
  }
}
