import Values

/// One value of a YAML file and where it stands.
public struct YAMLNode: Sendable, Hashable {
  /// What a node holds.
  public enum Content: Sendable, Hashable {
    /// A text; nothing is guessed from its looks.
    case scalar(String, isPlain: Bool, isBlock: Bool)
    /// A list.
    case sequence([YAMLNode])
    /// Keys with values, in the order of the file; no key comes twice.
    case mapping([YAMLEntry])
  }

  /// What the node holds.
  public let content: Content
  /// Whether a `$` stands in it, also in what is inside it: nothing else can name a variable.
  public let hasDollarSign: Bool
  /// Where it begins; for scalars the written token on its first line, for others one scalar.
  public let span: SourceSpan

  /// Where parts of a scalar stand, if not simply one after the other from the start.
  let segments: [TextSegment]

  init(_ content: Content, span: SourceSpan, segments: [TextSegment], hasDollarSign: Bool) {
    self.content = content
    self.span = span
    self.segments = segments
    self.hasDollarSign = hasDollarSign
  }

  init(_ content: Content, span: SourceSpan, segments: [TextSegment] = []) {
    let hasDollarSign =
      switch content {
      case .scalar(let text, _, _): ASCIIText.has(text, UInt8(ascii: "$"))
      case .sequence(let items): items.contains { $0.hasDollarSign }
      case .mapping(let entries):
        entries.contains { $0.key.hasDollarSign || $0.value.hasDollarSign }
      }
    self.init(content, span: span, segments: segments, hasDollarSign: hasDollarSign)
  }

  /// The text, if the node is a scalar.
  public var scalar: String? {
    guard case .scalar(let text, _, _) = content else { return nil }
    return text
  }

  /// The members, if the node is a list.
  public var items: [YAMLNode]? {
    guard case .sequence(let items) = content else { return nil }
    return items
  }

  /// The keys with their values, if the node is a mapping.
  public var entries: [YAMLEntry]? {
    guard case .mapping(let entries) = content else { return nil }
    return entries
  }

  /// Whether this is an empty scalar without quotes, or a plain `~` or `null`.
  public var isNull: Bool {
    guard case .scalar(let text, isPlain: true, _) = content else { return false }
    return text.isEmpty || text == "~" || text == "null"
  }

  /// The value of a key, compared byte for byte; nil if there is none.
  public subscript(key: String) -> YAMLNode? {
    guard case .mapping(let entries) = content else { return nil }
    for index in entries.indices where entries[index].key.isText(key) {
      return entries[index].value
    }
    return nil
  }

  /// Whether there is a key, compared byte for byte.
  public func has(_ key: String) -> Bool {
    guard case .mapping(let entries) = content else { return false }
    return entries.indices.contains { entries[$0].key.isText(key) }
  }

  func entry(_ key: String) -> YAMLEntry? {
    guard case .mapping(let entries) = content else { return nil }
    for index in entries.indices where entries[index].key.isText(key) { return entries[index] }
    return nil
  }

  /// Whether this is a scalar of exactly these bytes.
  func isText(_ text: String) -> Bool {
    guard case .scalar(let own, _, _) = content else { return false }
    return ASCIIText.isSame(own, text)
  }

  /// What the node is, for "…, this is text".
  var kind: String {
    switch content {
    case .scalar: isNull ? "empty" : "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// One key of a mapping with its value.
public struct YAMLEntry: Sendable, Hashable {
  /// The key, always a scalar.
  public let key: YAMLNode
  /// The value.
  public let value: YAMLNode

  /// Creates an entry.
  public init(key: YAMLNode, value: YAMLNode) {
    self.key = key
    self.value = value
  }
}
