import AccessControl
import DefaultWorld
import Documents
import Exercises
import Incidents
import Testing
import Values

/// The policy once more, typed by hand from the contract in another form, and decided naively.
enum Oracle {
  static let permissions = [
    "view_incident", "view_technical_details", "restart_service", "view_logs", "run_diagnostics",
    "create_incident", "update_priority", "update_status", "allocate_resources",
    "view_business_impact", "list_customers", "view_cost_impact", "approve_spending",
    "view_customer_impact", "notify_customers",
  ]

  /// Each tool, with what it requires after the colon.
  static let requirements: [String: Set<String>] = table(
    """
    view_system_logs: view_logs
    restart_service: restart_service
    run_diagnostics: run_diagnostics
    view_incident_details: view_incident
    create_incident: create_incident
    update_priority: update_priority
    update_business_impact: view_business_impact update_status
    allocate_resources: allocate_resources
    list_affected_customers: list_customers
    approve_emergency_spending: approve_spending
    calculate_cost_impact: view_cost_impact
    notify_affected_customers: notify_customers
    view_customer_details: view_customer_impact
    """
  )

  /// Each role, with what it holds after the colon.
  static let grants: [String: Set<String>] = table(
    """
    IT: view_incident view_technical_details restart_service view_logs run_diagnostics create_incident
    OPS: view_incident update_priority update_status allocate_resources view_business_impact list_customers
    FINANCE: view_incident view_cost_impact approve_spending
    CSM: view_incident view_customer_impact notify_customers
    """
  )

  private static func table(_ text: String) -> [String: Set<String>] {
    var rows: [String: Set<String>] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: ":")
      rows[String(parts[0])] = Set(parts[1].split(separator: " ").map(String.init))
    }
    return rows
  }

  /// Returns what someone who holds these permissions lacks for a tool.
  static func missing(_ tool: String, holding held: Set<String>) -> Set<String> {
    requirements[tool, default: ["?"]].filter { !held.contains($0) }
  }
}

/// A principal that no world has: a role with any set of permissions.
struct Principal {
  let role: Role
  let held: Set<String>
}

@Suite("Every decision, against a table by another hand")
struct DecisionOracleTests {
  private static let policy: Policy? = {
    let file = SourceFile(path: "default.world.yaml", bytes: DefaultWorld.bytes)
    return try? WorldReader.read(file, defaultPolicy: nil).policy
  }()

