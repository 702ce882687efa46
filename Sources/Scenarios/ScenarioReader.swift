import AccessControl
public import Documents
public import Exercises
import Values

/// Finds the world that a scenario names.
public protocol WorldSource: Sendable {
  /// Returns the default world, or the one in a file beside a scenario.
  ///
  /// - Throws: `Diagnostics` of the world's file, or of its name where there is no such file.
  func world(
    named name: String,
    for file: ScenarioFile
  ) throws(WorldSourceError)
    -> WorldDefinition
}

/// Why a world can't be had.
public enum WorldSourceError: Error, Sendable {
  /// The world's file has problems of its own.
  case invalid(Diagnostics)
  /// There is no such file, or it may not be read.
  case unavailable(String)
}

/// What reading a file tells besides its cases.
public struct ReadingNotes: Sendable {
  /// What is no error and yet hardly meant.
  public var warnings: [Diagnostic] = []
  /// The names of the variables that the file gives values or uses.
  public var variables: Set<String> = []

  /// Creates notes of nothing.
  public init() {}
}

/// Turns a scenario file into cases, or into everything that is wrong with it.
///
/// The file is read once for its values and once more for each case of its matrix, with that
/// case's variables in place. A step that uses what an earlier one saves is read again when it is
/// its turn.
public struct ScenarioReader: Sendable {
  let file: ScenarioFile
  /// What is read now: the scenario, or a fragment that it uses.
  var source: SourceFile
  var diagnostics = Diagnostics([])
  let definition: WorldDefinition
  var actors: [String: Actor] = [:]
  /// The incident in context, where the scenario names one.
  var incidentInContext: String?
  /// Questions for a judge among the expectations that are read now.
  var judges: [String] = []
  /// Participants that something is wrong with, so that nothing more is said of them.
  var brokenActors: Set<String> = []
  /// The variables in force.
  var scope: [String: Variable] = [:]
  /// What was saved until now, while a case is played; nil while its file is read.
  var saved: [String: JSONValue]?
  /// Names that steps save, and the line of the first that does.
  var savedLater: [String: Int] = [:]
  /// Variables that were used.
  var usedVariables: Set<String> = []
  /// Places whose value is not known, about which nothing more is said.
  var unresolved: [Place] = []
  /// Whether something that is read now depends on what is saved.
  var isDeferred = false
  /// Whether the step that is read expects a call to be invalid, and so may hold one.
  var allowsInvalidCalls = false
  /// What the values that are read now name, where they are arguments.
  var referenceKind: ToolParameter.Kind?
  /// How names of things that the world doesn't have are taken in the step that is read.
  var leniency = Leniency.none
  /// Names that the world doesn't have and that a step uses on purpose.
  var acceptedNames: Set<String> = []
  /// Names of incidents, customers and faults that the file itself brings in.
  var broughtIn = BroughtIn()
  /// Fragments that were read, by their path on disk.
  var fragments: [String: FragmentFile] = [:]
  /// The fragments that are being used, the innermost last.
  var uses: [Use] = []
  /// How many steps were read, those of fragments included.
  var stepCount = 0

  /// A stretch of a file.
  struct Place: Sendable {
    let path: String
    let span: SourceSpan
  }

  init(file: ScenarioFile, definition: WorldDefinition) {
    self.file = file
    source = file.source
    self.definition = definition
  }

  /// Reads a file.
  ///
  /// - Throws: `Diagnostics` with everything that is wrong.
  public static func read(
    _ file: ScenarioFile,
    worlds: some WorldSource,
    variables overrides: [String: String] = [:]
  ) throws(Diagnostics) -> [ScenarioCase] {
    var notes = ReadingNotes()
    return try read(file, worlds: worlds, variables: overrides, notes: &notes)
  }

  /// Reads a file, and notes what is no error.
  ///
  /// - Throws: `Diagnostics` with everything that is wrong.
  public static func read(
    _ file: ScenarioFile,
    worlds: some WorldSource,
    variables overrides: [String: String] = [:],
    notes: inout ReadingNotes
  ) throws(Diagnostics) -> [ScenarioCase] {
    let root: YAMLNode
    switch YAMLReader.read(file.source) {
    case .failure(let diagnostics): throw diagnostics
    case .success(let node): root = node
    }
    var reader = ScenarioReader(file: file, definition: try world(of: root, file, worlds))
    let cases = reader.cases(root, overrides)
    let problems = reader.knownProblems
    guard problems.isEmpty else { throw Diagnostics(Diagnostics(problems).sorted()) }
    notes.variables.formUnion(reader.usedVariables)
    if let vars = root["vars"] { notes.warnings += reader.unusedVariables(vars, "vars") }
    if let matrix = root["matrix"] { notes.warnings += reader.unusedVariables(matrix, "matrix") }
    return cases
  }

  private static func world(
    of root: YAMLNode,
    _ file: ScenarioFile,
    _ worlds: some WorldSource
  ) throws(Diagnostics) -> WorldDefinition {
    let node = root["world"]
    if let node, node.scalar == nil || node.isNull {
      var problems = Diagnostics()
      _ = ScalarReader.text(node, named: "world", in: file.source, &problems)
      throw problems
    }
    do throws(WorldSourceError) {
      return try worlds.world(named: node?.scalar ?? "default", for: file)
    } catch {
      let span = node?.span ?? root.span
      switch error {
      case .invalid(let diagnostics):
        var all = diagnostics.all
        let place = "\(file.source.path):\(span.start.line):\(span.start.column)"
        for index in all.indices { all[index].notes.append("this is the world of \(place)") }
        throw Diagnostics(all)
      case .unavailable(let reason):
        throw Diagnostics([
          Diagnostic(code: "TT014", file: file.source, span: span, message: reason)
        ])
      }
    }
  }

