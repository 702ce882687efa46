public import Values

extension AfterActionFacts {
  /// The facts as reports write them: every fact that has a value by its name, and the lists.
  public var json: JSONValue {
    var members: [String: JSONValue] = [
      "end": .string(end.description),
      "exposure": .array(exposure.map(\.json)),
      "needs": .array(needs.map(\.json)),
      "noticed_at": .array(notices.map { .string($0.description) }),
      "start": .string(start.description),
      "switched": .array(switchedRoles.map { .string($0) }),
    ]
    for fact in AfterActionFact.allCases {
      if let value = self[fact] { members[fact.rawValue] = value }
    }
    return .object(members)
  }

  /// Reads facts as a report wrote them; nil for anything else.
  public init?(json: JSONValue) {
    self.init()
    guard let start = json.time("start"), let end = json.time("end") else { return nil }
    self.start = start
    self.end = end
    func count(_ fact: AfterActionFact) -> Int { json[fact.rawValue]?.int ?? 0 }
    requests = count(.requests)
    wrongDepartment = count(.wrongDepartment)
    needs = (json["needs"]?.elements ?? []).compactMap(Need.init(json:))
    secondsToRespond = json[AfterActionFact.timeToRespond.rawValue]?.int
    notices = (json["noticed_at"]?.elements ?? []).compactMap { $0.text.flatMap { Timestamp($0) } }
    secondsToResolve = json[AfterActionFact.timeToResolve.rawValue]?.int
    exposure = (json["exposure"]?.elements ?? []).compactMap(Exposure.init(json:))
    approvals = count(.approvals)
    selfApproved = count(.selfApproved)
    switchedRoles = (json["switched"]?.elements ?? []).compactMap(\.text)
    confirmations = count(.confirmations)
    declined = count(.declined)
  }
}

extension AfterActionFacts.Need {
  var json: JSONValue {
    var members: [String: JSONValue] = [
      "asked_at": .string(askedAt.description), "asked_by": .string(askedBy),
      "asked_in": .string(askedIn), "denials": .integer(denials),
      "held_by": .array(heldBy.map { .string($0) }), "tool": .string(tool),
    ]
    if let metAt, let metBy, let metIn {
      members["met_at"] = .string(metAt.description)
      members["met_by"] = .string(metBy)
      members["met_in"] = .string(metIn)
    }
    return .object(members)
  }

  init?(json: JSONValue) {
    guard let tool = json["tool"]?.text, let askedBy = json["asked_by"]?.text,
      let askedIn = json["asked_in"]?.text, let askedAt = json.time("asked_at")
    else { return nil }
    self.init(
      tool: tool,
      askedBy: askedBy,
      askedIn: askedIn,
      askedAt: askedAt,
      heldBy: (json["held_by"]?.elements ?? []).compactMap(\.text),
      denials: json["denials"]?.int ?? 1,
      metBy: json["met_by"]?.text,
      metIn: json["met_in"]?.text,
      metAt: json.time("met_at")
    )
  }
}

extension AfterActionFacts.Exposure {
  var json: JSONValue {
    ["at": .string(at.description), "cost": .number(cost), "credits": .number(credits)]
  }

  init?(json: JSONValue) {
    guard let at = json.time("at"), let cost = json["cost"]?.double,
      let credits = json["credits"]?.double
    else { return nil }
    self.init(at: at, cost: cost, credits: credits)
  }
}

extension JSONValue {
  /// The time that a member holds.
  fileprivate func time(_ name: String) -> Timestamp? { self[name]?.text.flatMap { Timestamp($0) } }
}
