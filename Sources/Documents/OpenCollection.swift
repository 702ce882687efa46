/// A list or mapping whose end has not been read yet.
struct OpenCollection {
  private let isMapping: Bool
  /// Whether the next node is a key.
  private(set) var expectsKey: Bool
  private let span: SourceSpan
  private var items: [YAMLNode] = []
  private var entries: [YAMLEntry] = []
  private var key: YAMLNode?
  private var hasDollarSign = false
  /// The keys of a large mapping; those of a small one are compared with each other.
  private var linesByKey: [String: Int] = [:]

  /// How many keys are compared one by one.
  private static let fewKeys = 16
  /// For how many members there is room from the start: few lists and mappings are longer.
  private static let room = 6

  init(isMapping: Bool, span: SourceSpan) {
    self.isMapping = isMapping
    expectsKey = isMapping
    self.span = span
  }

  /// The collection as a node.
  var node: YAMLNode {
    YAMLNode(
      isMapping ? .mapping(entries) : .sequence(items),
      span: span,
      segments: [],
      hasDollarSign: hasDollarSign
    )
  }

  mutating func attach(_ node: consuming YAMLNode) {
    if node.hasDollarSign { hasDollarSign = true }
    if !isMapping {
      if items.isEmpty { items.reserveCapacity(Self.room) }
      items.append(node)
    } else if let key = key.take() {
      if entries.isEmpty { entries.reserveCapacity(Self.room) }
      entries.append(YAMLEntry(key: key, value: node))
      expectsKey = true
    } else {
      key = node
      expectsKey = false
    }
  }

  /// Returns the line where an equal key stands already.
  ///
  /// Keys that differ only in how accents are encoded are equal, as they are for `Dictionary`.
  mutating func noteKey(_ text: String, at line: Int) -> Int? {
    guard entries.count >= Self.fewKeys else {
      for index in entries.indices {
        guard case .scalar(let key, _, _) = entries[index].key.content, key == text else {
          continue
        }
        return entries[index].key.span.start.line
      }
      return nil
    }
    if linesByKey.isEmpty {
      for entry in entries {
        guard let text = entry.key.scalar else { continue }
        linesByKey[text] = linesByKey[text] ?? entry.key.span.start.line
      }
    }
    if let first = linesByKey[text] { return first }
    linesByKey[text] = line
    return nil
  }
}
