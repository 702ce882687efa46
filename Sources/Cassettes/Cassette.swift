public import Values

/// What a model's server was asked in one case, and what it answered: readable JSON lines.
///
/// The first line says what it is; then come, for each exchange, a line with the request, a line
/// with the answer's head, and a line for each event. A request's header is never kept; of an
/// answer's, only the fields named here.
public struct Cassette: Sendable, Equatable {
  /// The fields of an answer that are kept.
  static let keptFields = [
    "content-type", "openai-processing-ms", "retry-after", "retry-after-ms", "x-request-id",
    "x-should-retry",
  ]

  /// A request and its answer.
  public struct Exchange: Sendable, Equatable {
    /// What was asked: method, path and body.
    public var request: Request
    /// The answer's status; nil where none came.
    public var status: Int?
    /// The answer's kept fields.
    public var fields: [String: String] = [:]
    /// What the answer held, in order.
    public var contents: [Content] = []
    /// How the connection failed, in a word and a sentence, where it did.
    public var failure: Failure?
  }

  /// A request as far as it is kept.
  public struct Request: Sendable, Equatable {
    /// The method.
    public var method: String
    /// The address below that of the API.
    public var path: String
    /// The body.
    public var body: JSONValue
  }

  /// A part of an answer.
  public enum Content: Sendable, Equatable {
    /// An event of a stream, with its name where it has one.
    case event(name: String?, data: String)
    /// A body that is no stream.
    case text(String)
  }

  /// A lost connection.
  public struct Failure: Sendable, Equatable {
    /// What happened, in a word.
    public var kind: String
    /// What happened, in a sentence.
    public var description: String
  }

  /// The model's name, such as `chat:qwen`.
  public var model: String
  /// The address of the API.
  public var address: String
  /// How the model was asked to answer.
  public var settings: [String: JSONValue]
  /// What was asked and answered, in order.
  public var exchanges: [Exchange] = []

  /// Creates an empty cassette.
  public init(model: String, address: String, settings: [String: JSONValue] = [:]) {
    self.model = model
    self.address = address
    self.settings = settings
  }
}

/// Why a text is no cassette.
public struct CassetteError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The reason, in one sentence, lower case and without a full stop.
  public let description: String

  /// Creates an error.
  public init(_ reason: String) { description = reason }
}
