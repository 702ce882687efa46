/// A model that says what it was told to say: for tests and for a scenario's `agent:` lines.
public struct ScriptedModel: Model {
  private let responses: [ModelResponse]

  /// The name in reports.
  public let name = "scripted"

  /// Creates a model that gives these answers in one turn; after the last it is silent.
  public init(_ responses: [ModelResponse]) { self.responses = responses }

  /// Gives the answer whose turn it is.
  public func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse {
    guard responses.indices.contains(request.round) else { return ModelResponse() }
    let response = responses[request.round]
    if !response.text.isEmpty { emit(.textDelta(response.text)) }
    return response
  }
}
