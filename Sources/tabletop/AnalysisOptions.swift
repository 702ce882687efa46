import ArgumentParser
import Exercises
import PolicyAnalysis
import Reporters
import Scenarios

/// What `run` is to say about the suite, besides whether it is green.
struct AnalysisOptions: ParsableArguments {
  @Flag(name: .long, help: "Show which cells of the policy are proved, by tool, field and role.")
  var coverage = false

  @Option(
    name: .long,
    help: "The least share of the policy's cells, in per cent, that must be proved."
  )
  var minCoverage: String?

  @Flag(name: .long, help: "List the grants that no scenario needs.")
  var leastPrivilege = false

  /// Checks the values.
  ///
  /// - Throws: `ValidationError` where a share is none.
  func validate() throws { _ = try leastCoverage() }

  /// Whether people are to be shown the coverage.
  var asksForCoverage: Bool { coverage || minCoverage != nil }

  /// Whether anything is to be found out about the policy.
  var isWanted: Bool { asksForCoverage || leastPrivilege }

  func leastCoverage() throws -> Percentage? {
    try minCoverage.map { try Percentage($0, of: "--min-coverage") }
  }
}

/// Collects what was asked for while the cases are played.
struct RunAnalysis {
  private let options: AnalysisOptions
  private var coverage: CoverageCollector?
  private var found: PolicyCoverage?
  private var baseline: BaselineRun?

  /// Creates an analysis; programs are told the coverage even where nobody asked for it.
  init(
    _ options: AnalysisOptions,
    of cases: [ScenarioCase],
    standard: WorldDefinition,
    reportsToPrograms: Bool
  ) {
    self.options = options
    guard options.isWanted || reportsToPrograms else { return }
    let policy = PolicySubject.definition(of: cases, standard: standard).policy
    if options.asksForCoverage || reportsToPrograms { coverage = CoverageCollector(policy: policy) }
    if options.leastPrivilege { baseline = BaselineRun(policy: policy) }
  }

  mutating func add(_ result: CaseResult) {
    coverage?.add(result)
    baseline?.add(result)
  }

  /// Adds what was found to the end of the run.
  mutating func finish(_ end: inout RunEnd, jobs: Int) async {
    found = coverage?.coverage
    end.coverage = found?.json
    if options.asksForCoverage, let found { end.findings.append(found.table) }
    guard let baseline else { return }
    let grants = await LeastPrivilege(of: baseline, jobs: jobs) { Models() }
    end.leastPrivilege = grants.json
    end.findings.append(grants.text)
  }

  /// Whether as much is proved as was asked for; says so where it isn't.
  var isEnough: Bool {
    guard let least = try? options.leastCoverage(), let coverage = found,
      !least.isReached(by: coverage.percent)
    else { return true }
    Output.complain("tabletop: the coverage is below --min-coverage \(options.minCoverage ?? "")")
    return false
  }
}
