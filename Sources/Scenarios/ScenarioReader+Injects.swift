import AccessControl
import Documents
import Exercises
import Incidents
import Values

extension ScenarioReader {
  /// Reads an inject: exactly one kind.
  mutating func inject(_ node: YAMLNode) -> Inject? {
    let kinds = ScenarioKeys.injects
    let reader = mapping(node, "an inject", kinds + ScenarioKeys.injectTimes)
    guard reader.isMapping else { return nil }
    let found = kinds.filter(reader.has)
    guard found.count == 1, let kind = found.first, let value = reader.node(kind) else {
      if !found.isEmpty || !reader.mayMean(kinds) {
        report("TT010", node.span, "an inject is one of " + kinds.joined(separator: ", "))
      }
      return nil
    }
    switch kind {
    case "log": return log(value)
    case "fault": return fault(value)
    case "clear_fault": return clearFault(value)
    case "metric": return metric(value)
    case "incident": return incidentInject(value)
    case "customer": return customerInject(value)
    default: return message(value)
    }
  }

  /// Reads when an inject comes: at once, at a time, or if something was not done by a time.
  mutating func schedule(_ node: YAMLNode) -> InjectSchedule? {
    guard node["at"] != nil || node["unless"] != nil else { return nil }
    var known = Diagnostics()
    let reader = MappingReader(
      node,
      in: source,
      what: "an inject",
      keys: ScenarioKeys.injects + ScenarioKeys.injectTimes,
      diagnostics: &known
    )
    if let unless = reader.node("unless") {
      if let span = reader.keySpan("at") {
        report("TT010", span, "`unless` has its own time `by`, so there is no `at`")
        return nil
      }
      let reader = mapping(unless, "`unless`", ["called", "by"])
      for key in ["called", "by"] { reader.require(key, &diagnostics) }
      guard let called = reader.node("called").flatMap({ callMatcher($0, for: "called") }),
        let by = reader.span("by", &diagnostics)
      else { return nil }
      return InjectSchedule(due: by, unless: called)
    }
    return reader.span("at", &diagnostics).map { InjectSchedule(due: $0, unless: nil) }
  }

  /// Reports injects that never come, as the clock stops before.
  mutating func checkInjects(in steps: [Step]) {
    guard steps.contains(where: { $0.schedule != nil }),
      !steps.contains(where: { $0.deferred != nil })
    else { return }
    let end = steps.reduce(0) { sum, step in
      guard case .advance(let span) = step.verb, step.skip == nil, step.todo == nil else {
        return sum
      }
      return sum + span.seconds
    }
    for step in steps {
      guard let schedule = step.schedule, schedule.due.seconds > end else { continue }
      diagnostics.add(
        Diagnostic(
          code: "TT022",
          file: step.source,
          span: step.span,
          message: "this inject is due after \(schedule.due), and the scenario ends before",
          why: "the clock moves by \(TimeSpan(seconds: end)) in all",
          help: "add a step with `advance`"
        )
      )
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
    return .log(service: service, line)
  }

  private mutating func fault(_ node: YAMLNode) -> Inject? {
    let fault = FaultReader.read(node, extraKeys: ["service"], in: source, &diagnostics)
    for effect in node["effects"]?.entries ?? [] { _ = serviceName(effect.key) }
    guard let fault, let service = service(of: node) else { return nil }
    broughtIn.faults[service, default: []].insert(fault.name)
    return .fault(service: service, fault)
  }

  private mutating func clearFault(_ node: YAMLNode) -> Inject? {
    if node.scalar != nil {
      guard let service = serviceName(node) else { return nil }
      checkFault(nil, of: service, node.span)
      return .clearFault(service: service, name: nil)
    }
    let reader = mapping(node, "`clear_fault`", ["service", "name"])
    guard let service = service(of: node) else { return nil }
    let name = reader.text("name", &diagnostics)
    checkFault(name, of: service, reader.node("name")?.span ?? node.span)
    return .clearFault(service: service, name: name)
  }

  /// Reports a fault that the service can't have: neither the world nor a step before gives it.
  private mutating func checkFault(_ name: String?, of service: String, _ span: SourceSpan) {
    let own = definition.world.service(named: service)?.faults.map(\.name) ?? []
    let names = own + (broughtIn.faults[service] ?? []).sorted().filter { !own.contains($0) }
    if let name, names.contains(name) { return }
    if name == nil, !names.isEmpty { return }
    report(
      "TT108",
      span,
      "there is no fault" + (name.map { " `\($0)`" } ?? "") + " of \(service) here",
      label: name.flatMap { NearMatch.question(for: $0, among: names) }
        ?? (names.isEmpty ? nil : "it has " + names.joined(separator: ", "))
    )
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
    let keys = node.entries?.compactMap(\.key.scalar) ?? []
    if !keys.contains(where: { NearMatch.question(for: $0, among: ["service"]) != nil }) {
      report("TT009", node.span, "this inject needs the key `service`")
    }
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
