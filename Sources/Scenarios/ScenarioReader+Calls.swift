import AccessControl
import Agent
import Documents
import Exercises
import Values

extension ScenarioReader {
  /// Reads a call: one line, or a mapping with `tool` and `with`.
  mutating func call(
    _ node: YAMLNode,
    isAgentLine: Bool = false
  ) -> (tool: String, arguments: [String: JSONValue])? {
    if let text = node.scalar { return callLine(text, node) }
    let reader = mapping(node, "a call", isAgentLine ? ScenarioKeys.agentLine : ScenarioKeys.call)
    if !reader.hasUnknownKeys { reader.require("tool", &diagnostics) }
    guard let toolNode = reader.node("tool"), let tool = tool(toolNode) else { return nil }
    var arguments: [String: JSONValue] = [:]
    if let with = reader.node("with"), with.entries == nil {
      report("TT012", with.span, "`with` must be a mapping from parameters to values")
    }
    for entry in reader.node("with")?.entries ?? [] {
      guard let parameter = parameter(entry.key, of: tool) else { continue }
      arguments[parameter.name] = argument(entry.value, for: parameter)
    }
    return (tool.name, arguments)
  }

  /// Reads `TOOL key=value …`, each word with its variables in place.
  private mutating func callLine(
    _ text: String,
    _ node: YAMLNode
  ) -> (tool: String, arguments: [String: JSONValue])? {
    do throws(ToolCallLineError) {
      let line = try ToolCallLine(text)
      let name = filledWord(line.tool, node, from: line.toolRange.lowerBound)
      guard let tool = tool(named: name, node.span(ofScalars: line.toolRange)) else { return nil }
      var arguments: [String: JSONValue] = [:]
      for argument in line.arguments {
        guard
          let parameter = parameter(
            named: argument.name,
            of: tool,
            node.span(ofScalars: argument.nameRange)
          ),
          let value = value(argument, parameter.kind, node)
        else { continue }
        arguments[parameter.name] = value
        check(value, for: parameter, of: tool, node.span(ofScalars: argument.valueRange))
      }
      return (tool.name, arguments)
    } catch {
      report(
        "TT112",
        node.span(ofScalars: error.range),
        error.description,
        label: error.suggestion,
        help: "a call is written TOOL key=value …"
      )
      return nil
    }
  }

  /// Returns an argument of a line with its variables in place and its parameter's type.
  private mutating func value(
    _ argument: ToolCallLine.Argument,
    _ kind: ToolParameter.Kind,
    _ node: YAMLNode
  ) -> JSONValue? {
    let start = argument.valueRange.lowerBound
    switch argument.value {
    case .word(let text) where node.hasDollarSign:
      return untyped(word(text, node, from: start), kind: kind)
    case .json(.string(let text)) where node.hasDollarSign:
      let value = word(text, node, from: start + 1)
      // What is in quotes is text, unless all of it is one variable.
      return value.scalar == text ? .string(text) : untyped(value, kind: kind)
    case .json(.array(let elements)) where node.hasDollarSign:
      return .array(
        elements.map { element in
          guard let text = element.text else { return element }
          return .string(word(text, node, from: start).flowText)
        }
      )
    case .word, .json: return ToolCallLine.value(argument.value, kind: kind)
    }
  }

  private mutating func filledWord(_ text: String, _ node: YAMLNode, from start: Int) -> String {
    node.hasDollarSign ? word(text, node, from: start).flowText : text
  }

  /// Returns a word of a line with its variables in place.
  private mutating func word(_ text: String, _ node: YAMLNode, from start: Int) -> YAMLNode {
    let plain = YAMLNode.Content.scalar(text, isPlain: true, isBlock: false)
    guard ASCIIText.has(text, UInt8(ascii: "$")) else { return node.replacing(plain) }
    switch resolve(
      text,
      at: { node.span(ofScalars: $0.lowerBound + start..<$0.upperBound + start) }
    ) {
    case .value(let value, _): return value
    case .text(let pieces):
      return node.replacing(
        .scalar(pieces.map(\.text).joined(), isPlain: true, isBlock: false)
      )
    }
  }

  /// Reads the name of a tool.
  mutating func tool(_ node: YAMLNode) -> ToolDescription? {
    guard let name = text(node, "tool") else { return nil }
    return tool(named: name, node.span)
  }

  mutating func tool(
    named name: String,
    _ span: @autoclosure () -> SourceSpan
  ) -> ToolDescription? {
    if let tool = definition.policy.tool(name) { return tool }
    if allowsInvalidCalls {
      return ToolDescription(name: name, summary: "", requires: [], parameters: [], effect: .read)
    }
    let names = definition.policy.tools.map(\.name)
    report(
      "TT101",
      span(),
      "there is no tool `\(name)`",
      label: NearMatch.question(for: name, among: names)
        ?? "tools are " + names.joined(separator: ", ")
    )
    return nil
  }

