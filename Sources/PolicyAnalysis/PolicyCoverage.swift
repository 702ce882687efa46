public import AccessControl
public import Values

/// How much of a policy the cases of a run proved: each tool and each group of fields, by role.
public struct PolicyCoverage: Sendable, Equatable {
  /// What is known of one cell.
  public enum Mark: String, Sendable, CaseIterable {
    /// An expectation that held says that the role may.
    case allowed
    /// An expectation that held says that the role may not.
    case denied
    /// The role tried, and no expectation says what came of it.
    case called
    /// Nobody tried.
    case untouched
  }

  /// A row: a tool or a group of fields, with what is known for each role.
  public struct Row: Sendable, Equatable {
    /// The name of the tool or of the group.
    public let name: String
    /// What is known, in the order of the roles.
    public let marks: [Mark]
  }

  /// Cells of one kind: how many there are, and how many are proved.
  public struct Share: Sendable, Equatable {
    /// How many are proved.
    public let proved: Int
    /// How many there are.
    public let cells: Int
  }

  /// The roles, in the policy's order.
  public let roles: [Role]
  /// The tools, in the order of the catalogue.
  public let tools: [Row]
  /// The groups of fields that need a permission.
  public let fields: [Row]
  /// The cells of tools that the policy allows.
  public let allowed: Share
  /// The cells of tools that the policy denies.
  public let denied: Share
  /// The cells of fields.
  public let shown: Share
  /// The cells that no expectation proves, in the order of the rows.
  public let unproved: [AccessCell]
  /// How many cases play under another policy, which this says nothing of.
  public let casesOnOtherPolicies: Int

  init(
    _ rules: PolicyRules,
    _ marks: [AccessCell: Mark],
    casesOnOtherPolicies: Int
  ) {
    func mark(_ cell: AccessCell) -> Mark { marks[cell] ?? .untouched }
    func share(_ cells: [AccessCell]) -> Share {
      Share(proved: cells.count { mark($0).isProved }, cells: cells.count)
    }
    func row(_ cells: [AccessCell]) -> [Row] {
      var rows: [Row] = []
      for start in stride(from: 0, to: cells.count, by: max(1, rules.roles.count)) {
        let row = cells[start..<min(cells.count, start + rules.roles.count)]
        rows.append(Row(name: row.first?.subjectName ?? "", marks: row.map(mark)))
      }
      return rows
    }
    let cells = rules.cells
    let ofTools = cells.filter { if case .tool = $0.subject { true } else { false } }
    let ofFields = cells.filter { if case .field = $0.subject { true } else { false } }
    roles = rules.roles
    tools = row(ofTools)
    fields = row(ofFields)
    allowed = share(ofTools.filter(rules.allows))
    denied = share(ofTools.filter { !rules.allows($0) })
    shown = share(ofFields)
    unproved = cells.filter { !mark($0).isProved }
    self.casesOnOtherPolicies = casesOnOtherPolicies
  }

  /// All cells.
  public var total: Share {
    Share(
      proved: allowed.proved + denied.proved + shown.proved,
      cells: allowed.cells + denied.cells + shown.cells
    )
  }

  /// The share of cells that are proved, in per cent.
  public var percent: Double {
    total.cells == 0 ? 100 : Double(total.proved) * 100 / Double(total.cells)
  }

  /// The map as reports hold it: `{"tools": {TOOL: {ROLE: MARK}}, "fields": {…}}`.
  public var json: JSONValue {
    ["fields": object(of: fields), "tools": object(of: tools)]
  }

  private func object(of rows: [Row]) -> JSONValue {
    let members = rows.map { row in
      let marks = zip(roles, row.marks).map { ($0.name, JSONValue.string($1.rawValue)) }
      return (row.name, JSONValue.object(Dictionary(marks) { first, _ in first }))
    }
    return .object(Dictionary(members) { first, _ in first })
  }
}

extension PolicyCoverage.Mark {
  /// Whether an expectation that held says what comes of it.
  public var isProved: Bool { self == .allowed || self == .denied }

  /// The sign that stands for it in a table.
  public var sign: String {
    switch self {
    case .allowed: "+"
    case .denied: "-"
    case .called: "~"
    case .untouched: "."
    }
  }

  /// What the sign means.
  public var meaning: String {
    switch self {
    case .allowed: "proved allowed"
    case .denied: "proved denied"
    case .called: "called, nothing asserted"
    case .untouched: "untouched"
    }
  }
}

extension PolicyCoverage {
  /// The map as a table of text, with its legend and what is missing.
  public var table: String {
    let width = ((tools + fields).map(\.name.count).max() ?? 0) + 4
    let column = max(5, (roles.map(\.name.count).max() ?? 0) + 2)
    var lines = [
      (Columns.left("permission coverage", width)
        + roles.map { Columns.left($0.name, column) }.joined()).trimmedAtEnd
    ]
    for row in tools + fields {
      lines.append(
        ("  " + Columns.left(row.name, width - 2)
          + row.marks.map { Columns.left($0.sign, column) }.joined()).trimmedAtEnd
      )
    }
    lines.append(
      "  " + Mark.allCases.map { "\($0.sign) \($0.meaning)" }.joined(separator: "   ")
    )
    lines.append("  \(sharesLine)")
    if !unproved.isEmpty {
      let names = unproved.prefix(Self.longestList).map { "\($0.role) × \($0.subjectName)" }
      let more = unproved.count - names.count
      lines.append(
        "  missing: " + names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
      )
    }
    if casesOnOtherPolicies > 0 {
      lines.append(
        "  not counted: \(Columns.count(casesOnOtherPolicies, "case")) on another policy"
      )
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The shares in one line.
  public var sharesLine: String {
    "allowed \(allowed.proved)/\(allowed.cells)   denied \(denied.proved)/\(denied.cells)   "
      + "fields \(shown.proved)/\(shown.cells)   "
      + "\(total.proved) of \(Columns.count(total.cells, "cell")) proved (\(Columns.percent(percent)))"
  }

  private static let longestList = 12
}

extension String {
  fileprivate var trimmedAtEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
