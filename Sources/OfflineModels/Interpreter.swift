internal import AccessControl
internal import Values

/// Reads a text into frames, without regard to the conversation.
struct Interpreter {
  let text: Text
  let index: ToolIndex
  let slots: SlotReader
  let intent: Intent
  let modality: Modality
  private(set) var segments: [Segment]
  private(set) var frames: [Frame] = []
  /// Units of segments that ask for nothing by themselves and belong to no frame.
  private(set) var loose: [Int] = []
  private var correction = false
  private var consumed: [Range<Int>] = []

  init(_ source: String, index: ToolIndex, reader: UnitReader) {
    text = Text(source, reader)
    self.index = index
    slots = SlotReader(text: text, index: index)
    intent = Intent(text: text, index: index, slots: slots)
    modality = Modality(text: text, index: index)
    segments = Segmenter(text: text).segments()
    modality.mark(&segments)
    for segment in segments { read(segment) }
  }

  /// Whether nothing in the text is asked for, and why.
  var block: Segment.Block? {
    segments.lazy.compactMap(\.block).first
  }

  private mutating func read(_ segment: Segment) {
    let range = segment.range.filter { unit in !consumed.contains { $0.contains(unit) } }
    let units = range.filter { text.units[$0].kind != .quote && text.units[$0].kind != .code }
    guard !units.isEmpty else { return }
    if range.contains(where: { text.units[$0].has("#sorry") })
      || range.count == 1 && text.units[range[0]].word == "no"
    {
      correction = true
    }
    if let block = segment.block {
      if block == .refusal { withdraw(units) }
      if block == .refusal || block == .report {
        loose += units.filter { !text.units[$0].names.isEmpty }
      }
      return
    }
    if reports(segment) { return }
    if isData(segment) { return skipRest(segment) }
    if text.units[units[0]].has("#because") || tellsWhen(units), !frames.isEmpty {
      return attach(units, segment)
    }
    let last = frames.last?.profile
    let isJoined =
      !segment.opener.isEmpty && !segment.opener.contains(".") && !segment.opener.contains("\n")
    guard
      let best = intent.best(units, favouring: isJoined ? last : nil, asks: asks(segment))
        ?? shared(units, segment),
      isSubstantial(best.profile, units),
      !isBackground(best.profile, units, segment), !asksAboutPast(best.profile, segment)
    else { return attach(units, segment) }
    if isJoined, let last, best.profile != last, prefers(last, to: best.profile, units) {
      return attach(units, segment)
    }
    if best.profile == last, continues(best.profile, units, segment) {
      return attach(units, segment)
    }
    if let last, folds(units, into: last, best.profile) { return attach(units, segment) }
    if correction, frames.last != nil, !segment.opener.contains("also"),
      !segment.opener.contains("then")
    {
      loose += frames.removeLast().units.filter { !text.units[$0].names.isEmpty }
    }
    correction = false
    let named = shared(before: segment)
    var frame = Frame(profile: best.profile, units: named + units, segment: segment.index)
    frame.isAskedFor =
      intent.leading(index.profiles[best.profile], units) > 0 || asks(segment)
    add(frame)
  }

  private mutating func add(_ frame: Frame) {
    var frame = frame
    TextCapture(text: text, segments: segments, intent: intent, modality: modality).fill(&frame)
    let covered = frame.covered
    let profile = index.profiles[frame.profile]
    if !covered.isEmpty {
      consumed.append(covered)
      let keepsNames = profile.roles.contains { if case .references = $0 { true } else { false } }
      frame.units.removeAll {
        covered.contains($0) && !(keepsNames && !text.units[$0].names.isEmpty)
      }
      if keepsNames {
        frame.units += covered.filter { !text.units[$0].names.isEmpty && !frame.units.contains($0) }
      }
    }
    let goesFirst = text.units[safe: segments[frame.segment].range.lowerBound]?.word == "after"
    frames.insert(frame, at: goesFirst && !frames.isEmpty ? frames.count - 1 : frames.count)
  }

