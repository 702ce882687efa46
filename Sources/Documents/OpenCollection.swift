/// A list or mapping whose end has not been read yet.
struct OpenCollection {
  private let isMapping: Bool
  private let span: SourceSpan
  private var items: [YAMLNode] = []
  private var entries: [YAMLEntry] = []
  private var key: YAMLNode?
  private var linesByKey: [String: Int] = [:]

  init(isMapping: Bool, span: SourceSpan) {
    self.isMapping = isMapping
    self.span = span
  }

  /// Whether the next node is a key.
  var expectsKey: Bool { isMapping && key == nil }

  /// The collection as a node.
  var node: YAMLNode {
    YAMLNode(isMapping ? .mapping(entries) : .sequence(items), span: span)
  }

  mutating func attach(_ node: YAMLNode) {
    if !isMapping {
      items.append(node)
    } else if let key {
      entries.append(YAMLEntry(key: key, value: node))
      self.key = nil
    } else {
      key = node
    }
  }

  /// Returns the line where an equal key stands already.
  ///
  /// Keys that differ only in how accents are encoded are equal, as they are for `Dictionary`.
  mutating func noteKey(_ text: String, at line: Int) -> Int? {
    if let first = linesByKey[text] { return first }
    linesByKey[text] = line
    return nil
  }
}
