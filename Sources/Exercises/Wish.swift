import AccessControl

/// A call that somebody wants to make.
struct Wish {
  let tool: String
  let arguments: ToolArguments
  let session: Session
  let proposer: CallTrace.Proposer
  /// Whether what others wrote may have led to it.
  var isLed = false
  /// The model's identifier for it; nil where a person makes the call.
  var proposal: String?
  /// Whether the model has used the identifier before in this turn, for another call.
  var isRepeated = false

  /// What becomes of a call whose identifier another one has.
  var repetition: ToolOutcome? {
    guard isRepeated, let proposal else { return nil }
    return .invalid(reason: "this turn has another call with the identifier `\(proposal)`")
  }
}