  /// The names of "put INC-002" in "put INC-002 and INC-003 to P3".
  private func shared(before segment: Segment) -> [Int] {
    guard segment.opener.hasSuffix("and") || segment.opener == ",",
      let before = segments[safe: segment.index - 1],
      before.block == nil, before.range.allSatisfy({ loose.contains($0) }),
      before.range.allSatisfy({ unit in
        let read = text.units[unit]
        return !read.names.isEmpty || read.has("assign_value") || read.has("raise")
          || ["the", "both", "please"].contains(read.word)
      }), !before.range.contains(where: { text.units[$0].has("#sorry") })
    else { return [] }
    return before.range.filter { !text.units[$0].names.isEmpty }
  }

  /// Whether a segment only says when: "before the restart".
  private func tellsWhen(_ units: [Int]) -> Bool {
    guard let next = units.dropFirst().first else { return false }
    return ["before", "after", "while", "during"].contains(text.units[units[0]].word)
      && ["the", "a", "our", "we", "it", "that", "this", "they", "i"].contains(
        text.units[next].word
      )
  }

  /// Whether a segment is a question, which no tool that changes things answers.
  private func asks(_ segment: Segment) -> Bool {
    guard let first = text.units[safe: segment.range.lowerBound] else { return false }
    if text.units[safe: segment.range.lowerBound + 1]?.word == "about" { return false }
    let last = segments.last { $0.sentence == segment.sentence } ?? segment
    let isMarked = text.units[safe: last.range.upperBound]?.isMark("?") == true
    if ["what", "which", "who", "when", "why", "how", "whom", "where", "whose"].contains(first.word)
    {
      return true
    }
    return isMarked
      && ["is", "are", "does", "do", "has", "have", "did", "was", "were"].contains(first.word)
  }

  /// Whether a tool that changes things has anything to change.
  private func isSubstantial(_ profile: Int, _ units: [Int]) -> Bool {
    let described = index.profiles[profile]
    let own = described.tool.parameters.filter { !$0.isTakenFromContext }
    guard described.tool.effect == .write, !own.isEmpty, own.allSatisfy({ !$0.isRequired }) else {
      return true
    }
    let said = Set(units.flatMap { text.units[$0].concepts })
    let named = described.nameConcepts.filter { !$0.isDisjoint(with: said) }.count
    return named * 3 >= described.nameConcepts.count * 2
      || described.roles.indices.contains { parameter in
        described.roles[parameter] != .reference("incident")
          && !slots.values(parameter, described, units).isEmpty
      }
  }

  /// The tool that a segment without a verb asks for with the verb of the segment before.
  private func shared(_ units: [Int], _ segment: Segment) -> (profile: Int, score: Double)? {
    guard ["and", "then", "also"].contains(where: segment.opener.hasSuffix),
      let before = segments[safe: segment.index - 1],
      let verb = before.range.first(where: {
        text.units[$0].has("view") || text.units[$0].has("look_up")
      })
    else {
      return nil
    }
    let best = intent.best([verb] + units)
    return best.flatMap { $0.profile == frames.last?.profile ? nil : $0 }
  }

  /// Everything after a report of what somebody wrote is data.
  private mutating func skipRest(_ segment: Segment) {
    let last = segments.last { $0.sentence == segment.sentence }
    consumed.append(segment.range.lowerBound..<(last?.range.upperBound ?? text.units.count))
  }

  /// Whether the segment only reports a quoted passage.
  private func reports(_ segment: Segment) -> Bool {
    let units = text.units[segment.range]
    guard let quote = units.firstIndex(where: { $0.kind == .quote || $0.kind == .code }) else {
      return false
    }
    return units[..<quote].contains {
      $0.has("#says")
        && ($0.inflection != .base || ["wrote", "said", "got", "received"].contains($0.word))
    }
      && units[..<quote].contains { $0.has("#document") || $0.has("customer") || $0.has("log") }
  }

