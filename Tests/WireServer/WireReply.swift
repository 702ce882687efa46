public import Values

/// What the server does with a request.
public struct WireReply: Sendable {
  /// One thing it does after the header is sent.
  public enum Step: Sendable {
    /// Sends bytes of the body.
    case bytes([UInt8])
    /// Waits until the server is released, or the client leaves.
    case hold
    /// Says nothing more until the client leaves.
    case stall
    /// Breaks the connection.
    case reset
  }

  /// The status, such as 200; nil for an answer that is no HTTP.
  public var status: Int?
  /// The header fields, besides those of the framing.
  public var headers: [(String, String)]
  /// What it does.
  public var steps: [Step]
  /// How many bytes go into one write, and one chunk of the framing.
  public var chunk: Int

  /// Creates an answer.
  public init(
    status: Int? = 200,
    headers: [(String, String)] = [],
    steps: [Step] = [],
    chunk: Int = 65_536
  ) {
    self.status = status
    self.headers = headers
    self.steps = steps
    self.chunk = chunk
  }

  /// An event stream.
  public static func events(_ text: String, chunk: Int = 65_536) -> WireReply {
    stream([.bytes(Array(text.utf8))], chunk: chunk)
  }

  /// An event stream with things that happen on the way.
  public static func stream(_ steps: [Step], chunk: Int = 65_536) -> WireReply {
    WireReply(
      headers: [("Content-Type", "text/event-stream; charset=utf-8")],
      steps: steps,
      chunk: chunk
    )
  }

  /// A JSON text.
  public static func json(
    _ value: JSONValue,
    status: Int = 200,
    headers: [(String, String)] = []
  ) -> WireReply {
    WireReply(
      status: status,
      headers: headers + [("Content-Type", "application/json")],
      steps: [.bytes(JSONWriter.bytes(value))]
    )
  }

  /// An error as the OpenAI APIs send it.
  public static func error(
    _ status: Int,
    _ message: String,
    type: String = "invalid_request_error",
    code: JSONValue = .null,
    headers: [(String, String)] = []
  ) -> WireReply {
    json(
      [
        "error": [
          "message": .string(message), "type": .string(type), "param": .null, "code": code,
        ]
      ],
      status: status,
      headers: headers
    )
  }
}
