internal import AccessControl
internal import Values

/// Reads a text into frames, without regard to the conversation.
struct Interpreter {
  let text: Text
  let index: ToolIndex
  let slots: SlotReader
  let intent: Intent
  let modality: Modality
  var segments: [Segment]
  var frames: [Frame] = []
  /// Units of segments that ask for nothing by themselves and belong to no frame.
  var loose: [Int] = []
  /// Names in what is only supposed; a pronoun may stand for them.
  var supposed: [Int] = []
  var correction = false
  var consumed: [Range<Int>] = []

  /// More requests than a turn may make calls for; what comes after them is not read.
  private static let maximumFrames = 41
  /// More parts than a page of prose has; what comes after them is not read.
  private static let maximumSegments = 400

  init(_ source: String, index: ToolIndex, reader: UnitReader) {
    text = Text(source, reader)
    self.index = index
    slots = SlotReader(text: text, index: index)
    intent = Intent(text: text, index: index, slots: slots)
    modality = Modality(text: text, index: index)
    segments = Segmenter(text: text).segments()
    modality.mark(&segments)
    for segment in segments.prefix(Self.maximumSegments) where frames.count < Self.maximumFrames {
      read(segment)
    }
    settle()
  }

  /// Whether nothing in the text is asked for, and why.
  var block: Segment.Block? {
    segments.lazy.compactMap(\.block).first
  }

  /// Reads a segment: what it takes back, asks for, or adds to what was asked for.
  mutating func read(_ segment: Segment) {
    let range = segment.range.filter { unit in !consumed.contains { $0.contains(unit) } }
    let units = range.filter { text.units[$0].kind != .quote && text.units[$0].kind != .code }
    guard let first = units.first else { return }
    if range.contains(where: { text.units[$0].has("#sorry") })
      || range.count == 1 && text.units[first].word == "no"
    {
      correction = true
    }
    if let block = segment.block {
      if block == .refusal { withdraw(units) }
      let named = units.filter { !text.units[$0].names.isEmpty }
      if block == .refusal || block == .report { loose += named } else { supposed += named }
      return
    }
    if reports(segment) || introduces(segment) { return }
    if isData(segment) { return skipRest(segment) }
    let isAside = text.units[first].has("#because") || tellsWhen(units)
    guard !isAside || frames.isEmpty, let profile = requested(units, segment) else {
      return attach(units, segment)
    }
    if correction, !frames.isEmpty, !segment.opener.contains("also"),
      !segment.opener.contains("then")
    {
      loose += frames.removeLast().units.filter { !text.units[$0].names.isEmpty }
    }
    correction = false
    let headed = heading(segment, profile, units)
    var frame = Frame(
      profile: profile,
      units: shared(before: segment) + headed + units,
      segment: segment.index
    )
    frame.isAskedFor = intent.leading(index.profiles[profile], units) > 0 || asks(segment)
    add(frame)
  }

  /// The tool a segment asks for anew; nil where it only adds to the request before it.
  func requested(_ units: [Int], _ segment: Segment) -> Int? {
    let last = frames.last?.profile
    let isJoined =
      !segment.opener.isEmpty && !segment.opener.contains(".") && !segment.opener.contains("\n")
    guard
      let best = intent.best(units, favouring: isJoined ? last : nil, asks: asks(segment))
        ?? shared(units, segment) ?? pointing(units, segment),
      isSubstantial(best.profile, units), !isBackground(best.profile, units, segment),
      !asksAboutPast(best.profile, segment)
    else { return nil }
    guard let last else { return best.profile }
    if isJoined, best.profile != last, prefers(last, to: best.profile, units) { return nil }
    if best.profile == last, continues(best.profile, units, segment) { return nil }
    return folds(units, into: last, best.profile) ? nil : best.profile
  }

  /// Adds a frame with the text it takes from the original.
  mutating func add(_ frame: Frame) {
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
    let goesFirst = comesBefore(frame)
    frames.insert(frame, at: goesFirst && !frames.isEmpty ? frames.count - 1 : frames.count)
  }

  /// Whether a request is to be done before the one read last: "after …", or "before …, …".
  private func comesBefore(_ frame: Frame) -> Bool {
    let segment = segments[frame.segment]
    let opens = text.units[safe: segment.range.lowerBound]?.word == "after"
    if opens { return text.units[safe: segment.range.lowerBound + 1]?.quantity == nil }
    guard let last = frames.last.map({ segments[$0.segment] }), last.sentence == segment.sentence
    else { return false }
    return last.index < segment.index && text.units[safe: last.range.lowerBound]?.word == "before"
  }

  /// Everything after a report of what somebody wrote is data.
  mutating func skipRest(_ segment: Segment) {
    consumed.append(segment.range.lowerBound..<segment.sentenceEnd)
  }

  /// A negated request takes back what was asked for before.
  mutating func withdraw(_ units: [Int]) {
    guard let best = intent.best(units), correction || text.units[units[0]].has("#stop"),
      let place = frames.lastIndex(where: { $0.profile == best.profile })
    else { return }
    frames.remove(at: place)
  }
}
