internal import AccessControl
internal import Values

/// How segments without a request of their own join the request before them.
extension Interpreter {
  /// Whether a segment only completes the last frame, or corrects it.
  func continues(_ profile: Int, _ units: [Int], _ segment: Segment) -> Bool {
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
      if !old.isEmpty, old != new { conflicts.append(parameter) }
    }
    return (filled, conflicts)
  }

  /// Adds a segment without a request of its own to the last frame.
  mutating func attach(_ units: [Int], _ segment: Segment) {
    guard var frame = frames.last else {
      loose += units.filter { !slots.isNegated($0) }
      return
    }
    let profile = index.profiles[frame.profile]
    let (filled, conflicts) = changes(profile, frame, units)
    let startsAnew =
      filled.count - (hasPurpose(profile, units, segment) ? 0 : 1) >= 1 && !conflicts.isEmpty
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
    frame.units += units
    frames[frames.count - 1] = frame
    if !conflicts.isEmpty { correction = false }
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

  /// Looks again for text that comes after the request's own segment.
  func complete(_ frame: inout Frame, _ segment: Segment) {
    guard index.profiles[frame.profile].roles.contains(.reason) else { return }
    let capture = TextCapture(text: text, segments: segments, intent: intent, modality: modality)
    capture.fill(&frame)
  }
}
