import AccessControl
import Documents
import Values

/// A fragment that was read: steps that scenarios share.
struct FragmentFile: Sendable {
  let source: SourceFile
  /// What is in it; nil where something is wrong with it as a whole.
  let root: YAMLNode?
}

/// One use of a fragment.
struct Use: Sendable {
  /// The fragment's path on disk.
  let path: String
  /// Where it is used, as `FILE:LINE:COLUMN`.
  let place: String
}

extension ScenarioReader {
  /// How deep fragments may use fragments.
  static let maximumUses = 8

  /// Reads a step that uses a fragment, and returns the fragment's steps.
  mutating func used(_ node: YAMLNode, prefix: String) -> [Step] {
    let reader = mapping(
      YAMLNode(
        .mapping(
          (node.entries ?? []).map { YAMLEntry(key: $0.key, value: filled($0.value)) }
        ),
        at: node.span
      ),
      "a step with `use`",
      ["use", "with", "id", "note", "skip", "todo"]
    )
    let id = filledText(reader, "id")
    let skip = filledText(reader, "skip")
    let todo = filledText(reader, "todo")
    guard let useNode = reader.node("use"), let name = text(useNode, "use"),
      let (path, fragment) = fragment(named: name, useNode.span), let root = fragment.root
    else { return [] }
    guard enter(path, name, useNode.span) else { return [] }
    let place = "\(source.path):\(useNode.span.start.line):\(useNode.span.start.column)"
    let outer = (source, scope, uses)
    let known = diagnostics.all.count
    let parameters = parameters(of: fragment, root, reader, useNode)
    uses.append(Use(path: path, place: place))
    source = fragment.source
    scope = parameters
    for (name, value) in outer.1 {
      if case .saved = value, scope[name] == nil { scope[name] = value }
    }
    noteSaves(root["steps"])
    noteNames(root["steps"])
    let nodes = root["steps"]?.items ?? []
    var steps = self.steps(nodes, prefix: id.map { prefix + $0 + "." } ?? prefix)
    checkIDs(of: nodes)
    for index in diagnostics.all.indices.dropFirst(known)
    where diagnostics.all[index].path == source.path {
      diagnostics.all[index].notes.append("used at \(place)")
    }
    let inner = scope
    (source, scope, uses) = outer
    // What a fragment saves is there after it.
    for (name, value) in inner where parameters[name] == nil {
      if case .saved = value { scope[name] = value }
    }
    for index in steps.indices {
      steps[index].skip = steps[index].skip ?? skip
      steps[index].todo = steps[index].todo ?? todo
    }
    return steps
  }

  /// Checks that a fragment doesn't lead to itself, nor too deep.
  private mutating func enter(_ path: String, _ name: String, _ span: SourceSpan) -> Bool {
    if let first = uses.first(where: { $0.path == path }) {
      report(
        "TT015",
        span,
        "`\(name)` uses itself",
        why: "it was used first at \(first.place)"
      )
      return false
    }
    guard uses.count < Self.maximumUses else {
      report("TT005", span, "fragments are used more than \(Self.maximumUses) deep")
      return false
    }
    return true
  }

  /// Returns the fragment in a file inside the scenario's folder, named from where it is used.
  private mutating func fragment(
    named name: String,
    _ span: SourceSpan
  ) -> (path: String, file: FragmentFile)? {
    guard name.hasSuffix(".steps.yaml") else {
      report("TT014", span, "`\(name)` is no fragment, those end in .steps.yaml")
      return nil
    }
    let folder = ConfinedFolder(file.folder)
    do throws(ConfinedFolderError) {
      let path = try folder.path(of: name, from: ScenarioFinder.parent(of: source.path))
      if let known = fragments[path.real] { return (path.real, known) }
      let bytes = Redactor.shared.redacted(try folder.contents(path))
      let source = SourceFile(path: path.shown, bytes: bytes)
      let known = diagnostics.all.count
      let fragment = read(source)
      let place = "\(self.source.path):\(span.start.line):\(span.start.column)"
      for index in diagnostics.all.indices.dropFirst(known) {
        diagnostics.all[index].notes.append("used at \(place)")
      }
      fragments[path.real] = fragment
      return (path.real, fragment)
    } catch {
      report("TT014", span, error.description)
      return nil
    }
  }

  /// Reads a fragment as a whole, once.
  private mutating func read(_ source: SourceFile) -> FragmentFile {
    let outer = self.source
    self.source = source
    defer { self.source = outer }
    switch YAMLReader.read(source) {
    case .failure(let problems):
      diagnostics.add(contentsOf: problems)
      return FragmentFile(source: source, root: nil)
    case .success(let root):
      let known = diagnostics.all.count
      let top = mapping(root, "a fragment", ScenarioKeys.fragment)
      for key in ["tabletop-steps", "steps"] { top.require(key, &diagnostics) }
      if let version = top.node("tabletop-steps"), version.scalar != "1" {
        report(
          "TT012",
          version.span,
          "this program reads format version 1, this is \(SafeText.quoted(version.scalar ?? ""))"
        )
      }
      if let items = top.items("steps", &diagnostics), items.isEmpty {
        report("TT020", top.node("steps")?.span ?? root.span, "this fragment has no steps")
      }
      let isSound = top.isMapping && diagnostics.all.count == known
      return FragmentFile(source: source, root: isSound ? root : nil)
    }
  }
}
