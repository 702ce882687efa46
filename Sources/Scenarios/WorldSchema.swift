import Exercises
import IncidentTools
import Incidents
import Values

/// The schema of world files.
enum WorldSchema {
  private static let text = ScenarioSchema.text
  private static let number = ScenarioSchema.number
  private static let duration = ScenarioSchema.duration

  static var world: JSONValue {
    ScenarioSchema.object(
      WorldReader.keys,
      required: ["tabletop-world", "services"],
      [
        "tabletop-world": ["const": 1], "name": text, "clock": ScenarioSchema.time,
        "policy": ["type": "object"],
        "services": ScenarioSchema.list(service), "incidents": ScenarioSchema.list(incident),
        "sla": ["type": "object"],
        "logs": ScenarioSchema.list(
          ScenarioSchema.object(
            ["ago", "service", "level", "message"],
            required: ["service", "message"],
            ["ago": duration, "service": text, "level": levels, "message": text]
          )
        ),
        "customers": ["anyOf": [["type": "string"], ["type": "array"]]],
      ]
    )
  }

  private static var levels: JSONValue { ScenarioSchema.words(LogLevel.allCases.map(\.rawValue)) }

  private static var service: JSONValue {
    [
      "type": "object", "required": ["name"],
      "properties": [
        "name": ["type": "string", "pattern": "^[^.]+$"],
        "aliases": ScenarioSchema.list(text), "depends_on": ScenarioSchema.list(text),
        "restart": duration, "metrics": ScenarioSchema.map(number),
        "faults": ScenarioSchema.list(fault(extra: [:], required: [])),
      ],
    ]
  }

  /// The facts of an incident that are one of some words.
  static var incidentWords: [String: JSONValue] {
    [
      "severity": ScenarioSchema.words(Severity.allCases.map(\.rawValue)),
      "priority": ScenarioSchema.words(Priority.allCases.map(\.rawValue)),
      "status": ScenarioSchema.words(IncidentStatus.allCases.map(\.rawValue)),
    ]
  }

  private static var incident: JSONValue {
    [
      "type": "object", "required": ["id", "title"],
      "properties": [
        "id": text, "title": text, "summary": text,
        "severity": ScenarioSchema.words(Severity.allCases.map(\.rawValue)),
        "priority": ScenarioSchema.words(Priority.allCases.map(\.rawValue)),
        "status": ScenarioSchema.words(IncidentStatus.allCases.map(\.rawValue)),
        "departments": ScenarioSchema.list(text), "opened_ago": duration,
        "affected_systems": ScenarioSchema.list(text),
        "affected_customers": ScenarioSchema.integer(0), "business_impact": text,
        "revenue_at_risk": number, "direct_cost": number, "sla_penalty": number,
        "cost_per_hour": number,
      ],
    ]
  }

  /// A fault, as worlds and injects write it.
  static func fault(extra: [String: JSONValue], required: [String]) -> JSONValue {
    let health = Health.allCases.map(\.rawValue)
    let properties: [String: JSONValue] = [
      "name": text, "cause": text,
      "health": ScenarioSchema.words(health.filter { $0 != Health.operational.rawValue }),
      "fixed_by": [
        "anyOf": [
          ScenarioSchema.words(["restart", "nothing"]),
          ScenarioSchema.object(
            ["resource", "quantity"],
            required: ["resource", "quantity"],
            [
              "resource": ScenarioSchema.words(Resource.allCases.map(\.rawValue)),
              "quantity": ScenarioSchema.integer(1),
            ]
          ), ScenarioSchema.object(["after"], required: ["after"], ["after": duration]),
        ]
      ],
      "effects": ScenarioSchema.map(ScenarioSchema.words(health)),
      "metrics": ScenarioSchema.map(number), "findings": ScenarioSchema.map(text),
      "logs": ScenarioSchema.list(
        ScenarioSchema.object(
          ["level", "message"],
          required: ["message"],
          ["level": levels, "message": text]
        )
      ),
    ]
    let all = properties.merging(extra) { first, _ in first }
    return ScenarioSchema.object(
      FaultReader.keys + extra.keys.sorted(),
      required: ["cause"] + required,
      all
    )
  }
}
