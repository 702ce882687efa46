import Exercises

/// Tells the cases that play under one policy from those that play under another.
///
/// Worlds that are read from several files may hold the same policy; each is compared once.
struct PolicyRecognition: Sendable {
  private let rules: PolicyRules
  /// The worlds that were compared, which keeps their identities taken.
  private var known: [ObjectIdentifier: (definition: WorldDefinition, isSame: Bool)] = [:]

  init(_ rules: PolicyRules) { self.rules = rules }

  /// Whether a world is under the policy.
  mutating func recognizes(_ definition: WorldDefinition) -> Bool {
    if let entry = known[definition.identity] { return entry.isSame }
    let isSame = PolicyRules(definition.policy) == rules
    known[definition.identity] = (definition, isSame)
    return isSame
  }
}
