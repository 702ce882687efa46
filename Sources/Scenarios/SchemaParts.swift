import Incidents
import Values

/// The parts that schemas are made of.
extension ScenarioSchema {
  /// Text; a scalar that looks like a number or a truth value is text where text is meant.
  static let text: JSONValue = ["type": ["string", "number", "boolean"]]
  /// A text that is not empty.
  static let name: JSONValue = [
    "anyOf": [["type": "string", "pattern": "\\S"], ["type": ["number", "boolean"]]]
  ]
  /// Any scalar.
  static let scalar: JSONValue = ["type": ["string", "number", "boolean"]]
  /// Anything but nothing.
  static let anything: JSONValue = [
    "type": ["string", "number", "boolean", "array", "object"]
  ]
  /// A mapping to anything but nothing.
  static let anyMap: JSONValue = ["type": "object", "additionalProperties": anything]
  /// True or false, or a variable.
  static let flag: JSONValue = ["anyOf": [["type": "boolean"], variable]]
  /// A number, or a variable.
  static let number: JSONValue = ["anyOf": [["type": "number"], variable]]
  /// A length of time, or a variable.
  static let duration: JSONValue = [
    "type": "string", "pattern": "^(([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?|.*\\$.*)$",
    "minLength": 2,
  ]
  /// A point in time, or a variable.
  static let time: JSONValue = [
    "type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z|.*\\$.*)$",
  ]
  /// A model's name.
  static let model: JSONValue = [
    "type": "string", "pattern": "^(offline|scripted|replay|openai:.+|chat:.+|.*\\$.*)$",
  ]
  /// A user.
  static let user: JSONValue = [
    "type": ["string", "number"], "pattern": "^([A-Za-z0-9._@+-]{1,128}|.*\\$.*)$",
  ]
  /// An amount of money, or a variable.
  static let amount: JSONValue = ["anyOf": [["type": "number", "minimum": 0], variable]]
  /// The segments that a customer can be of.
  static let segments = words(Segment.allCases.filter { $0 != .all }.map(\.rawValue))
  private static let variable: JSONValue = ["type": "string", "pattern": "\\$"]

  /// A whole number within bounds, or a variable.
  static func integer(_ lowest: Int, _ highest: Int? = nil) -> JSONValue {
    var members: [String: JSONValue] = ["type": "integer", "minimum": .integer(lowest)]
    if let highest { members["maximum"] = .integer(highest) }
    return ["anyOf": [.object(members), variable]]
  }

  /// One of some words, or a variable.
  static func words(_ words: [String]) -> JSONValue {
    ["anyOf": [["enum": .array(words.map { .string($0) })], variable]]
  }

  /// A mapping that has none of some keys.
  static func none(of keys: [String]) -> JSONValue {
    ["properties": .object(Dictionary(uniqueKeysWithValues: keys.map { ($0, false) }))]
  }

  /// A mapping whose keys are not empty.
  static func named(_ values: JSONValue) -> JSONValue {
    ["type": "object", "propertyNames": ["pattern": "\\S"], "additionalProperties": values]
  }

  static func list(_ items: JSONValue) -> JSONValue { ["type": "array", "items": items] }

  static func map(_ values: JSONValue) -> JSONValue {
    ["type": "object", "additionalProperties": values]
  }

  /// A mapping with these keys and no others; a key without a schema may hold anything.
  static func object(
    _ keys: [String],
    required: [String],
    _ properties: [String: JSONValue],
    atLeastOne: Bool = false
  ) -> JSONValue {
    var members: [String: JSONValue] = [
      "type": "object", "additionalProperties": false,
      "properties": .object(
        Dictionary(uniqueKeysWithValues: keys.map { ($0, properties[$0] ?? anything) })
      ),
    ]
    if !required.isEmpty { members["required"] = .array(required.map { .string($0) }) }
    if atLeastOne { members["minProperties"] = 1 }
    return .object(members)
  }
}
