import AccessControl
import Documents
import Incidents
import Values

/// What a fragment's parameter may be given.
enum ParameterType: String, CaseIterable, Sendable {
  /// Any scalar.
  case text
  /// A number.
  case number
  /// A whole number.
  case integer
  /// A length of time.
  case duration
  /// A participant, or a role in the person of its default user.
  case participant
  /// A role.
  case role
  /// A service of the world.
  case service
  /// An incident of the world.
  case incident
  /// A customer of the world.
  case customer
  /// A tool.
  case tool
  /// A list of anything.
  case list
}

extension ScenarioReader {
  /// One parameter that a fragment declares.
  private struct Parameter {
    let name: String
    let type: ParameterType
    /// What it is where nobody says; nil where somebody must.
    let standard: YAMLNode?
    let span: SourceSpan
  }

  /// Returns the variables of a fragment: its parameters with what `with` gives them.
  mutating func parameters(
    of fragment: FragmentFile,
    _ root: YAMLNode,
    _ reader: MappingReader,
    _ useNode: YAMLNode
  ) -> [String: Variable] {
    let declared = declared(root["params"], fragment.source)
    let names = declared.map(\.name)
    let with = reader.node("with")
    if let with, with.entries == nil {
      report("TT012", with.span, "`with` must be a mapping from parameters to values")
    }
    var variables: [String: Variable] = [:]
    for entry in with?.entries ?? [] {
      guard let name = entry.key.scalar else { continue }
      guard let parameter = declared.first(where: { $0.name == name }) else {
        diagnostics.add(
          Diagnostic(
            code: "TT016",
            file: source,
            span: entry.key.span,
            message: "\(fragment.source.path) has no parameter `\(name)`",
            label: NearMatch.question(for: name, among: names)
              ?? (names.isEmpty
                ? "it declares none" : "its parameters are " + names.joined(separator: ", "))
          )
        )
        continue
      }
      // What is wrong with a value is said here, and not again where the fragment uses it.
      variables[name] =
        check(entry.value, parameter, fragment.source)
        ? variable(entry.value) : .saved(name, [])
    }
    for parameter in declared where variables[parameter.name] == nil {
      if let standard = parameter.standard {
        variables[parameter.name] = .value(standard)
        continue
      }
      // What is said of it in the fragment would only repeat what is said here.
      variables[parameter.name] = .saved(parameter.name, [])
      let isGiven = with?.entries?.contains { $0.key.scalar == parameter.name } ?? (with != nil)
      if isGiven { continue }
      report(
        "TT016",
        useNode.span,
        "\(fragment.source.path) needs the parameter `\(parameter.name)`",
        why: "it is declared at \(fragment.source.path):\(parameter.span.start.line)",
        help: "write with: {\(parameter.name): …}"
      )
    }
    return variables
  }

  /// Returns a variable with a value; one that is saved later keeps standing for what is saved.
  private func variable(_ node: YAMLNode) -> Variable {
    guard let text = node.scalar, text.utf8.contains(UInt8(ascii: "$")) else { return .value(node) }
    let pieces = VariableText.pieces(of: IndexedText(text))
    guard pieces.count == 1, case .reference(_, let name, let path) = pieces[0],
      case .saved(let original, let start)? = scope[name]
    else { return .value(node) }
    return .saved(original, start + path)
  }

  private mutating func declared(_ node: YAMLNode?, _ source: SourceFile) -> [Parameter] {
    guard let node else { return [] }
    let outer = self.source
    self.source = source
    defer { self.source = outer }
    guard let entries = node.entries else {
      report("TT012", node.span, "`params` must be a mapping from names to types or values")
      return []
    }
    return entries.compactMap { entry in
      guard let name = entry.key.scalar, checkName(name, entry.key.span) else { return nil }
      if let word = entry.value.scalar, !entry.value.isNull {
        let type = ParameterType(rawValue: word)
        return Parameter(
          name: name,
          type: type ?? .text,
          standard: type == nil ? entry.value : nil,
          span: entry.key.span
        )
      }
      let reader = mapping(entry.value, "a parameter", ScenarioKeys.parameter)
      let type = reader.choice(
        "type",
        of: ParameterType.allCases.map(\.rawValue),
        &diagnostics
      )
      return Parameter(
        name: name,
        type: type.flatMap(ParameterType.init(rawValue:)) ?? .text,
        standard: reader.node("default"),
        span: entry.key.span
      )
    }
  }

  /// Checks that a value is of the type that a fragment declares, and says whether it is.
  private mutating func check(
    _ node: YAMLNode,
    _ parameter: Parameter,
    _ fragment: SourceFile
  ) -> Bool {
    let known = diagnostics.all.count
    let name = parameter.name
    switch parameter.type {
    case .text: _ = text(node, name)
    case .number: _ = ScalarReader.number(node, named: name, in: source, &diagnostics)
    case .integer: _ = ScalarReader.integer(node, named: name, in: source, &diagnostics)
    case .duration: _ = ScalarReader.span(node, named: name, in: source, &diagnostics)
    case .participant: _ = actor(node)
    case .role: _ = role(node)
    case .tool: _ = tool(node)
    case .service, .incident, .customer:
      if let value = text(node, name) {
        checkReference(
          .string(value),
          .reference(parameter.type.rawValue),
          node.span,
          isCall: false
        )
      }
    case .list:
      if node.items == nil { report("TT012", node.span, "`\(name)` must be a list") }
    }
    for index in diagnostics.all.indices.dropFirst(known) {
      let place = "\(fragment.path):\(parameter.span.start.line)"
      diagnostics.all[index].notes.append("`\(name)` is declared at \(place)")
    }
    return diagnostics.all.count == known
  }
}
