public import Exercises

/// Something that goes wrong with a tool or with the model, because the scenario says so.
public enum ScenarioFault: Sendable, Hashable {
  /// Calls of a tool fail.
  case tool(ToolFault)
  /// Requests to the model are not answered as they should be.
  case model(ModelFault)
}

/// Requests to the model that are not answered as they should be.
public struct ModelFault: Sendable, Hashable {
  /// How a request fails.
  public enum Kind: String, Sendable, CaseIterable {
    /// The model refuses for now.
    case rateLimit = "429"
    /// The model's server fails.
    case serverError = "500"
    /// The model reports an error.
    case error
    /// No answer comes in time.
    case timeout
    /// The answer breaks off.
    case cut
    /// The answer begins and goes no further.
    case stall
    /// The arguments of the calls it proposes break off.
    case malformed

    /// What became of the request, in words.
    var reason: String {
      switch self {
      case .rateLimit: "the model refused the request for now (429)"
      case .serverError: "the model's server failed (500)"
      case .error: "the model reported an error"
      case .timeout: "the model did not answer in time"
      case .cut: "the model's answer broke off"
      case .stall: "the model's answer went no further"
      case .malformed: "the model's calls were malformed"
      }
    }
  }

  /// Which requests, counted over the run from 1.
  public let occurrence: FaultOccurrence
  /// How they fail.
  public let kind: Kind
  /// What is said of it, instead of the words for the kind.
  public let message: String?
}
