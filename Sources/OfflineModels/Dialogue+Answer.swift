internal import AccessControl
internal import Values

/// How answers to the assistant's last question are understood.
extension Dialogue {
  private var units: [Unit] { interpreter.text.units }

  /// Returns what an answer amounts to; nil where the text is something new.
  func answer(to question: PlanTurn) -> [Draft]? {
    if declines { return interpreter.frames.isEmpty || hasBlock ? [] : nil }
    if accepts, let offered = offer(question) { return offered.map(changed) }
    guard let pending = pending() else { return nil }
    let missing = pending.profile.tool.parameters.filter {
      $0.isRequired && pending.arguments[$0.name] == nil
    }.map(\.name)
    guard !missing.isEmpty || completes(pending), !asksForSomethingElse(pending) else { return nil }
    return fill(pending, missing)
  }

  /// Whether a short answer names what an optional parameter takes: "the gateway one".
  private func completes(_ pending: Draft) -> Bool {
    guard units.count <= 6, interpreter.frames.isEmpty else { return false }
    return pending.profile.tool.parameters.enumerated().contains { number, parameter in
      guard case .reference(let what) = pending.profile.roles[number] else { return false }
      return pending.arguments[parameter.name] == nil
        && units.contains { $0.name(of: what) != nil }
    }
  }

  private var hasBlock: Bool { interpreter.block == .refusal }

  /// Whether the text starts with a no, or takes the request back.
  private var declines: Bool {
    guard let first = units.first(where: { $0.kind == .word }) else { return false }
    if units.contains(where: { $0.has("#stop") }), interpreter.frames.isEmpty { return true }
    let isNo =
      ["no", "nope", "nah", "non", "nein", "nee", "not", "nie", "nao", "dont", "never"].contains(
        first.word
      )
      || first.has("#stop")
    return isNo && interpreter.frames.isEmpty
      && !units.contains { !$0.names.isEmpty || !$0.values.isEmpty }
  }

  private var accepts: Bool {
    units.first { $0.kind == .word }.map { $0.has("#yes") || $0.word == "please" } ?? false
  }

  /// The calls that the assistant offered to make.
  private func offer(_ question: PlanTurn) -> [Draft]? {
    let earlier = Array(request.history.dropLast())
    let request = PlanRequest(
      text: Self.request(in: question.text),
      role: request.role,
      incident: request.incident,
      history: earlier
    )
    let context = DialogueContext(
      PlanRequest(text: "", role: request.role, incident: request.incident, history: earlier),
      reader
    )
    let dialogue = Dialogue(index: index, reader: reader, request: request, context: context)
    let drafts = dialogue.drafts().map { known($0, by: question) }
    let isComplete = drafts.allSatisfy { draft in
      draft.profile.tool.parameters.allSatisfy { !$0.isRequired || draft.arguments[$0.name] != nil }
    }
    return drafts.isEmpty || !isComplete ? pending().map { [$0] } ?? drafts : drafts
  }

  /// Takes a choice that an offer lacks from the rest of what was said with it.
  private func known(_ draft: Draft, by question: PlanTurn) -> Draft {
    var draft = draft
    let said = Text(question.text, reader)
    let slots = SlotReader(text: said, index: index)
    for (number, parameter) in draft.profile.tool.parameters.enumerated()
    where parameter.isRequired && draft.arguments[parameter.name] == nil {
      guard case .choice = draft.profile.roles[number] else { continue }
      draft.arguments[parameter.name] =
        slots.values(number, draft.profile, Array(said.units.indices)).last
    }
    return draft
  }

