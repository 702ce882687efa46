import AccessControl
public import Exercises
public import Values

/// What became of every change to a policy, for people and for programs.
public struct MutationReport: Sendable {
  /// What became of each change, in order.
  public let results: [MutationResult]
  /// How many cases were held against the changes.
  public let cases: Int
  private let lines: ScenarioLines
  private let policy: Policy

  /// Creates a report.
  public init(_ results: [MutationResult], cases: Int, policy: Policy, lines: ScenarioLines) {
    self.results = results
    self.cases = cases
    self.policy = policy
    self.lines = lines
  }

  /// How many changes turned a case red.
  public var noticed: Int { results.count(where: \.isNoticed) }
  /// The changes that nobody noticed though they change what somebody may do or see.
  public var survivors: [MutationResult] { results.filter { $0.survivingCell != nil } }
  /// The changes that change nothing that anybody may do or see.
  public var idle: [MutationResult] { results.filter { $0.reason != nil } }

  /// How many of the changes that change anything were noticed, in per cent.
  public var score: Double {
    let all = noticed + survivors.count
    return all == 0 ? 100 : Double(noticed) * 100 / Double(all)
  }

  /// The report as text.
  public var text: String {
    var text = table
    if !survivors.isEmpty {
      text += "\nsurvived\n"
      for result in survivors {
        guard let cell = result.survivingCell else { continue }
        text += "  \(result.change)\n      nobody checks that \(claim(cell))\n"
      }
      text += "\nlines to add, as a file of their own or to the steps of a scenario\n\n"
      text += linesToAdd
    }
    if !idle.isEmpty {
      text += "\nchange nothing: no call and no field differs\n"
      for result in idle { text += "  \(result.change)\n      \(result.reason ?? "")\n" }
    }
    return text + "\n\(closingLine)\n"
  }

  /// The cells that survivors decide otherwise, each once.
  public var unwatchedCells: [AccessCell] {
    var cells: [AccessCell] = []
    for case let cell? in survivors.map(\.survivingCell) where !cells.contains(cell) {
      cells.append(cell)
    }
    return cells
  }

  /// A scenario that notices the survivors.
  public var linesToAdd: String {
    lines.scenario(named: "what no scenario noticed", pinning: unwatchedCells)
  }

  /// The report as one JSON value.
  public var json: JSONValue {
    [
      "cases": .integer(cases), "changes": .array(results.map(json)),
      "policy": .string(policy.digest.description),
      "summary": [
        "change_nothing": .integer(idle.count), "changes": .integer(results.count),
        "noticed": .integer(noticed), "score": .number(score),
        "survived": .integer(survivors.count),
      ], "tool": "tabletop", "version": 1,
    ]
  }

  private func json(_ result: MutationResult) -> JSONValue {
    var members: [String: JSONValue] = [
      "change": .string(result.change.description), "kind": .string(result.change.kind.rawValue),
    ]
    switch result.verdict {
    case .noticed(let id):
      members["outcome"] = "noticed"
      members["noticed_by"] = .string(id)
    case .survived(let cell):
      members["outcome"] = "survived"
      members["unchecked"] = .string(claim(cell))
      members["lines"] = .string(lines.step(pinning: cell))
    case .changesNothing(let reason):
      members["outcome"] = "changes_nothing"
      members["reason"] = .string(reason)
    }
    return .object(members)
  }

  private func claim(_ cell: AccessCell) -> String { cell.claim(PolicyRules(policy).allows(cell)) }

  private var table: String {
    let titles = ["changes", "noticed", "survived", "change nothing"]
    let width = 28
    var text =
      Columns.left("", width) + titles.map { Columns.right($0, $0.count + 2) }.joined() + "\n"
    for kind in PolicyChange.Kind.allCases {
      let own = results.filter { $0.change.kind == kind }
      guard !own.isEmpty else { continue }
      let numbers = [
        own.count, own.count(where: \.isNoticed), own.count { $0.survivingCell != nil },
        own.count { $0.reason != nil },
      ]
      text +=
        Columns.left(kind.title, width)
        + zip(numbers, titles).map { Columns.right(String($0), $1.count + 2) }.joined() + "\n"
    }
    return text
  }

  private var closingLine: String {
    "\(Columns.count(results.count, "change")), \(Columns.count(cases, "case")): \(noticed) noticed, "
      + "\(survivors.count) survived, \(idle.count) change nothing; score \(Columns.percent(score))"
  }
}

/// Text in columns.
enum Columns {
  static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
  }

  static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.unicodeScalars.count)) + text
  }

  static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }

  /// A share in per cent with at most one decimal, cut and not rounded: 99.99 is not 100.
  static func percent(_ share: Double) -> String {
    let tenths = Int(max(0, min(1000, share * 10)))
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }
}
