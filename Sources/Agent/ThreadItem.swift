public import AccessControl
public import Values

/// One entry of a thread.
///
/// A class, as the thread, its listeners and each request to a model have it.
public final class ThreadItem: Sendable {
  /// What an entry can be.
  public enum Content: Sendable, Hashable {
    /// A person's words.
    case userMessage(String)
    /// The agent's words.
    case assistantMessage(String)
    /// A call that the agent proposes.
    case toolCall(ProposedCall)
    /// What became of that call.
    case toolOutput(PerformedCall)
    /// The facilitator's words to a role, or to everyone.
    case inject(String, to: Role?)
  }

  /// The item's identifier within its thread.
  public let id: String
  /// The number of the turn it belongs to, from 1.
  public let turn: Int
  /// On whose behalf it came to be.
  public let session: Session
  /// When.
  public let at: Timestamp
  /// What it is.
  public let content: Content
  /// Whether it holds text that somebody other than the person and the model may have written:
  /// what tools bring back, and injects.
  public var isForeign: Bool {
    switch content {
    case .toolOutput(let call): if case .ok = call.outcome { true } else { false }
    case .inject: true
    case .userMessage, .assistantMessage, .toolCall: false
    }
  }
  /// The permissions that another role must hold to read the turn it is part of, all of them.
  public let needs: Set<Permission>
  /// The whole answer in its model's own form, where this is the first item of one.
  public let memo: ModelMemo?

  /// Creates an item.
  public init(
    id: String,
    turn: Int,
    session: Session,
    at: Timestamp,
    content: Content,
    needs: Set<Permission> = [],
    memo: ModelMemo? = nil
  ) {
    self.id = id
    self.turn = turn
    self.session = session
    self.at = at
    self.content = content
    self.needs = needs
    self.memo = memo
  }
}

extension ThreadItem: Hashable {
  /// Whether everything is the same.
  public static func == (lhs: ThreadItem, rhs: ThreadItem) -> Bool {
    func place(_ item: ThreadItem) -> (String, Int, Session, Timestamp) {
      (item.id, item.turn, item.session, item.at)
    }
    func text(_ item: ThreadItem) -> (Content, Set<Permission>, ModelMemo?) {
      (item.content, item.needs, item.memo)
    }
    return lhs === rhs || place(lhs) == place(rhs) && text(lhs) == text(rhs)
  }

  /// Hashes what tells most items apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(content)
  }
}

/// Something that happens to a thread, as listeners see it.
public enum ThreadEvent: Sendable, Hashable {
  /// `thread.item.added`: an item begins; its content may still grow.
  case itemAdded(ThreadItem)
  /// `thread.item.updated`: more text of an item.
  case itemUpdated(id: String, delta: String)
  /// `thread.item.done`: the item as it stays.
  case itemDone(ThreadItem)

  /// The event's name on the wire.
  public var name: String {
    switch self {
    case .itemAdded: "thread.item.added"
    case .itemUpdated: "thread.item.updated"
    case .itemDone: "thread.item.done"
    }
  }
}
