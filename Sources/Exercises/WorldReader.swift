public import Documents
import Incidents
import Values

/// Reads world files: the services, customers, incidents and policy of an exercise.
///
/// Every problem of a file is reported, with its place, in one pass.
public struct WorldReader {
  /// The keys of a world.
  public static let keys = [
    "tabletop-world", "name", "clock", "policy", "services", "incidents", "sla", "logs",
    "customers", "spending",
  ]

  let file: SourceFile
  var diagnostics = Diagnostics([])
  var clock = Timestamp(seconds: 0)
  var serviceNames: [String] = []

  init(file: SourceFile) { self.file = file }

  /// Reads a world; a file without a policy gets the default one.
  ///
  /// - Throws: `Diagnostics` with everything that is wrong.
  public static func read(
    _ file: SourceFile,
    defaultPolicy: Policy?
  ) throws(Diagnostics) -> WorldDefinition {
    switch YAMLReader.read(file) {
    case .failure(let diagnostics): throw diagnostics
    case .success(let root):
      var reader = WorldReader(file: file)
      let definition = reader.definition(root, defaultPolicy: defaultPolicy)
      guard let definition, reader.diagnostics.isEmpty else {
        reader.diagnostics.all = reader.diagnostics.sorted()
        throw reader.diagnostics
      }
      return definition
    }
  }

  private mutating func definition(
    _ root: YAMLNode,
    defaultPolicy: Policy?
  ) -> WorldDefinition? {
    let top = mapping(root, "a world", Self.keys)
    top.require("tabletop-world", &diagnostics)
    if top.has("tabletop-world") {
      _ = top.integer("tabletop-world", range: 1...1, &diagnostics)
    }
    top.require("services", &diagnostics)
    clock =
      top.time("clock", &diagnostics) ?? Timestamp("2025-01-15T09:00:00Z")
      ?? Timestamp(seconds: 0)
    let services = (top.items("services", &diagnostics) ?? []).compactMap { service($0) }
    checkNames(of: services, top.items("services", &diagnostics) ?? [])
    let world = World(
      clock: clock,
      services: services,
      incidents: (top.items("incidents", &diagnostics) ?? []).compactMap { incident($0) },
      customers: top.node("customers").map { customers($0) } ?? [],
      logs: (top.items("logs", &diagnostics) ?? []).compactMap { logEntry($0) }
        .sorted { $0.at < $1.at },
      terms: top.node("sla").map { terms($0) } ?? ServiceLevelTerms(),
      spendingLimit: top.node("spending").flatMap { spendingLimit($0) }
    )
    let policy = top.node("policy").map { self.policy($0) } ?? defaultPolicy
    guard let policy else {
      if top.node("policy") == nil { top.require("policy", &diagnostics) }
      return nil
    }
    return WorldDefinition(
      name: top.text("name", &diagnostics) ?? "unnamed",
      policy: policy,
      start: world
    )
  }

  mutating func mapping(_ node: YAMLNode, _ what: String, _ keys: [String]) -> MappingReader {
    MappingReader(node, in: file, what: what, keys: keys, diagnostics: &diagnostics)
  }

  mutating func report(
    _ code: String,
    _ span: SourceSpan,
    _ message: String,
    label: String? = nil,
    why: String? = nil,
    help: String? = nil
  ) {
    diagnostics.add(
      Diagnostic(
        code: code,
        file: file,
        span: span,
        message: message,
        label: label,
        why: why,
        help: help
      )
    )
  }

  /// Checks that services have names of their own and lean on services that exist.
  private mutating func checkNames(of services: [Service], _ nodes: [YAMLNode]) {
    serviceNames = services.map(\.name)
    var seen: [String] = []
    for node in nodes {
      guard let name = node["name"]?.scalar, let span = node["name"]?.span else { continue }
      if seen.contains(where: { ASCIIText.isEqual($0, name) }) {
        report("TT013", span, "there are two services `\(name)`")
      }
      seen.append(name)
      for other in node["depends_on"]?.items ?? [] { checkService(other) }
      for fault in node["faults"]?.items ?? [] {
        for effect in fault["effects"]?.entries ?? [] { checkService(effect.key) }
      }
    }
  }

  /// Reports a service's name that the world doesn't have.
  @discardableResult
  mutating func checkService(_ node: YAMLNode) -> Bool {
    guard let name = node.scalar else { return false }
    if serviceNames.contains(where: { $0 == name }) { return true }
    report(
      "TT105",
      node.span,
      "there is no service `\(name)`",
      label: NearMatch.question(for: name, among: serviceNames)
        ?? "services are " + serviceNames.joined(separator: ", ")
    )
    return false
  }
}
