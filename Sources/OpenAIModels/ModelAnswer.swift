import Agent
import Values

/// An answer while it comes in, event by event.
protocol ModelAnswer {
  /// Whether everything that matters has come.
  var isFinished: Bool { get }

  /// Takes the next event's data.
  ///
  /// - Throws: `AnswerError` where the answer can't be completed any more.
  mutating func take(_ event: JSONValue, emit: (ModelEvent) -> Void) throws(AnswerError)

  /// Takes a whole answer that came in one piece, from a server that doesn't stream.
  ///
  /// - Throws: `AnswerError` where it is none.
  mutating func takeWhole(_ answer: JSONValue, emit: (ModelEvent) -> Void) throws(AnswerError)

  /// Returns the finished answer.
  ///
  /// - Throws: `AnswerError` where it isn't finished; nothing of it may be executed then.
  func finished() throws(AnswerError) -> FinishedAnswer
}

/// An answer that came in completely.
struct FinishedAnswer: Equatable {
  /// A call with its arguments as the model wrote them.
  struct Call: Equatable {
    var id: String
    var name: String
    var arguments: String
  }

  var text: String
  var calls: [Call]
  var usage: TokenUsage?
  /// The answer in the model's own form; each call's identifier stands there again.
  var items: [JSONValue]
}

/// Why an answer can't be used.
enum AnswerError: Error, Equatable {
  /// The server reports an error, with its code where it gives one.
  case server(ServerProblem)
  /// The answer ended before it was complete, for this reason.
  case incomplete(String)
  /// The stream ended before the answer was complete.
  case cutOff
  /// What came is not what the API describes.
  case malformed(String)
}

/// The text and the usage that both APIs share.
enum AnswerParts {
  /// Reads a number of tokens; what is none counts as nothing.
  static func count(_ value: JSONValue?) -> Int {
    guard let count = value?.int, count > 0 else { return 0 }
    return count
  }
}
