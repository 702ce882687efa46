import Agent
public import Documents
import Exercises
public import Scenarios

/// Looks for cases and expectations that would hold whatever happens.
public struct VacuityCheck: Sendable {
  private let models: any ModelSource

  /// Creates a check.
  public init(models: any ModelSource) { self.models = models }

  /// Returns what is wrong with cases, in their order: where they fail as they are, where they
  /// pass with an agent that does nothing, and what they expect that can't fail.
  ///
  /// A problem that all cases of a file share is returned once.
  public func problems(in cases: [ScenarioCase], jobs: Int) async -> [Diagnostic] {
    let jobs = max(1, min(jobs, 64, cases.count))
    let perturbed = PerturbedPlays(for: cases)
    let found = await withTaskGroup(of: [(Int, [Diagnostic])].self) { group in
      for job in 0..<jobs {
        group.addTask {
          var found: [(Int, [Diagnostic])] = []
          for index in stride(from: job, to: cases.count, by: jobs) {
            found.append((index, await problems(in: cases[index], perturbed)))
          }
          return found
        }
      }
      var all: [(Int, [Diagnostic])] = []
      for await part in group { all += part }
      return all.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
    var seen: Set<String> = []
    return found.filter { seen.insert("\($0.path) \($0.code) \($0.span)").inserted }
  }

  private func problems(
    in scenario: ScenarioCase,
    _ perturbed: PerturbedPlays
  ) async -> [Diagnostic] {
    let asWritten = await CaseRunner(models: models).run(scenario)
    guard ![.skipped, .todo].contains(asWritten.outcome) else { return [] }
    guard asWritten.outcome == .passed else { return asWritten.problems }
    return await passingInSilence(scenario) + unfailing(asWritten, perturbed.plays(of: scenario))
  }

  /// A case in which somebody speaks to the agent must notice that the agent does nothing.
  private func passingInSilence(_ scenario: ScenarioCase) async -> [Diagnostic] {
    guard case .story(let story) = scenario.body,
      let turn = story.steps.first(where: { $0.isTurn })
    else { return [] }
    var options = RunOptions()
    options.modelInPlace = ScriptedModel([])
    let result = await CaseRunner(models: models, options: options).run(scenario)
    guard result.outcome == .passed else { return [] }
    return [
      Diagnostic(
        severity: .failed,
        code: "TT291",
        file: turn.source,
        span: turn.expectations.first?.span ?? turn.span,
        message: "the case `\(scenario.id)` passes with an agent that neither calls nor speaks",
        why: "nothing that it expects needs the agent to act",
        help: "expect a call, a denial or a text that only an agent that acts can bring about"
      )
    ]
  }

  /// Expectations must fail where everything is otherwise, and their opposites as it is.
  private func unfailing(
    _ asWritten: CaseResult,
    _ perturbed: [(RunOptions, WorldDefinition)]
  ) async -> [Diagnostic] {
    let scenario = asWritten.scenario
    let opposite = ExpectationLedger(
      await CaseRunner(models: models, options: .inverting).run(scenario)
    )
    var plays: [ExpectationLedger] = []
    for (options, definition) in perturbed {
      let result = await CaseRunner(models: models, options: options)
        .run(scenario.on(definition))
      plays.append(ExpectationLedger(result))
    }
    return ExpectationLedger.places(of: asWritten).compactMap { place, expectation in
      if opposite.held(place) != true {
        return diagnostic(
          "TT292",
          expectation,
          scenario.source(ofStep: place.step),
          "`\(expectation.word)` holds, and so does its opposite",
          help: nil
        )
      }
      guard expectation.kind.isDecidedByAction, plays.allSatisfy({ $0.held(place) == true })
      else { return nil }
      return diagnostic(
        "TT293",
        expectation,
        scenario.source(ofStep: place.step),
        "`\(expectation.word)` holds whatever the agent does and whatever the policy allows",
        help: "it held with an agent that does nothing, with one that tries every tool and says "
          + "every word of the file, with a policy that allows nothing, and with one that allows all"
      )
    }
  }

  private func diagnostic(
    _ code: String,
    _ expectation: Expectation,
    _ source: SourceFile,
    _ message: String,
    help: String?
  ) -> Diagnostic {
    Diagnostic(
      severity: .failed,
      code: code,
      file: source,
      span: expectation.span,
      message: message,
      why: "an expectation that can't fail says nothing",
      help: help
    )
  }
}

extension ScenarioCase {
  /// The file that a step stands in: a fragment's, or the scenario's own.
  fileprivate func source(ofStep index: Int) -> SourceFile {
    guard case .story(let story) = body,
      let step = story.steps.first(where: { $0.index == index })
    else { return file.source }
    return step.source
  }
}

extension RunOptions {
  /// Every expectation turned into its opposite, so that all are looked at whatever fails.
  static var inverting: RunOptions {
    var options = RunOptions()
    options.invertsAll = true
    return options
  }
}

/// Which expectations held in a play in which each was turned into its opposite.
private struct ExpectationLedger {
  /// A step, and the expectation's place in it.
  struct Place: Hashable {
    let step: Int
    let offset: Int
  }

  private var heldAt: [Place: Bool] = [:]

  init(_ inverted: CaseResult) {
    for step in inverted.steps {
      for (offset, result) in step.expectations.enumerated() {
        heldAt[Place(step: step.index, offset: offset)] = result.failure != nil
      }
    }
  }

  /// Whether the expectation as written held; nil where it was not looked at.
  func held(_ place: Place) -> Bool? { heldAt[place] }

  static func places(of result: CaseResult) -> [(Place, Expectation)] {
    result.steps.flatMap { step in
      step.expectations.enumerated().map { offset, result in
        (Place(step: step.index, offset: offset), result.expectation)
      }
    }
  }
}
