internal import AccessControl

/// Takes messages, titles, purposes and reasons from a text as they stand.
struct TextCapture {
  let text: Text
  let segments: [Segment]
  let intent: Intent
  let modality: Modality

  /// Fills a frame's text parameters; `covered` tells which units they took.
  func fill(_ frame: inout Frame) {
    let profile = intent.index.profiles[frame.profile]
    let segment = segments[frame.segment]
    let anchor = self.anchor(profile, segment)
    for (number, role) in profile.roles.enumerated() {
      let name = profile.tool.parameters[number].name
      guard frame.captured[name] == nil else { continue }
      let found: (text: String, units: Range<Int>)? =
        switch role {
        case .message: named(name, segment) ?? message(anchor, segment)
        case .title: named(name, segment) ?? title(anchor, segment)
        case .purpose: named(name, segment) ?? purpose(anchor, segment)
        case .reason: named(name, segment) ?? reason(segment)
        case .object: named(name, segment) ?? object(anchor, segment, name, profile)
        default: nil
        }
      guard let found, !found.text.isEmpty else { continue }
      frame.captured[name] = found.text
      if role == .message || role == .title || role == .purpose { frame.covered = found.units }
    }
  }

  /// The last unit of the first run that speaks for the tool.
  func anchor(_ profile: ToolProfile, _ segment: Segment) -> Int {
    var anchor: Int?
    for unit in segment.range {
      let weight = ToolProfile.features(of: text.units[unit]).map {
        intent.index.weight($0, profile)
      }.max()
      if let weight, weight > 0.7 {
        anchor = unit
      } else if anchor != nil {
        break
      }
    }
    return anchor ?? segment.range.lowerBound
  }

  /// Where the sentence of a unit ends.
  func sentenceEnd(_ unit: Int) -> Int {
    segments.last(startingBy: unit)?.sentenceEnd ?? text.units.count
  }

  /// Where a clause that starts here ends: at the sentence's end, or before the next request.
  func clauseEnd(_ start: Int, _ profile: Int?) -> Int {
    let end = sentenceEnd(start)
    let first = segments.last(startingBy: start)?.index ?? 0
    for segment in segments[first...].prefix(while: { $0.range.upperBound <= end })
    where segment.range.lowerBound > start {
      let isJoined = ["then", "and", "also", ","].contains { segment.opener.hasSuffix($0) }
      guard isJoined, let first = text.units[safe: segment.range.lowerBound] else { continue }
      if first.word == "one" || first.word == "another" || namesChannel(segment) {
        return beforeOpener(segment)
      }
      let isSubject =
        text.units[safe: segment.range.lowerBound + 1].map {
          ["is", "are", "was", "were", "has", "have"].contains($0.word)
        } ?? false
      let isImperative =
        !isSubject && first.inflection == .base
        && (modality.isAnchor(first) || first.has("assign_value") || first.has("view")
          || first.has("create"))
      guard isImperative, let best = intent.best(Array(segment.range)), best.score > 1.6 else {
        continue
      }
      return beforeOpener(segment)
    }
    return end
  }

  /// Whether a segment only says by which way something goes: "by email".
  private func namesChannel(_ segment: Segment) -> Bool {
    let units = text.units[segment.range]
    return ["by", "via", "through", "per"].contains(units.first?.word ?? "")
      && units.count > 1
      && units.dropFirst().allSatisfy { !$0.values.isEmpty || $0.word == "the" }
  }

  private func beforeOpener(_ segment: Segment) -> Int {
    var end = segment.range.lowerBound
    while end > 0, isBoundary(end - 1) { end -= 1 }
    return end
  }

  private func isBoundary(_ unit: Int) -> Bool {
    let read = text.units[unit]
    return read.kind == .mark || read.word == "and" || read.has("#then") || read.has("#also")
  }

  // MARK: Quotes

  /// Whether a quoted passage is only reported: something a ticket or a customer said.
  func isReported(_ quote: Int) -> Bool {
    var index = quote - 1
    var steps = 0
    while let read = text.units[safe: index], steps < 9, read.kind != .lineBreak {
      if steps > 1, read.isMark(".") || read.isMark("?") { return false }
      if read.has("notify") || read.has("#called") { return false }
      if read.has("#says"), read.inflection != .base || Self.saying.contains(read.word) {
        return true
      }
      if steps > 0, read.isMark(",") { return false }
      if read.word == "real"
        || read.word == "this" && text.units[safe: index + 1]?.isMark("?") == true
      {
        return true
      }
      index -= 1
      steps += 1
    }
    return false
  }

  private static let saying: Set<String> = ["wrote", "said", "got", "received", "quote"]

  /// The first quoted passage after a place that is meant to be used.
  func quote(after start: Int) -> Int? {
    text.quotes.first { $0 >= start && !isReported($0) }
  }

  /// Reads `name: text` and `name is text`.
  private func named(_ name: String, _ segment: Segment) -> (text: String, units: Range<Int>)? {
    guard
      let place = text.labels.first(where: { unit in
        unit >= segment.range.lowerBound && text.units[unit].word == name
      })
    else { return nil }
    if let read = text.units[safe: place + 2], read.kind == .quote {
      return (text.inside(read), place..<place + 3)
    }
    let end = clauseEnd(place + 2, nil)
    return end > place + 2 ? (text.slice(place + 2..<end), place..<end) : nil
  }
}
