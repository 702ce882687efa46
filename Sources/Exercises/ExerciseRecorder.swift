import Agent
import Values

/// Something that keeps what happens in an exercise, before it takes effect.
public protocol ExerciseRecorder: Sendable {
  /// Keeps a record behind the one with this number, or behind the last one, and returns its
  /// number; when this returns, it is kept.
  ///
  /// - Throws: `RecordingError`; what the record says must not take effect then.
  func record(_ record: ExerciseRecord, after revision: Int?) throws(RecordingError) -> Int
}

/// Why something could not be kept.
public struct RecordingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The reason, in one sentence, lower case and without a full stop.
  public let description: String

  /// Creates an error.
  public init(_ reason: String) { description = reason }
}

/// Another model, each of whose answers is kept before anything comes of it.
struct RecordedModel: Model {
  let model: any Model
  let recorder: any ExerciseRecorder

  var name: String { model.name }
  var isLive: Bool { model.isLive }

  func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse {
    let response = try await model.respond(to: request, emit: emit)
    let at = request.items.last?.at ?? .init(seconds: 0)
    do throws(RecordingError) {
      _ = try recorder.record(ExerciseRecord(at: at, event: .answered(response)), after: nil)
    } catch {
      throw ModelError(error.description)
    }
    return response
  }
}
