import AccessControl
import Agent
import Exercises
import Synchronization
import Testing
import Values

/// A model that proposes one call and keeps the names of the tools it was offered.
private final class Proposer: Model {
  let name = "proposer"
  private let tool: String
  private let kept = Mutex<[[String]]>([])
  var offers: [[String]] { kept.withLock { $0 } }

  init(_ tool: String) { self.tool = tool }

  func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse {
    kept.withLock { $0.append(request.tools.map(\.name)) }
    guard request.round == 0 else { return ModelResponse() }
    return ModelResponse(calls: [ProposedCall(id: "1", tool: tool, arguments: .values([:]))])
  }
}

@Suite("The tools that a model is offered")
struct OfferTests {
  @Test("are those that its role may use, and the gate still looks", arguments: Cast.names)
  func offer(_ role: String) async throws {
    let definition = try SmallWorld().definition()
    let session = try Cast.session(role)
    for tool in ReferenceModel.names {
      let isAllowed = ReferenceModel.tools[tool]?.contains(role) == true
      for offer in ToolOffer.allCases {
        var exercise = Exercise(
          policy: definition.policy,
          world: definition.world,
          offer: offer
        )
        let model = Proposer(tool)
        var result = TurnResult()
        try await exercise.say("go", as: session, to: model, result: &result)
        #expect(model.offers.first?.contains(tool) == (isAllowed || offer == .all))
        let call = try #require(exercise.calls.first)
        #expect((call.denial == nil) == isAllowed, "\(tool)")
        if !isAllowed { #expect(exercise.world == definition.world && !call.call.bodyRan) }
      }
    }
  }
}
