/// What the tokens of a model cost, in US dollars a million.
///
/// It is written `IN/OUT`, or `IN/CACHED/OUT` where what the model had read before costs less.
public struct TokenPrice: Sendable, Hashable, CustomStringConvertible {
  /// A million tokens of requests.
  public let input: Double
  /// A million tokens of requests that the model had read before.
  public let cached: Double
  /// A million tokens of answers.
  public let output: Double

  /// How a price is written, in words.
  public static let form =
    "US dollars for a million tokens, as IN/OUT or IN/CACHED/OUT, such as 1.25/10"

  /// Reads a price; nil for anything but two or three amounts from 0 to 1,000,000.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let amounts = parts.compactMap(Self.amount)
    guard amounts.count == parts.count, let first = amounts.first, let last = amounts.last,
      (2...3).contains(amounts.count)
    else { return nil }
    input = first
    cached = amounts.count == 3 ? amounts[1] : first
    output = last
  }

  private static func amount(_ text: Substring) -> Double? {
    // Digits and a point only: no sign, no exponent, no name of a number.
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }),
      let amount = Double(text), (0...1_000_000).contains(amount)
    else { return nil }
    return amount
  }

  /// Returns what tokens cost, in US dollars.
  public func cost(of usage: TokenUsage) -> Double {
    let cached = Double(min(usage.cached, usage.input))
    let fresh = Double(usage.input) - cached
    return (fresh * input + cached * self.cached + Double(usage.output) * output) / 1e6
  }

  /// The price as it is written.
  public var description: String {
    let parts = cached == input ? [input, output] : [input, cached, output]
    return parts.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }.joined(separator: "/")
  }

  /// Returns an amount in words: to the cent from ten dollars on, else to the hundredth of one.
  public static func text(_ dollars: Double) -> String {
    guard dollars.isFinite, dollars >= 0, dollars < 1e12 else { return "more than can be counted" }
    let digits = dollars < 10 ? 4 : 2
    let scale = digits == 4 ? 10_000 : 100
    let whole = Int((dollars * Double(scale)).rounded())
    let rest = String(whole % scale)
    return "$\(whole / scale)." + String(repeating: "0", count: digits - rest.count) + rest
  }
}
