public import AccessControl
public import Scenarios
public import Values

/// Which grants of a policy the cases of a run need.
///
/// A grant is needed where a case turns red once it is taken away. What no case needs may still be
/// needed by somebody: it is to be tested, or taken away.
public struct LeastPrivilege: Sendable, Equatable {
  /// A permission that a role holds.
  public struct Grant: Sendable, Equatable {
    /// The role.
    public let role: Role
    /// The permission.
    public let permission: Permission
  }

  /// The grants that no case needs.
  public let unneeded: [Grant]
  /// The grants that only cells of a grid need, and no story.
  public let onlyPinned: [Grant]
  /// How many grants there are.
  public let grants: Int
  /// How many cases were asked.
  public let cases: Int

  /// Takes away every grant, one at a time, and looks which cases notice.
  public init(
    of baseline: BaselineRun,
    jobs: Int,
    models: @escaping @Sendable () -> any ModelSource
  ) async {
    let changes = PolicyChange.flippedGrants(baseline.rules).filter {
      if case .revoked = $0 { true } else { false }
    }
    let stories = baseline.onlyStories
    let withoutStory = await MutationAnalysis(of: stories, models: models).run(changes, jobs: jobs)
      .filter { !$0.isNoticed }.map(\.change)
    let results = await MutationAnalysis(of: baseline, models: models).run(withoutStory, jobs: jobs)
    unneeded = results.filter { !$0.isNoticed }.compactMap { Self.grant($0.change) }
    onlyPinned = results.filter(\.isNoticed).compactMap { Self.grant($0.change) }
    grants = changes.count
    cases = baseline.caseCount
  }

  private static func grant(_ change: PolicyChange) -> Grant? {
    guard case .revoked(let role, let permission) = change else { return nil }
    return Grant(role: role, permission: permission)
  }

  /// The grants as text, a list each.
  public var text: String {
    let asked = Columns.count(cases, "case")
    return "least privilege          \(Columns.count(grants, "grant")), \(asked)\n"
      + Self.list("needed by none of these scenarios: test it, or take it away", unneeded)
      + Self.list("needed by a grid alone: no story uses it", onlyPinned)
  }

  private static func list(_ title: String, _ grants: [Grant]) -> String {
    guard !grants.isEmpty else { return "  \(title): none\n" }
    return "  \(title)\n" + grants.map { "    \($0.role) \($0.permission)\n" }.joined()
  }

  /// The grants as one JSON value.
  public var json: JSONValue {
    func list(_ grants: [Grant]) -> JSONValue {
      .array(
        grants.map { ["permission": .string($0.permission.name), "role": .string($0.role.name)] }
      )
    }
    return [
      "cases": .integer(cases), "grants": .integer(grants), "pinned_only": list(onlyPinned),
      "unneeded": list(unneeded),
    ]
  }
}
