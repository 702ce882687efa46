import Documents
import AccessControl
import Agent
import Exercises
import IncidentTools
import Incidents
import Values

/// An exercise at a prompt, without the terminal: lines go in, text comes out.
actor REPLSession {
  /// What `:undo` brings back.
  struct Snapshot {
    /// The exercise.
    var exercise: Exercise
    /// How far its clock was moved ahead of the real one, in seconds.
    var skipped = 0
    /// The turn in which each call was made, by the call's number.
    var turns: [Int: Turn] = [:]
    /// What happened so far, for a recording.
    var story: [StoryStep] = []
    /// What a facilitator has planned, in the order in which it was.
    var plan: [PlannedInject] = []
    /// When the exercise began.
    var start = Timestamp(seconds: 0)
  }

  /// A turn as later screens refer to it.
  struct Turn {
    /// Its number.
    let number: Int
    /// What was said.
    let text: String
  }

  /// Something that can be taken back.
  struct Step {
    /// What it was, in words.
    let name: String
    /// Everything as it was before.
    let before: Snapshot
  }

  /// The most steps that are kept.
  static let maximumSteps = 100
  /// The most typed lines that `:history` knows.
  private static let maximumTyped = 1_000

  let definition: WorldDefinition
  /// The model that answers.
  var model: any Model
  let options: REPLOptions
  let style: Style
  let write: @Sendable (String) -> Void
  let now: @Sendable () -> Timestamp
  private let parser: REPLCommandParser

  /// The exercise and what belongs to it.
  var snapshot: Snapshot
  /// Where the session is saved; nil where it isn't.
  var journal: SessionJournal?
  /// What there is to say about how the session was restored.
  var notice: [String] = []
  /// How far the exercise's clock is from the real one because it stood still while saved.
  var clockOffset = 0
  /// The steps that can be taken back, oldest first.
  var steps: [Step] = []
  /// Who acts; nobody until a role is chosen.
  var session: Session?
  /// The user in every role, where one was named.
  var user: String?
  /// Whether a number alone stands for a starter.
  var startersAreOffered = false
  /// The screen's width; nil where lines are not wrapped.
  var width: Int?
  /// Which calls a person is asked about, and what was allowed for good.
  var consents: Consents
  /// Asks the person at the terminal for a line; nil where there is none.
  var ask: (@Sendable (_ prompt: String, _ prefill: String) async -> String?)?
  /// How long the turn at hand has waited for the person's answers.
  var waited = Duration.zero
  /// The recording that is under way.
  var recording: RecordingInProgress?
  /// What was typed, oldest first.
  var typed: [TypedLine] = []
  /// What is to stand on the next line.
  var nextLine: String?
  /// A run of lines that is being played, to stop files from running themselves without end.
  var sourceDepth = 0
  /// Which tools models are shown from now on.
  var offer: ToolOffer
  /// What was asked before anybody was there to ask it.
  var question: String?
  /// What the prompt looks like.
  var template: PromptTemplate
  /// How results are written.
  var output: OutputMode
  /// How those of the line at hand are, where it says so itself.
  var lineOutput: OutputMode?
  /// What the line at hand said so far, where results are for programs; nil between lines.
  var held: [String]?
  /// Whether the line at hand gave a result for programs.
  var isAnswered = false
  /// Who is told what happens.
  let events: EventLog
  /// Whether long screens go through a pager.
  var isPaging = true
  /// What the model counted, in tokens.
  var tokens = 0
  /// What the model counted, in detail.
  var usage = TokenUsage()
  /// What the model cost, in US dollars; nil where no price is known.
  var cost: Double?

  /// Creates a session on a fresh world that starts now.
  init(
    definition: WorldDefinition,
    model: any Model,
    options: REPLOptions,
    now: @escaping @Sendable () -> Timestamp,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.definition = definition
    let policy = definition.policy
    snapshot = Snapshot(exercise: Self.fresh(definition, options, at: now()))
    snapshot.start = snapshot.exercise.world.clock
    consents = Consents(approved: options.approved)
    output = options.output
    template = options.prompt
    offer = options.offer
    parser = REPLCommandParser(
      commands: CommandTable.all.map { ($0.name, $0.aliases) },
      tools: policy.tools.map(\.name)
    )
    user = options.user
    width = options.width
    style = Style(isColored: options.color)
    if let role = options.role { session = Self.session(role, user: options.user, policy) }
    self.model = model
    self.options = options
    self.now = now
    self.write = write
    events = EventLog(output: write, file: options.eventSink)
  }

  /// Returns an exercise on a fresh world.
  private static func fresh(
    _ definition: WorldDefinition,
    _ options: REPLOptions,
    at time: Timestamp
  ) -> Exercise {
    let world = definition.world(startingAt: time)
    let active = world.incidents.first { $0.status != .resolved && $0.status != .closed }
    return Exercise(
      policy: definition.policy,
      world: world,
      incident: options.incident.map { world.incident($0)?.id ?? $0 } ?? active?.id,
      offer: options.offer,
      approvals: .ask
    )
  }

  /// Begins again on a fresh world, in the same role.
  func beginAnew() {
    leaveEvents()
    clockOffset = 0
    tokens = 0
    steps = []
    snapshot = Snapshot(exercise: Self.fresh(definition, options, at: now()))
    snapshot.start = snapshot.exercise.world.clock
    recording = nil
  }

  /// The policy in force.
  var policy: Policy { snapshot.exercise.policy }

  /// Takes one line as it was typed, and does what it says.
  ///
  /// A key that this program knows is taken out of it first: history, journal, recordings and the
  /// model get what is left.
  func submit(_ line: String) async -> LineResult {
    let line = Redactor.shared.redacted(line)
    let news = passTime()
    if options.interactive, !isForPrograms { display(news) }
    typed.append(TypedLine(text: line, role: session?.role.name))
    if typed.count > Self.maximumTyped { typed.removeFirst() }
    // Lines of a file are lines within a line.
    let outer = (held, isAnswered)
    (held, isAnswered) = ([], false)
    let result = await Layout.$current.withValue(layout) { await take(line) }
    finish(result)
    (held, isAnswered) = (outer.0, outer.1 || isAnswered)
    return savingProblem ?? result
  }

  private func take(_ line: String) async -> LineResult {
    switch parser.parse(line) {
    case .empty: return .done
    case .command(let name, let arguments):
      guard let command = CommandTable.command(named: name) else { return .done }
      return await perform(command, arguments)
    case .unknownCommand(let word, let near): return Self.unknown(word, near)
    case .severalLines(let count):
      return .usage("A command is one line, this has \(count). Nothing was sent to the agent.")
    case .number(let number): return await choose(number, typed: line)
    case .call(let text): return await callTool(text)
    case .text(let text):
      guard session != nil else { return chooseRole(text) }
      return await speak(text)
    }
  }

  /// Does what a command says; with `--json`, writes what it knows as one JSON object instead.
  private func perform(_ command: Command, _ arguments: String) async -> LineResult {
    if options.isLocked, command.changesWhoActs {
      return locked(":\(command.name)")
    }
    var arguments = arguments
    if command.json != nil || command.givesJSON {
      var words = arguments.split(separator: " ").map(String.init)
      if words.contains("--json") {
        words.removeAll { $0 == "--json" }
        arguments = words.joined(separator: " ")
        if output != .jsonl { lineOutput = .json }
      }
    }
    guard arguments.isEmpty || !command.arguments.isEmpty else {
      return .usage(":\(command.name) stands alone, nothing follows it.")
    }
    let result = await command.run(self, arguments)
    answer(command, arguments, result)
    return result
  }

  /// Says that something is not for the participant whom the terminal belongs to.
  func locked(_ what: String) -> LineResult {
    .nothing("\(SafeText.line(what)) is locked here: the terminal belongs to one participant.")
  }

  /// Returns what a line is, without doing it.
  func parse(_ line: String) -> ParsedLine { parser.parse(line) }

  /// Sets the screen's width.
  func setWidth(_ width: Int?) { self.width = width }

  /// How screens are laid out now.
  var layout: Layout { Layout(terminal: width, isPlain: options.isPlain || output == .plain) }

  /// Writes lines; on a narrow screen, those that don't fit are wrapped.
  func show(_ lines: [String]) {
    guard !isForPrograms || held == nil else {
      held?.append(contentsOf: lines)
      return
    }
    display(lines)
  }

  /// Writes lines for the person at the terminal, whatever the mode.
  func display(_ lines: [String]) {
    let isNarrow = width.map { $0 < 80 || layout.isPlain } ?? false
    let shown = isNarrow ? lines.flatMap(Screen.fitted) : lines
    write(shown.map { Screen.guarded($0) + "\n" }.joined())
  }

  /// Keeps what an undo has to bring back, before something happens.
  func willChange(_ name: String) -> Step { Step(name: name, before: snapshot) }

  /// Makes a step one that can be taken back.
  func keep(_ step: Step) {
    if steps.count == Self.maximumSteps { steps.removeFirst() }
    steps.append(step)
    journal?.note(step: step.name, before: step.before.exercise.revision)
  }

  /// Returns a session in a role: the user who was named, or the role's own.
  static func session(_ role: Role, user: String?, _ policy: Policy) -> Session? {
    guard policy.matrix.roles.contains(role) else { return nil }
    return Session(user: user ?? policy.profile(of: role)?.user ?? role.name, role: role)
  }

  private func choose(_ number: Int, typed line: String) async -> LineResult {
    guard session != nil else {
      let roles = policy.matrix.roles
      guard roles.indices.contains(number - 1) else {
        return .usage("Choose 1-\(roles.count), or the name of a role.")
      }
      return switchRole(roles[number - 1].name)
    }
    guard startersAreOffered else { return await speak(REPLCommandParser.trimmed(line)) }
    return await tryStarter(String(number))
  }

  private static func unknown(_ word: String, _ near: [String]) -> LineResult {
    let name = ":" + DisplayWidth.cut(SafeText.line(word), to: 40)
    let hint =
      near.isEmpty
      ? ":help lists commands."
      : "Did you mean \(near.map { ":" + $0 }.joined(separator: " or "))?"
    return .usage("\(name) is not a command. \(hint) Nothing was sent to the agent.")
  }
}
