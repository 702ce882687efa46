import AccessControl
import Documents
import Exercises
import Journal
import OpenAIModels
import Reporters
import Scenarios
import Values

/// Plays the selected cases once and writes every report.
struct RunPlayer: Sendable {
  /// How cases are played.
  struct Settings: Sendable {
    let jobs: Int
    let stopsAfterFailure: Bool
    let times: Int
    let needed: Int
    let seed: Int
    let isShuffled: Bool
    let forbidsSkip: Bool
    let tellsTimes: Bool
    let showsProgress: Bool
    let audit: String?
  }

  let settings: Settings
  let plan: ReportPlan
  let analysis: AnalysisOptions
  let runner: CaseRunner
  let models: Models
  let model: String
  /// Whether the model that is used instead of the scenarios' own is live; nil where there is none.
  var isLive: Bool?

  /// What is gathered while cases come in.
  private struct Tally {
    var writer: ReportWriter
    var progress: ProgressLine
    var summary = RunSummary()
    var last = LastRun()
    var skips = 0
    var analysis: RunAnalysis
    var audit: AuditTrail?
    var auditProblem: JournalError?

    /// Keeps the record of a case; false where nothing can be kept any more.
    mutating func keep(_ result: CaseResult) -> Bool {
      do throws(JournalError) {
        try audit?.add(result)
        return true
      } catch {
        auditProblem = error
        return false
      }
    }
  }

  /// A case that was played.
  private struct Played: Sendable {
    let report: CaseReport
    /// What its record and analyses are made of; nil where there are none.
    let result: CaseResult?
  }

  /// Plays, and returns the status that tells the result.
  ///
  /// - Throws: `ExitStatus` where nothing could be played or a report not be written; `ProgramExit`
  ///   after a signal.
  func play(_ selection: SelectionOptions) async throws -> ExitStatus {
    let definition = try Worlds.load(selection.world)
    let interruption = Interruption()
    let task = Task { try await play(selection, definition, interruption) }
    interruption.onSignal { task.cancel() }
    defer { interruption.stop() }
    let status = try await task.value
    if let number = interruption.signalNumber { throw ProgramExit(status: 128 + number) }
    return status
  }

  private func play(
    _ selection: SelectionOptions,
    _ definition: WorldDefinition,
    _ interruption: Interruption
  ) async throws -> ExitStatus {
    var cases = try await selected(selection, definition)
    if settings.isShuffled {
      var generator = SplitMix64(seed: UInt64(settings.seed))
      cases.shuffle(using: &generator)
    }
    let header = RunHeader(
      toolVersion: Tabletop.version,
      model: model,
      policy: definition.policy.digest.description,
      seed: settings.seed,
      planned: cases.count
    )
    return try await play(cases, definition, header, interruption)
  }

  /// Reads all files, and plays what nobody can tell from having been played later.
  private func selected(
    _ selection: SelectionOptions,
    _ definition: WorldDefinition
  ) async throws -> [SelectionOptions.Selected<CaseReport>] {
    var progress = ProgressLine(total: .max, isWanted: settings.showsProgress)
    defer { progress.clear() }
    let isEarly = isEarly
    return try await selection.selected(
      on: definition,
      jobs: settings.jobs,
      play: { isEarly ? await playedEarly($0) : nil },
      progress: { (done, total) in progress.show("\(done)/\(total) files") }
    )
  }

  /// Whether cases may be played while other files are still read: nobody hears of them before all
  /// files were found to be right, and nothing but a short report is kept of them.
  private var isEarly: Bool {
    !plan.needsWholeCases && !plan.tellsEvents && settings.audit == nil && settings.times == 1
      && !analysis.isWanted && models.isLocal
  }

  /// Plays a case that has no effect but its report; nil where it has to wait for its turn.
  private func playedEarly(_ scenario: ScenarioCase) async -> CaseReport? {
    if case .story(let story) = scenario.body {
      guard Models.isLocal(runner.model ?? story.model) else { return nil }
    }
    guard !Task.isCancelled else { return nil }
    let start = ContinuousClock.now
    let result = await runner.run(scenario)
    guard !Task.isCancelled || result.outcome != .error else { return nil }
    return CaseReport(result, index: 0, seconds: seconds(since: start), isWhole: false)
  }

  private func seconds(since start: ContinuousClock.Instant) -> Double? {
    settings.tellsTimes ? start.duration(to: .now).inSeconds : nil
  }

