internal import AccessControl
internal import Values

/// How segments without a request of their own join the request before them.
extension Interpreter {
  /// Whether a segment only completes the last frame, or corrects it.
  func continues(_ profile: Int, _ units: [Int], _ segment: Segment) -> Bool {
    guard let frame = frames.last else { return false }
    if correction { return true }
    if units.contains(where: { text.units[$0].has("#same") }),
      units.contains(where: { modality.isAnchor(text.units[$0]) || text.units[$0].has("deliver") })
    {
      return false
    }
    let described = index.profiles[profile]
    let isOwn = units.contains { unit in
      ToolProfile.features(of: text.units[unit]).contains { index.weight($0, described) > 0.9 }
    }
    for parameter in described.roles.indices {
      if described.roles[parameter].isList { continue }
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
  func prefers(_ last: Int, to best: Int, _ units: [Int]) -> Bool {
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

  /// Whether "make it P2" fills a parameter of what was just asked for.
  func folds(_ units: [Int], into last: Int, _ profile: Int) -> Bool {
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

  /// The parameters a segment has values for, and those that have other values already.
  func changes(
    _ profile: ToolProfile,
    _ frame: Frame,
    _ units: [Int]
  ) -> (filled: [Int], conflicts: [Int]) {
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
      if !old.isEmpty, old != new, !profile.roles[parameter].isList { conflicts.append(parameter) }
    }
    return (filled, conflicts)
  }

  /// What a heading such as "status of INC-002:" gives to the request after it; its own goes.
  mutating func heading(_ segment: Segment, _ profile: Int, _ units: [Int]) -> [Int] {
    guard segment.opener == ":", units.count <= 2, let last = frames.last,
      last.segment == segment.index - 1, last.profile != profile,
      units.allSatisfy({ slots.isValue($0, index.profiles[profile]) }),
      index.profiles[last.profile].tool.effect == .read
    else { return [] }
    return frames.removeLast().units.filter { !text.units[$0].names.isEmpty }
  }

  /// Drops what was only mentioned besides a request, and joins what belongs to one call.
  mutating func settle() {
    guard frames.count > 1 else { return }
    for place in frames.indices.reversed() where place < frames.count {
      let frame = frames[place]
      if isMereMention(place) || isOverruled(place) {
        frames.remove(at: place)
        loose += frame.units.filter { !text.units[$0].names.isEmpty }
      } else if let other = frames.indices.first(where: { $0 > place && joins(place, $0) }) {
        frames[other].units = frame.units + frames[other].units
        frames[other].captured.merge(frame.captured) { own, _ in own }
        frames.remove(at: place)
      }
    }
  }

  /// Whether a frame comes from a statement, or from words that name nothing, before a request.
  private func isMereMention(_ place: Int) -> Bool {
    let frame = frames[place]
    let profile = index.profiles[frame.profile]
    guard profile.tool.effect == .read, !frame.isAskedFor, !frame.isElliptical,
      let next = frames[safe: place + 1], next.isAskedFor, next.profile != frame.profile
    else { return false }
    let isOwnSentence = segments[next.segment].sentence != segments[frame.segment].sentence
    let names = frame.units.contains { !text.units[$0].names.isEmpty }
    let acts = frame.units.contains { unit in
      text.units[unit].concepts.contains { index.isAction($0) }
    }
    return isOwnSentence && !names && !acts
  }

  /// Whether a request changes what a statement says: "INC-002 is resolved, please close it".
  private func isOverruled(_ place: Int) -> Bool {
    guard let next = frames[safe: place + 1], next.profile == frames[place].profile,
      !frames[place].isAskedFor, next.isAskedFor || next.units.contains(where: isOrder),
      index.profiles[next.profile].tool.effect == .write,
      text.units[segments[frames[place].segment].range].contains(where: {
        ["is", "are", "was", "were", "has"].contains($0.word)
      })
    else { return false }
    let profile = index.profiles[next.profile]
    return profile.roles.indices.contains { parameter in
      guard case .choice = profile.roles[parameter] else { return false }
      let new = slots.values(parameter, profile, next.units)
      let old = slots.values(parameter, profile, frames[place].units)
      return !new.isEmpty && !old.isEmpty && new != old
    }
  }

  private func isOrder(_ unit: Int) -> Bool {
    let read = text.units[unit]
    return read.inflection == .base && (read.word == "please" || read.has("assign_value"))
  }

  /// Whether a statement and a later request give different values to one call.
  private func joins(_ place: Int, _ other: Int) -> Bool {
    let frame = frames[place], next = frames[other]
    guard frame.profile == next.profile, !frame.isAskedFor, next.isAskedFor else { return false }
    let profile = index.profiles[frame.profile]
    guard profile.tool.effect == .write, !profile.roles.contains(.title) else { return false }
    return !profile.roles.indices.contains { parameter in
      let values = slots.values(parameter, profile, next.units)
      return !values.isEmpty && !slots.values(parameter, profile, frame.units).isEmpty
    }
  }

  /// Adds a segment without a request of its own to the last frame.
  mutating func attach(_ units: [Int], _ segment: Segment) {
    guard var frame = frames.last else {
      loose += units.filter { !slots.isNegated($0) }
      return
    }
    let profile = index.profiles[frame.profile]
    let (filled, conflicts) = changes(profile, frame, units)
    let isList = profile.tool.effect == .read && !conflicts.isEmpty && isListed(segment)
    let startsAnew =
      isList
      || filled.count - (hasPurpose(profile, units, segment) ? 0 : 1) >= 1 && !conflicts.isEmpty
    if startsAnew && (!correction || segment.opener.contains("also"))
      || isTitled(profile, units, segment)
    {
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
    if frame.isElliptical, conflicts.isEmpty { share(units, with: frame.profile) }
    frame.units += units
    frames[frames.count - 1] = frame
    if !conflicts.isEmpty { correction = false }
  }

  /// Gives what ends a list to all of it: "logs of Redis and Search, errors only".
  private mutating func share(_ units: [Int], with profile: Int) {
    guard units.allSatisfy({ text.units[$0].names.isEmpty }) else { return }
    for place in frames.indices.dropLast().reversed() {
      guard frames[place].profile == profile else { return }
      let isFree = changes(index.profiles[profile], frames[place], units).conflicts.isEmpty
      if isFree { frames[place].units += units }
      guard frames[place].isElliptical else { return }
    }
  }

  /// Whether a segment goes on with a list of values of the same kind: "at 1h, 2h and 8h".
  private func isListed(_ segment: Segment) -> Bool {
    segment.opener.hasSuffix("and") || segment.opener.hasSuffix(",")
  }

  /// Whether a segment may say what the frame's money is for.
  func described(_ frame: Frame, _ profile: ToolProfile, _ segment: Segment) -> Bool {
    guard let number = profile.roles.firstIndex(of: .purpose) else { return false }
    return frame.captured[profile.tool.parameters[number].name] == nil
  }

  func hasPurpose(_ profile: ToolProfile, _ units: [Int], _ segment: Segment) -> Bool {
    profile.roles.contains(.purpose) && units.contains { text.units[$0].has("#for") }
  }

  /// Whether "and one for Search" asks for another new thing.
  func isTitled(_ profile: ToolProfile, _ units: [Int], _ segment: Segment) -> Bool {
    guard profile.roles.contains(.title), segment.opener.hasSuffix("and") else { return false }
    return ["one", "another", "a second"].contains(text.units[units[0]].word)
  }

  /// Whether a statement after a comma says why: "restart Redis, its memory is full".
  private func tellsWhy(_ segment: Segment, _ frame: Frame) -> Bool {
    let read = Array(text.units[segment.range])
    let goesOn = read.first.map { ["it", "its", "they"].contains($0.word) } ?? false
    guard segment.index == frame.segment + 1,
      [",", "-", "("].contains(segment.opener)
        || goesOn && [".", "!", "?"].contains(segment.opener),
      read.count > 2, let first = read.first,
      first.inflection != .base || first.concepts.isEmpty || first.has("#pronoun"),
      !read.contains(where: { $0.has("#want") || $0.has("#polite") || $0.has("#not") })
    else { return false }
    return finiteVerb(read) != nil
  }

  /// Looks again for text that comes after the request's own segment.
  func complete(_ frame: inout Frame, _ segment: Segment) {
    let profile = index.profiles[frame.profile]
    guard let number = profile.roles.firstIndex(of: .reason) else { return }
    if tellsWhy(segment, frame) {
      frame.captured[profile.tool.parameters[number].name] = text.slice(segment.range)
      return
    }
    let capture = TextCapture(text: text, segments: segments, intent: intent, modality: modality)
    capture.fill(&frame)
  }
}
