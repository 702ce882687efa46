import AccessControl
import Documents
import Exercises
import Values

extension ScenarioReader {
  /// Reads what goes wrong with tools and with the model.
  mutating func faults(_ top: MappingReader) -> [ScenarioFault] {
    guard top.has("faults") else { return [] }
    return (top.items("faults", &diagnostics) ?? []).compactMap { node in
      node["model"] != nil && node["tool"] == nil ? modelFault(node) : toolFault(node)
    }
  }

  private mutating func toolFault(_ node: YAMLNode) -> ScenarioFault? {
    let reader = mapping(node, "a fault of a tool", ScenarioKeys.toolFault)
    guard let toolNode = reader.require("tool", &diagnostics), let tool = tool(toolNode) else {
      return nil
    }
    let words = ToolFault.Kind.allCases.map(\.rawValue)
    guard let occurrence = occurrence(reader, "on_call"), let word = fail(reader, words),
      let kind = ToolFault.Kind(rawValue: word)
    else { return nil }
    return .tool(
      ToolFault(
        tool: tool.name,
        occurrence: occurrence,
        kind: kind,
        reason: reader.text("message", &diagnostics)
      )
    )
  }

  private mutating func modelFault(_ node: YAMLNode) -> ScenarioFault? {
    let reader = mapping(node, "a fault of the model", ScenarioKeys.modelFault)
    if reader.flag("model", &diagnostics) == false, let span = reader.node("model")?.span {
      report("TT012", span, "`model` can only be true")
    }
    let words = ModelFault.Kind.allCases.map(\.rawValue)
    guard let occurrence = occurrence(reader, "on_request"), let word = fail(reader, words),
      let kind = ModelFault.Kind(rawValue: word)
    else { return nil }
    return .model(
      ModelFault(
        occurrence: occurrence,
        kind: kind,
        message: reader.text("message", &diagnostics)
      )
    )
  }

  private mutating func fail(_ reader: MappingReader, _ words: [String]) -> String? {
    guard reader.require("fail", &diagnostics) != nil else { return nil }
    return reader.choice("fail", of: words, &diagnostics)
  }

  private mutating func occurrence(_ reader: MappingReader, _ key: String) -> FaultOccurrence? {
    guard reader.isMapping else { return nil }
    if reader.has(key), reader.has("every"), let span = reader.keySpan("every") {
      report("TT010", span, "a fault has `\(key)` or `every`, not both")
      return nil
    }
    if reader.has("every") {
      return reader.integer("every", range: 1...1_000_000, &diagnostics).map { .every($0) }
    }
    guard reader.require(key, &diagnostics) != nil else { return nil }
    return reader.integer(key, range: 1...1_000_000, &diagnostics).map { .on($0) }
  }
}
