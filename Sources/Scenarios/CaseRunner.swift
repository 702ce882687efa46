public import AccessControl
public import Agent
import Documents
public import Exercises
public import Incidents
public import Values

/// How a run differs from playing the files as they stand.
public struct RunOptions: Sendable {
  /// The model to use instead of the one the scenario names, where a step has no `agent`.
  public var model: String?
  /// How much a turn may ask for.
  public var limits = TurnLimits()
  /// Which tools to show models, instead of what the scenario says.
  public var offer: ToolOffer?
  /// Puts a model in the place of every other, also of `agent` lines: to see what notices.
  public var modelInPlace: (any Model)?
  /// Puts a flawed performer in the gate's place: to see what notices.
  public var performer: (any CallPerformer<World>)?
  /// Turns the expectation at this place of the case into its opposite.
  public var inverted: Int?
  /// Turns every expectation into its opposite, and plays on whatever fails.
  public var invertsAll = false
  /// How long a case may take in real time, where that is less than 300 seconds.
  public var caseTime: TimeSpan?
  /// Tells how much real time has passed.
  public var stopwatch = TimeLimit.realTime
  /// Waits until so much real time has passed, or until the task is cancelled.
  public var alarm: @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }

  /// Creates options that change nothing.
  public init() {}
}

/// Makes the models that scenarios name.
public protocol ModelSource: Sendable {
  /// Returns the model of this name for a policy and a world's names.
  ///
  /// - Throws: `ModelError` where it can't be had.
  func model(named name: String, for definition: WorldDefinition) throws(ModelError) -> any Model

  /// Returns the model of this name for one play of a case, and what to do when that is over.
  ///
  /// - Throws: `ModelError` where it can't be had.
  func open(_ name: String, for scenario: ScenarioCase) throws(ModelError) -> CaseModel
}

extension ModelSource {
  /// Returns the model for the case's policy and world; nothing is left to do afterwards.
  ///
  /// - Throws: `ModelError` where it can't be had.
  public func open(_ name: String, for scenario: ScenarioCase) throws(ModelError) -> CaseModel {
    CaseModel(try model(named: name, for: scenario.definition))
  }
}

/// A model for one play of a case, such as one that replays that case's recording.
public struct CaseModel: Sendable {
  /// The model.
  public let model: any Model
  /// What to do when the case was played; it returns what is to be known of that, a line each.
  public let end: @Sendable () -> [String]

  /// Creates a model for one play.
  public init(_ model: any Model, end: @escaping @Sendable () -> [String] = { [] }) {
    self.model = model
    self.end = end
  }
}

/// Plays one case on a fresh world and says what became of it.
public struct CaseRunner: Sendable {
  let models: any ModelSource
  let options: RunOptions

  /// Creates a runner.
  public init(models: any ModelSource, options: RunOptions = RunOptions()) {
    self.models = models
    self.options = options
  }

  /// The model that is used instead of the ones that scenarios name.
  public var model: String? { options.model }

  /// Plays a case, and tells an observer what happens while it happens.
  public func run(_ scenario: ScenarioCase, observer: CaseObserver? = nil) async -> CaseResult {
    observer?(.started)
    if scenario.skip != nil {
      return CaseResult(scenario: scenario, outcome: .skipped, steps: [], audit: AuditLog())
    }
    switch scenario.body {
    case .cell(let cell): return marked(GridRunner(scenario, options, observer).run(cell))
    case .story(let story):
      return marked(await play(scenario, story, observer))
    }
  }

  /// Returns the result of a case that says it doesn't hold yet as what it says, unless it holds.
  private func marked(_ result: CaseResult) -> CaseResult {
    guard let reason = result.scenario.todo else { return result }
    var marked = result
    guard result.outcome == .passed else {
      marked.outcome = .todo
      return marked
    }
    marked.outcome = .failed
    marked.problem = Diagnostic(
      severity: .failed,
      code: "TT219",
      file: result.scenario.file.source,
      span: result.scenario.todoSpan,
      message: "everything holds, and the scenario says that it doesn't yet",
      why: "`todo` says: \(reason)",
      help: "take `todo` away"
    )
    return marked
  }
}
