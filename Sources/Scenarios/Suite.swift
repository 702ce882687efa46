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

  /// Reads files.
  public init(
    files: [ScenarioFile],
    worlds: some WorldSource,
    variables: [String: String] = [:]
  ) {
    fileCount = files.count
    for file in files {
      do throws(Diagnostics) {
        cases += try ScenarioReader.read(
          file,
          worlds: worlds,
          variables: variables,
          notes: &notes
        )
      } catch {
        problems += error.all
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
