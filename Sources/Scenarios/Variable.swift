import Documents
import Values

/// What a variable stands for.
enum Variable: Sendable {
  /// A value that the file, the command line or whoever uses a fragment gives it.
  case value(YAMLNode)
  /// A value that a step saves, or what a path leads to in it: known once that step was played.
  case saved(String, [String])
}

extension YAMLNode {
  /// Returns the part that a path leads to: members of mappings, places of lists from 0.
  func part(at path: some Sequence<String>) -> YAMLNode? {
    var node = self
    for name in path {
      if let next = node[name] {
        node = next
      } else if let items = node.items, let index = Int(name), items.indices.contains(index) {
        node = items[index]
      } else {
        return nil
      }
    }
    return node
  }

  /// Returns this value in another place, with everything in it.
  func moved(to span: SourceSpan) -> YAMLNode {
    switch content {
    case .scalar: YAMLNode(content, at: span)
    case .sequence(let items): YAMLNode(.sequence(items.map { $0.moved(to: span) }), at: span)
    case .mapping(let entries):
      YAMLNode(
        .mapping(
          entries.map { YAMLEntry(key: $0.key.moved(to: span), value: $0.value.moved(to: span)) }
        ),
        at: span
      )
    }
  }

  /// Creates a node from JSON; texts stay texts and numbers numbers.
  init(_ value: JSONValue, at span: SourceSpan) {
    let content: Content =
      switch value {
      case .null: .scalar("", isPlain: true, isBlock: false)
      case .string(let text): .scalar(text, isPlain: false, isBlock: false)
      case .array(let elements): .sequence(elements.map { YAMLNode($0, at: span) })
      case .object(let members):
        .mapping(
          members.sorted { $0.key < $1.key }.map { name, value in
            YAMLEntry(
              key: YAMLNode(.scalar(name, isPlain: false, isBlock: false), at: span),
              value: YAMLNode(value, at: span)
            )
          }
        )
      default: .scalar(JSONWriter.text(value), isPlain: true, isBlock: false)
      }
    self.init(content, at: span)
  }
}

extension JSONValue {
  /// Returns the part that a path leads to: members of objects, places of arrays from 0.
  func part(at path: some Sequence<String>) -> JSONValue? {
    var value = self
    for name in path {
      if let next = value[name] {
        value = next
      } else if let elements = value.elements, let index = Int(name),
        elements.indices.contains(index)
      {
        value = elements[index]
      } else {
        return nil
      }
    }
    return value
  }
}
