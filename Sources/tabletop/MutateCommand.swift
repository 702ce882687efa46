import ArgumentParser
import Documents
import Exercises
import PolicyAnalysis
import Scenarios
import Values

/// `tabletop mutate`: which mistakes in the policy the scenarios would notice.
struct MutateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutate",
    abstract: "Make every small mistake in the policy and see which scenarios notice.",
    discussion: """
      Each grant flipped, each requirement dropped, widened and swapped, each field filter off, \
      and a gate that allows all or decides too late. Prints the steps that would notice what \
      survives; what changes nothing that anybody may do or see is named with the reason. Exit \
      status 1 where the scenarios are not green to begin with, or --min-score is not reached.
      """
  )

  @OptionGroup
  var selection: SelectionOptions

  @Option(
    name: .long,
    help: "Only changes of this kind, repeatable: \(MutateCommand.kinds.joined(separator: ", "))."
  )
  var only: [String] = []

  @Option(name: .long, help: "The least share of changes, in per cent, that must be noticed.")
  var minScore: String?

  @Flag(name: .long, help: "Print JSON.")
  var json = false

  @OptionGroup
  var jobs: JobsOption

  private static let kinds = PolicyChange.Kind.allCases.map(\.rawValue)

  mutating func run() async throws {
    let leastScore = try minScore.map { try Percentage($0, of: "--min-score") }
    let kinds = try wantedKinds()
    let standard = try Worlds.load(selection.world)
    let cases = try await selection.cases(on: standard)
    let subject = PolicySubject.definition(of: cases, standard: standard)
    var baseline = BaselineRun(policy: subject.policy)
    await Suite.run(cases, jobs: jobs.count, runner: CaseRunner(models: Models())) {
      baseline.add($0)
    }
    try complain(about: baseline)
    let changes = PolicyChange.all(of: baseline.rules).filter { kinds.contains($0.kind) }
    let results = await MutationAnalysis(of: baseline) { Models() }.run(changes, jobs: jobs.count)
    let report = MutationReport(
      results,
      cases: baseline.caseCount,
      policy: subject.policy,
      lines: ScenarioLines(policy: subject.policy, world: subject.world)
    )
    Output.write(json ? JSONWriter.text(report.json, indentation: 2) + "\n" : report.text)
    if let leastScore, !leastScore.isReached(by: report.score) {
      Output.complain("tabletop: the score is below --min-score \(minScore ?? "")")
      throw ExitStatus.no
    }
  }

  private func wantedKinds() throws -> Set<PolicyChange.Kind> {
    guard !only.isEmpty else { return Set(PolicyChange.Kind.allCases) }
    return Set(
      try only.map { word in
        guard let kind = PolicyChange.Kind(rawValue: word) else {
          let question = NearMatch.question(for: word, among: Self.kinds)
          throw ValidationError(
            "there are no changes '\(word)', "
              + (question ?? "kinds are " + Self.kinds.joined(separator: ", "))
          )
        }
        return kind
      }
    )
  }

  /// Says which cases can't notice anything.
  ///
  /// - Throws: `ExitStatus` where a case is not green on the policy as it is.
  private func complain(about baseline: BaselineRun) throws {
    if baseline.onOtherPolicies > 0 {
      Output.complain("tabletop: left out, on another policy: \(baseline.onOtherPolicies) cases")
    }
    if baseline.onOtherModels > 0 {
      Output.complain(
        "tabletop: left out, with a model that need not repeat itself: "
          + "\(baseline.onOtherModels) cases"
      )
    }
    guard !baseline.notPassed.isEmpty else { return }
    for result in baseline.notPassed {
      Output.complain("tabletop: not green to begin with: \(SafeText.line(result.scenario.id))")
    }
    let hasFailed = baseline.notPassed.contains { $0.outcome == .failed }
    throw hasFailed ? ExitStatus.no : ExitStatus.undecided
  }
}

/// Which policy an analysis of cases is about.
enum PolicySubject {
  /// Returns the world in force if any case plays under its policy, else that of the first case.
  static func definition(
    of cases: [ScenarioCase],
    standard: WorldDefinition
  ) -> WorldDefinition {
    let identity = standard.identity
    if cases.contains(where: { $0.definition.identity == identity }) { return standard }
    let rules = PolicyRules(standard.policy)
    if cases.contains(where: { PolicyRules($0.definition.policy) == rules }) { return standard }
    return cases.first?.definition ?? standard
  }
}

/// A share that a user asks for, such as 90 or 99.5%.
struct Percentage {
  private let value: Double

  /// Reads a share.
  ///
  /// - Throws: `ValidationError` for anything but 0 to 100.
  init(_ text: String, of option: String) throws {
    let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
    guard let value = Double(digits), (0...100).contains(value) else {
      throw ValidationError("\(option) takes a share from 0 to 100, not '\(text)'")
    }
    self.value = value
  }

  /// Whether a share is at least this one.
  func isReached(by share: Double) -> Bool { share >= value }
}
