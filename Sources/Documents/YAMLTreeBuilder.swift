/// Builds the tree from events and notes what we don't allow.
struct YAMLTreeBuilder {
  /// What was found; the tree is of use only if this is empty.
  private(set) var diagnostics = Diagnostics()
  /// The outermost value, once it is complete.
  private(set) var root: YAMLNode?
  /// Whether there is nothing more to learn from this file.
  private(set) var isFinished = false

  private let file: SourceFile
  private let limits: YAMLLimits
  private var lines: LineCache
  private var open: [OpenCollection] = []
  private var nodeCount = 0
  private var hasDocument = false
  private var hasReference = false

  /// How many problems of a file are noted before reading stops.
  private static let mostProblems = 20

  init(_ file: SourceFile, limits: YAMLLimits) {
    self.file = file
    self.limits = limits
    lines = LineCache(file)
  }

  mutating func handle(_ event: YAMLEvent) {
    checkProperties(of: event)
    checkCount(event)
    guard !isFinished else { return }
    switch event.kind {
    case .streamStart: break
    case .streamEnd: isFinished = true
    case .documentStart(let hasDirectives): beginDocument(event, hasDirectives: hasDirectives)
    case .documentEnd(let isExplicit):
      if isExplicit { refuse(.documents, at: event.start) }
    case .alias:
      noteReference(at: event.start)
      attach(YAMLNode(.scalar("", isPlain: false, isBlock: false), span: span(of: event)))
    case .scalar(let text): attach(scalar(text, event))
    case .sequenceStart: begin(isMapping: false, event)
    case .mappingStart: begin(isMapping: true, event)
    case .collectionEnd:
      if let closed = open.popLast() { attach(closed.node) }
    }
  }

  /// Notes a problem; stops at one too many.
  mutating func add(_ diagnostic: Diagnostic) {
    diagnostics.add(diagnostic)
    guard diagnostics.all.count == Self.mostProblems else { return }
    diagnostics.add(
      problem("TT005", "too many problems; only the first are shown", diagnostic.span)
    )
    isFinished = true
  }

  private mutating func beginDocument(_ event: YAMLEvent, hasDirectives: Bool) {
    if hasDirectives { refuse(.directive, at: event.start) }
    if hasDocument {
      if diagnostics.isEmpty { refuse(.documents, at: event.start) }
      isFinished = true
    }
    hasDocument = true
  }

  private mutating func begin(isMapping: Bool, _ event: YAMLEvent) {
    let start = SourceSpan(start: event.start, length: 1)
    guard open.count < limits.depth else {
      let message = "lists and mappings are nested more than \(limits.depth) deep"
      stop(problem("TT005", message, start))
      return
    }
    if let parent = open.indices.last, open[parent].expectsKey {
      refuse(.complexKey, at: event.start)
    }
    open.append(OpenCollection(isMapping: isMapping, span: start))
  }

  private mutating func scalar(_ scalar: YAMLEvent.Scalar, _ event: YAMLEvent) -> YAMLNode {
    var layout = ScalarLayout(style: scalar.style, start: event.start, end: event.end)
    let content = YAMLNode.Content.scalar(
      scalar.text,
      isPlain: scalar.style == .plain,
      isBlock: scalar.style == .block
    )
    let node = YAMLNode(
      content,
      span: span(of: event),
      segments: layout.segments(of: scalar, in: &lines),
      hasDollarSign: scalar.hasDollarSign
    )
    if !scalar.isASCII, let marks = CombiningMarks.excess(in: scalar.text) {
      let message = "more than \(CombiningMarks.limit) combining marks follow each other"
      stop(problem("TT005", message, node.span(ofScalars: marks)))
    }
    return node
  }

  /// Puts a complete value where it belongs.
  private mutating func attach(_ node: consuming YAMLNode) {
    guard !isFinished else { return }
    guard let parent = open.indices.last else {
      if root == nil { root = node }
      return
    }
    if open[parent].expectsKey { checkKey(node, in: parent) }
    open[parent].attach(node)
  }

  private mutating func checkKey(_ key: YAMLNode, in parent: Int) {
    guard case .scalar(let text, let isPlain, let isBlock) = key.content else { return }
    if isBlock || key.segments.contains(where: { $0.start.line != key.span.start.line }) {
      refuse(.complexKey, at: key.span.start)
    }
    if isPlain && text.isEmpty { refuse(.emptyKey, at: key.span.start) }
    if isPlain && text == "<<" { refuse(.mergeKey, key.span) }
    if let first = open[parent].noteKey(text, at: key.span.start.line) {
      let message = "duplicate key \(SafeText.quoted(text))"
      add(problem("TT007", message, key.span, why: "first defined at line \(first)"))
    }
  }

  private mutating func checkProperties(of event: YAMLEvent) {
    if event.hasAnchor { noteReference(at: event.start) }
    if event.hasTag { refuse(.tag, at: event.start) }
  }

  /// Counts the values that begin, and stops at the first too many.
  private mutating func checkCount(_ event: YAMLEvent) {
    switch event.kind {
    case .alias, .scalar, .sequenceStart, .mappingStart: nodeCount += 1
    case .streamStart, .streamEnd, .documentStart, .documentEnd, .collectionEnd: return
    }
    guard nodeCount > limits.nodes else { return }
    let span = SourceSpan(start: event.start, length: 1)
    stop(problem("TT005", "this file has more than \(limits.nodes) values", span))
  }

  /// Notes anchors and aliases once: where there is one, there are more.
  private mutating func noteReference(at position: SourcePosition) {
    guard !hasReference else { return }
    hasReference = true
    refuse(.reference, at: position)
  }

  private mutating func refuse(_ wording: YAMLWording, at position: SourcePosition) {
    refuse(wording, SourceSpan(start: position, length: 1))
  }

  private mutating func refuse(_ wording: YAMLWording, _ span: SourceSpan) {
    guard !isFinished else { return }
    add(problem(wording.code, wording.message, span, help: wording.help))
  }

  private mutating func stop(_ diagnostic: Diagnostic) {
    add(diagnostic)
    isFinished = true
  }

  private func problem(
    _ code: String,
    _ message: String,
    _ span: SourceSpan,
    why: String? = nil,
    help: String? = nil
  ) -> Diagnostic {
    Diagnostic(code: code, file: file, span: span, message: message, why: why, help: help)
  }

  /// The written token on its first line; for block scalars the sign that announces them.
  private mutating func span(of event: YAMLEvent) -> SourceSpan {
    let start = event.start
    guard event.end.line != start.line else {
      return SourceSpan(start: start, length: event.end.column - start.column)
    }
    let rest = lines.line(start.line).dropFirst(start.column - 1)
    if case .scalar(let scalar) = event.kind, scalar.style == .block {
      return SourceSpan(start: start, length: rest.prefix { $0 != " " && $0 != "\t" }.count)
    }
    let last = rest.lastIndex { $0 != " " && $0 != "\t" } ?? rest.startIndex
    return SourceSpan(start: start, length: last - rest.startIndex + 1)
  }
}
