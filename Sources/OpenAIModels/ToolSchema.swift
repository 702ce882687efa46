import AccessControl
import Values

/// Tools as JSON Schemas.
enum ToolSchema {
  /// Returns the schema of a tool's arguments.
  ///
  /// A strict schema names every parameter as required; one that may be left out may be null.
  static func parameters(of tool: ToolDescription, strict: Bool) -> JSONValue {
    var properties: [String: JSONValue] = [:]
    for parameter in tool.parameters {
      var schema = schema(of: parameter.kind)
      if !parameter.summary.isEmpty { schema["description"] = .string(parameter.summary) }
      if strict, !parameter.isRequired { makeNullable(&schema) }
      properties[parameter.name] = .object(schema)
    }
    let required = tool.parameters.filter { strict || $0.isRequired }.map(\.name)
    return [
      "type": "object", "properties": .object(properties),
      "required": .array(required.map { .string($0) }), "additionalProperties": false,
    ]
  }

  private static func schema(of kind: ToolParameter.Kind) -> [String: JSONValue] {
    switch kind {
    case .text, .reference: ["type": "string"]
    case .choice(let words): ["type": "string", "enum": .array(words.map { .string($0) })]
    case .integer(let range):
      ["type": "integer"]
        .merging(range.lowerBound == .min ? [:] : ["minimum": .integer(range.lowerBound)]) { $1 }
        .merging(range.upperBound == .max ? [:] : ["maximum": .integer(range.upperBound)]) { $1 }
    case .number(let atLeast, let above):
      ["type": "number"]
        .merging(atLeast.map { ["minimum": .number($0)] } ?? [:]) { $1 }
        .merging(above.map { ["exclusiveMinimum": .number($0)] } ?? [:]) { $1 }
    case .list(let kind): ["type": "array", "items": .object(schema(of: kind))]
    }
  }

  private static func makeNullable(_ schema: inout [String: JSONValue]) {
    if let type = schema["type"] { schema["type"] = [type, "null"] }
    if let words = schema["enum"]?.elements { schema["enum"] = .array(words + [.null]) }
  }

  /// Returns arguments without the nulls that a strict schema makes models send.
  ///
  /// What is no object, or too long, stays as it is: the gate says what is wrong with it.
  static func arguments(_ text: String, of tool: ToolDescription?) -> ToolArguments {
    let text = text.isEmpty ? "{}" : text
    guard text.utf8.count <= ToolArguments.maximumBytes,
      let value = try? JSONReader.read(text), let members = value.members
    else { return .text(text) }
    let redactor = Redactor.shared
    return .values(
      members.filter { name, value in
        value != .null || tool?.parameter(name)?.isRequired != false
      }
      .mapValues(redactor.redacted)
    )
  }

  /// Whether a text is a JSON object, as it must be to be sent back to a server.
  static func isObject(_ text: String) -> Bool {
    (try? JSONReader.read(text))?.members != nil
  }
}
