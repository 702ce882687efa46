extension Step.Verb {
  /// The word a scenario uses for it.
  var word: String {
    switch self {
    case .say: "say"
    case .call: "call"
    case .inject: "inject"
    case .advance: "advance"
    case .note: "note"
    case .look: "expect"
    }
  }

  /// Who acts, where someone does.
  var actor: Actor? {
    switch self {
    case .say(let actor, _), .call(let actor, _, _): actor
    default: nil
    }
  }
}
