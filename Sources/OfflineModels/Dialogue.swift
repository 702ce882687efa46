internal import AccessControl
internal import Values

/// Plans a request in the light of what was said before.
struct Dialogue {
  let index: ToolIndex
  let reader: UnitReader
  let request: PlanRequest
  let context: DialogueContext
  let interpreter: Interpreter

  /// A call under way: its tool and the arguments known so far.
  struct Draft {
    let profile: ToolProfile
    var arguments: [String: JSONValue]
  }

  init(index: ToolIndex, reader: UnitReader, request: PlanRequest, context: DialogueContext) {
    self.index = index
    self.reader = reader
    self.request = request
    self.context = context
    interpreter = Interpreter(request.text, index: index, reader: reader)
  }

  /// Returns the plan.
  func plan() -> Plan {
    var plan = Plan()
    for draft in drafts() {
      let named = Interpreter.named(draft.profile, units)
      plan.add(draft.profile, draft.arguments, naming: named)
    }
    if plan.calls.isEmpty, plan.clarifications.isEmpty { plan.topic = topic }
    if plan.topic == .permissions { plan.subject = subject }
    return plan
  }

  /// The tool that a question about permissions names.
  private var subject: String? {
    let place = interpreter.segments.firstIndex { $0.block == .permissions } ?? 0
    guard let segment = interpreter.segments[safe: place],
      let best = interpreter.intent.best(Array(segment.range))
    else { return nil }
    return index.profiles[best.profile].tool.name
  }

  /// Returns the calls under way after this request.
  func drafts() -> [Draft] {
    if let last = request.history.last, last.speaker == .assistant,
      last.text.utf8.contains(UInt8(ascii: "?")),
      let answered = answer(to: last)
    {
      return answered
    }
    if pointsBack, let repeated = repeated() { return [repeated] }
    let own = self.own()
    if own.isEmpty, interpreter.block == nil || isCorrection, let repeated = repeated() {
      return [repeated]
    }
    return own.isEmpty && interpreter.block == nil ? bare() : own
  }

  /// What a mere name asks for: the tool that takes nothing else shows it.
  private func bare() -> [Draft] {
    if let draft = topic(units) ?? amount(units) { return [draft] }
    let named = units.filter { !$0.names.isEmpty }
    guard !named.isEmpty,
      units.allSatisfy({
        !$0.names.isEmpty || $0.kind == .mark || ["please", "the", "and", "for"].contains($0.word)
      })
    else { return [] }
    for profile in index.profiles where profile.roles.count == 1 {
      guard case .reference(let what) = profile.roles[0] else { continue }
      let names = named.compactMap { $0.name(of: what) }
      guard names.count == named.count else { continue }
      return names.map {
        Draft(profile: profile, arguments: [profile.tool.parameters[0].name: .string($0)])
      }
    }
    return []
  }

  /// What a mere amount of money asks for: the tool that can do nothing without one.
  private func amount(_ units: [Unit]) -> Draft? {
    let words = units.filter { $0.kind != .mark && !$0.has("#polite") && !$0.has("#want") }
    guard words.count == 1, let quantity = words[0].quantity, !quantity.isArticle,
      quantity.kind == .money || quantity.kind == .plain && quantity.isScaled
    else { return nil }
    for profile in index.profiles {
      for (number, parameter) in profile.tool.parameters.enumerated()
      where parameter.isRequired && profile.roles[number] == .money {
        var arguments = [parameter.name: JSONValue.number(quantity.value)]
        for other in profile.tool.parameters where other.isTakenFromContext {
          arguments[other.name] = context.incident.map(JSONValue.string)
        }
        return Draft(profile: profile, arguments: arguments)
      }
    }
    return nil
  }

  /// What the mere word "status" asks for: the tool that shows what is in context.
  private func topic(_ units: [Unit]) -> Draft? {
    let words = units.filter { $0.kind != .mark && !$0.has("#polite") && $0.word != "please" }
    guard words.count == 1, words[0].has("status") else { return nil }
    let profile = index.profiles.first { profile in
      profile.tool.effect == .read && profile.roles.count == 1
        && profile.tool.parameters[0].isTakenFromContext
    }
    return profile.map { profile in
      let name = profile.tool.parameters[0].name
      let value = context.incident.map(JSONValue.string)
      return Draft(profile: profile, arguments: value.map { [name: $0] } ?? [:])
    }
  }

  private var units: [Unit] { interpreter.text.units }

  /// Whether the text starts with "same" and names no tool itself.
  private var pointsBack: Bool {
    units.prefix(2).contains { $0.word == "same" || $0.word == "ditto" }
      && !units.contains { $0.inflection == .base && interpreter.modality.isAnchor($0) }
  }

  private var isCorrection: Bool {
    interpreter.block == .refusal && !units.contains { $0.has("#stop") }
  }

