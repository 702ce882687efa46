public import AccessControl
public import Values

/// A conversation of several roles with one agent.
public struct ChatThread: Sendable, Hashable {
  /// Everything that was said and done, oldest first.
  public private(set) var items: [ThreadItem] = []
  /// How many turns were begun.
  public private(set) var turns = 0

  /// Creates an empty thread.
  public init() {}

  /// Begins a turn and returns its number.
  public mutating func beginTurn() -> Int {
    turns += 1
    return turns
  }

  /// Adds an item to the current turn and returns it.
  @discardableResult
  public mutating func append(
    _ content: ThreadItem.Content,
    by session: Session,
    at time: Timestamp,
    needs: Set<Permission> = []
  ) -> ThreadItem {
    let item = ThreadItem(
      id: nextID,
      turn: turns,
      session: session,
      at: time,
      content: content,
      needs: needs
    )
    items.append(item)
    return item
  }

  /// The identifier of the item that is added next.
  public var nextID: String { "item-\(items.count + 1)" }

  /// Returns what a role may read: items whose every needed permission it holds.
  public func items(readableBy role: Role, under matrix: PermissionMatrix) -> [ThreadItem] {
    items.filter { item in
      if case .inject(_, let addressee?) = item.content, addressee != role { return false }
      return item.needs.allSatisfy { matrix.holds(role, $0) }
    }
  }
}
