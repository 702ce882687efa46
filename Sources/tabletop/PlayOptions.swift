import ArgumentParser
import Exercises
import Scenarios
import Values

/// How cases are played.
struct PlayOptions: ParsableArguments {
  @OptionGroup
  var jobs: JobsOption

  @Flag(name: [.customShort("x"), .long], help: "Stop after the first case that fails.")
  var failFast = false

  @Option(name: .long, help: "The most time a case may take, such as 30s.")
  var timeout: String?

  @Flag(name: .long, help: "Play the cases in another order, which --seed repeats.")
  var shuffle = false

  @Option(name: .long, help: "The seed of everything that is drawn.")
  var seed: Int?

  @Option(name: [.customLong("repeat")], help: "Play every case this often.")
  var times = 1

  @Option(name: .long, help: "How often a case must pass, of those; all of them unless said.")
  var pass: Int?

  @Flag(name: .long, help: "Fail where a case or a step is left out.")
  var forbidSkip = false

  @Flag(name: .long, help: "Put times into reports; they differ from run to run.")
  var timing = false

  @Option(name: .long, help: "Keep the record of all calls in this journal; a run adds to it.")
  var audit: String?

  @Flag(name: .long, help: "Show no line that says how far the run has come.")
  var noProgress = false

  /// How long a case may take, where the user says so.
  var limit: TimeSpan? { timeout.flatMap(TimeSpan.init) }

  /// Returns how cases are played; a shuffled run that has no seed draws one.
  ///
  /// - Throws: `ValidationError` for what makes no sense.
  func settings() throws -> RunPlayer.Settings {
    let needed = pass ?? times
    guard (1...10_000).contains(times) else {
      throw ValidationError("--repeat takes a number from 1 to 10000")
    }
    guard (1...times).contains(needed) else {
      throw ValidationError("--pass takes a number from 1 to that of --repeat, which is \(times)")
    }
    guard (seed ?? 0) >= 0 else { throw ValidationError("--seed takes a number from 0") }
    guard timeout == nil || (limit?.seconds ?? 0) > 0 else {
      throw ValidationError("--timeout takes a time such as 30s or 5m, not '\(timeout ?? "")'")
    }
    return RunPlayer.Settings(
      jobs: jobs.count,
      stopsAfterFailure: failFast,
      times: times,
      needed: needed,
      seed: seed ?? (shuffle ? Int.random(in: 1...999_999) : 0),
      isShuffled: shuffle,
      forbidsSkip: forbidSkip,
      tellsTimes: timing,
      showsProgress: !noProgress,
      audit: audit
    )
  }
}