  /// What is left of "Do you want me to restart Redis?" when it becomes a request.
  static func request(in question: String) -> String {
    let sentences = question.split { $0 == "\n" }
    let last = sentences.last.map(String.init) ?? question
    let folded = Array(Folding.fold(last).unicodeScalars)
    let original = Array(last.unicodeScalars)
    for opening in openings {
      let wanted = Array(opening.unicodeScalars)
      guard folded.count == original.count, folded.count > wanted.count else { continue }
      for start in 0...(folded.count - wanted.count)
      where folded[start..<start + wanted.count].elementsEqual(wanted) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: original[(start + wanted.count)...])
        return String(String(view).filter { $0 != "?" })
      }
    }
    return String(last.filter { $0 != "?" })
  }

  private static let openings = [
    "do you want me to ", "would you like me to ", "shall i ", "should i ", "want me to ", "may i ",
    "can i ",
    "do you want to ", "would you like to ", "ok to ", "like me to ", "shall we ", "should we ",
    "soll ich ",
    "dois-je ", "debo ", "devo ",
  ]

  private func changed(_ draft: Draft) -> Draft {
    var draft = draft
    _ = change(&draft, numbersFor: [])
    return draft
  }

  /// The call that the person's last request left incomplete.
  private func pending() -> Draft? {
    guard let place = request.history.lastIndex(where: { $0.speaker == .user }) else { return nil }
    let earlier = Array(request.history[..<place])
    let last = PlanRequest(
      text: request.history[place].text,
      role: request.role,
      incident: request.incident,
      history: earlier
    )
    let context = DialogueContext(
      PlanRequest(text: "", role: request.role, incident: request.incident, history: earlier),
      reader
    )
    let dialogue = Dialogue(index: index, reader: reader, request: last, context: context)
    let drafts = dialogue.drafts()
    return drafts.first { draft in
      draft.profile.tool.parameters.contains { $0.isRequired && draft.arguments[$0.name] == nil }
    } ?? drafts.last
  }

  private func asksForSomethingElse(_ pending: Draft) -> Bool {
    let isText = pending.profile.roles.enumerated().contains { number, role in
      [.message, .title, .purpose].contains(role)
        && pending.arguments[pending.profile.tool.parameters[number].name] == nil
    }
    if isText, isSmallTalk { return true }
    guard let frame = interpreter.frames.first else { return false }
    let profile = index.profiles[frame.profile]
    guard profile.tool.name != pending.profile.tool.name else { return false }
    if isText, commands(profile, frame) { return true }
    let verb = units.prefix(2).contains {
      $0.inflection == .base && interpreter.modality.isAnchor($0) && $0.values.isEmpty
    }
    // What goes out to others is rarely a question; what asks for another tool is no message.
    let isQuestion = request.text.utf8.last { $0 > UInt8(ascii: " ") } == UInt8(ascii: "?")
    if isText, isQuestion { return true }
    let fits = pending.profile.tool.parameters.indices.contains { number in
      let parameter = pending.profile.tool.parameters[number]
      return parameter.isRequired && pending.arguments[parameter.name] == nil
        && !interpreter.slots.values(number, pending.profile, Array(units.indices)).isEmpty
    }
    return !isText && (verb || !fits || frame.units.count > 3)
  }

  /// Whether the text only greets, thanks, or asks what one may do.
  private var isSmallTalk: Bool {
    switch interpreter.block {
    case .permissions, .tools, .vocabulary: return true
    default: break
    }
    let words = units.filter { $0.kind != .mark && $0.kind != .lineBreak }
    return words.count <= 4 && !words.isEmpty
      && words.allSatisfy { $0.has("#hello") || $0.has("#thanks") }
  }

  /// Whether the text is an order for another tool that lacks nothing: "actually, show me Acme".
  private func commands(_ profile: ToolProfile, _ frame: Frame) -> Bool {
    let words = units.filter { $0.kind != .mark && $0.kind != .lineBreak }
    let opening = words.drop {
      $0.has("#sorry") || $0.has("#polite") || $0.has("#then") || $0.has("#hello")
        || $0.has("#stop") || $0.has("#yes") || $0.has("#meanwhile")
        || ["please", "first", "no", "just", "ok", "but"].contains($0.word)
    }
    guard let verb = opening.first, verb.inflection == .base,
      verb.has("view") || verb.has("look_up") || interpreter.modality.isAnchor(verb),
      let object = opening.dropFirst().first
    else { return false }
    let isObject =
      ["the", "a", "an", "my", "our", "all", "me", "us", "it", "that", "this"].contains(object.word)
      || !object.names.isEmpty || object.quantity != nil || verb.has("view")
    let place = interpreter.frames.firstIndex { $0.segment == frame.segment } ?? 0
    let assembly = Assembly(interpreter: interpreter, context: context)
    return isObject
      && assembly.arguments(of: place).allSatisfy { assembly.missing(profile, $0).isEmpty }
  }

  /// Fills what was asked for from the text.
  private func fill(_ pending: Draft, _ missing: [String]) -> [Draft] {
    var draft = pending
    _ = change(&draft, numbersFor: missing)
    for (number, parameter) in draft.profile.tool.parameters.enumerated()
    where parameter.isRequired && draft.arguments[parameter.name] == nil {
      switch draft.profile.roles[number] {
      case .message, .title, .purpose, .object, .remark, .reason:
        draft.arguments[parameter.name] = freeText().map(JSONValue.string)
      case .reference(let what) where what != "incident":
        if units.count <= 4 { draft.arguments[parameter.name] = freeText().map(JSONValue.string) }
      default: break
      }
    }
    return [draft]
  }

  /// The whole answer, or what it quotes, without "it is for".
  private func freeText() -> String? {
    if let quote = units.first(where: { $0.kind == .quote }) {
      return interpreter.text.inside(quote)
    }
    var start = 0
    while start < units.count,
      ["for", "it", "is", "because", "to", "say", "tell", "them", "that", ":", "just", ","]
        .contains(units[start].word)
        || units[start].quantity?.kind == .money
    { start += 1 }
    if start >= units.count { return nil }
    let text = interpreter.text.slice(start..<units.count)
    return text.isEmpty ? nil : text
  }
}
