import Values

/// What a person, a model and the gate need to know of a tool: everything but its body.
///
/// A class, as each call has it looked up several times.
public final class ToolDescription: Sendable {
  /// What running a tool does to the world.
  public enum Effect: String, Sendable {
    /// The world stays as it is.
    case read
    /// The world changes.
    case write
  }

  /// The tool's name on the wire, such as `restart_service`.
  public let name: String
  /// What the tool does, in one sentence.
  public let summary: String
  /// The permissions a role must hold, all of them, in the policy's order.
  public let requires: [Permission]
  /// The same, as a set.
  public let requiredSet: Set<Permission>
  /// What the tool accepts, in the order in which people are shown it.
  public let parameters: [ToolParameter]
  /// Whether running it changes the world.
  public let effect: Effect
  /// Sentences with which people ask for this tool.
  public let examples: [String]
  /// How a result is told in a sentence: text with `{member}` in place of the result's members.
  public let reply: String?
  /// How a person consents to a call, where calls weigh enough to ask; nil where nobody is asked.
  public let consent: ConsentForm?
  /// Whether who asked for it in vain may not perform it in another role: requester ≠ approver.
  public let separatesDuties: Bool

  /// Creates a description.
  public init(
    name: String,
    summary: String,
    requires: [Permission],
    parameters: [ToolParameter],
    effect: Effect,
    examples: [String] = [],
    reply: String? = nil,
    consent: ConsentForm? = nil,
    separatesDuties: Bool = false
  ) {
    self.name = name
    self.summary = summary
    self.requires = requires
    requiredSet = Set(requires)
    self.parameters = parameters
    self.effect = effect
    self.examples = examples
    self.reply = reply
    self.consent = consent
    self.separatesDuties = separatesDuties
  }

  /// Returns the description of the same tool with other requirements.
  public func requiring(_ permissions: [Permission]) -> ToolDescription {
    ToolDescription(
      name: name,
      summary: summary,
      requires: permissions,
      parameters: parameters,
      effect: effect,
      examples: examples,
      reply: reply,
      consent: consent,
      separatesDuties: separatesDuties
    )
  }

  /// Returns the parameter with this name, compared by bytes.
  public func parameter(_ name: String) -> ToolParameter? {
    parameters.first { ASCIIText.isSame($0.name, name) }
  }
}

extension ToolDescription: Equatable {
  /// Whether everything is the same.
  public static func == (lhs: ToolDescription, rhs: ToolDescription) -> Bool {
    func told(_ tool: ToolDescription) -> (String, String, [String], String?) {
      (tool.name, tool.summary, tool.examples, tool.reply)
    }
    func ruled(
      _ tool: ToolDescription
    ) -> ([Permission], [ToolParameter], Effect, ConsentForm?, Bool) {
      (tool.requires, tool.parameters, tool.effect, tool.consent, tool.separatesDuties)
    }
    return lhs === rhs || told(lhs) == told(rhs) && ruled(lhs) == ruled(rhs)
  }
}

/// One argument a tool accepts.
public struct ToolParameter: Sendable, Equatable {
  /// What values an argument may have.
  public indirect enum Kind: Sendable, Equatable {
    /// Free text of at least one character.
    case text
    /// The name or id of something in the world, such as a `service`, `customer` or `incident`.
    case reference(String)
    /// One of these words.
    case choice([String])
    /// A whole number within these bounds, both included.
    case integer(ClosedRange<Int>)
    /// A finite number within these bounds; `above` excludes the lower one.
    case number(atLeast: Double?, above: Double?)
    /// A list of values of one kind.
    case list(Kind)
  }

  /// The argument's name on the wire.
  public let name: String
  /// What values it may have.
  public let kind: Kind
  /// Whether a call without it is invalid.
  public let isRequired: Bool
  /// Whether it is taken from the context of the conversation where a call leaves it out.
  public let isTakenFromContext: Bool
  /// What the argument means, with its unit.
  public let summary: String

  /// Creates a parameter.
  public init(
    _ name: String,
    _ kind: Kind,
    isRequired: Bool = false,
    isTakenFromContext: Bool = false,
    summary: String = ""
  ) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
    self.isTakenFromContext = isTakenFromContext
    self.summary = summary
  }
}

extension ToolParameter.Kind {
  /// The kind in words, as an error message says what was expected.
  public var phrase: String {
    switch self {
    case .text: "text"
    case .reference(let what): "the name or id of a \(what)"
    case .choice(let words): "one of " + words.joined(separator: ", ")
    case .integer(let range): Self.phrase("a whole number", range)
    case .number(let atLeast, let above):
      "a number" + (above.map { " above \(JSONWriter.text(.number($0)))" } ?? "")
        + (atLeast.map { " of at least \(JSONWriter.text(.number($0)))" } ?? "")
    case .list(let kind): "a list, each \(kind.phrase)"
    }
  }

  private static func phrase(_ words: String, _ range: ClosedRange<Int>) -> String {
    switch (range.lowerBound == .min, range.upperBound == .max) {
    case (true, true): words
    case (false, true): "\(words) of at least \(range.lowerBound)"
    case (true, false): "\(words) of at most \(range.upperBound)"
    case (false, false): "\(words) from \(range.lowerBound) to \(range.upperBound)"
    }
  }
}
