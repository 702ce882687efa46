import Documents
import Testing

/// A file that is wrong and everything that is said about it.
struct Malformed: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let input: String
  let expected: String

  init(_ name: String, _ input: String, _ expected: String) {
    testDescription = name
    self.input = input
    self.expected = expected
  }

  /// What the YAML reader says, or "fine".
  var said: String { Self.said(reading: SourceFile(path: "a.yaml", text: input)) }

  static func said(reading file: SourceFile, limits: YAMLLimits = .standard) -> String {
    switch YAMLReader.read(file, limits: limits) {
    case .success: "fine"
    case .failure(let diagnostics): rendered(diagnostics)
    }
  }

  static func rendered(_ diagnostics: Diagnostics) -> String {
    diagnostics.sorted().map { $0.rendered() }.joined(separator: "\n")
  }
}

/// A mapping with one key of every type, read as a scenario's step would be.
enum SampleStep {
  static let keys = ["amount", "at", "exactly", "kind", "name", "tags", "times", "within", "with"]

  /// Reads a step and returns what is said about it, or "fine".
  static func said(reading text: String) -> String {
    let file = SourceFile(path: "a.yaml", text: text)
    guard case .success(let node) = YAMLReader.read(file) else { return "not YAML" }
    var found = Diagnostics()
    let reader = MappingReader(node, in: file, what: "a step", keys: keys, diagnostics: &found)
    reader.require("name", &found)
    _ = reader.text("name", &found)
    _ = reader.number("amount", &found)
    _ = reader.integer("times", range: 1...40, &found)
    _ = reader.flag("exactly", &found)
    _ = reader.span("within", &found)
    _ = reader.time("at", &found)
    _ = reader.choice("kind", of: ["log", "fault", "metric"], &found)
    _ = reader.texts("tags", &found)
    _ = reader.items("with", &found)
    return found.isEmpty ? "fine" : Malformed.rendered(found)
  }
}
