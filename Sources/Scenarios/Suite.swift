public import Documents
import Values

/// Every case of some files, or everything that is wrong with them.
public struct Suite: Sendable {
  /// The cases, in the order of the files and of the cases in them.
  public private(set) var cases: [ScenarioCase] = []
  /// What is wrong, in the same order.
  ///
  /// Nothing may run where there is anything.
  public private(set) var problems: [Diagnostic] = []
  /// What is no error and yet hardly meant.
  public private(set) var notes = ReadingNotes()
  /// How many files were read.
  public let fileCount: Int

  /// Reads files, several at a time where there are several jobs.
  public init(
    files: [ScenarioFile],
    worlds: some WorldSource,
    variables: [String: String] = [:],
    jobs: Int = 1
  ) {
    fileCount = files.count
    let readings = ParallelMap.map(count: files.count, jobs: jobs) {
      Reading(of: files[$0], worlds: worlds, variables: variables)
    }
    for reading in readings {
      cases += reading.cases
      problems += reading.problems
      notes.warnings += reading.notes.warnings
      notes.variables.formUnion(reading.notes.variables)
    }
  }

  /// What reading one file gives.
  private struct Reading: Sendable {
    var cases: [ScenarioCase] = []
    var problems: [Diagnostic] = []
    var notes = ReadingNotes()

    init(of file: ScenarioFile, worlds: some WorldSource, variables: [String: String]) {
      do throws(Diagnostics) {
        cases = try ScenarioReader.read(file, worlds: worlds, variables: variables, notes: &notes)
      } catch {
        problems = error.all
      }
    }
  }

  /// Plays cases and delivers the results in the cases' order, whatever the number of jobs.
  public static func run(
    _ cases: [ScenarioCase],
    jobs: Int,
    runner: CaseRunner,
    deliver: (CaseResult) -> Void
  ) async {
    await OrderedPlay.run(
      count: cases.count,
      jobs: jobs,
      play: { await runner.run(cases[$0]) },
      deliver: { result in
        deliver(result)
        return true
      }
    )
  }
}
