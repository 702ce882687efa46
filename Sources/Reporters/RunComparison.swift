import Documents
public import Scenarios
import Values

/// What is different between two runs, told case by case.
public struct RunComparison: Sendable, Equatable {
  /// A case whose outcome is another.
  public struct Turn: Sendable, Equatable {
    /// The case's id.
    public let id: String
    /// Where it stands.
    public let place: String
    /// What became of it before; nil where it was not there.
    public let old: CaseOutcome?
    /// What became of it now; nil where it is gone.
    public let new: CaseOutcome?
    /// What is wrong now, in one line.
    public let problem: String?
  }

  /// A case in which other calls were made, or the same with another outcome.
  public struct CallChange: Sendable, Equatable {
    /// The case's id.
    public let id: String
    /// Calls that are gone begin with a minus, new ones with a plus.
    public let lines: [String]
  }

  /// A case that holds, and of which less was asserted than before.
  public struct Weakening: Sendable, Equatable {
    /// The case's id.
    public let id: String
    /// How many expectations there were.
    public let old: Int
    /// How many there are now.
    public let new: Int
  }

  /// A case that took longer.
  public struct Delay: Sendable, Equatable {
    /// The case's id.
    public let id: String
    /// How long it took before, in seconds.
    public let old: Double
    /// How long it took now, in seconds.
    public let new: Double
  }

  /// Cases that held, or were not there, and fail now.
  public private(set) var newlyFailing: [Turn] = []
  /// Cases that could be decided, or were not there, and can't be now.
  public private(set) var undecided: [Turn] = []
  /// Cases that failed or could not be decided, and hold now.
  public private(set) var fixed: [Turn] = []
  /// Cases that came out in another way still.
  public private(set) var otherwise: [Turn] = []
  /// Cases that are new.
  public private(set) var added: [String] = []
  /// Cases that are gone.
  public private(set) var removed: [String] = []
  /// Cases with other calls.
  public private(set) var callChanges: [CallChange] = []
  /// Cases that hold with fewer expectations than before.
  public private(set) var weakened: [Weakening] = []
  /// Cases that took longer, where both runs tell times.
  public private(set) var slower: [Delay] = []
  /// Whether the two were played under different policies.
  public let changesPolicy: Bool
  /// How many cases are in both.
  public private(set) var common = 0

  /// Compares two runs.
  public init(_ old: RunReport, _ new: RunReport) {
    changesPolicy = old.header.policy != new.header.policy
    let before = Dictionary(old.cases.map { (CaseKey($0), $0) }, uniquingKeysWith: { $1 })
    let now = Set(new.cases.map(CaseKey.init))
    for report in new.cases {
      let past = before[CaseKey(report)]
      turn(past, report)
      guard let past else {
        added.append(report.id)
        continue
      }
      common += 1
      let lines = Self.lines(past, report)
      if !lines.isEmpty { callChanges.append(CallChange(id: report.id, lines: lines)) }
      let (asserted, asserts) = (Self.expectations(past), Self.expectations(report))
      if report.outcome == .passed, asserts < asserted {
        weakened.append(Weakening(id: report.id, old: asserted, new: asserts))
      }
      if let old = past.seconds, let new = report.seconds, new > old * 1.5, new - old > 0.1 {
        slower.append(Delay(id: report.id, old: old, new: new))
      }
    }
    removed = old.cases.filter { !now.contains(CaseKey($0)) }.map(\.id)
  }

  /// Whether something that held does not any more.
  public var isRegression: Bool { !newlyFailing.isEmpty }

  private mutating func turn(_ old: CaseReport?, _ new: CaseReport) {
    guard old?.outcome != new.outcome else { return }
    let turn = Turn(
      id: new.id,
      place: "\(new.file):\(new.problems.first?.span.start.line ?? new.line)",
      old: old?.outcome,
      new: new.outcome,
      problem: new.problems.first.map { "\($0.code): \($0.message)" }
    )
    switch (old?.outcome, new.outcome) {
    case (_, .failed): newlyFailing.append(turn)
    case (_, .error): undecided.append(turn)
    case (.failed, .passed), (.error, .passed): fixed.append(turn)
    case (nil, _): break
    default: otherwise.append(turn)
    }
  }

  private static func expectations(_ report: CaseReport) -> Int {
    report.steps.reduce(0) { $0 + $1.expectations.count }
  }

  /// The calls that differ, as lines with their outcome.
  private static func lines(_ old: CaseReport, _ new: CaseReport) -> [String] {
    let (before, now) = (calls(old), calls(new))
    guard before != now else { return [] }
    // Long runs differ in too many places for a difference to help.
    guard before.count + now.count <= 2_000 else {
      return ["- \(before.count) calls", "+ \(now.count) calls"]
    }
    return now.difference(from: before).map { change in
      switch change {
      case .remove(_, let line, _): "- \(line)"
      case .insert(_, let line, _): "+ \(line)"
      }
    }
  }

  private static func calls(_ report: CaseReport) -> [String] {
    report.steps.flatMap { step in
      step.calls.map { call in
        let arguments = call.arguments.sorted { $0.key < $1.key }
          .map { " \($0.key)=\($0.value.text ?? JSONWriter.text($0.value))" }.joined()
        return "\(step.role ?? "") \(call.tool)\(arguments)  \(call.outcome)"
      }
    }
  }
}
