public import AccessControl
public import Agent
public import Documents
public import Exercises
public import Incidents
public import Values

/// A case: one story, or one cell of a grid, ready to run.
///
/// A class, as it is handed from stage to stage and is half a kilobyte without what it refers to.
public final class ScenarioCase: Sendable {
  /// What a case plays.
  public enum Body: Sendable {
    /// Steps with expectations.
    case story(Story)
    /// A cell of a grid.
    case cell(GridCell)
  }

  /// The file's name without its ending, and the parameters in brackets.
  public let id: String
  /// The scenario's own name, and the parameters in brackets.
  public let name: String
  /// The parameters of the case.
  public let params: [String: String]
  /// The scenario's tags.
  public let tags: [String]
  /// The line at which the case begins.
  public let line: Int
  /// The file it comes from.
  public let file: ScenarioFile
  /// Why it exists.
  public let why: String?
  /// Why it is not run, where it isn't.
  public let skip: String?
  /// Why it is not expected to hold yet, where it isn't.
  public let todo: String?
  /// Where it says that it isn't expected to hold yet.
  let todoSpan: SourceSpan
  /// What it plays.
  public let body: Body
  /// The world and policy it plays on.
  public let definition: WorldDefinition

  init(
    id: String,
    name: String,
    params: [String: String],
    tags: [String],
    line: Int,
    file: ScenarioFile,
    why: String?,
    skip: String?,
    todo: String?,
    todoSpan: SourceSpan,
    body: Body,
    definition: WorldDefinition
  ) {
    self.id = id
    self.name = name
    self.params = params
    self.tags = tags
    self.line = line
    self.file = file
    self.why = why
    self.skip = skip
    self.todo = todo
    self.todoSpan = todoSpan
    self.body = body
    self.definition = definition
  }

  /// Returns the same case on another world, or under another policy.
  public func on(_ definition: WorldDefinition) -> ScenarioCase {
    ScenarioCase(
      id: id,
      name: name,
      params: params,
      tags: tags,
      line: line,
      file: file,
      why: why,
      skip: skip,
      todo: todo,
      todoSpan: todoSpan,
      body: body,
      definition: definition
    )
  }
}

/// A scenario file as found.
public struct ScenarioFile: Sendable {
  /// The text, with the path as the user gave it.
  public let source: SourceFile
  /// The path that reports name: independent of the folder the program runs in.
  public let reportPath: String
  /// The path without its ending, below the folder that was searched.
  public let stem: String
  /// The folder on disk that the file lies in.
  public let folder: String

  /// Creates a file.
  public init(source: SourceFile, reportPath: String, stem: String, folder: String) {
    self.source = source
    self.reportPath = reportPath
    self.stem = stem
    self.folder = folder
  }
}

/// What happens, in order, and what must hold.
public struct Story: Sendable {
  /// The incident in context.
  public let incident: String?
  /// Where the clock starts.
  public let clock: Timestamp
  /// The model that answers where a step doesn't say what it does.
  public let model: String
  /// Which tools models are shown.
  public let offer: ToolOffer
  /// Which calls a person is asked about.
  public let approvals: ApprovalMode
  /// The seed of what is random, where the scenario says one.
  public let seed: Int?
  /// How often a live model plays it, and how often everything must hold.
  public let trials: Trials?
  /// Facts that are set before the first step.
  public let given: [GivenFact]
  /// What goes wrong with tools and with the model.
  public let faults: [ScenarioFault]
  /// The steps.
  public let steps: [Step]
  /// What must hold of the whole run.
  public let expectations: [Expectation]
  /// The same, to be read once it is known what the steps saved.
  let deferredExpectations: DeferredExpectations?
  /// Whether a failed step lets the next one run.
  public let keepsGoing: Bool
  /// How long it may take, in real time; nil for no less than any case.
  public let timeout: TimeSpan?
}

/// How often a live model plays a case, and how often everything must hold.
public struct Trials: Sendable, Hashable {
  /// How often it is played.
  public let runs: Int
  /// How often everything must hold.
  public let pass: Int
}

/// A fact that is set before the first step.
public struct GivenFact: Sendable, Hashable {
  /// Which fact.
  public let path: WorldPath
  /// Its value.
  public let value: JSONValue
  /// Where the scenario says so.
  public let span: SourceSpan
}