  /// Whether the segment introduces words of others that are not in quotes.
  private func isData(_ segment: Segment) -> Bool {
    let units = text.units[segment.range]
    guard let says = units.firstIndex(where: { $0.has("#says") }), says > units.startIndex,
      units[..<says].contains(where: { $0.has("#document") })
    else { return false }
    let next = text.units[safe: segment.range.upperBound]
    return next?.isMark(":") == true
      && text.units[safe: segment.range.upperBound + 1]?.kind != .quote
      || says + 2 < units.endIndex && modality.isAnchor(text.units[says + 1])
  }

  /// A negated request takes back what was asked for before.
  private mutating func withdraw(_ units: [Int]) {
    guard let best = intent.best(units), correction || text.units[units[0]].has("#stop"),
      let place = frames.lastIndex(where: { $0.profile == best.profile })
    else { return }
    frames.remove(at: place)
  }

  /// Whether a segment only completes the last frame, or corrects it.
  private func continues(_ profile: Int, _ units: [Int], _ segment: Segment) -> Bool {
    guard let frame = frames.last else { return false }
    if correction { return true }
    let described = index.profiles[profile]
    let isOwn = units.contains { modality.isAnchor(text.units[$0]) }
    for parameter in described.roles.indices {
      let new = slots.values(parameter, described, units)
      let old = slots.values(parameter, described, frame.units)
      if !new.isEmpty, !old.isEmpty, new != old { return false }
    }
    if !isOwn { return true }
    let textParameter = described.roles.contains {
      $0 == .message || $0 == .title || $0 == .purpose
    }
    return !textParameter
      || units.contains { ["it", "them", "this"].contains(text.units[$0].word) }
  }

  /// Whether a segment without a verb of its own speaks of the last tool.
  private func prefers(_ last: Int, to best: Int, _ units: [Int]) -> Bool {
    let described = index.profiles[best]
    let hasVerb = units.contains { unit in
      ToolProfile.features(of: text.units[unit]).contains { index.weight($0, described) > 0.7 }
    }
    guard !hasVerb else { return false }
    let profile = index.profiles[last]
    return profile.roles.indices.contains { parameter in
      profile.roles[parameter] != .reference("incident")
        && !slots.values(parameter, profile, units).isEmpty
    }
  }

  /// Whether a statement only gives background: nobody asks for what it mentions.
  private func isBackground(_ profile: Int, _ units: [Int], _ segment: Segment) -> Bool {
    let described = index.profiles[profile]
    let read = units.map { text.units[$0] }.prefix { !$0.has("#because") }
    guard text.units[safe: segment.range.upperBound]?.isMark("?") != true, let first = read.first,
      !(described.roles.contains(.title)
        && text.units[safe: segment.range.upperBound]?.isMark(":") == true),
      !Self.asking.contains(first.word),
      !(first.inflection == .base && modality.isAnchor(first) && first.names.isEmpty
        && !(read.count > 1 && Self.finite.contains(read[1].word))),
      !read.contains(where: { Self.wanting.contains($0.word) || $0.has("#want") }),
      let verb = read.firstIndex(where: { Self.finite.contains($0.word) }), verb > 0,
      !read[..<verb].contains(where: {
        $0.inflection == .base
          && ($0.has("view") || $0.has("assign_value") || $0.has("check") || $0.has("calculate")
            || $0.has("notify") || $0.has("create"))
      })
    else { return false }
    guard described.tool.effect == .write else { return true }
    return !described.roles.indices.contains { parameter in
      switch described.roles[parameter] {
      case .choice, .count, .money: !slots.values(parameter, described, units).isEmpty
      default: false
      }
    } || described.roles.contains(.message)
  }

  /// Whether a question asks whether something was done.
  private func asksAboutPast(_ profile: Int, _ segment: Segment) -> Bool {
    guard index.profiles[profile].tool.effect == .write,
      let first = text.units[safe: segment.range.lowerBound]
    else { return false }
    return ["did", "was", "were", "has", "have", "had"].contains(first.word)
      && text.units[safe: segment.range.upperBound]?.isMark("?") == true
  }

