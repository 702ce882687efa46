import AccessControl
import Agent
import Documents
import Exercises
import Incidents
import Scenarios
import Values

/// A recording that was started and not yet written.
struct RecordingInProgress: Sendable {
  /// What it will assert.
  let level: RecordingLevel
  /// The file it will be written to.
  let path: String
  /// Whether the file may be replaced.
  let isForced: Bool
  /// The first step that belongs to it.
  let first: Int
}

extension REPLSession {
  private static let recordUsage =
    ":record FILE starts, :record stop writes; :record --all FILE takes everything so far;"
    + " --assert loose, calls or strict says what is asserted"

  /// Starts, ends or writes a recording.
  func record(_ arguments: String) async -> LineResult {
    var words = arguments.split(whereSeparator: \.isWhitespace).map(String.init)
    let isForced = words.contains("--force")
    words.removeAll { $0 == "--force" }
    var level = RecordingLevel.calls
    if let flag = words.firstIndex(of: "--assert") {
      guard words.indices.contains(flag + 1),
        let named = RecordingLevel(rawValue: words[flag + 1])
      else { return .usage("--assert takes loose, calls or strict.") }
      level = named
      words.removeSubrange(flag...flag + 1)
    }
    switch words.first {
    case nil: return recordingStatus()
    case "status" where words.count == 1: return recordingStatus()
    case "cancel" where words.count == 1: return cancelRecording()
    case "stop" where words.count == 1:
      guard let recording else { return .nothing("Nothing is being recorded. " + Self.recordUsage) }
      self.recording = nil
      return await write(recording)
    case "--all" where words.count == 2:
      return await write(
        RecordingInProgress(level: level, path: words[1], isForced: isForced, first: 0)
      )
    case "--from" where words.count == 3:
      guard let turn = Int(words[1]), let first = step(ofTurn: turn) else {
        return .usage("There is no turn \(SafeText.line(words[1])); :log lists them.")
      }
      return await write(
        RecordingInProgress(level: level, path: words[2], isForced: isForced, first: first)
      )
    case let path? where words.count == 1 && !path.hasPrefix("-"):
      recording = RecordingInProgress(
        level: level,
        path: path,
        isForced: isForced,
        first: snapshot.story.count
      )
      show(["recording; :record stop writes \(SafeText.line(Self.file(path)))"])
      return .done
    default: return .usage(Self.recordUsage)
    }
  }

  private func recordingStatus() -> LineResult {
    if isForPrograms, let value = recordingJSON { answer(value, of: "record") }
    guard let recording else {
      show([
        "not recording; \(Screen.count(snapshot.story.count, "step")) so far,"
          + " :record --all FILE takes them"
      ])
      return .done
    }
    let count = max(0, snapshot.story.count - recording.first)
    show([
      "recording to \(SafeText.line(Self.file(recording.path))): \(Screen.count(count, "step"))"
    ])
    return .done
  }

  private func cancelRecording() -> LineResult {
    guard recording != nil else { return .nothing("Nothing is being recorded.") }
    recording = nil
    show(["recording cancelled; nothing was written"])
    return .done
  }

  private func step(ofTurn turn: Int) -> Int? {
    snapshot.story.firstIndex {
      if case .say(_, let number) = $0.action { number == turn } else { false }
    }
  }

  /// Returns the name of a scenario's file: runs look for its ending.
  static func file(_ path: String) -> String {
    if path.hasSuffix(".scenario.yaml") { return path }
    for ending in [".yaml", ".yml"] where path.hasSuffix(ending) {
      return String(path.dropLast(ending.count)) + ".scenario.yaml"
    }
    return path + ".scenario.yaml"
  }

  /// Writes a scenario, and replays it at once.
  private func write(_ recording: RecordingInProgress) async -> LineResult {
    let first = recording.first
    guard snapshot.story.count > first else {
      return .nothing("Nothing has happened yet that could be recorded.")
    }
    let path = Self.file(recording.path)
    let (text, result, cassette) = await bestRecording(path, recording)
    let (redacted, count) = Self.redacted(text)
    let tape = cassette.map { ($0, self.cassettePath(for: path)) }
    do throws(NewFileError) {
      if let (cassette, place) = tape {
        try NewFile.write(cassette, to: place, replaces: recording.isForced)
      }
      try NewFile.write(redacted, to: path, replaces: recording.isForced)
    } catch {
      return LineResult(error)
    }
    summarise(from: first, recording.level)
    if count > 0 { show(["  removed    \(Screen.count(count, "word")) that looked like keys"]) }
    let shown = SafeText.line(path)
    switch result {
    case .passed(let milliseconds):
      if isForPrograms {
        answer(
          ["file": .string(path), "ms": .integer(milliseconds), "replay": "passed"],
          of: "record"
        )
      }
      if let (_, place) = tape { show(["  model      its answers are in \(SafeText.line(place))"]) }
      show([
        "  replay     passed in \(milliseconds) ms (fresh world)",
        "Wrote \(shown)   run it: tabletop run \(shown)",
      ])
      return .done
    case .failed(let problem):
      if isForPrograms {
        answer(
          ["file": .string(path), "problem": .string(problem), "replay": "failed"],
          of: "record"
        )
      }
      show(["Wrote \(shown), but it does not replay:"])
      show(problem.split(separator: "\n").prefix(8).map { "  " + SafeText.line(String($0)) })
      return LineResult(ending: .no, problem: ["The recording does not replay as it was played."])
    }
  }

