public import Agent

/// What live models answered in a session, so that a recording can have it given again.
public protocol ModelTape: Sendable {
  /// How many exchanges there were so far.
  var count: Int { get }

  /// Returns what gives the answers of some exchanges again, in this order; nil where that can't be
  /// done, as where different models gave them.
  func again(_ exchanges: [Int]) -> TapedModel?

  /// Returns the name of a cassette's file, for a scenario's file without its ending.
  func fileName(for stem: String) -> String
}

/// A model that gives recorded answers, and keeps what it is asked for them.
public struct TapedModel: Sendable {
  /// The model.
  public let model: any Model
  /// Returns the cassette, once the model was asked for everything.
  public let cassette: @Sendable () -> String

  /// Creates one.
  public init(_ model: any Model, cassette: @escaping @Sendable () -> String) {
    self.model = model
    self.cassette = cassette
  }
}
