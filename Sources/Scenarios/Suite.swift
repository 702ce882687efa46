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
        cases += try ScenarioReader.read(file, worlds: worlds, variables: variables, notes: &notes)
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
    stopsAfterFailure: Bool = false,
    deliver: (CaseResult) -> Void
  ) async {
    let jobs = max(1, min(jobs, 64))
    var waiting: [Int: CaseResult] = [:]
    var next = 0
    var delivered = 0
    var isStopping = false
    await withTaskGroup(of: (Int, CaseResult).self) { group in
      func start() {
        guard next < cases.count, !isStopping else { return }
        let index = next
        let scenario = cases[index]
        next += 1
        group.addTask { (index, await runner.run(scenario)) }
      }
      for _ in 0..<jobs { start() }
      while let (index, result) = await group.next() {
        waiting[index] = result
        while !isStopping, let ready = waiting.removeValue(forKey: delivered) {
          deliver(ready)
          delivered += 1
          if stopsAfterFailure, ready.outcome == .failed || ready.outcome == .error {
            isStopping = true
          }
        }
        start()
      }
    }
  }
}
