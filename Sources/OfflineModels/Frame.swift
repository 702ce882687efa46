internal import Values

/// One thing a text asks for, while its values are being collected.
struct Frame {
  /// The tool, as its place in the index.
  var profile: Int
  /// The units that speak of it.
  var units: [Int]
  /// The segment that asked for it.
  var segment: Int
  /// Text taken from the original, by parameter.
  var captured: [String: String] = [:]
  /// Units that captured text covers.
  var covered: Range<Int> = 0..<0
  /// Arguments settled otherwise, such as by the conversation.
  var settled: [String: JSONValue] = [:]
  /// Whether an imperative or a question asks for it, not a mere mention.
  var isAskedFor = true
  /// Whether it repeats the tool of the frame before.
  var isElliptical = false
}
