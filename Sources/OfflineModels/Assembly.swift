internal import AccessControl
internal import Values

/// Turns frames into calls and questions.
struct Assembly {
  let interpreter: Interpreter
  let context: DialogueContext

  private var slots: SlotReader { interpreter.slots }

  /// Returns the arguments of every call a frame stands for.
  func arguments(of place: Int) -> [[String: JSONValue]] {
    let frame = interpreter.frames[place]
    let profile = interpreter.index.profiles[frame.profile]
    var calls: [[String: JSONValue]] = [
      frame.settled.merging(frame.captured.mapValues(JSONValue.string)) { $1 }
    ]
    for (number, parameter) in profile.tool.parameters.enumerated()
    where calls.first?[parameter.name] == nil {
      var values = slots.values(number, profile, frame.units)
      if values.isEmpty { values = inherited(number, place) }
      if !fansOut(profile.roles[number], parameter) { values = Array(values.suffix(1)) }
      guard !values.isEmpty else { continue }
      calls = calls.flatMap { call in
        values.map { value in call.merging([parameter.name: value]) { $1 } }
      }
    }
    return calls
  }

  private func fansOut(_ role: ParameterRole, _ parameter: ToolParameter) -> Bool {
    switch role {
    case .reference: true
    case .choice:
      !parameter.isRequired && parameter.name != "status" && parameter.name != "priority"
    default: false
    }
  }

  private func profile(of place: Int) -> ToolProfile {
    interpreter.index.profiles[interpreter.frames[place].profile]
  }

  /// Values that other parts of the text or the conversation give.
  private func inherited(_ number: Int, _ place: Int) -> [JSONValue] {
    let frame = interpreter.frames[place]
    let profile = interpreter.index.profiles[frame.profile]
    let parameter = profile.tool.parameters[number]
    switch profile.roles[number] {
    case .reference(let what): return reference(what, number, place, parameter)
    case .message, .purpose, .title:
      return parameter.isRequired ? sibling(number, place) : []
    case .references: return []
    case .choice where !parameter.isRequired && points(place): return loose(number, place)
    default:
      return frame.isElliptical || parameter.isRequired || profile.roles[number] == .hours
        ? sibling(number, place) : []
    }
  }

  /// Whether a frame has a pronoun for what stands before it: "free users, list them".
  private func points(_ place: Int) -> Bool {
    interpreter.frames[place].units.contains {
      ["them", "these", "those"].contains(interpreter.text.units[$0].word)
    }
  }

  /// The values that words outside any request give.
  private func loose(_ number: Int, _ place: Int) -> [JSONValue] {
    slots.values(number, profile(of: place), interpreter.loose)
  }

  /// The value that another frame of the same tool has.
  private func sibling(_ number: Int, _ place: Int) -> [JSONValue] {
    let frame = interpreter.frames[place]
    let profile = interpreter.index.profiles[frame.profile]
    let name = profile.tool.parameters[number].name
    let order =
      Array((0..<place).reversed()) + Array((place + 1)..<max(place + 1, interpreter.frames.count))
    for other in order where interpreter.frames[other].profile == frame.profile {
      if let text = interpreter.frames[other].captured[name] { return [.string(text)] }
      let values = slots.values(number, profile, interpreter.frames[other].units)
      if !values.isEmpty { return values }
    }
    return []
  }

  private func reference(
    _ what: String,
    _ number: Int,
    _ place: Int,
    _ parameter: ToolParameter
  ) -> [JSONValue] {
    let frame = interpreter.frames[place]
    let names = namesAround(what, place)
    if !names.isEmpty { return names.map(JSONValue.string) }
    let isPronoun = frame.units.contains { interpreter.text.units[$0].has("#pronoun") }
    if isPronoun {
      let supposed = slots.names(what, profile(of: place), interpreter.supposed)
      if !supposed.isEmpty { return supposed.map(JSONValue.string) }
    }
    if let name = context.name(of: what),
      parameter.isTakenFromContext && what == "incident" || isPronoun && what != "incident"
    {
      return [.string(name)]
    }
    if what == "incident", parameter.isRequired || parameter.isTakenFromContext,
      parameter.isRequired,
      let incident = context.incident
    {
      return [.string(incident)]
    }
    if parameter.isRequired, what != "customer" {
      let supposed = slots.names(what, profile(of: place), interpreter.supposed)
      if !supposed.isEmpty { return supposed.map(JSONValue.string) }
    }
    if what == "customer", parameter.isRequired, let name = slots.unlisted(frame.units) {
      return [.string(name)]
    }
    return []
  }

  /// Names of a kind that the rest of the text gives: before, loose, or after.
  private func namesAround(_ what: String, _ place: Int) -> [String] {
    let frames = interpreter.frames
    let profile = interpreter.index.profiles[frames[place].profile]
    func named(_ units: [Int]) -> [String] {
      slots.names(what, profile, units.filter { !slots.isValue($0, profile) || what != "service" })
    }
    if what == "incident",
      let parameter = profile.tool.parameters.first(where: { $0.kind == .reference("incident") }),
      !parameter.isRequired
    {
      return []
    }
    for other in (0..<place).reversed() {
      let names = named(frames[other].units)
      if !names.isEmpty { return names }
    }
    let loose = named(interpreter.loose)
    if !loose.isEmpty { return loose }
    for other in (place + 1)..<max(place + 1, frames.count) {
      let names = named(frames[other].units)
      if !names.isEmpty { return names }
    }
    return []
  }

  /// Returns the parameters a call still needs.
  func missing(_ profile: ToolProfile, _ arguments: [String: JSONValue]) -> [String] {
    profile.tool.parameters.filter {
      $0.isRequired && !$0.isTakenFromContext && arguments[$0.name] == nil
    }.map(\.name)
  }
}
