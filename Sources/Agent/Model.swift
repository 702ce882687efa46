public import AccessControl

/// Something that answers a conversation with text and tool calls.
///
/// The offline planner, a script, a recording and a remote model all stand behind this.
public protocol Model: Sendable {
  /// What the model is called in reports, such as `offline`.
  var name: String { get }

  /// Whether its answers come, or came, from outside this program, and what it reads may lead it.
  var isLive: Bool { get }

  /// Answers one request, reporting text as it comes.
  ///
  /// - Throws: `ModelError` where there is no complete answer; nothing of it may be executed then.
  func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse
}

extension Model {
  /// Models are part of the program unless they say otherwise.
  public var isLive: Bool { false }
}

/// What a model gets to see: never more than the acting role may.
public struct ModelRequest: Sendable {
  /// Who is asking.
  public let session: Session
  private let source: Source

  private enum Source: Sendable {
    case items([ThreadItem])
    case thread(ChatThread, PermissionMatrix)
  }
  /// The tools the model is offered.
  public let tools: [ToolDescription]
  /// The incident in context.
  public let incident: String?
  /// How many answers the model has given in this turn.
  public let round: Int
  /// The number of the turn, from 1.
  public let turn: Int
  /// How long the model may still take in this turn.
  public let timeLeft: Duration

  /// The part of the thread that the role may read, oldest first; the last turn is unanswered.
  ///
  /// For a live model it is gathered once, for others when they ask for it; a scripted one never
  /// does.
  public var items: [ThreadItem] {
    switch source {
    case .items(let items): items
    case .thread(let thread, let matrix):
      thread.items(readableBy: session.role, under: matrix)
    }
  }

  /// Creates a request with what may be read of a thread, gathered now or when it is asked for.
  init(
    _ input: TurnInput,
    thread: ChatThread,
    matrix: PermissionMatrix,
    round: Int,
    turn: Int,
    timeLeft: Duration,
    gathersNow: Bool
  ) {
    session = input.session
    source =
      gathersNow
      ? .items(thread.items(readableBy: input.session.role, under: matrix))
      : .thread(thread, matrix)
    tools = input.tools
    incident = input.incident
    self.round = round
    self.turn = turn
    self.timeLeft = timeLeft
  }

  /// Creates a request with these items.
  public init(
    session: Session,
    items: [ThreadItem],
    tools: [ToolDescription],
    incident: String?,
    round: Int,
    turn: Int,
    timeLeft: Duration = TurnLimits.standardModelTime
  ) {
    self.session = session
    source = .items(items)
    self.tools = tools
    self.incident = incident
    self.round = round
    self.turn = turn
    self.timeLeft = timeLeft
  }
}

/// A piece of an answer while it is being made.
public enum ModelEvent: Sendable, Equatable {
  /// More of the text.
  case textDelta(String)
  /// A call whose arguments may not be complete yet.
  case callStarted(tool: String)
}

/// A call as a model proposes it.
public struct ProposedCall: Sendable, Hashable {
  /// The model's identifier for it; it ties the output to the call.
  public let id: String
  /// The tool's name; it may name no tool at all.
  public let tool: String
  /// The arguments.
  public let arguments: ToolArguments

  /// Creates a proposal.
  public init(id: String, tool: String, arguments: ToolArguments) {
    self.id = id
    self.tool = tool
    self.arguments = arguments
  }
}

/// A question for arguments that a tool requires and nobody gave.
public struct AgentQuestion: Sendable, Hashable {
  /// The tool that was wished for.
  public let tool: String
  /// The parameters that are missing.
  public let missing: [String]

  /// Creates a question.
  public init(tool: String, missing: [String]) {
    self.tool = tool
    self.missing = missing
  }
}

/// A complete answer.
///
/// Without calls, the turn is over.
public struct ModelResponse: Sendable, Equatable {
  /// What the model says.
  public let text: String
  /// The calls it proposes, in its order.
  public let calls: [ProposedCall]
  /// What the answer cost, in tokens; nil where the model doesn't count.
  public let tokens: Int?
  /// What it asks for, where the model says so apart from its words.
  public let questions: [AgentQuestion]
  /// What the answer cost, in detail; nil where the model doesn't say.
  public let usage: TokenUsage?
  /// What the answer cost, in US dollars; nil where no price is known, or nothing was paid.
  public let cost: Double?
  /// What the model wants to be sent again with this answer.
  public let memo: ModelMemo?

  /// Creates an answer; without a number of tokens, the usage gives it.
  public init(
    text: String = "",
    calls: [ProposedCall] = [],
    tokens: Int? = nil,
    questions: [AgentQuestion] = [],
    usage: TokenUsage? = nil,
    cost: Double? = nil,
    memo: ModelMemo? = nil
  ) {
    self.text = text
    self.calls = calls
    self.tokens = tokens ?? usage?.total
    self.questions = questions
    self.usage = usage
    self.cost = cost
    self.memo = memo
  }
}

/// Why a model gave no complete answer.
public struct ModelError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The reason, in one sentence, lower case and without a full stop.
  public let description: String

  /// Creates an error.
  public init(_ reason: String) { description = reason }
}
