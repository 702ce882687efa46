import AccessControl
import Documents
import Exercises
import IncidentTools
import Incidents
public import Values

/// JSON Schemas of the files, made from the tables that the reader uses.
///
/// Source: JSON Schema draft 2020-12.
public enum ScenarioSchema {
  /// The files that have a schema, by the word that names them.
  public static let kinds = ["scenario", "steps", "world"]

  /// Returns the schema of a kind of file; nil where there is no such kind.
  public static func schema(of kind: String) -> JSONValue? {
    switch kind {
    case "scenario": document("A scenario of tabletop", scenario)
    case "steps": document("A fragment of a scenario of tabletop", fragment)
    case "world": document("A world of tabletop", WorldSchema.world)
    default: nil
    }
  }

  private static func document(_ title: String, _ body: JSONValue) -> JSONValue {
    var members = body.members ?? [:]
    members["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    members["title"] = .string(title)
    members["$defs"] = .object(definitions)
    return .object(members)
  }

  private static let definitions: [String: JSONValue] = [
    "call": [
      "anyOf": [
        ["type": "string", "pattern": "^\\s*[^\\s=]+(\\s|$)"],
        object(ScenarioKeys.call, required: ["tool"], ["tool": text, "with": anyMap]),
      ]
    ],
    "callMatcher": callMatcher(without: ["because"]),
    "calledMatcher": callMatcher(without: ["because", "within"]),
    "reasonMatcher": callMatcher(without: []),
    "expectations": [
      "type": "array", "minItems": 1,
      "items": [
        "type": "object", "minProperties": 1, "additionalProperties": false,
        "properties": .object(expectations),
      ],
    ],
    "matcher": ["anyOf": [scalar, list(scalar), ["$ref": "#/$defs/matcherMap"]]],
    "matcherMap": matcherMap,
    "step": step,
  ]

  // MARK: Files

  private static var scenario: JSONValue {
    var properties: [String: JSONValue] = [
      "tabletop": ["const": 1], "name": name, "why": text, "tags": list(text), "world": text,
      "incident": text, "clock": time, "seed": integer(0), "model": model,
      "offer": words(ToolOffer.allCases.map(\.rawValue)),
      "approvals": words(ApprovalMode.allCases.map(\.rawValue)),
      "participants": named(
        [
          "anyOf": [
            text,
            object(
              ScenarioKeys.participant,
              required: ["role"],
              ["role": text, "user": user]
            ),
          ]
        ]
      ),
      "vars": anyMap,
      "matrix": map(
        ["anyOf": [["type": "array", "minItems": 1], ["type": "string", "pattern": "^\\$"]]]
      ),
      "rows": ["type": "array", "minItems": 1, "items": anyMap],
      "exclude": list(anyMap), "given": anyMap, "faults": list(fault),
      "steps": ["type": "array", "minItems": 1, "items": ["$ref": "#/$defs/step"]],
      "permissions": map(list(text)),
      "fields": [
        "type": "object", "additionalProperties": false, "minProperties": 1,
        "properties": .object(
          Dictionary(uniqueKeysWithValues: FieldGroup.allCases.map { ($0.rawValue, list(text)) })
        ),
      ],
      "expect": ["$ref": "#/$defs/expectations"], "budget": budget,
      "trials": object(
        ScenarioKeys.trials,
        required: ["runs"],
        ["runs": integer(1, 1_000), "pass": integer(1, 1_000)]
      ),
      "skip": name, "todo": name, "keep_going": flag, "timeout": duration,
    ]
    properties = properties.filter { ScenarioKeys.top.contains($0.key) }
    return [
      "type": "object", "additionalProperties": false, "required": ["tabletop", "name"],
      "properties": .object(properties),
      "anyOf": [
        [
          "required": ["steps"],
          "anyOf": [
            ["required": ["expect"]], ["required": ["budget"]],
            ["properties": ["steps": ["contains": ["required": ["expect"]]]]],
            ["properties": ["steps": ["contains": ["required": ["use"]]]]],
          ],
        ], ["required": ["permissions"]], ["required": ["fields"]],
      ],
      "if": ["properties": ["model": ["const": "scripted"]], "required": ["model"]],
      "then": [
        "properties": ["steps": ["items": ["dependentRequired": ["say": ["agent"]]]]]
      ],
      "dependentSchemas": [
        "permissions": none(of: ScenarioKeys.storyOnly),
        "fields": none(of: ScenarioKeys.storyOnly),
        "exclude": ["required": ["matrix"]],
        "matrix": ["properties": ["rows": false]],
      ],
    ]
  }

  private static var fragment: JSONValue {
    object(
      ScenarioKeys.fragment,
      required: ["tabletop-steps", "steps"],
      [
        "tabletop-steps": ["const": 1], "name": text, "why": text,
        "params": map(
          [
            "anyOf": [
              scalar,
              object(
                ScenarioKeys.parameter,
                required: [],
                ["type": words(ParameterType.allCases.map(\.rawValue)), "default": anything]
              ),
            ]
          ]
        ),
        "steps": ["type": "array", "minItems": 1, "items": ["$ref": "#/$defs/step"]],
      ]
    )
  }

  // MARK: Steps

  private static var step: JSONValue {
    let oneVerb: [JSONValue] = ScenarioKeys.verbs.map { verb in
      let others = ScenarioKeys.verbs.filter { $0 != verb }
      return [
        "required": [.string(verb)],
        "properties": .object(Dictionary(uniqueKeysWithValues: others.map { ($0, false) })),
      ]
    }
    let useWithNote: JSONValue = ["required": ["use", "note"]]
    let onlyLooks: JSONValue = [
      "required": ["expect"],
      "properties": .object(
        Dictionary(uniqueKeysWithValues: (ScenarioKeys.verbs + ["as"]).map { ($0, false) })
      ),
    ]
    return [
      "type": "object", "additionalProperties": false,
      "properties": [
        "id": name, "as": text, "say": text, "call": ["$ref": "#/$defs/call"], "inject": inject,
        "to": text, "advance": duration,
        "use": ["type": "string", "pattern": "(\\.steps\\.yaml|\\$.*)$"],
        "with": anyMap, "note": text, "agent": list(agentLine), "approve": tools,
        "decline": tools, "expect": ["$ref": "#/$defs/expectations"],
        "save": [
          "type": "object", "minProperties": 1,
          "propertyNames": ["pattern": "^[A-Za-z_][A-Za-z0-9_]*$"],
          "additionalProperties": [
            "type": "string", "pattern": "^(text$|state\\..|call\\.[^.]+\\.)",
          ],
        ],
        "skip": name, "todo": name,
      ],
      "anyOf": .array(oneVerb + [useWithNote, onlyLooks]),
      "dependentRequired": [
        "say": ["as"], "call": ["as"], "agent": ["say"], "to": ["inject"], "with": ["use"],
      ],
      "dependentSchemas": [
        "as": acts, "approve": acts, "decline": acts,
        "use": none(
          of: ScenarioKeys.step.filter {
            !["use", "with", "id", "note", "skip", "todo"].contains($0)
          }
        ),
      ],
    ]
  }

  private static let acts: JSONValue = ["anyOf": [["required": ["say"]], ["required": ["call"]]]]

  private static var agentLine: JSONValue {
    [
      "anyOf": [
        ["$ref": "#/$defs/call"], object(["text"], required: ["text"], ["text": text]),
      ]
    ]
  }

  private static var tools: JSONValue {
    ["anyOf": [text, ["type": "array", "minItems": 1, "items": text]]]
  }

  private static var inject: JSONValue {
    let log = object(
      ["service", "level", "message"],
      required: ["service", "message"],
      ["service": text, "level": words(LogLevel.allCases.map(\.rawValue)), "message": text]
    )
    let properties: [String: JSONValue] = [
      "log": log, "fault": WorldSchema.fault(extra: ["service": text], required: ["service"]),
      "clear_fault": [
        "anyOf": [
          text,
          object(
            ["service", "name"],
            required: ["service"],
            ["service": text, "name": text]
          ),
        ]
      ],
      "metric": object(
        ["service", "name", "value"],
        required: ["service", "name", "value"],
        ["service": text, "name": text, "value": number]
      ),
      "incident": [
        "type": "object", "additionalProperties": false,
        "properties": .object(
          Dictionary(uniqueKeysWithValues: (["id"] + IncidentDetails.keys).map { ($0, anything) })
            .merging(WorldSchema.incidentWords) { _, words in words }
        ),
        "anyOf": [["required": ["id"], "minProperties": 2], ["required": ["title"]]],
      ],
      "customer": [
        "type": "object", "additionalProperties": false,
        "properties": .object(
          Dictionary(uniqueKeysWithValues: ScenarioKeys.customer.map { ($0, scalar) })
            .merging(["segment": segments, "monthly_fee": amount]) { _, kind in kind }
        ),
        "anyOf": [["required": ["id"]], ["required": ["name", "segment"]]],
      ],
      "message": [
        "anyOf": [
          text, object(["from", "text"], required: ["text"], ["from": text, "text": text]),
        ]
      ],
      "at": duration,
      "unless": object(
        ["called", "by"],
        required: ["called", "by"],
        ["called": ["$ref": "#/$defs/calledMatcher"], "by": duration]
      ),
    ]
    return [
      "type": "object", "additionalProperties": false, "properties": .object(properties),
      "oneOf": .array(ScenarioKeys.injects.map { ["required": [.string($0)]] }),
      "dependentSchemas": ["unless": none(of: ["at"])],
    ]
  }

  private static var fault: JSONValue {
    let times: JSONValue = ["oneOf": [["required": ["every"]], ["required": ["on_call"]]]]
    var tool =
      object(
        ScenarioKeys.toolFault,
        required: ["tool", "fail"],
        [
          "tool": text, "on_call": integer(1), "every": integer(1),
          "fail": words(ToolFault.Kind.allCases.map(\.rawValue)), "message": text,
        ]
      ).members ?? [:]
    tool.merge(times.members ?? [:]) { first, _ in first }
    let kinds = ModelFault.Kind.allCases.map(\.rawValue)
    var model =
      object(
        ScenarioKeys.modelFault,
        required: ["model", "fail"],
        [
          "model": ["const": true], "on_request": integer(1), "every": integer(1),
          "fail": ["enum": .array(kinds.map { .string($0) } + [429, 500])], "message": text,
        ]
      ).members ?? [:]
    model["oneOf"] = [["required": ["every"]], ["required": ["on_request"]]]
    return ["anyOf": [.object(tool), .object(model)]]
  }

  // MARK: Expectations

  private static var expectations: [String: JSONValue] {
    var properties: [String: JSONValue] = [:]
    for word in ScenarioKeys.outcomes {
      let hasReason = ScenarioKeys.reasons.contains(word)
      properties[word] = ["$ref": hasReason ? "#/$defs/reasonMatcher" : "#/$defs/callMatcher"]
    }
    let names: JSONValue = ["anyOf": [text, list(text)]]
    properties["clarified"] = [
      "anyOf": [
        text,
        object(ScenarioKeys.clarified, required: ["tool"], ["tool": text, "missing": names]),
      ]
    ]
    properties["calls"] = [
      "anyOf": [
        integer(0, 1_000),
        [
          "type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1,
          "properties": .object(
            Dictionary(
              uniqueKeysWithValues: CallOrder.allCases.map {
                ($0.rawValue, list(["$ref": "#/$defs/callMatcher"]))
              } + [("count", ["anyOf": [integer(0), ["$ref": "#/$defs/matcherMap"]]])]
            )
          ),
        ],
      ]
    ]
    properties["text"] = ["$ref": "#/$defs/matcher"]
    properties["told"] = [
      "anyOf": [
        scalar,
        [
          "type": "object", "additionalProperties": false, "minProperties": 1,
          "properties": ["holder": text, "has": names, "has_not": names],
        ],
      ]
    ]
    properties["state"] = [
      "type": "object", "minProperties": 1, "additionalProperties": ["$ref": "#/$defs/matcher"],
    ]
    properties["incident"] = incidentFacts
    properties["judge"] = name
    properties["changed"] = [
      "anyOf": [
        words(["none"]), ["type": "array", "minItems": 1, "items": text],
        ["type": "string", "pattern": "^\\$"],
      ]
    ]
    let fields: JSONValue = ["type": "array", "minItems": 1, "items": text]
    for word in ["sees", "hidden"] {
      properties[word] = [
        "anyOf": [
          fields,
          object(
            ScenarioKeys.view,
            required: ["from", "fields"],
            ["from": text, "fields": fields]
          ),
        ]
      ]
    }
    properties["handoff"] = object(
      ScenarioKeys.handoff,
      required: ["tool", "from", "to"],
      ["tool": text, "from": text, "to": text, "within": duration, "same": list(text)]
    )
    properties["budget"] = budget
    properties["facts"] = facts
    return properties
  }

  private static var incidentFacts: JSONValue {
    var properties: [String: JSONValue] = [
      "id": text,
      "allocated": map(["$ref": "#/$defs/matcher"]),
    ]
    for field in WorldPath.incidentFields + WorldPath.quietIncidentFields {
      properties[field] =
        WorldSchema.incidentWords[field].map { ["anyOf": [$0, ["$ref": "#/$defs/matcherMap"]]] }
        ?? ["$ref": "#/$defs/matcher"]
    }
    return [
      "type": "object", "additionalProperties": false, "properties": .object(properties),
      "anyOf": [
        ["required": ["id"], "minProperties": 2],
        ["properties": ["id": false], "minProperties": 1],
      ],
    ]
  }

  private static var facts: JSONValue {
    let spans = object(
      ScenarioKeys.factMatchers,
      required: [],
      [
        "is": duration, "not": ["anyOf": [duration, ["type": "object"]]], "at_least": duration,
        "at_most": duration,
        "between": ["type": "array", "minItems": 2, "maxItems": 2, "items": duration],
        "any": ["const": true], "absent": ["const": true],
      ],
      atLeastOne: true
    )
    var properties: [String: JSONValue] = [:]
    for fact in AfterActionFact.allCases {
      properties[fact.rawValue] =
        fact.unit == .time ? ["anyOf": [duration, spans]] : ["$ref": "#/$defs/matcher"]
    }
    let names = AfterActionFact.allCases.map(\.rawValue)
    return object(names, required: [], properties, atLeastOne: true)
  }

  private static var budget: JSONValue {
    [
      "type": "object", "additionalProperties": false, "minProperties": 1,
      "properties": [
        "calls": integer(0), "model_requests": integer(0), "tokens": integer(0),
        "virtual": duration,
      ],
    ]
  }

  private static func callMatcher(without keys: [String]) -> JSONValue {
    let properties: [String: JSONValue] = [
      "tool": text, "with": map(["$ref": "#/$defs/matcher"]), "exactly": flag,
      "times": integer(0, 1_000), "by": text, "missing": ["anyOf": [text, list(text)]],
      "because": ["$ref": "#/$defs/matcher"], "within": duration,
    ]
    return [
      "anyOf": [
        text,
        object(
          ScenarioKeys.callMatcher.filter { !keys.contains($0) },
          required: ["tool"],
          properties.filter { !keys.contains($0.key) }
        ),
      ]
    ]
  }

  private static var matcherMap: JSONValue {
    let texts: JSONValue = ["anyOf": [scalar, ["type": "array", "minItems": 1, "items": scalar]]]
    return object(
      ScenarioKeys.matchers,
      required: [],
      [
        "is": ["anyOf": [scalar, list(scalar)]], "not": ["$ref": "#/$defs/matcher"],
        "one_of": [
          "type": "array", "minItems": 1, "items": ["anyOf": [scalar, list(scalar)]],
        ],
        "at_least": number, "at_most": number,
        "between": ["type": "array", "minItems": 2, "maxItems": 2, "items": number],
        "matches": text, "has": texts, "has_not": texts, "length": ["$ref": "#/$defs/matcher"],
        "any": ["const": true], "absent": ["const": true],
      ],
      atLeastOne: true
    )
  }
}