  private func play(
    _ cases: [SelectionOptions.Selected<CaseReport>],
    _ definition: WorldDefinition,
    _ header: RunHeader,
    _ interruption: Interruption
  ) async throws -> ExitStatus {
    let events = plan.tellsEvents ? EventStream() : nil
    let seed = settings.seed
    let notes =
      settings.isShuffled
      ? ["shuffled with seed \(seed); to repeat: --shuffle --seed \(seed)"] : []
    var tally = Tally(
      writer: try ReportWriter(
        plan,
        header: header,
        events: events,
        notes: notes,
        showsAuditHead: settings.audit != nil
      ),
      progress: ProgressLine(total: cases.count, isWanted: settings.showsProgress),
      analysis: RunAnalysis(
        analysis,
        of: cases.compactMap(\.scenario),
        standard: definition,
        reportsToPrograms: plan.showsCoverage
      )
    )
    tally.audit = try auditTrail(header)
    let start = ContinuousClock.now
    await OrderedPlay.run(
      count: cases.count,
      jobs: settings.jobs,
      ready: { place in
        let selected = cases[place]
        return selected.outcome.map { Played(report: $0.at(selected.index), result: nil) }
      },
      play: { await played(cases[$0], at: $0, events) },
      deliver: { played in
        if let result = played.result {
          guard tally.keep(result) else { return false }
          tally.analysis.add(result)
        }
        add(played.report, to: &tally)
        return !(settings.stopsAfterFailure && played.report.outcome.isBad)
      }
    )
    tally.progress.clear()
    tally.last.save()
    let missing = cases.count - tally.summary.cases
    var end = RunEnd(tally.summary)
    if interruption.signalNumber != nil {
      end.incomplete =
        "interrupted by \(interruption.name), \(missing) of \(cases.count) not played"
    } else if let problem = tally.auditProblem {
      end.incomplete = "\(problem), \(missing) of \(cases.count) not kept"
    } else if missing > 0 {
      end.incomplete = "stopped after a failure, \(missing) of \(cases.count) not played"
    }
    if settings.tellsTimes { end.seconds = start.duration(to: .now).inSeconds }
    await tally.analysis.finish(&end, jobs: settings.jobs)
    if tally.auditProblem == nil {
      do { try tally.audit?.finish(end) } catch { tally.auditProblem = error }
    }
    try tally.writer.finish(end)
    return status(tally)
  }

  /// Opens the journal of calls that is asked for, and writes how the run begins.
  ///
  /// - Throws: `ExitStatus`: undecided where it can't be written now, usage where it is no journal.
  private func auditTrail(_ header: RunHeader) throws -> AuditTrail? {
    guard let path = settings.audit else { return nil }
    do throws(JournalError) {
      let trail = try AuditTrail(path: path)
      if let notice = trail.notice { Output.complain("tabletop: \(SafeText.line(notice))") }
      try trail.begin(header)
      return trail
    } catch {
      Output.complain("tabletop: \(SafeText.line(error.description)); nothing was run")
      switch error {
      case .locked, .stopped: throw ExitStatus.undecided
      default: throw ExitStatus.usage
      }
    }
  }

  private func status(_ tally: Tally) -> ExitStatus {
    if tally.summary.failed > 0 || !tally.analysis.isEnough { return .no }
    if settings.forbidsSkip, tally.skips > 0 {
      Output.complain("tabletop: \(tally.skips) left out, and --forbid-skip is given")
      return .no
    }
    if let problem = tally.auditProblem {
      Output.complain("tabletop: \(SafeText.line(problem.description))")
      return .undecided
    }
    return tally.summary.errors > 0 ? .undecided : .held
  }

  private func add(_ report: CaseReport, to tally: inout Tally) {
    tally.summary.add(report)
    tally.last.add(report)
    let isLeftOut = report.outcome == .skipped || report.outcome == .todo
    tally.skips += isLeftOut ? 1 : report.figures.leftOut
    tally.progress.clear()
    tally.writer.add(report)
    tally.progress.add(report.id, isBad: report.outcome.isBad)
  }

  /// Returns how often a case is played and must pass: as the options say, else, with a live model,
  /// as the scenario does.
  private func repetitions(of scenario: ScenarioCase) -> (times: Int, needed: Int) {
    guard settings.times == 1, case .story(let story) = scenario.body, let trials = story.trials,
      isLive ?? (LiveModelName(story.model) != nil)
    else { return (settings.times, settings.needed) }
    return (trials.runs, trials.pass)
  }

  /// Plays a case; nil where the run was interrupted in it.
  private func played(
    _ selected: SelectionOptions.Selected<CaseReport>,
    at place: Int,
    _ events: EventStream?
  ) async -> Played? {
    guard let scenario = selected.scenario else { return nil }
    let start = ContinuousClock.now
    var observer: CaseObserver?
    if let events {
      observer = { events.tell(EventLines.lines($0, of: scenario), of: place) }
    }
    let (times, needed) = repetitions(of: scenario)
    let result = await runner.run(
      scenario,
      times: times,
      needed: needed,
      play: { trial in
        let number = times > 1 ? trial : nil
        events?.tell(EventLines.caseStarted(scenario, trial: number), of: place)
        return await runner.run(scenario, observer: observer)
      }
    )
    guard !Task.isCancelled || result.outcome != .error else { return nil }
    let report = CaseReport(
      result,
      index: selected.index,
      seconds: seconds(since: start),
      isWhole: plan.needsWholeCases || settings.audit != nil
    )
    events?.tell(EventLines.caseDone(report), of: place)
    events?.finish(place)
    return Played(report: report, result: result)
  }
}

extension Duration {
  /// The length in seconds, to the microsecond.
  var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + (Double(attoseconds) / 1e12).rounded() / 1e6
  }
}
