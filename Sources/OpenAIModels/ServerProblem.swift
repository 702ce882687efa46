import HTTPTransport
import Values

/// What a server says went wrong.
struct ServerProblem: Equatable {
  /// The longest message that is repeated, in characters.
  private static let maximumLength = 300

  /// Its code, or else its type, as a word.
  let code: String
  /// Its words, on one line and shortened.
  let message: String

  init(code: String, message: String) {
    self.code = code
    self.message = message
  }

  /// Reads an error object; servers differ in how much of it they fill.
  init(_ error: JSONValue) {
    code =
      error["code"]?.text ?? error["code"]?.int.map(String.init) ?? error["type"]?.text ?? ""
    message = Self.line(error["message"]?.text ?? error.text ?? "")
  }

  /// Reads the body of an answer that is an error: JSON, HTML, text or nothing.
  init(body: [UInt8]) {
    if let value = try? JSONReader.read(body) {
      self.init(value["error"] ?? value)
    } else {
      let text = String(decoding: body.prefix(2_000), as: UTF8.self)
      self.init(code: "", message: text.contains("<") ? "" : Self.line(text))
    }
  }

  var isContextTooLong: Bool {
    code == "context_length_exceeded" || code == "exceed_context_size_error"
      || message.contains("context length") || message.contains("context size")
      || message.contains("context window")
  }

  var isUnknownModel: Bool { code == "model_not_found" }

  var hasNoQuota: Bool { code == "insufficient_quota" }

  /// The message as the end of a sentence, or nothing.
  var words: String {
    guard !message.isEmpty else { return code.isEmpty ? "" : ": \(Self.line(code))" }
    return ": " + (message.hasSuffix(".") ? String(message.dropLast()) : message)
  }

  /// Returns a text as one line without line ends, shortened.
  private static func line(_ text: String) -> String {
    let words = text.unicodeScalars.split { $0.value <= 0x20 }.map { String($0) }
    let line = words.joined(separator: " ")
    return line.count <= maximumLength ? line : line.prefix(maximumLength) + "…"
  }
}

/// An answer that is no success, in words for the person who waits.
struct StatusProblem: Equatable {
  let status: Int
  let problem: ServerProblem
  let host: String
  let model: String
  let path: String
  let hasKey: Bool

  var description: String {
    if problem.isUnknownModel { return "\(host) has no model `\(model)`\(problem.words)" }
    if problem.isContextTooLong {
      return "the conversation is too long for `\(model)` at \(host)\(problem.words)"
    }
    switch status {
    case 401:
      // The server's words quote the ends of the key.
      return hasKey
        ? "\(host) does not accept the key (401); check OPENAI_API_KEY"
        : "\(host) wants a key (401); set OPENAI_API_KEY or OPENAI_API_KEY_FILE"
    case 403: return "\(host) refuses access (403)\(problem.words)"
    case 404: return "\(host) has no \(path) (404); check the base URL\(problem.words)"
    case 407: return "the proxy on the way to \(host) wants to know who asks (407)\(problem.words)"
    case 429 where problem.hasNoQuota:
      return "the account at \(host) has no quota left (429)\(problem.words)"
    case 429: return "\(host) takes no more requests now (429)\(problem.words)"
    case 300..<400: return "\(host) sends the request elsewhere (\(status)); check the base URL"
    case 500...: return "\(host) failed (\(status))\(problem.words)"
    case 200..<300: return "\(host) reports an error\(problem.words)"
    default: return "\(host) refuses the request (\(status))\(problem.words)"
    }
  }
}
