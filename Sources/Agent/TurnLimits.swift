/// How much one turn may ask for.
///
/// A scenario can't raise these.
public struct TurnLimits: Sendable, Equatable {
  /// Requests to the model in one turn.
  public let requests: Int
  /// Calls in one answer.
  public let callsPerResponse: Int
  /// Calls in one turn.
  public let callsPerTurn: Int
  /// Bytes of a tool's result that the model is sent.
  public let resultBytes: Int
  /// Bytes of text in one answer.
  public let textBytes: Int
  /// How long the model may take in one turn; what tools and people take is not counted.
  public let modelTime: Duration

  /// How long the model may take where nothing else is said.
  public static let standardModelTime = Duration.seconds(120)

  /// Creates limits; the defaults are the published ones.
  public init(
    requests: Int = 10,
    callsPerResponse: Int = 16,
    callsPerTurn: Int = 40,
    resultBytes: Int = 32_768,
    textBytes: Int = 1_048_576,
    modelTime: Duration = standardModelTime
  ) {
    self.requests = requests
    self.callsPerResponse = callsPerResponse
    self.callsPerTurn = callsPerTurn
    self.resultBytes = resultBytes
    self.textBytes = textBytes
    self.modelTime = modelTime
  }
}

/// A turn has used up what it may ask for, and somebody may let it go on.
public struct TurnPause: Sendable, Equatable {
  /// What is used up.
  public enum Limit: Sendable, Equatable {
    /// Requests to the model.
    case requests
    /// Calls of tools.
    case calls
  }

  /// The pause's number in its turn, from 1.
  public let number: Int
  /// What is used up.
  public let limit: Limit
  /// How many of these there were.
  public let count: Int
  /// How many more there may be, if the turn goes on.
  public let more: Int
}

/// What a turn may still ask for: the limits, once for its beginning and once for each pause.
struct TurnAllowance {
  /// Requests in all.
  private(set) var requests: Int
  /// Calls in all.
  private(set) var calls: Int
  /// How long the model may still take.
  var timeLeft: Duration
  /// How often the turn was let go on.
  private(set) var pauses = 0
  private let limits: TurnLimits

  init(_ limits: TurnLimits) {
    self.limits = limits
    requests = limits.requests
    calls = limits.callsPerTurn
    timeLeft = limits.modelTime
  }

  /// The pause that comes next.
  func pause(_ limit: TurnPause.Limit, after count: Int) -> TurnPause {
    let more = limit == .requests ? limits.requests : limits.callsPerTurn
    return TurnPause(number: pauses + 1, limit: limit, count: count, more: more)
  }

  /// Gives the turn as much again as it began with.
  mutating func renew(requestsMade: Int, callsMade: Int) {
    pauses += 1
    requests = requestsMade + limits.requests
    calls = callsMade + limits.callsPerTurn
    timeLeft = limits.modelTime
  }
}

/// Why a turn ended before the agent had nothing more to do.
///
/// What was done until then stays done, and stays in the thread.
public enum TurnError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The model gave no complete answer.
  case model(ModelError)
  /// The model still wanted to go on after this many requests.
  case tooManyRequests(limit: Int)
  /// One answer proposed too many calls; none of them ran.
  case tooManyCallsInResponse(Int, limit: Int)
  /// The turn's answers proposed too many calls; those of the last answer did not run.
  case tooManyCallsInTurn(Int, limit: Int)
  /// A tool's result is too large for the model.
  case resultTooLarge(tool: String, bytes: Int, limit: Int)
  /// An answer is too long.
  case textTooLong(bytes: Int, limit: Int)
  /// The model took too long.
  case tooSlow(limit: Duration)
  /// A person stopped it.
  case cancelled

  /// The reason, in one sentence, lower case and without a full stop.
  public var description: String {
    switch self {
    case .model(let error): error.description
    case .tooManyRequests(let limit): "the agent was not done after \(limit) requests in one turn"
    case .tooManyCallsInResponse(let count, let limit):
      "the agent proposed \(count) calls in one answer, at most \(limit) are allowed"
    case .tooManyCallsInTurn(let count, let limit):
      "the agent proposed \(count) calls in one turn, at most \(limit) are allowed"
    case .resultTooLarge(let tool, let bytes, let limit):
      "the result of \(tool) has \(bytes) bytes, at most \(limit) go to the model"
    case .textTooLong(let bytes, let limit):
      "the agent's answer has \(bytes) bytes, at most \(limit) are allowed"
    case .tooSlow(let limit):
      "the model took more than \(limit.components.seconds) s in one turn"
    case .cancelled: "stopped before the agent was done"
    }
  }
}
