/// One step of reading a YAML file.
struct YAMLEvent {
  enum Style {
    case plain, singleQuoted, doubleQuoted, block
  }

  enum Kind {
    case streamStart, streamEnd
    case documentStart(hasDirectives: Bool)
    case documentEnd(isExplicit: Bool)
    case alias
    case scalar(String, Style)
    case sequenceStart, mappingStart
    case collectionEnd
  }

  let kind: Kind
  let start: SourcePosition
  let end: SourcePosition
  /// Whether an anchor such as `&base` stands before it.
  let hasAnchor: Bool
  /// Whether a tag such as `!!str` stands before it.
  let hasTag: Bool
}
