import AccessControl
import Exercises
import Incidents
import OfflineModels
import Values

/// Why a request line can't be planned.
struct PlanLineError: Error, CustomStringConvertible {
  let description: String
}

/// Reads the request lines of `plan --batch`.
enum PlanLine {
  private static let keys = ["id", "role", "incident", "text", "history", "catalog"]

  /// Reads a request.
  ///
  /// - Throws: `PlanLineError` that says which key is wrong.
  static func request(_ line: JSONValue, _ policy: Policy) throws -> PlanRequest {
    guard let members = line.members else {
      throw PlanLineError(description: "a request is an object")
    }
    if let unknown = members.keys.filter({ !keys.contains($0) }).min() {
      let question = NearMatch.question(for: unknown, among: keys)
      throw PlanLineError(
        description: "unknown key `\(unknown)`" + (question.map { ", \($0)" } ?? "")
      )
    }
    guard let text = line["text"]?.text else {
      throw PlanLineError(description: "`text` must be text")
    }
    guard text.utf8.count <= OfflineModel.maximumTextBytes else {
      throw PlanLineError(
        description: "`text` is longer than \(OfflineModel.maximumTextBytes) bytes"
      )
    }
    guard let name = line["role"]?.text, let role = policy.matrix.role(named: name) else {
      let names = policy.matrix.roles.map(\.name).joined(separator: ", ")
      throw PlanLineError(description: "`role` must be one of \(names)")
    }
    let incident = line["incident"] ?? .null
    guard incident == .null || incident.text != nil else {
      throw PlanLineError(description: "`incident` must be text or null")
    }
    return PlanRequest(
      text: text,
      role: role.name,
      incident: incident.text,
      history: try history(line["history"] ?? .null)
    )
  }

  private static func history(_ value: JSONValue) throws -> [PlanTurn] {
    if value == .null { return [] }
    guard let turns = value.elements else {
      throw PlanLineError(description: "`history` must be a list")
    }
    return try turns.map { turn in
      guard let speaker = turn["speaker"]?.text, speaker == "user" || speaker == "assistant",
        let text = turn["text"]?.text
      else {
        throw PlanLineError(
          description: "a turn of `history` needs `speaker`, user or assistant, and `text`"
        )
      }
      let calls = (turn["calls"]?.elements ?? []).compactMap { call -> PlannedCall? in
        guard let tool = call["tool"]?.text else { return nil }
        return PlannedCall(tool: tool, arguments: call["args"]?.members ?? [:])
      }
      return PlanTurn(speaker: speaker == "user" ? .user : .assistant, text: text, calls: calls)
    }
  }

  /// Reads a catalogue; services that the world knows keep their aliases.
  ///
  /// - Throws: `PlanLineError` where it is not an object.
  static func catalog(_ value: JSONValue, _ world: World) throws -> PlanCatalog {
    guard value.members != nil else {
      throw PlanLineError(description: "`catalog` must be an object")
    }
    let services = value["services"]?.elements.map { names in
      names.compactMap { $0.text ?? $0["name"]?.text }.map { name in
        PlanCatalog.Service(name: name, aliases: world.service(named: name)?.aliases ?? [])
      }
    }
    let customers = value["customers"]?.elements.map { records in
      records.compactMap { record -> PlanCatalog.Customer? in
        guard let id = record["id"]?.text, let name = record["name"]?.text else { return nil }
        return PlanCatalog.Customer(id: id, name: name, segment: record["segment"]?.text ?? "")
      }
    }
    let incidents = value["incidents"]?.elements.map { records in
      records.compactMap { record -> PlanCatalog.Incident? in
        guard let id = record.text ?? record["id"]?.text else { return nil }
        let systems = (record["systems"] ?? record["services"])?.elements ?? []
        return PlanCatalog.Incident(
          id: id,
          title: record["title"]?.text ?? "",
          services: systems.compactMap(\.text)
        )
      }
    }
    let standard = PlanCatalog(world)
    return PlanCatalog(
      services: services ?? standard.services,
      customers: customers ?? standard.customers,
      incidents: incidents ?? standard.incidents
    )
  }
}

extension PlanCatalog {
  /// Creates the catalogue of a world.
  init(_ world: World) {
    self.init(
      services: world.services.map { .init(name: $0.name, aliases: $0.aliases) },
      customers: world.customers.map {
        .init(id: $0.id, name: $0.name, segment: $0.segment.rawValue)
      },
      incidents: world.incidents.map {
        .init(id: $0.id, title: $0.title, services: $0.affectedSystems)
      }
    )
  }
}

extension Plan {
  /// The plan as an answer line.
  func json(id: JSONValue?) -> JSONValue {
    var members: [String: JSONValue] = [
      "calls": .array(
        calls.map { ["args": .object($0.arguments), "tool": .string($0.tool)] }
      ),
      "clarify": .array(
        clarifications.map {
          ["missing": .array($0.missing.map { .string($0) }), "tool": .string($0.tool)]
        }
      ),
      "none": .bool(calls.isEmpty && clarifications.isEmpty),
    ]
    if let id { members["id"] = id }
    return .object(members)
  }
}
