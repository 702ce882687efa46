public import Values

/// What a model said, in its own form, to be sent to it again untouched.
///
/// Reasoning that a server doesn't keep comes back this way. Other models and other roles never get
/// to see it: they read the text and the calls.
public struct ModelMemo: Sendable, Hashable {
  /// The model that said it.
  public let model: String
  /// What it said.
  public let items: [JSONValue]
  /// The identifiers of the calls in it.
  public let calls: [String]

  /// Creates a memo.
  public init(model: String, items: [JSONValue], calls: [String]) {
    self.model = model
    self.items = items
    self.calls = calls
  }
}
