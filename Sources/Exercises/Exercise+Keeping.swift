import AccessControl
import Agent
import Incidents

extension Exercise {
  /// Keeps everything from now on, behind the record with this number.
  public mutating func keep(in recorder: (any ExerciseRecorder)?, after revision: Int) {
    self.recorder = recorder
    self.revision = revision
  }

  /// Keeps what is about to happen, behind the last record that this exercise is made of.
  mutating func keep(_ event: ExerciseRecord.Event) throws(RecordingError) {
    guard let recorder else { return }
    revision = try recorder.record(
      ExerciseRecord(at: world.clock, event: event),
      after: ExerciseRecord.isInsideTurn(event) ? nil : revision
    )
  }

  mutating func keepBeginning(
    of input: TurnInput,
    _ model: any Model,
    _ confirms: Bool
  ) throws(TurnError) {
    let turn = ExerciseRecord.Turn(
      text: input.text,
      session: input.session,
      model: model.name,
      approvals: approvals,
      confirms: confirms
    )
    do throws(RecordingError) {
      try keep(.turnBegan(turn))
    } catch {
      throw .model(ModelError(error.description))
    }
  }

  func recorded(_ model: any Model) -> any Model {
    recorder.map { RecordedModel(model: model, recorder: $0) } ?? model
  }

  /// Keeps a call, and returns why it could not be kept.
  mutating func keep(
    _ performed: PerformedCall,
    _ given: ToolArguments,
    _ wish: Wish
  ) -> RecordingError? {
    guard recorder != nil else { return nil }
    let call = ExerciseRecord.Call(
      performed,
      number: calls.count + 1,
      proposal: wish.proposal,
      given: given,
      session: wish.session,
      approvals: approvals
    )
    do throws(RecordingError) {
      try keep(.called(call))
      return nil
    } catch {
      return error
    }
  }
}

extension ExerciseRecord {
  /// Whether it is part of the turn that began last.
  public var isInsideTurn: Bool { Self.isInsideTurn(event) }

  static func isInsideTurn(_ event: Event) -> Bool {
    switch event {
    case .answered, .continued, .turnEnded: true
    case .called(let call): call.proposal != nil
    default: false
    }
  }
}
