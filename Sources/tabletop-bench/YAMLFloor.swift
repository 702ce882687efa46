import CYaml

/// What nothing that reads these files with libyaml can go below: its C parser's events, dropped.
enum YAMLFloor {
  /// Returns how many events the bytes have.
  ///
  /// - Throws: `BenchmarkError` where they are not YAML.
  static func countEvents(_ bytes: [UInt8]) throws(BenchmarkError) -> Int {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { throw BenchmarkError("no memory") }
    defer { yaml_parser_delete(&parser) }
    let count = bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      return countEvents(&parser)
    }
    guard let count else { throw BenchmarkError("a generated file is not YAML") }
    return count
  }

  private static func countEvents(_ parser: inout yaml_parser_t) -> Int? {
    var count = 0
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(&parser, &event) == 1 else { return nil }
      count += 1
      let isLast = event.type == YAML_STREAM_END_EVENT
      yaml_event_delete(&event)
      if isLast { return count }
    }
  }
}
