import AccessControl
import Documents
import Exercises
import Reporters
import Scenarios

/// Plays the selected cases once and writes every report.
struct RunPlayer {
  let playing: PlayOptions
  let plan: ReportPlan
  let runner: CaseRunner
  let model: String

  /// What is gathered while cases come in.
  private struct Tally {
    var writer: ReportWriter
    var progress: ProgressLine
    var summary = RunSummary()
    var last = LastRun()
    var skips = 0
  }

  /// Plays, and returns the status that tells the result.
  ///
  /// - Throws: `ExitStatus` where nothing could be played or a report not be written; `ProgramExit`
  ///   after a signal.
  func play(_ selection: SelectionOptions) async throws -> ExitStatus {
    let definition = try Worlds.load(selection.world)
    var cases = try selection.selected(on: definition)
    let seed = playing.seed ?? (playing.shuffle ? Int.random(in: 1...999_999) : 0)
    var notes: [String] = []
    if playing.shuffle {
      var generator = SplitMix(seed: UInt64(seed))
      cases.shuffle(using: &generator)
      notes.append("shuffled with seed \(seed); to repeat: --shuffle --seed \(seed)")
    }
    let header = RunHeader(
      toolVersion: Tabletop.version,
      model: model,
      policy: definition.policy.digest.description,
      seed: seed,
      planned: cases.count
    )
    let events = plan.tellsEvents ? EventStream() : nil
    var tally = Tally(
      writer: try ReportWriter(plan, header: header, events: events, notes: notes),
      progress: ProgressLine(total: cases.count, isWanted: !playing.noProgress)
    )
    let start = ContinuousClock.now
    let interruption = await play(cases, events, &tally)
    tally.progress.clear()
    tally.last.save()
    let missing = cases.count - tally.summary.cases
    var end = RunEnd(tally.summary)
    if let interruption {
      end.incomplete = "interrupted by \(interruption.name), \(missing) of \(cases.count) not played"
    } else if missing > 0 {
      end.incomplete = "stopped after a failure, \(missing) of \(cases.count) not played"
    }
    if playing.timing { end.seconds = start.duration(to: .now).inSeconds }
    try tally.writer.finish(end)
    if let number = interruption?.signalNumber { throw ProgramExit(status: 128 + number) }
    return status(tally)
  }

  private func status(_ tally: Tally) -> ExitStatus {
    if tally.summary.failed > 0 { return .no }
    if playing.forbidSkip, tally.skips > 0 {
      Output.complain("tabletop: \(tally.skips) left out, and --forbid-skip is given")
      return .no
    }
    return tally.summary.errors > 0 ? .undecided : .held
  }

  /// Plays the cases, and returns the interruption that ended it, where one did.
  private func play(
    _ cases: [SelectionOptions.Selected],
    _ events: EventStream?,
    _ tally: inout Tally
  ) async -> Interruption? {
    let (reports, continuation) = AsyncStream.makeStream(of: CaseReport.self)
    let task = Task { [self] in
      await OrderedPlay.run(
        count: cases.count,
        jobs: playing.jobCount,
        play: { await played(cases[$0], at: $0, events) },
        deliver: { report in
          continuation.yield(report)
          return !(playing.failFast && report.outcome.isBad)
        }
      )
      continuation.finish()
    }
    let interruption = Interruption { task.cancel() }
    defer { interruption.stop() }
    for await report in reports { add(report, to: &tally) }
    return interruption.signalNumber == nil ? nil : interruption
  }

  private func add(_ report: CaseReport, to tally: inout Tally) {
    tally.summary.add(report)
    tally.last.add(report)
    if report.outcome == .skipped || report.outcome == .todo { tally.skips += 1 }
    tally.progress.clear()
    tally.writer.add(report)
    tally.progress.add(report.id, isBad: report.outcome.isBad)
  }

  /// Plays a case; nil where the run was interrupted in it.
  private func played(
    _ selected: SelectionOptions.Selected,
    at place: Int,
    _ events: EventStream?
  ) async -> CaseReport? {
    let scenario = selected.scenario
    let start = ContinuousClock.now
    let result = await runner.run(scenario, times: playing.times, needed: playing.needed) { trial in
      events?.tell(
        EventLines.caseStarted(scenario, trial: playing.times > 1 ? trial : nil),
        of: place
      )
      let observer: CaseObserver? = events.map { events in
        { events.tell(EventLines.lines($0, of: scenario), of: place) }
      }
      return await runner.run(scenario, within: playing.limit, observer: observer)
    }
    guard !Task.isCancelled || result.outcome != .error else { return nil }
    let seconds = playing.timing ? start.duration(to: .now).inSeconds : nil
    let report = CaseReport(result, index: selected.index, seconds: seconds)
    events?.tell(EventLines.caseDone(report), of: place)
    events?.finish(place)
    return report
  }
}

/// A generator that gives the same numbers for the same seed, everywhere.
///
/// Source: SplitMix64, Steele, Lea and Flood 2014.
private struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

extension Duration {
  /// The length in seconds, to the microsecond.
  var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + (Double(attoseconds) / 1e12).rounded() / 1e6
  }
}
