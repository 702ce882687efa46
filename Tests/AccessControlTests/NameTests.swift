import AccessControl
import Testing

@Suite("A name of the policy")
struct NameTests {
  @Test("has up to 64 characters, as long as it begins with a letter", arguments: [1, 63, 64])
  func lengths(_ count: Int) {
    let name = String(repeating: "a", count: count)
    #expect(Role(name)?.name == name)
    #expect(Permission(name)?.name == name)
  }

  @Test("has no more than 64 characters")
  func tooLong() {
    #expect(Role(String(repeating: "a", count: 65)) == nil)
    #expect(Permission(String(repeating: "a", count: 65)) == nil)
  }

  @Test("says in words what a parameter takes")
  func phrases() {
    let phrases: [(ToolParameter.Kind, String)] = [
      (.text, "text"), (.reference("service"), "the name or id of a service"),
      (.choice(["low", "high"]), "one of low, high"), (.integer(.min ... .max), "a whole number"),
      (.integer(1 ... .max), "a whole number of at least 1"),
      (.integer(.min...9), "a whole number of at most 9"),
      (.integer(1...9), "a whole number from 1 to 9"),
      (.number(atLeast: nil, above: nil), "a number"),
      (.number(atLeast: nil, above: 0), "a number above 0"),
      (.number(atLeast: 0, above: nil), "a number of at least 0"),
      (.list(.reference("service")), "a list, each the name or id of a service"),
    ]
    for (kind, words) in phrases { #expect(kind.phrase == words) }
  }
}
