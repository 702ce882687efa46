public import AccessControl
public import Incidents

/// One tool call of an exercise, and what it did to the world.
///
/// A class, as the exercise, its steps and whoever listens keep it.
public final class CallTrace: Sendable {
  /// Who proposed the call.
  public enum Proposer: String, Sendable {
    /// The model, in a turn.
    case model
    /// A person, directly.
    case person
  }

  /// The call's number in the exercise, from 1.
  public let number: Int
  /// The call as the gate performed it.
  public let call: PerformedCall
  /// Who proposed it.
  public let proposer: Proposer
  /// On whose behalf it was requested, whatever the gate and the record say.
  public let requester: Session
  /// The facts that differ afterwards.
  public let changes: [WorldChange]
  /// Whether anything at all differs afterwards, also what has no path.
  public let worldChanged: Bool
  /// The record that the call left.
  public let record: AuditRecord?
  /// How long it took, without any question; nil where nobody measured.
  ///
  /// Traces that differ in nothing else are the same.
  public let duration: Duration?

  /// Creates a trace.
  public init(
    number: Int,
    call: PerformedCall,
    proposer: Proposer,
    requester: Session,
    changes: [WorldChange],
    worldChanged: Bool,
    record: AuditRecord?,
    duration: Duration? = nil
  ) {
    self.number = number
    self.call = call
    self.proposer = proposer
    self.requester = requester
    self.changes = changes
    self.worldChanged = worldChanged
    self.record = record
    self.duration = duration
  }

  /// The denial, where the gate denied the call.
  public var denial: Denial? {
    guard case .denied(let denial) = call.outcome else { return nil }
    return denial
  }
}

extension CallTrace: Hashable {
  /// Whether everything but the time that they took is the same.
  public static func == (lhs: CallTrace, rhs: CallTrace) -> Bool {
    lhs === rhs
      || lhs.number == rhs.number && lhs.call == rhs.call && lhs.proposer == rhs.proposer
        && lhs.requester == rhs.requester && lhs.changes == rhs.changes
        && lhs.worldChanged == rhs.worldChanged && lhs.record == rhs.record
  }

  /// Hashes what tells most traces apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(number)
    hasher.combine(call)
  }
}
