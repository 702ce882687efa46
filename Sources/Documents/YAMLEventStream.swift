import CYaml

/// Reads events from bytes with libyaml, whose memory it owns.
final class YAMLEventStream {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>

  /// Creates a stream over bytes that must stay in place as long as it is used.
  ///
  /// Returns nil if there are no bytes or no memory.
  init?(reading bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return nil }
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    event = .allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      event.deallocate()
      return nil
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, start, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    event.deallocate()
  }

  /// Returns the next event.
  ///
  /// - Throws: `YAMLSyntaxError` if the bytes from here on are not YAML.
  func next() throws(YAMLSyntaxError) -> YAMLEvent {
    guard yaml_parser_parse(parser, event) == 1 else { throw YAMLSyntaxError(parser.pointee) }
    defer { yaml_event_delete(event) }
    return YAMLEvent(event)
  }
}

extension YAMLEvent {
  /// Reads an event where it stands: it is large, and each file has thousands.
  fileprivate init(_ event: UnsafePointer<yaml_event_t>) {
    start = SourcePosition(event.pointee.start_mark)
    end = SourcePosition(event.pointee.end_mark)
    var anchor: UnsafeMutablePointer<yaml_char_t>?
    var tag: UnsafeMutablePointer<yaml_char_t>?
    switch event.pointee.type {
    case YAML_SCALAR_EVENT:
      anchor = event.pointee.data.scalar.anchor
      tag = event.pointee.data.scalar.tag
    case YAML_SEQUENCE_START_EVENT:
      anchor = event.pointee.data.sequence_start.anchor
      tag = event.pointee.data.sequence_start.tag
    case YAML_MAPPING_START_EVENT:
      anchor = event.pointee.data.mapping_start.anchor
      tag = event.pointee.data.mapping_start.tag
    default: break
    }
    hasAnchor = anchor != nil
    hasTag = tag != nil
    kind = Kind(event)
  }
}

extension YAMLEvent.Kind {
  fileprivate init(_ event: UnsafePointer<yaml_event_t>) {
    switch event.pointee.type {
    case YAML_STREAM_END_EVENT: self = .streamEnd
    case YAML_DOCUMENT_START_EVENT:
      let document = event.pointee.data.document_start
      let hasTags = document.tag_directives.start != document.tag_directives.end
      self = .documentStart(hasDirectives: document.version_directive != nil || hasTags)
    case YAML_DOCUMENT_END_EVENT:
      self = .documentEnd(isExplicit: event.pointee.data.document_end.implicit == 0)
    case YAML_ALIAS_EVENT: self = .alias
    case YAML_SCALAR_EVENT:
      let value = event.pointee.data.scalar.value
      let bytes = UnsafeBufferPointer(start: value, count: event.pointee.data.scalar.length)
      self = .scalar(YAMLEvent.Scalar(bytes, YAMLEvent.Style(event.pointee.data.scalar.style)))
    case YAML_SEQUENCE_START_EVENT: self = .sequenceStart
    case YAML_MAPPING_START_EVENT: self = .mappingStart
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: self = .collectionEnd
    default: self = .streamStart
    }
  }
}

extension YAMLEvent.Style {
  fileprivate init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: self = .block
    default: self = .plain
    }
  }
}

extension SourcePosition {
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1)
  }
}

extension YAMLSyntaxError {
  fileprivate init(_ parser: yaml_parser_t) {
    problem = parser.problem.map { String(cString: $0) } ?? "not enough memory"
    context = parser.context.map { String(cString: $0) } ?? ""
    place = SourcePosition(parser.problem_mark)
    contextPlace = SourcePosition(parser.context_mark)
  }
}
