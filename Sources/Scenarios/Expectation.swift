public import AccessControl
public import Documents
public import Incidents
public import Values

/// Something a scenario says must hold, of a step or of the whole run.
public struct Expectation: Sendable, Hashable {
  /// What must hold.
  public let kind: Kind
  /// Where the scenario says so.
  public let span: SourceSpan

  /// Creates an expectation.
  public init(kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  /// What can be expected.
  public indirect enum Kind: Sendable, Hashable {
    /// A call ran and succeeded.
    case call(CallMatcher)
    /// A call was attempted and denied: the proof of five things.
    case denied(CallMatcher)
    /// A call was stopped because a person said no.
    case declined(CallMatcher)
    /// A tool ran and reported an error.
    case failed(CallMatcher)
    /// A call named no tool, or its arguments didn't fit.
    case invalid(CallMatcher)
    /// No such call was attempted.
    case never(CallMatcher)
    /// Every such attempt, if there was any, was denied.
    case blocked(CallMatcher)
    /// A person was asked whether such a call may run.
    case asked(CallMatcher)
    /// The agent asked for these parameters of a tool, or for any.
    case clarified(tool: String, missing: [String])
    /// So many calls were proposed.
    case callCount(Matcher)
    /// The proposed calls, as a whole.
    case calls(CallOrder, [CallMatcher])
    /// What the agent said.
    case text(Matcher)
    /// A denial named a role that may.
    case toldHolder(Role)
    /// What the person was told: denials and the agent's words.
    case told(Matcher)
    /// A fact of the world.
    case state(WorldPath, Matcher)
    /// The complete list of facts that changed; empty for none.
    case changed([WorldPath])
    /// Fields of the incident that a role is shown; nil for the acting role.
    case sees(Role?, [String])
    /// Fields of the incident that a role is not shown; nil for the acting role.
    case hidden(Role?, [String])
    /// Work went to whoever may do it.
    case handoff(Handoff)
    /// No more than this was used.
    case budget(Budget)
    /// A fact of the exercise as a whole, as after-action reports give it.
    case fact(AfterActionFact, Matcher)
    /// What an inversion of another expectation: that one must not hold.
    case inverted(Kind)
  }

  /// The word a scenario uses for it.
  public var word: String { kind.word }
}

extension Expectation.Kind {
  /// Whether it is held against the facts of the exercise as a whole.
  var asksForFacts: Bool {
    switch self {
    case .fact: true
    case .inverted(let kind): kind.asksForFacts
    default: false
    }
  }

  /// The word a scenario uses for it.
  public var word: String {
    switch self {
    case .call: "call"
    case .denied: "denied"
    case .declined: "declined"
    case .failed: "failed"
    case .invalid: "invalid"
    case .never: "never"
    case .blocked: "blocked"
    case .asked: "asked"
    case .clarified: "clarified"
    case .callCount, .calls: "calls"
    case .text: "text"
    case .toldHolder, .told: "told"
    case .state: "state"
    case .changed: "changed"
    case .sees: "sees"
    case .hidden: "hidden"
    case .handoff: "handoff"
    case .budget: "budget"
    case .fact: "facts"
    case .inverted(let kind): kind.word
    }
  }
}

/// How the proposed calls, as a whole, compare with a list.
public enum CallOrder: String, Sendable, CaseIterable {
  /// The same calls in the same order, and no others.
  case exactly
  /// The same calls in any order, and no others.
  case unordered
  /// These calls in this order, others between them.
  case inOrder = "in_order"
  /// No calls but these.
  case only
}

/// Which calls are meant.
public struct CallMatcher: Sendable, Hashable {
  /// The tool's name; a `*` at its end stands for anything.
  public let tool: String
  /// What the arguments must be like.
  public let arguments: [String: Matcher]
  /// Whether other arguments are forbidden.
  public let exactly: Bool
  /// How many such calls; nil for at least one.
  public let times: Int?
  /// Who must have made it.
  public let by: Actor?
  /// The permissions a denial must name, all of them and no others.
  public let missing: [Permission]?
  /// What the reason must be like for which it was not done; nil for any.
  public let because: Matcher?
  /// In how much time after the beginning of the step, or of the run; nil for any.
  public let within: TimeSpan?

  /// Creates a matcher.
  public init(
    tool: String,
    arguments: [String: Matcher] = [:],
    exactly: Bool = false,
    times: Int? = nil,
    by: Actor? = nil,
    missing: [Permission]? = nil,
    because: Matcher? = nil,
    within: TimeSpan? = nil
  ) {
    self.tool = tool
    self.arguments = arguments
    self.exactly = exactly
    self.times = times
    self.by = by
    self.missing = missing
    self.because = because
    self.within = within
  }

  /// Whether a tool of this name is meant.
  public func names(_ tool: String) -> Bool {
    guard self.tool.utf8.last == UInt8(ascii: "*") else {
      return self.tool.utf8.elementsEqual(tool.utf8)
    }
    return tool.utf8.starts(with: self.tool.utf8.dropLast())
  }
}

/// Work that one person may not do, done by one who may.
public struct Handoff: Sendable, Hashable {
  /// The tool.
  public let tool: String
  /// Who was denied.
  public let from: Actor
  /// Who did it afterwards.
  public let to: Actor
  /// In how much time; nil for any.
  public let within: TimeSpan?
  /// The arguments that must be the same.
  public let same: [String]
}

/// The most that may be used.
public struct Budget: Sendable, Hashable {
  /// Calls.
  public let calls: Int?
  /// Requests to the model.
  public let modelRequests: Int?
  /// Tokens.
  public let tokens: Int?
  /// Time on the virtual clock.
  public let virtual: TimeSpan?
}

/// A person who acts: by name where the scenario has participants, and in a role.
public struct Actor: Sendable, Hashable {
  /// The name the scenario uses: a participant's, or the role's.
  public let name: String
  /// The user and role.
  public let session: Session
}
