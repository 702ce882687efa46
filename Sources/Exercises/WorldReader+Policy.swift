import AccessControl
import Documents
import IncidentTools
import Incidents
import Values

extension WorldReader {
  /// Reads the policy: permissions, roles with their grants, fields and tools.
  mutating func policy(_ node: YAMLNode) -> Policy? {
    let top = mapping(node, "a policy", ["permissions", "roles", "fields", "tools"])
    for key in ["permissions", "roles", "tools"] { top.require(key, &diagnostics) }
    let permissions = (top.items("permissions", &diagnostics) ?? []).compactMap {
      newPermission($0)
    }
    let before = diagnostics.all.count
    let (grants, profiles) = roles(top.node("roles"), permissions)
    let fields = fields(top.node("fields"), permissions)
    let tools = tools(top.node("tools"), permissions, fields)
    guard diagnostics.all.count == before else { return nil }
    do throws(PolicyError) {
      let matrix = try PermissionMatrix(permissions: permissions, grants: grants)
      return Policy(
        gate: try Gate(matrix: matrix, tools: tools),
        fields: fields,
        profiles: profiles
      )
    } catch {
      report("TT104", node.span, error.description)
      return nil
    }
  }

  private mutating func newPermission(_ node: YAMLNode) -> Permission? {
    if let name = node.scalar, let permission = Permission(name) { return permission }
    report("TT012", node.span, "a permission's name is a letter, then letters, digits, _ or -")
    return nil
  }

  /// Reads a permission that the policy must have declared.
  private mutating func permission(_ node: YAMLNode, _ known: [Permission]) -> Permission? {
    let name = node.scalar ?? ""
    if let permission = known.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      return permission
    }
    report(
      "TT104",
      node.span,
      "there is no permission `\(name)`",
      label: NearMatch.question(for: name, among: known.map(\.name)),
      why: "a policy declares its permissions in the list `permissions`"
    )
    return nil
  }

  private mutating func roles(
    _ node: YAMLNode?,
    _ permissions: [Permission]
  ) -> ([PermissionMatrix.Grant], [Policy.RoleProfile]) {
    var grants: [PermissionMatrix.Grant] = []
    var profiles: [Policy.RoleProfile] = []
    guard let entries = node?.entries else {
      if let node { report("TT012", node.span, "`roles` must be a mapping from names to roles") }
      return ([], [])
    }
    for entry in entries {
      guard let name = entry.key.scalar, let role = Role(name) else {
        report(
          "TT012",
          entry.key.span,
          "a role's name is a letter, then letters, digits, _ or -"
        )
        continue
      }
      let reader = mapping(entry.value, "a role", ["user", "does", "grants", "starters"])
      reader.require("grants", &diagnostics)
      let held = (reader.items("grants", &diagnostics) ?? []).compactMap {
        permission($0, permissions)
      }
      grants.append(PermissionMatrix.Grant(role: role, permissions: held))
      let user = reader.text("user", &diagnostics) ?? name.lowercased() + "-1"
      if Session(user: user, role: role) == nil, let span = reader.node("user")?.span {
        report("TT012", span, "a user is 1 to 128 of letters, digits and ._@+-")
      }
      profiles.append(
        Policy.RoleProfile(
          role: role,
          user: user,
          summary: reader.text("does", &diagnostics) ?? "",
          starters: starters(reader)
        )
      )
    }
    return (grants, profiles)
  }

  /// Reads what a role might say first: texts, or texts with a note.
  private mutating func starters(_ reader: MappingReader) -> [Policy.Starter] {
    (reader.items("starters", &diagnostics) ?? []).compactMap { node in
      if let text = node.scalar, !node.isNull { return Policy.Starter(text: text) }
      let reader = mapping(node, "a starter", ["say", "note"])
      guard reader.isMapping else { return nil }
      reader.require("say", &diagnostics)
      return reader.text("say", &diagnostics).map {
        Policy.Starter(text: $0, note: reader.text("note", &diagnostics))
      }
    }
  }

  private mutating func fields(_ node: YAMLNode?, _ permissions: [Permission]) -> FieldPolicy {
    guard let node else { return FieldPolicy([:]) }
    let reader = mapping(node, "`fields`", FieldGroup.allCases.map(\.rawValue))
    var fields: [FieldGroup: Permission] = [:]
    for group in FieldGroup.allCases {
      if let node = reader.node(group.rawValue) { fields[group] = permission(node, permissions) }
    }
    return FieldPolicy(fields)
  }

  private mutating func tools(
    _ node: YAMLNode?,
    _ permissions: [Permission],
    _ fields: FieldPolicy
  ) -> [any Tool<World>] {
    guard let node else { return [] }
    guard let entries = node.entries else {
      report("TT012", node.span, "`tools` must be a mapping from names to tools")
      return []
    }
    return entries.compactMap { tool($0, permissions, fields) }
  }

  private mutating func tool(
    _ entry: YAMLEntry,
    _ permissions: [Permission],
    _ fields: FieldPolicy
  ) -> (any Tool<World>)? {
    let name = entry.key.scalar ?? ""
    let builtIn = ToolCatalog.kind(named: name)
    let common = ["requires", "summary", "examples", "reply", "consent", "separate_duties"]
    let reader = mapping(
      entry.value,
      "a tool",
      builtIn != nil ? common : common + ["effect", "parameters", "sets"]
    )
    reader.require("requires", &diagnostics)
    let requires = (reader.items("requires", &diagnostics) ?? []).compactMap {
      permission($0, permissions)
    }
    if let span = reader.node("requires")?.span, reader.node("requires")?.items?.isEmpty == true {
      report("TT012", span, "a tool requires at least one permission")
    }
    let summary = reader.text("summary", &diagnostics) ?? ""
    let examples = reader.texts("examples", &diagnostics) ?? []
    let reply = reader.text("reply", &diagnostics)
    let separatesDuties = reader.flag("separate_duties", &diagnostics) ?? false
    if let builtIn {
      return ToolCatalog.tool(
        of: builtIn,
        summary: summary,
        requires: requires,
        examples: examples,
        reply: reply,
        separatesDuties: separatesDuties,
        consent: consent(reader.node("consent"), builtIn.parameters),
        fields: fields
      )
    }
    return declaredTool(entry, reader) { parameters, effect, consent in
      ToolDescription(
        name: name,
        summary: summary,
        requires: requires,
        parameters: parameters,
        effect: effect,
        examples: examples,
        reply: reply,
        consent: consent,
        separatesDuties: separatesDuties
      )
    }
  }

  /// Reads how a person consents to a call: `confirm`, or the parameter whose value they type.
  mutating func consent(_ node: YAMLNode?, _ parameters: [ToolParameter]) -> ConsentForm? {
    guard let node else { return nil }
    let word = node.scalar ?? ""
    if word == "confirm" { return .confirm }
    if let parameter = parameters.first(where: { $0.name.utf8.elementsEqual(word.utf8) }) {
      return .typed(parameter: parameter.name)
    }
    let words = ["confirm"] + parameters.map(\.name)
    report(
      "TT012",
      node.span,
      "`consent` is `confirm` or one of the tool's parameters, whose value is typed",
      label: NearMatch.question(for: word, among: words) ?? "one of "
        + words.joined(separator: ", ")
    )
    return nil
  }
}
