public import Scenarios

/// Turns the results of a run into text, case by case as they come.
public protocol Reporter {
  /// Takes the result of the next case and returns the text that is ready to be written.
  mutating func add(_ result: CaseResult) -> String

  /// Returns the text that ends the report.
  mutating func finish(_ summary: RunSummary) -> String
}

/// What every report says of the run as a whole.
public struct RunHeader: Sendable {
  /// The program's version.
  public let toolVersion: String
  /// The model that answers where a scenario doesn't say what it does.
  public let model: String
  /// The SHA-256 of the policy in force.
  public let policy: String
  /// The seed.
  public let seed: Int

  /// Creates a header.
  public init(toolVersion: String, model: String, policy: String, seed: Int = 0) {
    self.toolVersion = toolVersion
    self.model = model
    self.policy = policy
    self.seed = seed
  }
}
