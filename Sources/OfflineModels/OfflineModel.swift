public import AccessControl
public import Agent
import Values

/// The built-in model: it plans calls over the whole catalogue and tells what came of them.
///
/// It needs no key and no network, and the same conversation always gets the same answer.
public struct OfflineModel: Model {
  /// The name in reports.
  public let name = "offline"
  private let planner: OfflinePlanner
  private let replies: ReplyWriter

  /// The longest text that is planned, in bytes: a page, so that a turn stays a matter of
  /// milliseconds.
  public static let maximumTextBytes = 8_192

  /// Creates the model for a policy's tools and a world's names.
  public init(tools: [ToolDescription], matrix: PermissionMatrix, catalog: PlanCatalog) {
    planner = OfflinePlanner(tools: tools, catalog: catalog)
    replies = ReplyWriter(tools: tools, matrix: matrix)
  }

  /// Plans the calls for what was said last; once they are made, tells what came of them.
  public func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse {
    let response = request.round == 0 ? plan(request) : outcome(request)
    if !response.text.isEmpty { emit(.textDelta(response.text)) }
    return response
  }

  private func plan(_ request: ModelRequest) -> ModelResponse {
    let text = Self.lastWords(of: request)
    guard text.utf8.count <= Self.maximumTextBytes else {
      return ModelResponse(
        text: "That is too long for me: \(text.utf8.count) bytes, I read at most "
          + "\(Self.maximumTextBytes). Nothing was called."
      )
    }
    let plan = planner.plan(
      PlanRequest(
        text: text,
        role: request.session.role.name,
        incident: request.incident,
        history: Self.history(of: request)
      )
    )
    guard !plan.calls.isEmpty else {
      return ModelResponse(
        text: replies.answer(to: plan, for: request),
        questions: plan.clarifications.map { AgentQuestion(tool: $0.tool, missing: $0.missing) }
      )
    }
    let calls = plan.calls.enumerated().map { index, call in
      ProposedCall(
        id: "offline-\(request.turn)-\(index + 1)",
        tool: call.tool,
        arguments: .values(call.arguments)
      )
    }
    return ModelResponse(calls: calls)
  }

  private func outcome(_ request: ModelRequest) -> ModelResponse {
    let outputs = request.items.compactMap { item -> PerformedCall? in
      guard item.turn == request.turn, case .toolOutput(let call) = item.content else { return nil }
      return call
    }
    return ModelResponse(text: replies.text(for: outputs))
  }

  private static func lastWords(of request: ModelRequest) -> String {
    for item in request.items.reversed() {
      if item.turn == request.turn, case .userMessage(let text) = item.content { return text }
    }
    return ""
  }

  /// The turns before this one, as far as the role may read them; only its own are its history.
  private static func history(of request: ModelRequest) -> [PlanTurn] {
    var turns: [PlanTurn] = []
    var calls: [PlannedCall] = []
    func finish(_ text: String) {
      if !calls.isEmpty || !text.isEmpty {
        turns.append(PlanTurn(speaker: .assistant, text: text, calls: calls))
      }
      calls = []
    }
    for item in request.items
    where item.turn < request.turn && item.session == request.session {
      switch item.content {
      case .userMessage(let text):
        finish("")
        turns.append(PlanTurn(speaker: .user, text: text))
      case .toolOutput(let call):
        calls.append(PlannedCall(tool: call.tool, arguments: call.arguments))
      case .assistantMessage(let text): finish(text)
      case .toolCall, .inject: break
      }
    }
    finish("")
    return turns
  }
}