  private static let asking: Set<String> = [
    "what", "who", "which", "how", "is", "are", "does", "do", "can", "could", "would", "where",
    "when", "whats", "any",
  ]
  private static let wanting: Set<String> = [
    "need", "want", "please", "let", "should", "must", "request",
  ]
  private static let finite: Set<String> = [
    "is", "are", "was", "were", "has", "have", "keeps", "keep", "looks", "look", "seems", "seem",
    "complain",
  ]

  /// Whether "make it P2" fills a parameter of what was just asked for.
  private func folds(_ units: [Int], into last: Int, _ profile: Int) -> Bool {
    guard let frame = frames.last,
      units.contains(where: { text.units[$0].has("#pronoun") || text.units[$0].has("priority") })
    else { return false }
    let target = index.profiles[last]
    guard target.roles.contains(.title), !index.profiles[profile].roles.contains(.title),
      !units.contains(where: { text.units[$0].name(of: "incident") != nil })
    else { return false }
    return target.roles.indices.contains { parameter in
      guard case .choice = target.roles[parameter] else { return false }
      return !slots.values(parameter, target, units).isEmpty
        && slots.values(parameter, target, frame.units).isEmpty
    }
  }

  /// Adds a segment without a request of its own to the last frame.
  private mutating func attach(_ units: [Int], _ segment: Segment) {
    guard var frame = frames.last else {
      loose += units.filter { !slots.isNegated($0) }
      return
    }
    let profile = index.profiles[frame.profile]
    var filled: [Int] = []
    var conflicts: [Int] = []
    for parameter in profile.roles.indices {
      let old = slots.values(parameter, profile, frame.units)
      var new = slots.values(parameter, profile, units)
      if new.isEmpty, correction {
        new = slots.values(parameter, profile, frame.units + units)
        if new == old { new = [] }
      }
      guard !new.isEmpty else { continue }
      filled.append(parameter)
      if !old.isEmpty, old != new { conflicts.append(parameter) }
    }
    let startsAnew =
      filled.count - (hasPurpose(profile, units, segment) ? 0 : 1) >= 1 && !conflicts.isEmpty
    if startsAnew, !correction || segment.opener.contains("also") {
      var next = Frame(profile: frame.profile, units: units, segment: segment.index)
      next.isElliptical = true
      return add(next)
    }
    if isTitled(profile, units, segment) {
      var next = Frame(profile: frame.profile, units: units, segment: segment.index)
      next.isElliptical = true
      return add(next)
    }
    if described(frame, profile, segment) {
      var again = frame
      again.segment = segment.index
      TextCapture(text: text, segments: segments, intent: intent, modality: modality).fill(&again)
      again.segment = frame.segment
      frame = again
      if !again.covered.isEmpty { consumed.append(again.covered) }
    }
    guard !filled.isEmpty else {
      if frame.captured.isEmpty { complete(&frame, segment) }
      frames[frames.count - 1] = frame
      return
    }
    frame.units += units
    frames[frames.count - 1] = frame
    if !conflicts.isEmpty { correction = false }
  }

  /// Whether a segment may say what the frame's money is for.
  private func described(_ frame: Frame, _ profile: ToolProfile, _ segment: Segment) -> Bool {
    guard let number = profile.roles.firstIndex(of: .purpose) else { return false }
    return frame.captured[profile.tool.parameters[number].name] == nil
  }

  private func hasPurpose(_ profile: ToolProfile, _ units: [Int], _ segment: Segment) -> Bool {
    profile.roles.contains(.purpose) && units.contains { text.units[$0].has("#for") }
  }

  /// Whether "and one for Search" asks for another new thing.
  private func isTitled(_ profile: ToolProfile, _ units: [Int], _ segment: Segment) -> Bool {
    guard profile.roles.contains(.title), segment.opener.hasSuffix("and") else { return false }
    return ["one", "another", "a second"].contains(text.units[units[0]].word)
  }

  /// Looks again for text that comes after the request's own segment.
  private func complete(_ frame: inout Frame, _ segment: Segment) {
    guard index.profiles[frame.profile].roles.contains(.reason) else { return }
    let capture = TextCapture(text: text, segments: segments, intent: intent, modality: modality)
    capture.fill(&frame)
  }
}
