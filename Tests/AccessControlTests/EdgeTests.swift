@testable import AccessControl
import Testing
import Values

/// What source mutants (Tests/long/mutants) showed that nothing looked at.
@Suite("At its edge")
struct EdgeTests {
  @Test("a user's identifier has 1 to 128 characters", arguments: [0, 1, 127, 128, 129])
  func users(_ count: Int) throws {
    let role = try #require(Role("IT"))
    let session = Session(user: String(repeating: "a", count: count), role: role)
    #expect((session != nil) == (1...128).contains(count))
  }

  @Test("a digest has 64 digits", arguments: [0, 63, 64, 65, 128])
  func digests(_ count: Int) {
    let digits = String(repeating: "a", count: count)
    #expect(Digest(hexadecimal: digits.utf8)?.description == (count == 64 ? digits : nil))
  }

  @Test("a role that the policy doesn't know holds nothing")
  func unknownRole() throws {
    let see = try #require(Permission("see"))
    let known = try #require(Role("known"))
    let stranger = try #require(Role("stranger"))
    let matrix = try PermissionMatrix(
      permissions: [see],
      grants: [PermissionMatrix.Grant(role: known, permissions: [see])]
    )
    #expect(matrix.holds(known, see))
    #expect(!matrix.holds(stranger, see))
    #expect(matrix.permissions(of: stranger) == nil)
  }

  @Test("records are numbered one after the other, changes of role among them")
  func sequence() throws {
    let role = try #require(Role("IT"))
    let session = try #require(Session(user: "dana", role: role))
    var log = AuditLog()
    for _ in 0..<3 {
      log.append(roleSwitchFrom: nil, to: session, at: Timestamp(seconds: 0))
    }
    #expect(log.records.map(\.sequence) == [1, 2, 3])
  }

  @Test(
    "a call's argument needs a name and an equals sign",
    arguments: ["=x", "a", "a b=c", "=", "b=c ="]
  )
  func names(_ text: String) {
    #expect(throws: ToolCallLineError.self) { try ToolCallLine("tool \(text)") }
  }

  @Test("a wrong value is shown up to 200 characters", arguments: [197, 198, 199])
  func shown(_ count: Int) throws {
    let tool = ToolDescription(
      name: "t",
      summary: "t",
      requires: [],
      parameters: [ToolParameter("word", .choice(["a"]), isRequired: true, summary: "w")],
      effect: .read
    )
    let word = String(repeating: "x", count: count)
    let error = try #require(
      throws: ArgumentError.self,
      performing: {
        try ArgumentChecker.check(["word": .string(word)], against: tool, context: [:])
      }
    )
    #expect(error.description.contains(word + "\"") == (count <= 198))
    #expect(error.description.hasSuffix("…") == (count > 198))
  }
}