  mutating func parameter(_ key: YAMLNode, of tool: ToolDescription) -> ToolParameter? {
    parameter(named: key.scalar ?? "", of: tool, key.span)
  }

  private mutating func parameter(
    named name: String,
    of tool: ToolDescription,
    _ span: @autoclosure () -> SourceSpan
  ) -> ToolParameter? {
    if let parameter = tool.parameter(name) { return parameter }
    if allowsInvalidCalls { return ToolParameter(name, .text) }
    let error = ArgumentChecker.unknownParameter(name, of: tool)
    report("TT102", span(), error.description, label: error.suggestion)
    return nil
  }

  private mutating func check(
    _ value: JSONValue,
    for parameter: ToolParameter,
    of tool: ToolDescription,
    _ span: @autoclosure () -> SourceSpan
  ) {
    guard !allowsInvalidCalls else { return }
    do throws(ArgumentError) {
      try ArgumentChecker.check(value, for: parameter)
    } catch {
      report(
        Self.code(for: parameter.kind),
        span(),
        error.description,
        label: error.suggestion,
        why: "\(tool.name) takes \(parameter.name): \(parameter.kind.phrase)",
        help: Self.numberHelp(value, parameter.kind)
      )
      return
    }
    checkReference(value, parameter.kind, span(), isCall: true)
  }

  /// Reads an argument from a node, with the type that the parameter gives it.
  mutating func argument(_ node: YAMLNode, for parameter: ToolParameter) -> JSONValue? {
    guard let value = untyped(node, kind: parameter.kind) else {
      report(
        "TT012",
        node.span,
        "`\(parameter.name)` must be \(parameter.kind.phrase)"
      )
      return nil
    }
    do throws(ArgumentError) {
      guard !allowsInvalidCalls else { return value }
      try ArgumentChecker.check(value, for: parameter)
      checkReference(value, parameter.kind, node.span, isCall: true)
      return value
    } catch {
      report(
        Self.code(for: parameter.kind),
        node.span,
        error.description,
        label: error.suggestion,
        help: Self.numberHelp(value, parameter.kind)
      )
      return nil
    }
  }

  private mutating func untyped(_ node: YAMLNode, kind: ToolParameter.Kind) -> JSONValue? {
    if let items = node.items {
      guard case .list(let element) = kind else { return nil }
      return .array(items.compactMap { untyped($0, kind: element) })
    }
    guard case .scalar(let text, let isPlain, _) = node.content else { return nil }
    // What was saved as text stays text, whatever it looks like.
    if !isPlain, saved != nil { return .string(text) }
    return ToolCallLine.value(.word(text), kind: kind)
  }

  /// The code of an error in an argument: a word that is none of those allowed, or a wrong type.
  private static func code(for kind: ToolParameter.Kind) -> String {
    if case .choice = kind { "TT013" } else { "TT012" }
  }

  /// Says how to write an amount such as 25k.
  static func numberHelp(_ value: JSONValue, _ kind: ToolParameter.Kind) -> String? {
    switch kind {
    case .integer, .number: break
    default: return nil
    }
    guard let text = value.text, let last = text.utf8.last else { return nil }
    let factor: Double? =
      switch last {
      case UInt8(ascii: "k"), UInt8(ascii: "K"): 1_000
      case UInt8(ascii: "m"), UInt8(ascii: "M"): 1_000_000
      default: nil
      }
    guard let factor, let number = Double(text.dropLast()), number.isFinite else { return nil }
    return "write " + JSONWriter.text(.number(number * factor))
  }

  /// Reads what the model does in a turn: calls until a text make one answer.
  mutating func agent(_ node: YAMLNode) -> [ModelResponse] {
    guard let items = node.items else {
      report("TT012", node.span, "`agent` must be a list of calls and texts")
      return []
    }
    var responses: [ModelResponse] = []
    var calls: [ProposedCall] = []
    var opening = ""
    var number = 0
    for item in items {
      if let words = item["text"], item.entries?.count == 1 || item["tool"] == nil {
        if item.entries?.count != 1 { _ = mapping(item, "a text of the agent", ["text"]) }
        let text = text(words, "text") ?? ""
        if !calls.isEmpty {
          responses.append(ModelResponse(text: opening, calls: calls))
          (calls, opening) = ([], text)
        } else {
          opening += (opening.isEmpty ? "" : "\n") + text
        }
        continue
      }
      guard let call = call(item, isAgentLine: true) else { continue }
      number += 1
      calls.append(
        ProposedCall(id: "scripted-\(number)", tool: call.tool, arguments: .values(call.arguments))
      )
    }
    if !calls.isEmpty || !opening.isEmpty {
      responses.append(ModelResponse(text: opening, calls: calls))
    }
    return responses
  }
}
