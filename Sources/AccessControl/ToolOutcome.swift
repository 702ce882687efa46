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

  private static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}

/// One call with everything that the gate knows of it.
public struct PerformedCall: Sendable, Hashable {
  /// The call's identifier.
  public let id: String
  /// The tool's name as it was asked for.
  public let tool: String
  /// The arguments in force: as read, with what the context filled in.
  public let arguments: [String: JSONValue]
  /// The names of the arguments that came from the context.
  public let filledFromContext: Set<String>
  /// Who, and when.
  public let attribution: Attribution
  /// What became of it.
  public let outcome: ToolOutcome
  /// Whether the tool's body was entered.
  public let bodyRan: Bool
  /// What a person answered when asked whether it may run; nil where nobody was asked.
  public var consent: Consent?

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