  /// The calls that the text asks for by itself, completed from the last call where it points there.
  private func own() -> [Draft] {
    let assembly = Assembly(interpreter: interpreter, context: context)
    return interpreter.frames.indices.flatMap { place -> [Draft] in
      let profile = index.profiles[interpreter.frames[place].profile]
      let isMention = !interpreter.frames[place].isAskedFor && interpreter.frames.count > 1
      let calls = assembly.arguments(of: place).filter {
        !isMention || assembly.missing(profile, $0).isEmpty
      }
      return calls.map { arguments in
        completed(Draft(profile: profile, arguments: arguments))
      }
    }
  }

  private func completed(_ draft: Draft) -> Draft {
    var draft = draft
    if let priority = steppedPriority, draft.profile.tool.parameter("priority") != nil {
      draft.arguments["priority"] = .string(priority)
    }
    for (number, parameter) in draft.profile.tool.parameters.enumerated()
    where draft.arguments[parameter.name] == nil {
      guard case .reference(let what) = draft.profile.roles[number] else { continue }
      draft.arguments[parameter.name] = declined(what).map(JSONValue.string)
    }
    guard let last = context.lastCall, last.tool == draft.profile.tool.name else { return draft }
    let points = units.contains { $0.has("#same") || $0.has("#pronoun") }
    for parameter in draft.profile.tool.parameters where draft.arguments[parameter.name] == nil {
      guard parameter.isRequired ? points : isElliptical else { continue }
      draft.arguments[parameter.name] = last.arguments[parameter.name]
    }
    return draft
  }

  /// The name that was spoken of where an offer is declined: "no, only show me the logs".
  private func declined(_ what: String) -> String? {
    guard let offer = request.history.last, offer.speaker == .assistant,
      offer.text.utf8.contains(UInt8(ascii: "?")),
      units.first(where: { $0.kind == .word }).map({ $0.has("#not") || $0.has("#stop") }) == true
    else { return nil }
    return context.name(of: what)
  }

  /// Whether the text is a mere change to what was said before.
  private var isElliptical: Bool {
    guard units.count <= 9, let first = units.first else { return false }
    if units.count <= 2 { return true }
    if units.contains(where: { $0.has("#same") || $0.has("#sorry") || $0.has("#instead") }) {
      return true
    }
    return ["and", "what", "now", "not", "only", "just", "but", "no", "then", "how", "make"]
      .contains(first.word)
      && !units.contains { $0.has("view") || $0.has("check") }
  }

  /// The priority one level above or below the last one.
  private var steppedPriority: String? {
    let isUp = units.contains { $0.has("#up") }
    guard isUp || units.contains(where: { $0.has("#down") }), let priority = context.priority else {
      return nil
    }
    return "P\(min(4, max(1, priority + (isUp ? -1 : 1))))"
  }

  /// The last call again, with the changes the text states.
  private func repeated() -> Draft? {
    guard let last = context.lastCall,
      let profile = index.profiles.first(where: { $0.tool.name == last.tool })
    else { return nil }
    var draft = Draft(profile: profile, arguments: last.arguments)
    let changed = change(&draft, numbersFor: [])
    if let priority = steppedPriority, draft.arguments["priority"] != nil {
      draft.arguments["priority"] = .string(priority)
      return draft
    }
    let repeats = units.contains { $0.has("#same") } && units.count <= 6
    return changed || repeats ? draft : nil
  }

  /// Puts the values of the text into a call; says whether there were any.
  func change(_ draft: inout Draft, numbersFor missing: [String]) -> Bool {
    var changed = false
    let all = units.indices.filter { units[$0].kind != .code }
    for (number, parameter) in draft.profile.tool.parameters.enumerated() {
      var values = interpreter.slots.values(number, draft.profile, all)
      if values.isEmpty { values = bare(parameter, draft.profile.roles[number], missing, draft) }
      guard let value = values.last else { continue }
      draft.arguments[parameter.name] = value
      changed = true
    }
    return changed
  }

  /// A bare number in the place of the value that was asked for.
  private func bare(
    _ parameter: ToolParameter,
    _ role: ParameterRole,
    _ missing: [String],
    _ draft: Draft
  ) -> [JSONValue] {
    guard
      let number = units.first(where: {
        $0.quantity.map { $0.kind == .plain && !$0.isArticle } ?? false
      }),
      let value = number.quantity?.value
    else { return [] }
    if role == .reference("incident") {
      let isMeant =
        missing.contains(parameter.name) && missing.count == 1
        || units.contains { $0.has("incident") }
      return isMeant ? [.string(reader.names.incident(Int(exactly: value) ?? 0))] : []
    }
    guard missing.contains(parameter.name) else { return [] }
    switch role {
    case .money, .hours, .limit, .count: return [.number(value)]
    default: return []
    }
  }

  /// What kind of talk it was.
  private var topic: Plan.Topic {
    if let block = interpreter.block {
      switch block {
      case .refusal: return .refusal
      case .condition, .hypothetical: return .hypothetical
      case .report: return .report
      case .permissions: return .permissions
      case .tools: return .tools
      case .vocabulary(let word): return .vocabulary(word)
      case .data: return .other
      }
    }
    if units.contains(where: { $0.has("#thanks") }) { return .thanks }
    if units.contains(where: { $0.has("#hello") }) { return .greeting }
    return .other
  }
}
