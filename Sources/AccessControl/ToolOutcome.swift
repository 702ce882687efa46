public import Values

/// What became of one tool call: exactly one of these.
public enum ToolOutcome: Sendable, Hashable {
  /// The tool ran; what it found or did.
  case ok(JSONValue)
  /// The session lacks permissions. The tool did not run.
  case denied(Denial)
  /// A person said no. The tool did not run.
  case declined(reason: String)
  /// The tool is unknown or the arguments are not what it takes. The tool did not run.
  case invalid(reason: String)
  /// The tool ran and reported an error.
  case failed(reason: String)

  /// The outcome in one word, as reports and screens write it.
  public var word: String {
    switch self {
    case .ok: "ok"
    case .denied: "denied"
    case .declined: "declined"
    case .invalid: "invalid"
    case .failed: "failed"
    }
  }
}

/// Why the gate denied a call.
public struct Denial: Sendable, Hashable {
  /// The role that was active.
  public let role: Role
  /// The required permissions that the role lacks, in the policy's order; never empty.
  public let missing: [Permission]
  /// The roles that hold everything that is missing, in the policy's order.
  public let heldBy: [Role]

  /// Creates a denial.
  public init(role: Role, missing: [Permission], heldBy: [Role]) {
    self.role = role
    self.missing = missing
    self.heldBy = heldBy
  }

  /// The sentences people are shown: what is missing, who holds it, and that nothing changed.
  ///
  /// For example "FINANCE lacks restart_service. IT holds it. Nothing was changed."
  public var sentence: String {
    let lacks = "\(role) lacks \(Self.list(missing.map(\.name)))."
    let them = missing.count == 1 ? "it" : "them"
    let holders =
      switch heldBy.count {
      case 0: "No role holds \(missing.count == 1 ? "it" : "all of them")."
      case 1: "\(heldBy[0]) holds \(them)."
      default: "\(Self.list(heldBy.map(\.name))) hold \(them)."
      }
    return "\(lacks) \(holders) Nothing was changed."
  }

  /// A number of bytes that the sentence surely stays within as JSON, without making it.
  public var mostBytes: Int {
    let names = [role.name] + missing.map(\.name) + heldBy.map(\.name)
    return names.reduce(300) { $0 + 6 * ($1.utf8.count + 5) }
  }

  private static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}

/// One call with everything that the gate knows of it.
///
/// A value of a word's size: the record, the conversation and the trace of a call each keep it.
public struct PerformedCall: Sendable {
  private final class Contents: Sendable {
    let id: String
    let tool: String
    let arguments: [String: JSONValue]
    let filledFromContext: Set<String>
    let attribution: Attribution
    let outcome: ToolOutcome
    let bodyRan: Bool
    let consent: Consent?

    init(
      id: String,
      tool: String,
      arguments: [String: JSONValue],
      filledFromContext: Set<String>,
      attribution: Attribution,
      outcome: ToolOutcome,
      bodyRan: Bool,
      consent: Consent?
    ) {
      self.id = id
      self.tool = tool
      self.arguments = arguments
      self.filledFromContext = filledFromContext
      self.attribution = attribution
      self.outcome = outcome
      self.bodyRan = bodyRan
      self.consent = consent
    }
  }

  private let contents: Contents

  /// Creates a record of a call.
  public init(
    id: String,
    tool: String,
    arguments: [String: JSONValue],
    filledFromContext: Set<String> = [],
    attribution: Attribution,
    outcome: ToolOutcome,
    bodyRan: Bool,
    consent: Consent? = nil
  ) {
    contents = Contents(
      id: id,
      tool: tool,
      arguments: arguments,
      filledFromContext: filledFromContext,
      attribution: attribution,
      outcome: outcome,
      bodyRan: bodyRan,
      consent: consent
    )
  }

  /// The call's identifier.
  public var id: String { contents.id }
  /// The tool's name as it was asked for.
  public var tool: String { contents.tool }
  /// The arguments in force: as read, with what the context filled in.
  public var arguments: [String: JSONValue] { contents.arguments }
  /// The names of the arguments that came from the context.
  public var filledFromContext: Set<String> { contents.filledFromContext }
  /// Who, and when.
  public var attribution: Attribution { contents.attribution }
  /// What became of it.
  public var outcome: ToolOutcome { contents.outcome }
  /// Whether the tool's body was entered.
  public var bodyRan: Bool { contents.bodyRan }
  /// What a person answered when asked whether it may run; nil where nobody was asked.
  public var consent: Consent? { contents.consent }

  /// Returns the same call with what a person answered when asked whether it may run.
  public func with(_ consent: Consent) -> PerformedCall {
    PerformedCall(
      id: id,
      tool: tool,
      arguments: arguments,
      filledFromContext: filledFromContext,
      attribution: attribution,
      outcome: outcome,
      bodyRan: bodyRan,
      consent: consent
    )
  }
}

extension PerformedCall: Hashable {
  /// Whether everything is the same.
  public static func == (lhs: PerformedCall, rhs: PerformedCall) -> Bool {
    func asked(
      _ call: PerformedCall
    ) -> (String, String, [String: JSONValue], Set<String>, Attribution) {
      (call.id, call.tool, call.arguments, call.filledFromContext, call.attribution)
    }
    func done(_ call: PerformedCall) -> (ToolOutcome, Bool, Consent?) {
      (call.outcome, call.bodyRan, call.consent)
    }
    return lhs.contents === rhs.contents || asked(lhs) == asked(rhs) && done(lhs) == done(rhs)
  }

  /// Hashes what tells most calls apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(tool)
    hasher.combine(attribution)
  }
}
