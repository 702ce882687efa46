import Agent
import Testing

@Suite("The price of tokens")
struct TokenPriceTests {
  @Test(
    "is dollars a million, in and out, and less for what was read before",
    arguments: [
      ("1.25/10", TokenUsage(input: 1_000_000, output: 100_000), 2.25),
      ("1.25/0.125/10", TokenUsage(input: 1_000_000, cached: 800_000, output: 100_000), 1.35),
      // Without a price of its own, what was read before costs what the rest costs.
      ("1/10", TokenUsage(input: 1_000_000, cached: 800_000), 1),
      // A server that counts more cached tokens than there are gives no discount on the others.
      ("1/0/10", TokenUsage(input: 10, cached: 1_000_000, output: 0), 0),
      ("0/0", TokenUsage(input: 5, output: 5), 0),
    ]
  )
  func cost(text: String, usage: TokenUsage, expected: Double) throws {
    let price = try #require(TokenPrice(text))
    #expect(abs(price.cost(of: usage) - expected) < 1e-9)
    #expect(price.description == text)
  }

  @Test(
    "is refused where it is none",
    arguments: [
      "", "1", "1/", "/1", "1/2/3/4", "-1/2", "1e3/2", "nan/1", "inf/1", "0x1/2", "1,25/10", " 1/2",
      "1//2", "1/2/", "/1/2", "1/x", "1/x/2",
      "$1/2", "1000001/1", "1.2.3/4", "./1",
    ]
  )
  func refused(text: String) { #expect(TokenPrice(text) == nil) }

  @Test(
    "is told in words",
    arguments: [
      (0, "$0.0000"), (0.00004, "$0.0000"), (0.00005, "$0.0001"), (0.5, "$0.5000"),
      (9.9999, "$9.9999"), (10, "$10.00"), (1234.5, "$1234.50"),
      (999_999_999_999, "$999999999999.00"), (1e12, "more than can be counted"),
      (-0.5, "more than can be counted"), (1e300, "more than can be counted"),
      (.infinity, "more than can be counted"), (.nan, "more than can be counted"),
    ]
  )
  func words(dollars: Double, expected: String) { #expect(TokenPrice.text(dollars) == expected) }
}