  private enum Replay {
    case passed(milliseconds: Int)
    case failed(String)
  }

  /// Returns the recording in which the model decides for itself, if that replays; else the one
  /// that says what the agent did.
  private func bestRecording(
    _ path: String,
    _ recording: RecordingInProgress
  ) async -> (String, Replay, cassette: String?) {
    // What `run` asks where a scenario names no model; what another one said has to be written down.
    if model.name == "offline" {
      let text = self.recording(path, recording, forcesAgent: false).text
      let result = await replay(text, path)
      if case .passed = result { return (text, result, nil) }
    }
    if let taped = options.tape?.again(snapshot.story.flatMap(\.exchanges)) {
      let text = self.recording(path, recording, forcesAgent: false, isTaped: true).text
      let result = await replay(text, path, with: taped.model)
      // Played once more as `run` would: what it asks now has to be what it asked.
      if case .passed = result { return (text, result, taped.cassette()) }
    }
    let text = self.recording(path, recording, forcesAgent: true).text
    return (text, await replay(text, path), nil)
  }

  private func cassettePath(for path: String) -> String {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let stem = String(path[slash...].dropLast(14))
    return path[..<slash] + (options.tape?.fileName(for: stem) ?? stem + ".cassette.jsonl")
  }

  private func recording(
    _ path: String,
    _ recording: RecordingInProgress,
    forcesAgent: Bool,
    isTaped: Bool = false
  ) -> Recording {
    let name = path.split(separator: "/").last.map { String($0.dropLast(14)) } ?? ""
    return Recording(
      name: name.isEmpty ? "recorded" : name,
      exercise: snapshot.exercise,
      start: snapshot.start,
      story: snapshot.story,
      first: recording.first,
      level: recording.level,
      forcesAgent: forcesAgent,
      isTaped: isTaped
    )
  }

  private func replay(
    _ text: String,
    _ path: String,
    with taped: (any Model)? = nil
  ) async -> Replay {
    let began = ContinuousClock.now
    let file = ScenarioFile(
      source: SourceFile(path: path, text: text),
      reportPath: path,
      stem: "recorded",
      folder: ""
    )
    do throws(Diagnostics) {
      let cases = try ScenarioReader.read(file, worlds: OneWorld(definition: definition))
      for scenario in cases {
        let result = await CaseRunner(models: OneModel(model: taped ?? model)).run(scenario)
        guard result.outcome == .passed else {
          return .failed(result.problems.first?.rendered() ?? "nothing is asserted in it")
        }
      }
    } catch {
      return .failed(error.all.first?.rendered() ?? "it can't be read")
    }
    return .passed(milliseconds: Self.milliseconds(since: began))
  }

  private func summarise(from first: Int, _ level: RecordingLevel) {
    let steps = snapshot.story.dropFirst(first)
    let turns = steps.count { if case .say = $0.action { true } else { false } }
    let calls = steps.flatMap(\.calls)
    let roles = Set(steps.map(\.session.role)).count
    let denied = calls.count { $0.denial != nil }
    let declined = calls.count { $0.call.outcome.word == "declined" }
    let notes = [
      denied == 0 ? "" : "\(denied) denied", declined == 0 ? "" : "\(declined) declined",
    ]
    .filter { !$0.isEmpty }
    let changes = steps.reduce(0) { $0 + $1.changes.count }
    let words =
      "took \(Screen.count(turns, "turn")) from this session: \(Screen.count(roles, "role")), "
      + Screen.count(calls.count, "call")
      + (notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))")
      + ", \(Screen.count(changes, "field change"))"
    show(Screen.wrapped(words, indent: 2, first: ""))
    show([
      "  asserts    \(level.summary)",
      "  not text   :expect text \"...\" after a turn adds that",
    ])
  }

  /// Returns a text without what looks like a secret key, and how many were taken out.
  static func redacted(_ text: String) -> (String, Int) {
    var count = 0
    let parts = text.split(separator: "sk-", omittingEmptySubsequences: false)
    var result = String(parts.first ?? "")
    for part in parts.dropFirst() {
      let key = part.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
      guard key.utf8.count >= 16 else {
        result += "sk-" + part
        continue
      }
      count += 1
      result += "sk-removed" + part.dropFirst(key.count)
    }
    return (result, count)
  }
}

/// Answers for every model that a scenario names.
struct OneModel: ModelSource {
  let model: any Model

  func model(
    named name: String,
    for definition: WorldDefinition
  ) throws(ModelError) -> any Model { model }
}
