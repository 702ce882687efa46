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

/// Turns a scenario file into cases, or into everything that is wrong with it.
///
/// The file is read once for its values and once more for each case of its matrix, with that
/// case's variables in place.
public struct ScenarioReader {
  static let storyKeys = [
    "tabletop", "name", "why", "tags", "world", "incident", "clock", "seed", "model", "offer",
    "approvals", "participants", "vars", "matrix", "rows", "exclude", "given", "faults", "steps",
    "permissions", "fields", "expect", "skip", "todo", "keep_going", "timeout", "trials", "budget",
  ]

  let file: ScenarioFile
  var source: SourceFile { file.source }
  var diagnostics = Diagnostics([])
  var definition: WorldDefinition
  var actors: [String: Actor] = [:]
  var variables: [String: String] = [:]
  /// Whether the step that is read expects a call to be invalid, and so may hold one.
  var allowsInvalidCalls = false

  private init(file: ScenarioFile, definition: WorldDefinition) {
    self.file = file
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
    let root: YAMLNode
    switch YAMLReader.read(file.source) {
    case .failure(let diagnostics): throw diagnostics
    case .success(let node): root = node
    }
    var reader = ScenarioReader(file: file, definition: try world(of: root, file, worlds))
    let cases = reader.cases(root, overrides)
    guard reader.diagnostics.isEmpty else {
      throw Diagnostics(reader.diagnostics.sorted())
    }
    return cases
  }

  private static func world(
    of root: YAMLNode,
    _ file: ScenarioFile,
    _ worlds: some WorldSource
  ) throws(Diagnostics) -> WorldDefinition {
    let node = root["world"]
    do throws(WorldSourceError) {
      return try worlds.world(named: node?.scalar ?? "default", for: file)
    } catch {
      switch error {
      case .invalid(let diagnostics): throw diagnostics
      case .unavailable(let reason):
        throw Diagnostics([
          Diagnostic(
            code: "TT014",
            file: file.source,
            span: node?.span ?? root.span,
            message: reason
          )
        ])
      }
    }
  }

  private mutating func cases(_ root: YAMLNode, _ overrides: [String: String]) -> [ScenarioCase] {
    let top = mapping(root, "a scenario", Self.storyKeys)
    guard top.isMapping else { return [] }
    checkHeader(top)
    let isGrid = top.has("permissions") || top.has("fields")
    if isGrid, top.has("steps"), let span = top.keySpan("steps") {
      report("TT010", span, "a grid has no `steps`, put the story in a file of its own")
    }
    readParticipants(top.node("participants"))
    let shared = Shared(
      top: top,
      name: top.text("name", &diagnostics) ?? file.stem,
      why: top.text("why", &diagnostics),
      tags: top.texts("tags", &diagnostics) ?? [],
      skip: top.text("skip", &diagnostics) ?? top.text("todo", &diagnostics)
    )
    if isGrid { return gridCases(shared) }
    top.require("steps", &diagnostics)
    var cases: [ScenarioCase] = []
    var ids: Set<String> = []
    let all = parameters(of: top)
    if all.isEmpty, let span = top.keySpan("rows") ?? top.keySpan("matrix") {
      report("TT020", span, "no case is left of this")
    }
    for params in all {
      if !ids.insert(params.map { "\($0.0)=\($0.1)" }.joined(separator: ",")).inserted,
        let span = top.keySpan("rows") ?? top.keySpan("matrix")
      {
        report("TT007", span, "two cases have the same parameters")
      }
      variables = self.vars(top.node("vars")).merging(overrides) { _, new in new }
      for (name, value) in params { variables[name] = value }
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

  /// What all cases of a file have in common.
  struct Shared {
    let top: MappingReader
    let name: String
    let why: String?
    let tags: [String]
    let skip: String?
  }

  func makeCase(
    _ shared: Shared,
    _ params: [(String, String)],
    suffix: String? = nil,
    line: Int,
    _ body: ScenarioCase.Body
  ) -> ScenarioCase {
    let text = suffix ?? params.map { "\($0.0)=\($0.1)" }.joined(separator: ",")
    let bracketed = text.isEmpty ? "" : "[\(text)]"
    return ScenarioCase(
      id: file.stem + bracketed,
      name: shared.name + bracketed,
      params: Dictionary(params, uniquingKeysWith: { first, _ in first }),
      tags: shared.tags,
      line: line,
      file: file,
      why: shared.why,
      skip: shared.skip,
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
    for key in ["seed", "faults", "trials", "budget", "timeout"] where top.has(key) {
      if let span = top.keySpan(key) { unsupported(key, span) }
    }
    if let approvals = top.node("approvals"), approvals.scalar != "auto" {
      unsupported("approvals: \(approvals.scalar ?? "")", approvals.span)
    }
  }

  mutating func unsupported(_ what: String, _ span: SourceSpan) {
    report("TT011", span, "\(SafeText.quoted(what)) is part of the format but not supported yet")
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
