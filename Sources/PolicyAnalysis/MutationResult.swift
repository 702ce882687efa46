/// What became of one change to the policy.
public struct MutationResult: Sendable, Equatable {
  /// What a change comes to.
  public enum Verdict: Sendable, Equatable {
    /// A case turned red; its id.
    case noticed(by: String)
    /// No case turned red, and this cell is decided otherwise.
    case survived(AccessCell)
    /// No cell is decided otherwise; why.
    case changesNothing(String)
  }

  /// The change.
  public let change: PolicyChange
  /// What it comes to.
  public let verdict: Verdict
  /// How many cases were played anew because they had asked what the change answers otherwise.
  public let played: Int

  /// Whether a case turned red.
  public var isNoticed: Bool { if case .noticed = verdict { true } else { false } }
  /// The cell that nobody looked at, where no case turned red.
  public var survivingCell: AccessCell? {
    if case .survived(let cell) = verdict { cell } else { nil }
  }
  /// Why the change changes nothing, where it does.
  public var reason: String? {
    if case .changesNothing(let reason) = verdict { reason } else { nil }
  }
}
