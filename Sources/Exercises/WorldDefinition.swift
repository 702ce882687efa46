public import Incidents
public import Values

/// What a world file says: the world at its start, and the policy in force.
public final class WorldDefinition: Sendable {
  /// What the world is called.
  public let name: String
  /// The policy.
  public let policy: Policy
  /// The world as its file describes it, at the time its file says.
  public let world: World

  /// What tells this definition from every other, also from one that reads the same.
  public var identity: ObjectIdentifier { ObjectIdentifier(self) }

  /// Creates a definition.
  public init(name: String, policy: Policy, start: World) {
    self.name = name
    self.policy = policy
    world = start
  }

  /// Returns the same world under another policy.
  public func under(_ policy: Policy) -> WorldDefinition {
    WorldDefinition(name: name, policy: policy, start: world)
  }

  /// Returns a fresh world whose clock starts at a time; everything before moves along.
  public func world(startingAt time: Timestamp) -> World {
    time == world.clock ? world : world.moved(to: time)
  }
}
