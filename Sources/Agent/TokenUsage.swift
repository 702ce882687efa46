/// What answers of a model cost, in tokens.
public struct TokenUsage: Sendable, Hashable {
  /// Tokens of the requests, cached ones among them.
  public var input: Int
  /// Tokens of the requests that the model had read before.
  public var cached: Int
  /// Tokens of the answers, reasoning among them.
  public var output: Int
  /// Tokens that the model thought in.
  public var reasoning: Int

  /// Creates a count.
  public init(input: Int = 0, cached: Int = 0, output: Int = 0, reasoning: Int = 0) {
    self.input = input
    self.cached = cached
    self.output = output
    self.reasoning = reasoning
  }

  /// All tokens; a sum beyond what can be counted stays there.
  public var total: Int { Self.sum(input, output) }

  /// Adds the tokens of another answer.
  public mutating func add(_ other: TokenUsage) {
    input = Self.sum(input, other.input)
    cached = Self.sum(cached, other.cached)
    output = Self.sum(output, other.output)
    reasoning = Self.sum(reasoning, other.reasoning)
  }

  private static func sum(_ first: Int, _ second: Int) -> Int {
    let (sum, overflow) = first.addingReportingOverflow(second)
    return overflow ? .max : sum
  }
}
