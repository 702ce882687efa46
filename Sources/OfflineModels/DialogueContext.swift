internal import Values

/// What the conversation so far is about.
struct DialogueContext {
  /// The incident the conversation or the session is about.
  var incident: String?
  /// The last names by what they name.
  private var names: [String: String] = [:]
  /// The last call.
  var lastCall: PlannedCall?
  /// The last priority that was mentioned.
  var priority: Int?

  init(_ request: PlanRequest, _ reader: UnitReader) {
    incident = request.incident
    for turn in request.history {
      let units = Text(turn.text, reader).units
      for unit in units {
        for name in unit.names { names[name.what] = name.name }
        for value in unit.values
        where value.utf8.count == 2 && value.hasPrefix("P") && unit.has("priority") {
          priority = Int(value.dropFirst())
        }
      }
      for call in turn.calls { take(call) }
    }
    if let named = names["incident"] { incident = named }
  }

  private mutating func take(_ call: PlannedCall) {
    lastCall = call
    if let id = call.arguments["incident_id"]?.text { names["incident"] = id }
    for name in ["system", "service", "target"] {
      if let service = call.arguments[name]?.text { names["service"] = service }
    }
    if let customer = call.arguments["customer"]?.text { names["customer"] = customer }
    if let value = call.arguments["priority"]?.text { priority = Int(value.dropFirst()) }
  }

  /// The last name of a kind.
  func name(of what: String) -> String? {
    what == "incident" ? incident : names[what]
  }
}
