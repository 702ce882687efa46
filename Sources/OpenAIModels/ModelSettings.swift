public import Agent

/// How a model is asked to answer; what is nil is left to the server.
public struct ModelSettings: Sendable, Equatable {
  /// How hard it thinks, such as `low`.
  public var effort: String?
  /// How much it says: `low`, `medium` or `high`.
  public var verbosity: String?
  /// How much chance there is in it.
  public var temperature: Double?
  /// How many tokens an answer may have, reasoning among them.
  public var maximumTokens: Int?
  /// What its tokens cost; no request says so.
  public var price: TokenPrice?

  /// The words that servers know for effort; a model knows some of them.
  public static let efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"]
  /// The words for verbosity.
  public static let verbosities = ["low", "medium", "high"]

  /// Creates settings.
  public init(
    effort: String? = nil,
    verbosity: String? = nil,
    temperature: Double? = nil,
    maximumTokens: Int? = nil,
    price: TokenPrice? = nil
  ) {
    self.effort = effort
    self.verbosity = verbosity
    self.temperature = temperature
    self.maximumTokens = maximumTokens
    self.price = price
  }

  /// What is wrong with the settings, in one sentence; nil where nothing is.
  public var problem: String? {
    if let effort, !Self.efforts.contains(effort) {
      return "effort is one of \(Self.efforts.joined(separator: ", "))"
    }
    if let verbosity, !Self.verbosities.contains(verbosity) {
      return "verbosity is one of \(Self.verbosities.joined(separator: ", "))"
    }
    if let temperature, !(0...2).contains(temperature) { return "temperature is from 0 to 2" }
    if let maximumTokens, !(1...1_000_000).contains(maximumTokens) {
      return "the most tokens of an answer are from 1 to 1000000"
    }
    return nil
  }
}

/// A live model by its name: which API it is spoken to through, and what the server calls it.
public struct LiveModelName: Sendable, Hashable, CustomStringConvertible {
  /// A way to speak to a model.
  public enum API: String, Sendable {
    /// The Responses API.
    case responses = "openai"
    /// The Chat Completions API.
    case chat
  }

  /// The model where only `openai` is said.
  public static let standardModel = "gpt-5"

  /// The way to speak to it.
  public let api: API
  /// What the server calls it.
  public let model: String

  /// Reads `openai:MODEL`, `chat:MODEL` or `openai`; nil for anything else.
  public init?(_ text: String) {
    if text == "openai" {
      self.init(api: .responses, model: Self.standardModel)
      return
    }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let api = API(rawValue: String(parts[0])) else { return nil }
    self.init(api: api, model: String(parts[1]))
  }

  private init?(api: API, model: String) {
    guard (1...200).contains(model.utf8.count),
      model.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C })
    else { return nil }
    self.api = api
    self.model = model
  }

  /// The name as it is written, such as `openai:gpt-5`.
  public var description: String { "\(api.rawValue):\(model)" }
}
