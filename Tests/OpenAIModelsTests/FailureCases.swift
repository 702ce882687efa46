import Testing
import Values
import WireServer

/// A failure of a server, and the words for it; HOST stands for the host.
struct FailureCase: Sendable, CustomTestStringConvertible {
  let name: String
  let reply: WireReply
  let words: String
  var retries = 0
  var testDescription: String { name }
}

extension FailureCase {
  static let statuses: [FailureCase] = [
    FailureCase(
      name: "401",
      reply: .error(401, "Incorrect API key provided: sk-ab***yz.", code: "invalid_api_key"),
      words: "HOST does not accept the key (401); check OPENAI_API_KEY"
    ),
    FailureCase(
      name: "403",
      reply: .error(403, "Country not supported."),
      words: "HOST refuses access (403): Country not supported"
    ),
    FailureCase(
      name: "404 of a model",
      reply: .error(404, "The model `m` does not exist.", code: "model_not_found"),
      words: "HOST has no model `m`: The model `m` does not exist"
    ),
    FailureCase(
      name: "400 of a model",
      reply: .error(400, "The requested model 'm' does not exist.", code: "model_not_found"),
      words: "HOST has no model `m`: The requested model 'm' does not exist"
    ),
    FailureCase(
      name: "404 of a path",
      reply: WireReply(
        status: 404,
        headers: [("Content-Type", "text/html")],
        steps: [.bytes(Array("<h1>no</h1>".utf8))]
      ),
      words: "HOST has no http://HOST/v1/chat/completions (404); check the base URL"
    ),
    FailureCase(
      name: "context too long",
      reply: .error(400, "maximum context length is 8 tokens", code: "context_length_exceeded"),
      words: "the conversation is too long for `m` at HOST: maximum context length is 8 tokens"
    ),
    FailureCase(
      name: "context too long, as llama.cpp says it",
      reply: .error(
        400,
        "request (9 tokens) exceeds the available context size (8 tokens)",
        code: 400
      ),
      words:
        "the conversation is too long for `m` at HOST: request (9 tokens) exceeds the available context size (8 tokens)"
    ),
    FailureCase(
      name: "400",
      reply: .error(400, "Unsupported parameter: 'temperature'."),
      words: "HOST refuses the request (400): Unsupported parameter: 'temperature'"
    ),
    FailureCase(
      name: "no quota",
      reply: .error(429, "You exceeded your current quota.", code: "insufficient_quota"),
      words: "the account at HOST has no quota left (429): You exceeded your current quota"
    ),
    FailureCase(
      name: "429",
      reply: .error(429, "Slow down.", code: "rate_limit_exceeded"),
      words: "HOST takes no more requests now (429): Slow down, 3 times in a row",
      retries: 2
    ),
    FailureCase(
      name: "429 that asks to wait 30 s",
      reply: .error(429, "Slow.", headers: [("Retry-After", "30")]),
      words: "HOST takes no more requests now (429): Slow, 3 times in a row",
      retries: 2
    ),
    FailureCase(
      name: "429 that asks to wait 31 s",
      reply: .error(429, "Slow.", headers: [("Retry-After", "31")]),
      words: "HOST takes no more requests now (429): Slow; it asks to wait 31 s"
    ),
    FailureCase(
      name: "503",
      reply: WireReply(status: 503),
      words: "HOST failed (503), 3 times in a row",
      retries: 2
    ),
    FailureCase(
      name: "500 that says not to come back",
      reply: .error(500, "Broken.", headers: [("x-should-retry", "false")]),
      words: "HOST failed (500): Broken"
    ),
    FailureCase(
      name: "307",
      reply: WireReply(status: 307, headers: [("Location", "http://127.0.0.1:1/")]),
      words: "HOST sends the request elsewhere (307); check the base URL"
    ),
    FailureCase(
      name: "200 with an error",
      reply: .error(200, "The response was filtered.", code: "content_filter"),
      words: "HOST reports an error: The response was filtered"
    ),
    FailureCase(
      name: "200 with HTML",
      reply: WireReply(
        headers: [("Content-Type", "application/json")],
        steps: [.bytes(Array("<html>".utf8))]
      ),
      words: "HOST sent what is no answer: neither a stream nor JSON"
    ),
  ]

  static let streams: [FailureCase] = {
    var cut = ResponsesEvents()
    cut.add(.call(id: "c", name: "restart_service", arguments: ["{\"service\":\"Redis\"}"]))
    var text = ResponsesEvents()
    text.add(.text(["Restarting"]))
    var nested = text
    nested.add("error", ["error": ["type": "server_error", "code": "x", "message": "Overloaded."]])
    var flat = text
    flat.add("error", ["code": "x", "message": "Overloaded."])
    return [
      FailureCase(
        name: "ends before it is complete",
        reply: .events(cut.begun),
        words: "HOST ended the stream before the answer was complete"
      ),
      FailureCase(
        name: "breaks off",
        reply: .stream([.bytes(Array(cut.begun.utf8)), .reset]),
        words: "the connection to HOST broke off: "
      ),
      FailureCase(
        name: "error, nested",
        reply: .events(nested.begun),
        words: "HOST reports an error: Overloaded"
      ),
      FailureCase(
        name: "error, flat",
        reply: .events(flat.begun),
        words: "HOST reports an error: Overloaded"
      ),
      FailureCase(
        name: "failed",
        reply: .events(cut.failed("server_error", "The model crashed.")),
        words: "HOST reports an error: The model crashed"
      ),
      FailureCase(
        name: "incomplete",
        reply: .events(cut.incomplete("max_output_tokens")),
        words: "the answer from HOST is incomplete: it reached the most tokens an answer may have"
      ),
      FailureCase(
        name: "filtered",
        reply: .events(cut.incomplete("content_filter")),
        words: "the answer from HOST is incomplete: the server's content filter stopped it"
      ),
      FailureCase(
        name: "no JSON",
        reply: .events(cut.begun + "data: {\"type\":\n\n"),
        words:
          "HOST sent what is no answer: an event that is not JSON, the text ends where a value should stand at byte 8"
      ),
      FailureCase(
        name: "a name twice",
        reply: .events(cut.begun + "data: {\"type\":\"a\",\"type\":\"b\"}\n\n"),
        words:
          "HOST sent what is no answer: an event that is not JSON, a second member `type` at byte 18"
      ),
    ]
  }()
}
