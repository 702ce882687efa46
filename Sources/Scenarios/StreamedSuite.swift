import Values
public import Documents
import Synchronization

/// A case of a suite, or what became of it while the other files were still being read.
public enum SuiteItem<Outcome: Sendable>: Sendable {
  /// The case as it was read.
  case read(ScenarioCase)
  /// What became of it; of a word's size, as there are as many as there are cases.
  indirect case played(Outcome)
}

/// Every case of some files, or everything that is wrong with them.
///
/// Whoever reads a file may deal with its cases at once, so that neither the file nor its cases are
/// kept: memory hardly grows with their number. Whatever is done so early must have no effect that
/// anybody could notice, as a later file may turn out to be wrong, and then nothing may run.
public struct StreamedSuite<Outcome: Sendable>: Sendable {
  /// The cases, in the order of the files and of the cases in them.
  public private(set) var items: [SuiteItem<Outcome>] = []
  /// What is wrong, in the same order; nothing may run where there is anything.
  public private(set) var problems: [Diagnostic] = []
  /// Why the first file that can't be read can't be.
  public private(set) var unreadable: ScenarioFinderError?
  /// What is no error and yet hardly meant.
  public private(set) var notes = ReadingNotes()
  /// How many files were read.
  public let fileCount: Int

  /// Reads files, several at a time where there are several jobs.
  ///
  /// `play` deals with a case at once, or gives nil to have it kept; `progress` is told now and then
  /// how many files were read.
  public init(
    _ files: [FoundScenario],
    worlds: some WorldSource,
    variables overrides: [String: String],
    jobs: Int,
    play: @escaping @Sendable (ScenarioCase) async -> Outcome?,
    progress: (Int) -> Void = { _ in }
  ) async {
    fileCount = files.count
    let hasProblems = Atomic<Bool>(false)
    var shares: [Int: Share] = [:]
    var variables: Set<String> = []
    await ParallelMap.run(count: files.count, jobs: jobs) { index in
      var file = StreamedFile<Outcome>(reading: files[index], worlds, overrides)
      if !file.isRight { hasProblems.store(true, ordering: .relaxed) }
      if !hasProblems.load(ordering: .relaxed) { await file.playCases(play) }
      return file
    } deliver: { start, files in
      shares[start] = Share(files)
      for file in files { variables.formUnion(file.notes.variables) }
      progress(shares.count * ParallelMap.share)
    }
    for start in shares.keys.sorted() {
      guard let share = shares.removeValue(forKey: start) else { continue }
      items += share.items
      problems += share.problems
      unreadable = unreadable ?? share.unreadable
      notes.warnings += share.warnings
    }
    notes.variables = variables
  }

  /// What several files give, one after the other.
  private struct Share {
    let items: [SuiteItem<Outcome>]
    let problems: [Diagnostic]
    let unreadable: ScenarioFinderError?
    let warnings: [Diagnostic]

    init(_ files: [StreamedFile<Outcome>]) {
      items = files.flatMap(\.items)
      problems = files.flatMap(\.problems)
      unreadable = files.lazy.compactMap(\.unreadable).first
      warnings = files.flatMap(\.notes.warnings)
    }
  }
}

/// What reading one file gives.
private struct StreamedFile<Outcome: Sendable>: Sendable {
  var items: [SuiteItem<Outcome>] = []
  var problems: [Diagnostic] = []
  var unreadable: ScenarioFinderError?
  var notes = ReadingNotes()

  var isRight: Bool { problems.isEmpty && unreadable == nil }

  init(reading found: FoundScenario, _ worlds: some WorldSource, _ variables: [String: String]) {
    let file: ScenarioFile
    do throws(ScenarioFinderError) {
      file = try found.read()
    } catch {
      unreadable = error
      return
    }
    do throws(Diagnostics) {
      items = try ScenarioReader.read(file, worlds: worlds, variables: variables, notes: &notes)
        .map { .read($0) }
    } catch {
      problems = error.all
    }
  }

  mutating func playCases(_ play: (ScenarioCase) async -> Outcome?) async {
    for index in items.indices {
      guard case .read(let scenario) = items[index], let outcome = await play(scenario) else {
        continue
      }
      items[index] = .played(outcome)
    }
  }
}
