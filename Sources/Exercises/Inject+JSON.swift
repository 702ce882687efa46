import Incidents
import Values

extension Inject {
  /// The inject as it is kept.
  var json: JSONValue {
    switch self {
    case .log(let service, let line):
      ["kind": "log", "line": line.json, "service": .string(service)]
    case .fault(let service, let fault):
      ["fault": fault.json, "kind": "fault", "service": .string(service)]
    case .clearFault(let service, let name):
      [
        "kind": "clear_fault", "name": name.map { .string($0) } ?? .null,
        "service": .string(service),
      ]
    case .metric(let service, let name, let value):
      [
        "kind": "metric", "name": .string(name), "service": .string(service),
        "value": .number(value),
      ]
    case .incident(let id, let facts):
      ["facts": .object(facts), "id": id.map { .string($0) } ?? .null, "kind": "incident"]
    case .customer(let customer): ["customer": customer.json, "kind": "customer"]
    case .message(let sender, let text):
      ["from": .string(sender), "kind": "message", "text": .string(text)]
    }
  }

  /// Reads an inject; nil where the value is none.
  init?(_ value: JSONValue) {
    let service = value["service"]?.text ?? ""
    switch value["kind"]?.text {
    case "log":
      guard let line = value["line"].flatMap(LogLine.init) else { return nil }
      self = .log(service: service, line)
    case "fault":
      guard let fault = value["fault"].flatMap(Fault.init) else { return nil }
      self = .fault(service: service, fault)
    case "clear_fault": self = .clearFault(service: service, name: value["name"]?.text)
    case "metric":
      guard let name = value["name"]?.text, let number = value["value"]?.double else { return nil }
      self = .metric(service: service, name: name, value: number)
    case "incident":
      guard let facts = value["facts"]?.members else { return nil }
      self = .incident(id: value["id"]?.text, facts)
    case "customer":
      guard let customer = value["customer"].flatMap(Customer.init) else { return nil }
      self = .customer(customer)
    case "message":
      guard let sender = value["from"]?.text, let text = value["text"]?.text else { return nil }
      self = .message(from: sender, text: text)
    default: return nil
    }
  }
}

extension Customer {
  fileprivate var json: JSONValue {
    [
      "contact": .string(contact), "contract_until": .string(contractUntil),
      "email": .string(email), "id": .string(id), "monthly_fee": .number(monthlyFee),
      "name": .string(name), "plan": .string(plan), "segment": .string(segment.rawValue),
    ]
  }

  fileprivate init?(_ value: JSONValue) {
    guard let id = value["id"]?.text, let name = value["name"]?.text,
      let segment = value["segment"]?.text.flatMap(Segment.init)
    else { return nil }
    self.init(
      id: id,
      name: name,
      segment: segment,
      plan: value["plan"]?.text ?? "",
      monthlyFee: value["monthly_fee"]?.double ?? 0,
      contractUntil: value["contract_until"]?.text ?? "",
      contact: value["contact"]?.text ?? "",
      email: value["email"]?.text ?? ""
    )
  }
}

extension LogLine {
  fileprivate var json: JSONValue {
    ["level": .string(level.rawValue), "message": .string(message)]
  }

  fileprivate init?(_ value: JSONValue) {
    guard let level = value["level"]?.text.flatMap(LogLevel.init),
      let message = value["message"]?.text
    else { return nil }
    self.init(level: level, message: message)
  }
}

extension Fault {
  fileprivate var json: JSONValue {
    [
      "cause": .string(cause), "health": .string(health.rawValue), "name": .string(name),
      "effects": .array(
        effects.map { ["health": .string($0.health.rawValue), "service": .string($0.service)] }
      ),
      "findings": .object(findings.mapValues { .string($0) }), "logs": .array(logs.map(\.json)),
      "metrics": .object(metrics.mapValues { .number($0) }), "remedy": remedy.json,
    ]
  }

  fileprivate init?(_ value: JSONValue) {
    guard let name = value["name"]?.text, let cause = value["cause"]?.text,
      let health = value["health"]?.text.flatMap(Health.init),
      let remedy = value["remedy"].flatMap(Remedy.init)
    else { return nil }
    self.init(
      name: name,
      cause: cause,
      health: health,
      remedy: remedy,
      effects: (value["effects"]?.elements ?? []).compactMap { effect in
        effect["health"]?.text.flatMap(Health.init).map {
          Effect(service: effect["service"]?.text ?? "", health: $0)
        }
      },
      metrics: (value["metrics"]?.members ?? [:]).compactMapValues(\.double),
      findings: (value["findings"]?.members ?? [:]).compactMapValues(\.text),
      logs: (value["logs"]?.elements ?? []).compactMap(LogLine.init)
    )
  }
}

extension Fault.Remedy {
  fileprivate var json: JSONValue {
    switch self {
    case .restart: "restart"
    case .nothing: "nothing"
    case .time(let span): ["after": .integer(span.seconds)]
    case .capacity(let resource, let quantity):
      ["quantity": .integer(quantity), "resource": .string(resource.rawValue)]
    }
  }

  fileprivate init?(_ value: JSONValue) {
    if value.text == "restart" {
      self = .restart
    } else if value.text == "nothing" {
      self = .nothing
    } else if let seconds = value["after"]?.int {
      self = .time(TimeSpan(seconds: seconds))
    } else if let quantity = value["quantity"]?.int,
      let resource = value["resource"]?.text.flatMap(Resource.init)
    {
      self = .capacity(resource, quantity)
    } else {
      return nil
    }
  }
}
