public import Values

/// Turns what became of cases into text, case by case as they come.
public protocol Reporter {
  /// Whether the report's first lines are known only at its end.
  var opensLast: Bool { get }

  /// Returns the text before the first case, where it is known by then.
  mutating func begin() -> String

  /// Takes the next case and returns the text that is ready to be written.
  mutating func add(_ report: CaseReport) -> String

  /// Returns the text that ends the report, and what stands before everything else.
  mutating func finish(_ end: RunEnd) -> ReportEnding
}

extension Reporter {
  /// The first lines are known at once.
  public var opensLast: Bool { false }

  /// Nothing stands before the first case.
  public mutating func begin() -> String { "" }
}

extension Reporter {
  /// Returns the whole report of some cases in one text.
  public mutating func whole(
    _ cases: some Sequence<CaseReport>,
    incomplete: String? = nil
  ) -> String {
    var text = begin()
    var summary = RunSummary()
    for report in cases {
      summary.add(report)
      text += add(report)
    }
    let ending = finish(RunEnd(summary, incomplete: incomplete))
    return ending.opening + text + ending.closing
  }
}

/// The text that ends a report.
public struct ReportEnding: Sendable, Equatable {
  /// What stands before everything else; empty unless the reporter opens last.
  public var opening = ""
  /// What stands after everything else.
  public let closing: String

  /// Creates an ending.
  public init(opening: String = "", closing: String) {
    self.opening = opening
    self.closing = closing
  }
}

/// What every report says of the run as a whole, known when it begins.
public struct RunHeader: Sendable, Equatable {
  /// The program's version.
  public let toolVersion: String
  /// The model that answers where a scenario doesn't say what it does.
  public let model: String
  /// The SHA-256 of the policy in force.
  public let policy: String
  /// The seed.
  public let seed: Int
  /// How many cases are to be played.
  public var planned: Int

  /// Creates a header.
  public init(
    toolVersion: String,
    model: String,
    policy: String,
    seed: Int = 0,
    planned: Int = 0
  ) {
    self.toolVersion = toolVersion
    self.model = model
    self.policy = policy
    self.seed = seed
    self.planned = planned
  }
}

/// How a run ended.
public struct RunEnd: Sendable, Equatable {
  /// The numbers.
  public var summary: RunSummary
  /// Why cases are missing, such as "interrupted by SIGINT"; nil where none are.
  public var incomplete: String?
  /// How long it took in seconds; nil unless times were asked for.
  public var seconds: Double?
  /// What the run proved of the policy, as JSON reports write it; nil where no report shows it.
  public var coverage: JSONValue?
  /// Which grants the cases need, as JSON reports write it; nil unless asked for.
  public var leastPrivilege: JSONValue?
  /// What was found out about the policy, in words, for consoles; empty unless asked for.
  public var findings: [String] = []

  /// Creates the end of a run.
  public init(
    _ summary: RunSummary,
    incomplete: String? = nil,
    seconds: Double? = nil,
    coverage: JSONValue? = nil
  ) {
    self.summary = summary
    self.incomplete = incomplete
    self.seconds = seconds
    self.coverage = coverage
  }
}
