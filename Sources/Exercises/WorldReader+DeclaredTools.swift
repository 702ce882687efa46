import AccessControl
import Documents
import Incidents
import Values

extension WorldReader {
  private static let types = ["text", "integer", "number", "service", "incident", "customer"]

  /// Reads what only a world file knows of a tool: its parameters and the facts it sets.
  mutating func declaredTool(
    _ entry: YAMLEntry,
    _ reader: MappingReader,
    _ describe: ([ToolParameter], ToolDescription.Effect, ConsentForm?) -> ToolDescription
  ) -> DeclaredTool? {
    guard PolicyName.isValid(entry.key.scalar ?? "") else {
      report("TT012", entry.key.span, "a tool's name is a letter, then letters, digits, _ or -")
      return nil
    }
    let parameters = (reader.node("parameters")?.entries ?? []).compactMap { parameter($0) }
    let settings = (reader.node("sets")?.entries ?? []).compactMap {
      setting($0, parameters: parameters)
    }
    let effect = reader.choice("effect", of: ["read", "write"], &diagnostics)
    return DeclaredTool(
      description: describe(
        parameters,
        effect.flatMap(ToolDescription.Effect.init(rawValue:))
          ?? (settings.isEmpty ? .read : .write),
        consent(reader.node("consent"), parameters)
      ),
      settings: settings
    )
  }

  private mutating func parameter(_ entry: YAMLEntry) -> ToolParameter? {
    guard let name = entry.key.scalar, PolicyName.isValid(name) else {
      report("TT012", entry.key.span, "a parameter's name is a letter, then letters and digits")
      return nil
    }
    let reader = mapping(entry.value, "a parameter", ["type", "required", "summary"])
    reader.require("type", &diagnostics)
    guard let type = reader.node("type"), let kind = kind(type) else { return nil }
    return ToolParameter(
      name,
      kind,
      isRequired: reader.flag("required", &diagnostics) ?? false,
      isTakenFromContext: kind == .reference("incident"),
      summary: reader.text("summary", &diagnostics) ?? ""
    )
  }

  private mutating func kind(_ node: YAMLNode) -> ToolParameter.Kind? {
    if let words = node.items?.compactMap(\.scalar), !words.isEmpty { return .choice(words) }
    switch node.scalar {
    case "text": return .text
    case "integer": return .integer(.min ... .max)
    case "number": return .number(atLeast: nil, above: nil)
    case "service", "incident", "customer": return .reference(node.scalar ?? "")
    default:
      report(
        "TT012",
        node.span,
        "a parameter's type is a list of words or one of " + Self.types.joined(separator: ", "),
        label: NearMatch.question(for: node.scalar ?? "", among: Self.types)
      )
      return nil
    }
  }

  private mutating func setting(
    _ entry: YAMLEntry,
    parameters: [ToolParameter]
  ) -> DeclaredTool.Setting? {
    guard let path = entry.key.scalar, let text = entry.value.scalar else {
      report("TT012", entry.value.span, "`sets` maps facts of the world to values")
      return nil
    }
    let names = (WorldPath(path).parts + [text]).filter { $0.hasPrefix("$") }
      .map { String($0.dropFirst()) }
    for name in names where !parameters.contains(where: { $0.name == name }) {
      report(
        "TT109",
        entry.key.span,
        "`$\(name)` is no parameter of this tool",
        label: NearMatch.question(for: name, among: parameters.map(\.name))
      )
    }
    guard let kind = WorldPath(path).kind else {
      report("TT108", entry.key.span, "no world has a fact `\(path)`")
      return nil
    }
    if text.hasPrefix("$") { return DeclaredTool.Setting(path: path, value: .string(text)) }
    switch kind {
    case .integer, .number:
      guard let number = ScalarReader.number(entry.value, named: path, in: file, &diagnostics)
      else { return nil }
      return DeclaredTool.Setting(path: path, value: .number(number))
    case .text, .choice, .texts, .time:
      return DeclaredTool.Setting(path: path, value: .string(text))
    }
  }
}
