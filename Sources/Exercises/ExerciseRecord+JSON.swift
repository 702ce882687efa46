public import AccessControl
import Agent
import Incidents
public import Values

extension ExerciseRecord {
  /// The record as it is kept.
  public var json: JSONValue {
    var members = Self.members(of: event)
    members["at"] = .integer(at.seconds)
    return .object(members)
  }

  private static func members(of event: Event) -> [String: JSONValue] {
    switch event {
    case .turnBegan(let turn): members(of: turn)
    case .answered(let response): members(of: response)
    case .called(let call): members(of: call)
    case .continued: ["do": "continue"]
    case .turnEnded(.done): ["do": "turn_end"]
    case .turnEnded(.refused(let reason)): ["do": "turn_end", "refused": .string(reason)]
    case .turnEnded(.stopped(let reason)): ["do": "turn_end", "stopped": .string(reason)]
    case .injected(let inject, let role, let session):
      [
        "do": "inject", "by": session.json, "inject": inject.json,
        "to": role.map { .string($0.name) } ?? .null,
      ]
    case .advanced(let span): ["do": "advance", "seconds": .integer(span.seconds)]
    case .switched(let old, let new):
      ["do": "role", "from": old?.json ?? .null, "to": new.json]
    case .focused(let id): ["do": "incident", "id": id.map { .string($0) } ?? .null]
    }
  }

  private static func members(of turn: Turn) -> [String: JSONValue] {
    [
      "do": "turn", "approvals": .string(turn.approvals.rawValue),
      "by": turn.session.json, "confirms": .bool(turn.confirms), "model": .string(turn.model),
      "text": .string(turn.text),
    ]
  }

  private static func members(of response: ModelResponse) -> [String: JSONValue] {
    [
      "do": "answer",
      "calls": .array(
        response.calls.map {
          ["arguments": $0.arguments.json, "id": .string($0.id), "tool": .string($0.tool)]
        }
      ),
      "text": .string(response.text),
      "tokens": response.tokens.map { .integer($0) } ?? .null,
    ]
  }

  private static func members(of call: Call) -> [String: JSONValue] {
    [
      "do": "call", "approvals": .string(call.approvals.rawValue), "by": call.session.json,
      "consent": call.consent.map {
        ["answer": .string($0.answer.rawValue), "reason": .string($0.reason.rawValue)]
      } ?? .null,
      "given": call.given.json, "number": .integer(call.number),
      "outcome": .string(call.outcome), "proposal": call.proposal.map { .string($0) } ?? .null,
      "result": call.result, "tool": .string(call.tool),
    ]
  }

  /// Reads a record; nil where the value is none.
  public init?(_ value: JSONValue) {
    guard let at = value["at"]?.int, let event = Self.event(value) else { return nil }
    self.init(at: Timestamp(seconds: at), event: event)
  }

  private static func event(_ value: JSONValue) -> Event? {
    switch value["do"]?.text {
    case "turn": turn(value).map { .turnBegan($0) }
    case "answer": response(value).map { .answered($0) }
    case "call": call(value).map { .called($0) }
    case "continue": .continued
    case "turn_end":
      if let reason = value["refused"]?.text {
        .turnEnded(.refused(reason))
      } else {
        .turnEnded(value["stopped"]?.text.map { .stopped($0) } ?? .done)
      }
    case "inject":
      if let inject = value["inject"].flatMap(Inject.init), let by = Session(json: value["by"]) {
        .injected(inject, to: value["to"]?.text.flatMap { Role($0) }, by: by)
      } else {
        nil
      }
    case "advance": value["seconds"]?.int.map { .advanced(TimeSpan(seconds: $0)) }
    case "role":
      Session(json: value["to"]).map { .switched(from: Session(json: value["from"]), to: $0) }
    case "incident": .focused(value["id"]?.text)
    default: nil
    }
  }

  private static func turn(_ value: JSONValue) -> Turn? {
    guard let text = value["text"]?.text, let session = Session(json: value["by"]),
      let approvals = value["approvals"]?.text.flatMap(ApprovalMode.init)
    else { return nil }
    return Turn(
      text: text,
      session: session,
      model: value["model"]?.text ?? "",
      approvals: approvals,
      confirms: value["confirms"]?.bool ?? false
    )
  }

  private static func response(_ value: JSONValue) -> ModelResponse? {
    guard let text = value["text"]?.text, let elements = value["calls"]?.elements else {
      return nil
    }
    var calls: [ProposedCall] = []
    for element in elements {
      guard let id = element["id"]?.text, let tool = element["tool"]?.text,
        let arguments = ToolArguments(json: element["arguments"])
      else { return nil }
      calls.append(ProposedCall(id: id, tool: tool, arguments: arguments))
    }
    return ModelResponse(text: text, calls: calls, tokens: value["tokens"]?.int)
  }

  private static func call(_ value: JSONValue) -> Call? {
    guard let number = value["number"]?.int, let tool = value["tool"]?.text,
      let given = ToolArguments(json: value["given"]), let session = Session(json: value["by"]),
      let approvals = value["approvals"]?.text.flatMap(ApprovalMode.init),
      let outcome = value["outcome"]?.text, let result = value["result"]
    else { return nil }
    var consent: Consent?
    if let answer = value["consent"]?["answer"]?.text.flatMap(Consent.Answer.init),
      let reason = value["consent"]?["reason"]?.text.flatMap(Consent.Reason.init)
    {
      consent = Consent(reason: reason, answer: answer)
    }
    return Call(
      number: number,
      proposal: value["proposal"]?.text,
      tool: tool,
      given: given,
      session: session,
      approvals: approvals,
      outcome: outcome,
      result: result,
      consent: consent
    )
  }
}

extension Session {
  /// The session as it is kept.
  public var json: JSONValue { ["role": .string(role.name), "user": .string(user)] }

  /// Reads a session; nil where the value is none.
  public init?(json value: JSONValue?) {
    guard let role = value?["role"]?.text.flatMap({ Role($0) }), let user = value?["user"]?.text
    else { return nil }
    self.init(user: user, role: role)
  }
}

extension ToolArguments {
  /// The arguments as they are kept: an object, or the text that a model sent.
  fileprivate var json: JSONValue {
    switch self {
    case .text(let text): .string(text)
    case .values(let values): .object(values)
    }
  }

  fileprivate init?(json value: JSONValue?) {
    switch value {
    case .string(let text)?: self = .text(text)
    case .object(let values)?: self = .values(values)
    default: return nil
    }
  }
}
