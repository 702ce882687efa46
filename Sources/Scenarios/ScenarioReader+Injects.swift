import AccessControl
import Documents
import Exercises
import Incidents
import Values

extension ScenarioReader {
  private static let kinds = [
    "log", "fault", "clear_fault", "metric", "incident", "customer", "message",
  ]

  /// Reads an inject: exactly one kind.
  mutating func inject(_ node: YAMLNode) -> Inject? {
    let reader = mapping(node, "an inject", Self.kinds + ["at", "unless"])
    guard reader.isMapping else { return nil }
    for key in ["at", "unless", "incident", "customer"] where reader.has(key) {
      if let span = reader.keySpan(key) { unsupported("inject: \(key)", span) }
    }
    let kinds = Self.kinds.filter(reader.has)
    guard kinds.count == 1, let kind = kinds.first, let value = reader.node(kind) else {
      report("TT010", node.span, "an inject is one of " + Self.kinds.joined(separator: ", "))
      return nil
    }
    switch kind {
    case "log": return log(value)
    case "fault": return fault(value)
    case "clear_fault": return clearFault(value)
    case "metric": return metric(value)
    case "message": return message(value)
    default: return nil
    }
  }

  private mutating func log(_ node: YAMLNode) -> Inject? {
    let line = FaultReader.logLine(
      node,
      extraKeys: ["service"],
      in: source,
      &diagnostics
    )
    guard let service = service(of: node) else { return nil }
    let message = node["message"].map { filled(line.message, $0) } ?? line.message
    return .log(service: service, LogLine(level: line.level, message: message))
  }

  private mutating func fault(_ node: YAMLNode) -> Inject? {
    let fault = FaultReader.read(node, extraKeys: ["service"], in: source, &diagnostics)
    for effect in node["effects"]?.entries ?? [] { _ = serviceName(effect.key) }
    guard let fault, let service = service(of: node) else { return nil }
    return .fault(service: service, fault)
  }

  private mutating func clearFault(_ node: YAMLNode) -> Inject? {
    if node.scalar != nil { return serviceName(node).map { .clearFault(service: $0, name: nil) } }
    let reader = mapping(node, "`clear_fault`", ["service", "name"])
    guard let service = service(of: node) else { return nil }
    return .clearFault(service: service, name: reader.text("name", &diagnostics))
  }

  private mutating func metric(_ node: YAMLNode) -> Inject? {
    let reader = mapping(node, "`metric`", ["service", "name", "value"])
    for key in ["name", "value"] { reader.require(key, &diagnostics) }
    guard let service = service(of: node), let name = reader.text("name", &diagnostics),
      let value = reader.number("value", &diagnostics)
    else { return nil }
    return .metric(service: service, name: name, value: value)
  }

  private mutating func message(_ node: YAMLNode) -> Inject? {
    if node.scalar != nil {
      return text(node, "message").map { .message(from: "facilitator", text: $0) }
    }
    let reader = mapping(node, "`message`", ["from", "text"])
    reader.require("text", &diagnostics)
    guard let node = reader.node("text"), let text = text(node, "text") else { return nil }
    return .message(from: reader.text("from", &diagnostics) ?? "facilitator", text: text)
  }

  private mutating func service(of node: YAMLNode) -> String? {
    if let service = node["service"] { return serviceName(service) }
    guard node.entries != nil else { return nil }
    report("TT009", node.span, "this inject needs the key `service`")
    return nil
  }

  /// Reads the name or an alias of a service that the world has.
  mutating func serviceName(_ node: YAMLNode) -> String? {
    guard let name = text(node, "service") else { return nil }
    if let service = definition.world.service(named: name) { return service.name }
    let names = definition.world.services.map(\.name)
    report(
      "TT105",
      node.span,
      "there is no service `\(name)`",
      label: NearMatch.question(for: name, among: names)
        ?? "services are " + names.joined(separator: ", ")
    )
    return nil
  }
}
