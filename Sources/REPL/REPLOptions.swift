public import AccessControl
public import Agent
public import Exercises

/// How a REPL starts and behaves.
public struct REPLOptions: Sendable {
  /// A model that can be taken.
  public struct ModelEntry: Sendable {
    /// What it is called.
    public let name: String
    /// What it is, in a few words.
    public let summary: String
    /// Whether it is ready, or what is missing.
    public let state: String

    /// Creates an entry.
    public init(name: String, summary: String = "", state: String = "ready") {
      self.name = name
      self.summary = summary
      self.state = state
    }
  }

  /// The role to start in; without one, a person is asked and a script has to say `:role`.
  public var role: Role?
  /// The user in every role; without one, the user that the policy names for the role.
  public var user: String?
  /// The incident to start with; without one, the first that isn't resolved or closed.
  public var incident: String?
  /// Whether colours are written.
  public var color: Bool
  /// Whether a person is at the terminal: banner, greeting, hints.
  public var interactive: Bool
  /// Whether a script goes on after an error.
  public var keepGoing: Bool
  /// Whether a script prints each line before its output.
  public var echo: Bool
  /// The file of typed lines; without one, they are forgotten.
  public var historyFile: String?
  /// The folder of saved sessions; without one, none are saved or found.
  public var sessions: SessionFolder?
  /// Whether this session is saved.
  public var saving = SessionSaving.off
  /// The program's version.
  public var version: String
  /// What the banner says of the model, behind its name.
  public var modelNote: String
  /// The tools that may run without asking, by name; `all` stands for each.
  public var approved: Set<String> = []
  /// Whether the terminal belongs to one participant: no other role, no injects.
  public var isLocked = false
  /// How much a turn may ask for.
  public var limits = TurnLimits()
  /// Which tools models are shown.
  public var offer = ToolOffer.role
  /// How results are written.
  public var output = OutputMode.text
  /// What the prompt looks like.
  public var prompt = PromptTemplate.standard
  /// Whether screens are plain sentences: no colour, no alignment, no progress.
  public var isPlain = false
  /// Settings with where each came from, for `:set`.
  public var settings: [(key: String, value: String, origin: String)] = []
  /// Keeps settings for `:set --save`, and returns the file they are in.
  public var saveSettings:
    (@Sendable ([(key: String, value: String)]) throws(SettingsProblem) -> String)?
  /// Finds the models that `:model` lists; a server may be asked for its own.
  public var models: (@Sendable () async -> [ModelEntry])?
  /// Makes a model by its name; nil where it can't be changed.
  public var makeModel: (@Sendable (String) throws(ModelError) -> any Model)?
  /// Keeps what a live model answers, for recordings; without it they say what the agent did.
  public var tape: (any ModelTape)?
  /// Checks the program's surroundings, for `:doctor`.
  public var doctor: (@Sendable () async -> [String])?
  /// Shows a long text in a pager; false where there is none.
  public var pager: (@Sendable (String) -> Bool)?
  /// Lets a person edit a text in their own editor; nil where there is none.
  public var editor: (@Sendable (String) -> String?)?
  /// Takes each event as a line of JSON, whatever the mode; nil where nobody follows.
  public var eventSink: (@Sendable (String) -> Void)?
  /// What turns and calls are measured with.
  public var stopwatch: @Sendable () -> ContinuousClock.Instant = { .now }
  /// How many rows the terminal has.
  public var rows: @Sendable () -> Int = { 24 }
  /// The lines that were typed in earlier sessions.
  public var history: @Sendable () -> [TypedLine] = { [] }
  /// The screen's width; without one, that of the terminal, and lines of a script are not wrapped.
  public var width: Int?

  /// Creates options.
  public init(
    role: Role? = nil,
    user: String? = nil,
    incident: String? = nil,
    color: Bool = false,
    interactive: Bool = false,
    keepGoing: Bool = false,
    echo: Bool = false,
    historyFile: String? = nil,
    version: String = "",
    modelNote: String = "",
    width: Int? = nil
  ) {
    self.role = role
    self.user = user
    self.incident = incident
    self.color = color
    self.interactive = interactive
    self.keepGoing = keepGoing
    self.echo = echo
    self.historyFile = historyFile
    self.version = version
    self.modelNote = modelNote
    self.width = width
  }

  /// Returns the file of typed lines that these environment variables lead to.
  public static func historyFile(in environment: [String: String]) -> String? {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      return state + "/tabletop/history.jsonl"
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.local/state/tabletop/history.jsonl"
  }
}

/// Why settings can't be kept.
public struct SettingsProblem: Error, Sendable {
  /// The reason, as a sentence.
  public let description: String

  /// Creates a problem.
  public init(_ description: String) { self.description = description }
}