  private mutating func cases(_ root: YAMLNode, _ overrides: [String: String]) -> [ScenarioCase] {
    let top = mapping(root, "a scenario", ScenarioKeys.top)
    guard top.isMapping else { return [] }
    checkHeader(top)
    let shared = Shared(
      top: top,
      name: filledText(top, "name") ?? file.stem,
      why: top.text("why", &diagnostics),
      tags: top.texts("tags", &diagnostics) ?? [],
      skip: filledText(top, "skip"),
      todo: filledText(top, "todo")
    )
    if top.has("permissions") || top.has("fields") {
      for key in ScenarioKeys.storyOnly {
        guard let span = top.keySpan(key) else { continue }
        let help = key == "steps" ? ", put the story in a file of its own" : ""
        report("TT010", span, "a grid has no `\(key)`\(help)")
      }
      return gridCases(shared)
    }
    top.require("steps", &diagnostics)
    noteSaves(top.node("steps"))
    noteNames(top.node("steps"))
    let vars = self.vars(top.node("vars"), overrides)
    var cases: [ScenarioCase] = []
    for params in parameters(of: top, vars) {
      scope = vars
      for (name, value) in params { scope[name] = .value(value) }
      let known = diagnostics
      let story = story(top, root)
      // The same problem in every case of a matrix is one problem.
      var found = known
      for diagnostic in diagnostics.all.dropFirst(known.all.count)
      where !found.all.contains(diagnostic) {
        found.add(diagnostic)
      }
      diagnostics = found
      cases.append(makeCase(shared, params, line: root.span.start.line, .story(story)))
    }
    return cases
  }

  /// What is wrong, but for what only follows from a value that is not known.
  var knownProblems: [Diagnostic] {
    guard !unresolved.isEmpty else { return diagnostics.all }
    return diagnostics.all.filter { problem in
      problem.code == "TT109"
        || !unresolved.contains { $0.path == problem.path && $0.span.overlaps(problem.span) }
    }
  }

  /// What all cases of a file have in common.
  struct Shared {
    let top: MappingReader
    let name: String
    let why: String?
    let tags: [String]
    let skip: String?
    let todo: String?
  }

  func makeCase(
    _ shared: Shared,
    _ params: [(String, YAMLNode)],
    suffix: String? = nil,
    line: Int,
    _ body: ScenarioCase.Body
  ) -> ScenarioCase {
    let values = params.map { ($0.0, $0.1.flowText) }
    let text = suffix ?? values.map { "\($0.0)=\($0.1)" }.joined(separator: ",")
    let bracketed = text.isEmpty ? "" : "[\(text)]"
    return ScenarioCase(
      id: file.stem + bracketed,
      name: shared.name + bracketed,
      params: Dictionary(values, uniquingKeysWith: { first, _ in first }),
      tags: shared.tags,
      line: line,
      file: file,
      why: shared.why,
      skip: shared.skip,
      todo: shared.todo,
      todoSpan: shared.top.keySpan("todo") ?? shared.top.node.span,
      body: body,
      definition: definition
    )
  }

  private mutating func checkHeader(_ top: MappingReader) {
    top.require("tabletop", &diagnostics)
    if let version = top.node("tabletop"), version.scalar != "1" {
      report(
        "TT012",
        version.span,
        "this program reads format version 1, this is \(SafeText.quoted(version.scalar ?? ""))"
      )
    }
    top.require("name", &diagnostics)
  }

  /// Reads a text that may not be empty.
  mutating func filledText(_ reader: MappingReader, _ key: String) -> String? {
    guard let text = reader.text(key, &diagnostics) else { return nil }
    if text.unicodeScalars.allSatisfy(\.properties.isWhitespace), let node = reader.node(key) {
      report("TT012", node.span, "`\(key)` must be text, this is empty")
    }
    return text
  }

  mutating func mapping(_ node: YAMLNode, _ what: String, _ keys: [String]) -> MappingReader {
    MappingReader(node, in: source, what: what, keys: keys, diagnostics: &diagnostics)
  }

  mutating func report(
    _ code: String,
    _ span: SourceSpan,
    _ message: String,
    label: String? = nil,
    why: String? = nil,
    help: String? = nil
  ) {
    diagnostics.add(
      Diagnostic(
        code: code,
        file: source,
        span: span,
        message: message,
        label: label,
        why: why,
        help: help
      )
    )
  }
}

extension SourceSpan {
  /// Whether two stretches share a column of a line.
  func overlaps(_ other: SourceSpan) -> Bool {
    start.line == other.start.line && start.column < other.start.column + other.length
      && other.start.column < start.column + length
  }
}

extension YAMLNode {
  /// The value on one line: a scalar as it is, else JSON.
  var flowText: String { scalar ?? JSONWriter.text(json) }

  /// Whether a word stands in a text of the node, as a value or as a key.
  func mentions(_ word: String) -> Bool {
    switch content {
    case .scalar(let text, _, _): ASCIIText.has(text, word)
    case .sequence(let items): items.contains { $0.mentions(word) }
    case .mapping(let entries):
      entries.contains { $0.key.mentions(word) || $0.value.mentions(word) }
    }
  }

  /// The value as JSON, every scalar as text.
  private var json: JSONValue {
    switch content {
    case .scalar(let text, _, _): .string(text)
    case .sequence(let items): .array(items.map(\.json))
    case .mapping(let entries):
      .object(
        Dictionary(entries.map { ($0.key.scalar ?? "", $0.value.json) }) { first, _ in first }
      )
    }
  }
}
