import AccessControl
import Agent
import Exercises
import Synchronization

/// The faults of a story's model, and how many requests it was sent.
final class ModelFaultPlan: Sendable {
  private struct State {
    var requests = 0
    var notes: [String] = []
  }

  private let faults: [ModelFault]
  private let state = Mutex(State())

  init(_ faults: [ModelFault]) { self.faults = faults }

  /// Returns a model that fails where this plan says so.
  func wrapped(_ model: any Model) -> any Model {
    faults.isEmpty ? model : FaultyModel(model: model, plan: self)
  }

  /// Returns what went wrong since it was asked last.
  func takeNotes() -> [String] {
    state.withLock { state in
      defer { state.notes = [] }
      return state.notes
    }
  }

  /// Counts a request, and returns what goes wrong with it.
  fileprivate func next() -> ModelFault? {
    state.withLock { state in
      state.requests += 1
      let fault = faults.first { $0.occurrence.includes(state.requests) }
      if let fault {
        state.notes.append("request \(state.requests): \(fault.message ?? fault.kind.reason)")
      }
      return fault
    }
  }
}

/// A model that answers as another does, but for the requests that a plan lets fail.
private struct FaultyModel: Model {
  let model: any Model
  let plan: ModelFaultPlan

  var name: String { model.name }
  var isLive: Bool { model.isLive }

  func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse {
    guard let fault = plan.next() else { return try await model.respond(to: request, emit: emit) }
    guard fault.kind == .malformed else {
      throw ModelError(fault.message ?? fault.kind.reason)
    }
    let response = try await model.respond(to: request, emit: emit)
    return ModelResponse(
      text: response.text,
      calls: response.calls.map {
        ProposedCall(id: $0.id, tool: $0.tool, arguments: .text("{\"incident_id\": \"INC"))
      },
      tokens: response.tokens,
      cost: response.cost
    )
  }
}
