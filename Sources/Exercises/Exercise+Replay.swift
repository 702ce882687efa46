import AccessControl
import Agent
import Incidents
import Values

/// Why something kept could not happen again as it was.
public struct ReplayError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The reason, in one sentence, lower case and without a full stop.
  public let description: String

  /// Creates an error.
  public init(_ reason: String) { description = reason }
}

extension Exercise {
  /// Lets happen again what some records say: a turn with all that belongs to it, or one record.
  ///
  /// Calls go through the gate again, so a journal can't grant anything; no model is asked and no
  /// person. A turn that was cut off ends where it was cut off.
  ///
  /// - Throws: `ReplayError` where a call has another outcome than the one that was kept.
  public mutating func replay(_ records: [ExerciseRecord]) async throws(ReplayError) {
    guard let first = records.first else { return }
    advance(to: first.at)
    let before = calls.count
    switch first.event {
    case .turnBegan(let turn): await replay(turn, records.dropFirst())
    case .called(let call):
      approvals = call.approvals
      _ = await self.call(
        call.tool,
        call.given,
        as: call.session,
        approver: RecordedApprover(calls: [call])
      )
    case .injected(let inject, let role, let session):
      do throws(WorldError) {
        try deliver(inject, to: role, as: session)
      } catch {
        throw ReplayError("an inject can't be delivered again: \(error)")
      }
    case .advanced(let span): advance(by: span)
    case .switched(let old, let new): recordRoleSwitch(from: old, to: new)
    case .focused(let id): incident = id
    case .answered, .continued, .turnEnded: throw ReplayError("part of a turn has no turn")
    }
    try compare(records, with: calls.dropFirst(before))
  }

  private mutating func replay(
    _ turn: ExerciseRecord.Turn,
    _ rest: ArraySlice<ExerciseRecord>
  ) async {
    approvals = turn.approvals
    let confirmed = confirmsAfterForeignContent
    confirmsAfterForeignContent = turn.confirms
    var result = TurnResult()
    // How the turn ended is not part of the exercise; the model below ends it at the same place.
    try? await say(
      turn.text,
      as: turn.session,
      to: RecordedAnswers(rest, name: turn.model),
      approver: RecordedApprover(
        calls: rest.compactMap(\.call),
        continuations: rest.count { $0.event == .continued }
      ),
      result: &result
    )
    confirmsAfterForeignContent = confirmed
  }

  private func compare(
    _ records: [ExerciseRecord],
    with traces: ArraySlice<CallTrace>
  ) throws(ReplayError) {
    let kept = records.compactMap(\.call)
    for (call, trace) in zip(kept, traces) {
      let outcome = trace.call.outcome
      guard call.outcome == outcome.word,
        call.result == ExerciseRecord.Call.result(of: outcome), call.number == trace.number
      else {
        throw ReplayError(
          "call \(call.number) of \(call.tool) ended \(call.outcome) then and differs now"
            + " (\(outcome.word)): the world, the policy or the program has changed since"
        )
      }
    }
    guard kept.count == traces.count else {
      throw ReplayError("\(kept.count) calls were kept, \(traces.count) happened again")
    }
  }
}

extension ExerciseRecord {
  /// The call, where it is the record of one.
  public var call: Call? {
    guard case .called(let call) = event else { return nil }
    return call
  }
}

/// The answers of a turn that happened before, as far as they had an effect.
private struct RecordedAnswers: Model {
  let name: String
  private var responses: [ModelResponse] = []

  init(_ records: ArraySlice<ExerciseRecord>, name: String) {
    self.name = name
    var performed: Set<String> = []
    var calls = records.compactMap(\.call?.proposal)[...]
    for record in records {
      guard case .answered(let response) = record.event else { continue }
      // A call that the model repeats in a turn is not performed again and leaves no record.
      let had = response.calls.prefix { call in
        guard calls.first == call.id else { return performed.contains(call.id) }
        calls.removeFirst()
        performed.insert(call.id)
        return true
      }
      responses.append(
        ModelResponse(text: response.text, calls: Array(had), tokens: response.tokens)
      )
    }
    // An answer that broke a limit is given whole, to be refused again.
    if case .turnEnded(.refused)? = records.last?.event, !responses.isEmpty,
      case .answered(let response)? = records.last(where: { $0.isAnswer })?.event
    {
      responses[responses.count - 1] = response
    }
  }

  func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse {
    guard responses.indices.contains(request.round) else { throw ModelError("cut off here") }
    return responses[request.round]
  }
}

/// The answers that a person gave then.
private struct RecordedApprover: Approver {
  let calls: [ExerciseRecord.Call]
  /// How often the turn was let go on beyond a limit.
  var continuations = 0

  func letsGoOn(after pause: TurnPause) async -> Bool { pause.number <= continuations }

  func answer(_ question: ApprovalQuestion) async -> ApprovalAnswer {
    guard let call = calls.first(where: { $0.number == question.number }) else {
      return .declined(reason: "nobody was asked then")
    }
    switch call.consent?.answer {
    case .approved?: return .approved
    case .edited?: return .edited(call.given)
    case .declined?: return .declined(reason: call.result.text ?? "")
    case nil: return .declined(reason: "nobody was asked then")
    }
  }
}

extension ExerciseRecord {
  fileprivate var isAnswer: Bool {
    if case .answered = event { true } else { false }
  }
}