/// One step of a story.
public struct Step: Sendable {
  /// What happens in a step.
  public indirect enum Verb: Sendable {
    /// Someone speaks to the agent.
    case say(Actor, String)
    /// Someone uses a tool.
    case call(Actor, tool: String, arguments: [String: JSONValue])
    /// The facilitator brings something in.
    case inject(Inject, to: Role?)
    /// Time passes.
    case advance(TimeSpan)
    /// A remark for the reader.
    case note(String)
    /// Nothing; the step only looks.
    case look
  }

  /// Its place among the steps, from 0.
  public let index: Int
  /// Its name, where it has one.
  public let id: String?
  /// The file it stands in: the scenario's, or that of a fragment.
  public let source: SourceFile
  /// Where it stands.
  public let span: SourceSpan
  /// What happens.
  public let verb: Verb
  /// When an inject comes, where it doesn't come at once.
  public let schedule: InjectSchedule?
  /// What the model does in this turn; nil where the model decides.
  public let agent: [ModelResponse]?
  /// The tools whose calls a person approves in this step.
  public let approve: [String]
  /// The tools whose calls a person declines in this step.
  public let decline: [String]
  /// What must hold afterwards.
  public let expectations: [Expectation]
  /// What a judge is asked about the answer; it decides nothing.
  public let judges: [String]
  /// What later steps need of it.
  let saves: [Save]
  /// Why it is left out, where it is.
  public var skip: String?
  /// Why it is left out for now, where it is.
  public var todo: String?
  /// How it is read again once it is known what earlier steps saved; nil where that is no matter.
  var deferred: DeferredStep?
}

/// When an inject comes.
///
/// A class, as few steps have one.
public final class InjectSchedule: Sendable {
  /// How long after the start.
  public let due: TimeSpan
  /// The call without which it comes; nil where it comes whatever was done.
  public let unless: CallMatcher?

  init(due: TimeSpan, unless: CallMatcher?) {
    self.due = due
    self.unless = unless
  }
}

/// A step that uses what an earlier one saves.
///
/// A class, as few steps have one and each would take a kilobyte for it.
final class DeferredStep: Sendable {
  let reader: ScenarioReader
  let node: YAMLNode
  let prefix: String

  init(reader: ScenarioReader, node: YAMLNode, prefix: String) {
    self.reader = reader
    self.node = node
    self.prefix = prefix
  }

  /// Reads the step with what was saved.
  ///
  /// - Throws: `Diagnostics` where that doesn't fit.
  func step(_ saved: [String: JSONValue], index: Int) throws(Diagnostics) -> Step {
    var reader = reader
    reader.saved = saved
    reader.diagnostics = Diagnostics()
    reader.unresolved = []
    let step = reader.step(node, index: index, prefix: prefix)
    let problems = reader.knownProblems
    guard let step, problems.isEmpty else { throw Diagnostics(problems) }
    return step
  }
}

/// Expectations of the whole run that use what a step saves.
final class DeferredExpectations: Sendable {
  let reader: ScenarioReader
  let node: YAMLNode

  init(reader: ScenarioReader, node: YAMLNode) {
    self.reader = reader
    self.node = node
  }

  /// Reads the expectations with what was saved.
  ///
  /// - Throws: `Diagnostics` where that doesn't fit.
  func expectations(_ saved: [String: JSONValue]) throws(Diagnostics) -> [Expectation] {
    var reader = reader
    reader.saved = saved
    reader.diagnostics = Diagnostics()
    reader.unresolved = []
    let list = reader.expectations(reader.filled(node), actor: nil, isWholeRun: true)
    let problems = reader.knownProblems
    guard problems.isEmpty else { throw Diagnostics(problems) }
    return list
  }
}

/// One cell of a grid: whether a role may use a tool, or see a group of fields.
public struct GridCell: Sendable, Hashable {
  /// What is looked at.
  public enum Subject: Sendable, Hashable {
    /// A tool, called at the gate.
    case tool(String)
    /// A group of an incident's fields.
    case field(String)
  }

  /// What is looked at.
  public let subject: Subject
  /// The role.
  public let role: Role
  /// Whether the role must be allowed.
  public let isAllowed: Bool
  /// Where the grid says so.
  public let span: SourceSpan
}
