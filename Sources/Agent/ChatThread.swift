public import AccessControl
public import Values

/// A conversation of several roles with one agent.
public struct ChatThread: Sendable, Hashable {
  /// Everything that was said and done, oldest first.
  public private(set) var items: [ThreadItem] = []
  /// How many turns were begun.
  public private(set) var turns = 0
  /// What another role must hold to read a turn; the first set is for what came before any.
  private var needs: [Set<Permission>] = [[]]

  /// Creates an empty thread.
  public init() {}

  /// Begins a turn and returns its number.
  public mutating func beginTurn() -> Int {
    turns += 1
    needs.append([])
    return turns
  }

  /// Adds an item to the current turn and returns it.
  @discardableResult
  public mutating func append(
    _ content: ThreadItem.Content,
    by session: Session,
    at time: Timestamp,
    needs: Set<Permission> = [],
    memo: ModelMemo? = nil
  ) -> ThreadItem {
    let item = ThreadItem(
      id: nextID,
      turn: turns,
      session: session,
      at: time,
      content: content,
      needs: needs,
      memo: memo
    )
    items.append(item)
    self.needs[turns].add(item.needs)
    return item
  }

  /// The identifier of the item that is added next.
  public var nextID: String { "item-\(items.count + 1)" }

  /// Returns what a role may read: its own turns, injects meant for it, and of other roles' turns
  /// those that it could have had itself.
  ///
  /// A turn is read whole or not at all: what someone asks for tells as much as the answer.
  public func items(readableBy role: Role, under matrix: PermissionMatrix) -> [ThreadItem] {
    items.filter { isReadable($0, by: role, under: matrix) }
  }

  /// Whether a role may read something that somebody other than a person and the model may have
  /// written.
  func holdsForeignItem(readableBy role: Role, under matrix: PermissionMatrix) -> Bool {
    items.contains { $0.isForeign && isReadable($0, by: role, under: matrix) }
  }

  private func isReadable(
    _ item: ThreadItem,
    by role: Role,
    under matrix: PermissionMatrix
  ) -> Bool {
    if case .inject(_, let addressee) = item.content {
      return addressee == nil || addressee == role
    }
    guard item.session.role != role else { return true }
    return needs[item.turn].allSatisfy { matrix.holds(role, $0) }
  }
}

extension Set<Permission> {
  /// Adds permissions; mostly there are none yet, and then nothing has to be hashed.
  mutating func add(_ others: Set<Permission>) {
    if isEmpty { self = others } else if !others.isEmpty { formUnion(others) }
  }
}
