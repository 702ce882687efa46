import AccessControl
import Documents
import Exercises
import Incidents
import Values

/// How names of things that the world doesn't have are taken.
enum Leniency: Sendable {
  /// They are errors.
  case none
  /// They are errors where they look like a name that the world has.
  case far
  /// They are what the step is about.
  case all
}

/// What a scenario itself brings into its world.
struct BroughtIn: Sendable {
  /// Whether incidents may be opened while it is played.
  var opensIncidents = false
  /// Names and ids of customers.
  var customers: Set<String> = []
  /// Names of metrics.
  var metrics: Set<String> = []
  /// Names of faults, by service.
  var faults: [String: Set<String>] = [:]
}

extension ScenarioReader {
  /// Notes what the steps bring into the world, before any of them is read.
  mutating func noteNames(_ steps: YAMLNode?) {
    for step in steps?.items ?? [] {
      if !broughtIn.opensIncidents { broughtIn.opensIncidents = mayOpenIncident(step) }
      guard step.has("inject"), let inject = step["inject"] else { continue }
      if let name = inject["metric"]?["name"]?.scalar { broughtIn.metrics.insert(name) }
      for entry in inject["fault"]?["metrics"]?.entries ?? [] {
        broughtIn.metrics.insert(entry.key.scalar ?? "")
      }
      for key in ["name", "id"] {
        if let name = inject["customer"]?[key]?.scalar { broughtIn.customers.insert(name) }
      }
    }
  }

  /// Whether a step may open an incident: by a call, an inject, or because the model decides.
  private func mayOpenIncident(_ step: YAMLNode) -> Bool {
    func opens(_ call: YAMLNode) -> Bool {
      call["tool"]?.mentions("create_incident") ?? call.mentions("create_incident")
    }
    var (isSaid, isScripted) = (false, false)
    for entry in step.entries ?? [] {
      switch entry.key.scalar {
      case "say": isSaid = true
      case "agent":
        isScripted = true
        if entry.value.items?.contains(where: opens) ?? false { return true }
      case "call": if opens(entry.value) { return true }
      case "inject": if entry.value.has("incident") { return true }
      case "use": return true
      default: break
      }
    }
    return isSaid && !isScripted
  }

  /// Decides how names that the world doesn't have are taken, by what a step expects of them.
  func leniency(of expect: YAMLNode?) -> Leniency {
    var leniency = Leniency.none
    for item in expect?.items ?? [] {
      for entry in item.entries ?? [] {
        switch entry.key.scalar {
        case "failed", "invalid": return .all
        case "denied", "blocked": leniency = .far
        default: break
        }
      }
    }
    return leniency
  }

  /// Checks that an argument names something that the world has, where it has to name something.
  mutating func checkReference(
    _ value: JSONValue,
    _ kind: ToolParameter.Kind,
    _ span: @autoclosure () -> SourceSpan,
    isCall: Bool
  ) {
    switch (kind, value) {
    case (.list(let kind), .array(let elements)):
      for element in elements { checkReference(element, kind, span(), isCall: isCall) }
    case (.reference(let what), .string(let name)):
      guard let problem = unknown(what, name) else { return }
      let question = NearMatch.question(for: name, among: problem.names)
      if isCall, leniency == .all || leniency == .far && question == nil {
        acceptedNames.insert(name)
        return
      }
      if acceptedNames.contains(name) { return }
      report(
        problem.code,
        span(),
        "there is no \(what) `\(name)`" + (what == "incident" ? " in this world" : ""),
        label: question ?? Self.list(problem.names, what)
      )
    default: break
    }
  }

  private static func list(_ names: [String], _ what: String) -> String? {
    names.isEmpty || names.count > 15 ? nil : "\(what)s are " + names.joined(separator: ", ")
  }

  /// Returns what the world has instead of something that it doesn't have; nil where it has it.
  private func unknown(_ what: String, _ name: String) -> (code: String, names: [String])? {
    let world = definition.world
    switch what {
    case "service":
      guard world.service(named: name) == nil else { return nil }
      return ("TT105", world.services.map(\.name))
    case "customer":
      guard world.customer(named: name) == nil, !broughtIn.customers.contains(name),
        !isNewID(name, "CUST-", world.customers.map(\.id))
      else { return nil }
      return ("TT107", world.customers.flatMap { [$0.name, $0.id] })
    case "incident":
      guard !isKnownIncident(name) else { return nil }
      return ("TT106", world.incidents.map(\.id))
    default: return nil
    }
  }

  /// Whether the world has an incident, or may have it by then.
  func isKnownIncident(_ id: String) -> Bool {
    definition.world.incident(id) != nil
      || broughtIn.opensIncidents && isNewID(id, "INC-", definition.world.incidents.map(\.id))
  }

  /// Whether an id is one of the next that the world gives.
  private func isNewID(_ id: String, _ prefix: String, _ ids: [String]) -> Bool {
    guard id.hasPrefix(prefix), let number = Int(id.dropFirst(prefix.count)) else { return false }
    if prefix == "CUST-", broughtIn.customers.isEmpty { return false }
    let last = ids.compactMap { Int($0.drop { !$0.isNumber }) }.max() ?? 0
    return number > last && number <= last + 20
  }
}