  private func shipped() throws -> Policy { try #require(Self.policy) }

  private static func permission(_ name: String) throws -> Permission {
    try #require(Permission(name))
  }

  /// Principals with these sets of permissions, and a gate that knows them, over tools that require
  /// what the policy's tools do, or what `changed` says.
  private func gate(
    for sets: [Set<String>],
    changing changed: [String: Set<String>] = [:]
  ) throws -> (Gate<Int>, [Principal]) {
    let principals = try sets.enumerated().map { index, held in
      Principal(role: try #require(Role("role-\(index)")), held: held)
    }
    let matrix = try PermissionMatrix(
      permissions: try Oracle.permissions.map(Self.permission),
      grants: try principals.map {
        PermissionMatrix.Grant(role: $0.role, permissions: try $0.held.map(Self.permission))
      }
    )
    let tools = try shipped().tools.map { tool in
      let names = changed[tool.name] ?? Set(tool.requires.map(\.name))
      return Probe(
        description: ToolDescription(
          name: tool.name,
          summary: "",
          requires: try names.sorted().map(Self.permission),
          parameters: [],
          effect: .write
        )
      )
    }
    return (try Gate(matrix: matrix, tools: tools), principals)
  }

  /// Counts decisions in which a gate and the table differ.
  private func differences(_ gate: Gate<Int>, _ principals: [Principal]) -> Int {
    var count = 0
    for principal in principals {
      for tool in Oracle.requirements.keys {
        let expected = Oracle.missing(tool, holding: principal.held)
        switch gate.decide(tool: tool, as: principal.role) {
        case .allowed: if !expected.isEmpty { count += 1 }
        case .denied(let denial): if Set(denial.missing.map(\.name)) != expected { count += 1 }
        case nil: count += 1
        }
      }
    }
    return count
  }

  /// All sets of at most two permissions: 121 of them.
  private static let pairs: [Set<String>] = {
    var sets: Set<Set<String>> = [[]]
    for first in Oracle.permissions {
      for second in Oracle.permissions { sets.insert([first, second]) }
    }
    return Array(sets)
  }()

  @Test("the shipped policy holds the 15 permissions, 18 grants and 13 requirements of the table")
  func cells() throws {
    let policy = try shipped()
    #expect(policy.matrix.permissions.map(\.name) == Oracle.permissions)
    #expect(Set(policy.matrix.roles.map(\.name)) == Set(Oracle.grants.keys))
    var decisions = 0
    for role in policy.matrix.roles {
      let held = Oracle.grants[role.name, default: []]
      for permission in policy.matrix.permissions {
        #expect(policy.matrix.holds(role, permission) == held.contains(permission.name))
      }
      for tool in policy.tools {
        let missing = Oracle.missing(tool.name, holding: held)
        let isAllowed = policy.gate.decide(tool: tool.name, as: role) == .allowed
        #expect(isAllowed == missing.isEmpty, "\(role) \(tool.name)")
        decisions += 1
      }
    }
    #expect(decisions == 52)
    #expect(Set(policy.tools.map(\.name)) == Set(Oracle.requirements.keys))
  }

  @Test("16 cells of fields: each role sees exactly its own group")
  func fields() throws {
    let file = SourceFile(path: "default.world.yaml", bytes: DefaultWorld.bytes)
    let definition = try WorldReader.read(file, defaultPolicy: nil)
    let own = [
      "IT": "technical_details", "OPS": "business_impact", "FINANCE": "cost_impact",
      "CSM": "customer_impact",
    ]
    let exercise = Exercise(policy: definition.policy, world: definition.world)
    for role in definition.policy.matrix.roles {
      let seen = exercise.fieldsSeen(by: role, of: "INC-001")
      for group in own.values { #expect(seen.contains(group) == (own[role.name] == group)) }
    }
  }

  @Test("all 2^15 sets of permissions with each of the 13 tools: 425,984 decisions")
  func exhaustive() throws {
    let all = (0..<(1 << 15)).map { bits in
      Set(Oracle.permissions.indices.filter { bits & 1 << $0 != 0 }.map { Oracle.permissions[$0] })
    }
    var decisions = 0
    for start in stride(from: 0, to: all.count, by: 16) {
      let (gate, principals) = try gate(for: Array(all[start..<start + 16]))
      if differences(gate, principals) > 0 { Issue.record("among the sets from \(start)") }
      decisions += principals.count * gate.tools.count
    }
    #expect(decisions == 425_984)
    let (gate, principals) = try gate(for: Self.pairs)
    #expect(principals.count == 121)
    #expect(differences(gate, principals) == 0)
  }

  @Test("notices every requirement that is dropped, added or swapped: at least 208 mutants")
  func requirementMutants() throws {
    var mutants = 0
    var survivors: [String] = []
    for (tool, required) in Oracle.requirements.sorted(by: { $0.key < $1.key }) {
      var changes: [Set<String>] = required.map { required.subtracting([$0]) }
      for other in Oracle.permissions where !required.contains(other) {
        changes.append(required.union([other]))
      }
      for change in changes {
        let (gate, principals) = try gate(for: Self.pairs, changing: [tool: change])
        mutants += 1
        if differences(gate, principals) == 0 { survivors.append("\(tool) \(change)") }
      }
    }
    // One of each tool's own permissions in place of another, by the first other one.
    for (tool, required) in Oracle.requirements.sorted(by: { $0.key < $1.key }) {
      guard let own = required.min(),
        let other = Oracle.permissions.first(where: { !required.contains($0) })
      else { continue }
      let change = required.subtracting([own]).union([other])
      let (gate, principals) = try gate(for: Self.pairs, changing: [tool: change])
      mutants += 1
      if differences(gate, principals) == 0 { survivors.append("\(tool) \(change)") }
    }
    #expect(mutants >= 208)
    #expect(survivors.isEmpty)
  }

  @Test("notices every one of the 60 grants that is added or removed")
  func grantMutants() throws {
    let policy = try shipped()
    var mutants = 0
    for role in policy.matrix.roles {
      for permission in policy.matrix.permissions {
        var held = Oracle.grants[role.name, default: []]
        if held.remove(permission.name) == nil { held.insert(permission.name) }
        let grants = [
          PermissionMatrix.Grant(role: role, permissions: try held.map(Self.permission))
        ]
        let matrix = try PermissionMatrix(permissions: policy.matrix.permissions, grants: grants)
        let isNoticed =
          matrix.holds(role, permission)
          != Oracle.grants[role.name, default: []].contains(permission.name)
        #expect(isNoticed)
        mutants += 1
      }
    }
    #expect(mutants == 60)
  }
}

/// A tool that does nothing but count.
private struct Probe: Tool {
  let description: ToolDescription

  func arguments(from values: ArgumentValues) throws(ToolFailure) {}

  func run(
    _ arguments: Void,
    under authorization: borrowing Authorization<Self>,
    on state: inout Int
  ) throws(ToolFailure) -> JSONValue {
    state += 1
    return [:]
  }
}
