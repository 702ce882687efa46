public import AccessControl
public import Agent
public import Incidents
public import Values

/// One thing that happened in an exercise, with everything that is needed to let it happen again.
///
/// A turn is several of these: it began, the model answered, calls were performed, it ended.
public struct ExerciseRecord: Sendable, Equatable {
  /// What happened.
  public enum Event: Sendable, Equatable {
    /// Somebody spoke to the agent.
    case turnBegan(Turn)
    /// The model answered; none of the answer's calls has run yet.
    case answered(ModelResponse)
    /// A call was performed.
    case called(Call)
    /// A person let the turn go on beyond a limit.
    case continued
    /// The turn is over.
    case turnEnded(TurnEnd)
    /// A facilitator brought something in.
    case injected(Inject, to: Role?, by: Session)
    /// The clock was moved.
    case advanced(TimeSpan)
    /// A person took another role.
    case switched(from: Session?, to: Session)
    /// Another incident came into context, or none.
    case focused(String?)
  }

  /// How a turn begins.
  public struct Turn: Sendable, Equatable {
    /// What was said.
    public let text: String
    /// Who said it.
    public let session: Session
    /// The model's name.
    public let model: String
    /// Which calls a person was asked about.
    public let approvals: ApprovalMode
    /// Whether a person was asked after the model had read what others wrote.
    public let confirms: Bool
  }

  /// A call and what became of it.
  public struct Call: Sendable, Equatable {
    /// The call's number in the exercise.
    public let number: Int
    /// The model's identifier for it; nil where a person made the call.
    public let proposal: String?
    /// The tool's name as it was asked for.
    public let tool: String
    /// The arguments as they were given to the gate.
    public let given: ToolArguments
    /// On whose behalf.
    public let session: Session
    /// Which calls a person was asked about.
    public let approvals: ApprovalMode
    /// What became of it, in one word.
    public let outcome: String
    /// What came of it: the result, or the reason why there is none.
    public let result: JSONValue
    /// What a person answered when asked whether it may run.
    public let consent: Consent?
  }

  /// How a turn ended.
  public enum TurnEnd: Sendable, Equatable {
    /// The agent was done.
    case done
    /// The last answer broke a limit, and nothing of it was used.
    case refused(String)
    /// Something else ended it.
    case stopped(String)
  }

  /// The exercise's clock when it happened.
  public let at: Timestamp
  /// What happened.
  public let event: Event

  /// Creates a record.
  public init(at: Timestamp, event: Event) {
    self.at = at
    self.event = event
  }
}

extension ExerciseRecord.TurnEnd {
  init(_ error: TurnError?) {
    switch error {
    case nil: self = .done
    case .tooManyCallsInResponse, .tooManyCallsInTurn, .textTooLong:
      self = .refused(error?.description ?? "")
    default: self = .stopped(error?.description ?? "")
    }
  }
}

extension ExerciseRecord.Call {
  init(
    _ performed: PerformedCall,
    number: Int,
    proposal: String?,
    given: ToolArguments,
    session: Session,
    approvals: ApprovalMode
  ) {
    self.init(
      number: number,
      proposal: proposal,
      tool: performed.tool,
      given: given,
      session: session,
      approvals: approvals,
      outcome: performed.outcome.word,
      result: Self.result(of: performed.outcome),
      consent: performed.consent
    )
  }

  /// Returns what an outcome says besides its word.
  static func result(of outcome: ToolOutcome) -> JSONValue {
    switch outcome {
    case .ok(let result): result
    case .denied(let denial):
      [
        "held_by": .array(denial.heldBy.map { .string($0.name) }),
        "missing": .array(denial.missing.map { .string($0.name) }),
      ]
    case .declined(let reason), .invalid(let reason), .failed(let reason): .string(reason)
    }
  }
}
